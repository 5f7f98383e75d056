"""A member of a zip archive, expanded no further than it is allowed to be."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED

from exports.inside.refused import Refused

if TYPE_CHECKING:
    from zipfile import ZipInfo

_HEADER = struct.Struct("<4s22xHH")
_SIGNATURE = b"PK\x03\x04"
_NAMES_IN_UTF8 = 0x800
_ODD = 0x60
"""Patches and strong encryption."""


def expanded(content: bytes, member: ZipInfo, most: int) -> bytes:
    """All of a member, which is what the archive's directory says of it.

    Args:
        content: the archive.
        member: as its directory has it.
        most: bytes that it may expand to, whatever it says of itself.

    Raises:
        Refused: it is something else, broken or longer.
    """
    try:
        signature, name_length, extra_length = _HEADER.unpack_from(content, member.header_offset)
    except struct.error as failure:
        raise Refused("damaged", str(failure)) from failure
    begin = member.header_offset + _HEADER.size
    name = content[begin : begin + name_length].decode("utf-8" if member.flag_bits & _NAMES_IN_UTF8 else "cp437")
    if signature != _SIGNATURE or name != member.orig_filename or member.flag_bits & _ODD:
        raise Refused("damaged", "headers")
    begin += name_length + extra_length
    packed = content[begin : begin + member.compress_size]
    if member.compress_type == ZIP_STORED:
        data = packed
    elif member.compress_type == ZIP_DEFLATED:
        data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most + 1)
    else:
        raise Refused("damaged", "compression")
    if len(data) > most:
        raise Refused("oversized", "expansion")
    if len(data) != member.file_size or zlib.crc32(data) != member.CRC:
        raise Refused("damaged", "checksums")
    return data
