"""Compressed packets are unpacked only as far as any packet of SSH goes: a small one can hold hundreds of megabytes.

Builds on asyncssh's inner names; ``tests/ssh/test_contracts.py`` holds it to the version in use.
"""

from __future__ import annotations

import zlib

from asyncssh.compression import Decompressor, get_compressor, register_compression_alg

COMPRESSION = b"zlib@openssh.com"
LONGEST = 256 * 1024
"""Bytes to which no packet comes; SSH asks for 32,768, and what asyncssh takes is little more."""


class BoundedUnpacking(Decompressor):
    """Unpacks one connection's packets."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._stream = zlib.decompressobj()

    def decompress(self, data: bytes) -> bytes | None:
        """The packet; None, upon which the connection ends, for one that is too long or none."""
        try:
            unpacked = self._stream.decompress(data, LONGEST)
        except zlib.error:
            return None
        return unpacked if len(unpacked) < LONGEST else None


def bound_unpacking() -> None:
    """Have every connection of this process unpack so."""
    former = get_compressor(COMPRESSION)
    assert former is not None  # noqa: S101 - asyncssh has it wherever Python has zlib
    register_compression_alg(COMPRESSION, type(former), BoundedUnpacking, after_auth=True, default=False)
