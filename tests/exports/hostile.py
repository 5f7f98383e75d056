"""Workbooks that no colleague would send, each made from a good form by doing one thing to it."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FORM, META, STRINGS = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet8.xml", "xl/sharedStrings.xml"
BOOK, STYLES, TYPES = "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 2**20
Change = bytes | None


def rezipped(content: bytes, changes: Mapping[str, Change], *, stored: bool = False) -> bytes:
    """The archive with members changed, added, or, for None, left out."""
    result = io.BytesIO()
    kind = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w", kind) as target:
        for name in [*source.namelist(), *(each for each in changes if each not in source.namelist())]:
            data = changes[name] if name in changes else source.read(name)
            if data is not None:
                target.writestr(name, data)
    return result.getvalue()


def member(content: bytes, name: str) -> bytes:
    """A member of the archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def edited(name: str, old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Replaces the first occurrence in a member."""

    def change(content: bytes) -> bytes:
        data = member(content, name)
        assert old in data
        return rezipped(content, {name: data.replace(old, new, 1)})

    return change


def with_member(name: str, data: bytes = b"x") -> Callable[[bytes], bytes]:
    """Adds a member, or puts it in place of one."""
    return lambda content: rezipped(content, {name: data})


def without(name: str) -> Callable[[bytes], bytes]:
    """Takes a member away."""
    return lambda content: rezipped(content, {name: None})


def in_form(cells: bytes) -> Callable[[bytes], bytes]:
    """Puts XML at the end of the form's rows."""
    return edited(FORM, b"</sheetData>", cells + b"</sheetData>")


def declared(name: str, declaration: bytes) -> Callable[[bytes], bytes]:
    """Puts a document type declaration before a member's root."""

    def change(content: bytes) -> bytes:
        data = re.sub(rb"^<\?xml[^>]*\?>", b"", member(content, name))
        return rezipped(content, {name: declaration + data})

    return change


def zipped(members: Mapping[str, bytes]) -> bytes:
    """An archive of these."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return result.getvalue()


def _twice(content: bytes) -> bytes:
    result = io.BytesIO(content)
    with warnings.catch_warnings(), zipfile.ZipFile(result, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(FORM, b"<worksheet/>")
    return result.getvalue()


def _overlapping(content: bytes) -> bytes:
    """A second name for the same bytes, many times over."""
    result = io.BytesIO(content)
    with zipfile.ZipFile(result, "a") as archive:
        first = archive.getinfo(FORM)
        for number in range(500):
            other = zipfile.ZipInfo(f"xl/media/{number}.xml")
            for name in ("header_offset", "CRC", "compress_size", "file_size", "compress_type"):
                setattr(other, name, getattr(first, name))
            archive.filelist.append(other)
            archive.NameToInfo[other.filename] = other
        archive.writestr("xl/media/last.txt", b"x")
    return result.getvalue()


def _lying(content: bytes) -> bytes:
    """A member that says that it is small and expands to 150 MB."""
    big = bytearray(rezipped(content, {"xl/media/big.xml": b" " * (150 * MEGABYTE)}))
    at = 0
    while (at := big.find(struct.pack("<I", 150 * MEGABYTE), at)) >= 0:
        big[at : at + 4] = struct.pack("<I", 1000)
    return bytes(big)


def _flagged(content: bytes) -> bytes:
    """Every member marked as encrypted."""
    changed = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = 0
        while (at := changed.find(mark, at)) >= 0:
            changed[at + offset] |= 1
            at += 4
    return bytes(changed)


def _ten_thousand_sheets(content: bytes) -> bytes:
    sheets = {f"xl/worksheets/s{number}.xml": b"<worksheet/>" for number in range(10_000)}
    return rezipped(content, sheets)


def _flipped(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.getinfo(FORM).header_offset + 200
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def _under_another_name(content: bytes) -> bytes:
    """A member that calls itself otherwise than the archive's directory does."""
    name = FORM.encode()
    return content.replace(name, b"xl/worksheets/sheetX.xml", 1)


def _meta_of(text: bytes) -> Callable[[bytes], bytes]:
    """Puts a text in place of the hidden sheet's JSON."""

    def change(content: bytes) -> bytes:
        sheet = member(content, META)
        start = sheet.index(b"{")
        end = sheet.index(b"</t>", start)
        return rezipped(content, {META: sheet[:start] + text + sheet[end:]})

    return change


def _with_strings(head: bytes) -> Callable[[bytes], bytes]:
    """Adds a table of shared strings that says this of itself."""
    spreadsheet = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    table = b'<sst xmlns="' + spreadsheet + b'" ' + head + b"><si><t>x</t></si></sst>"
    return with_member(STRINGS, table)


LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "'
    + b"ha" * 50
    + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + number, b"&%c;" % (97 + number) * 10) for number in range(8))
    + b"]>"
)
XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

FILES: dict[str, tuple[Callable[[bytes], bytes], set[str]]] = {
    "empty": (lambda _: b"", {"not_a_workbook"}),
    "text": (lambda _: "任务,数据\n".encode(), {"not_a_workbook"}),
    "web page": (lambda _: b"<html><table><tr><td>1</td></tr></table></html>", {"not_a_workbook"}),
    "pdf": (lambda _: b"%PDF-1.7\n", {"not_a_workbook"}),
    "picture": (lambda _: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, {"not_a_workbook"}),
    "bare XML": (lambda _: b'<?xml version="1.0"?><Workbook/>', {"not_a_workbook"}),
    "zip of nothing": (lambda _: zipped({}), {"not_a_workbook"}),
    "zip of a text": (lambda _: zipped({"a.txt": b"x"}), {"not_a_workbook"}),
    "zip of the workbook": (lambda content: zipped({"form.xlsx": content}), {"not_a_workbook"}),
    "letter": (lambda _: zipped({TYPES: b"<Types/>", "word/document.xml": b"<w/>"}), {"not_a_workbook"}),
    "open document": (lambda _: zipped({"mimetype": b"x", "content.xml": b"<x/>"}), {"not_a_workbook"}),
    "wrong content types": (with_member(TYPES, b"<Types/>"), {"not_a_workbook"}),
    "old format": (lambda _: OLE + b"\0" * 4096, {"old_format"}),
    "password": (lambda _: OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), {"password_protected"}),
    "encrypted members": (_flagged, {"password_protected"}),
    "half a file": (lambda content: content[: len(content) // 2], {"damaged_workbook"}),
    "first bytes": (lambda content: content[:100], {"damaged_workbook"}),
    "without its end": (lambda content: content[:-30], {"damaged_workbook"}),
    "a flipped byte": (_flipped, {"damaged_workbook"}),
    "a member twice": (_twice, {"damaged_workbook"}),
    "overlapping members": (_overlapping, {"damaged_workbook"}),
    "a path upwards": (with_member("xl/../../etc/passwd"), {"damaged_workbook"}),
    "an absolute path": (with_member("/etc/passwd"), {"damaged_workbook"}),
    "a drive": (with_member("C:/x.xml"), {"damaged_workbook"}),
    "a sheet missing": (without(FORM), {"damaged_workbook"}),
    "no relations": (without("xl/_rels/workbook.xml.rels"), {"not_a_workbook"}),
    "no styles": (without(STYLES), {"damaged_workbook", ""}),
    "broken workbook XML": (edited(BOOK, b"<sheets>", b"<sheets"), {"not_a_workbook"}),
    "broken sheet XML": (edited(FORM, b"</sheetData>", b""), {"damaged_workbook"}),
    "broken styles": (edited(STYLES, b"</cellXfs>", b""), {"damaged_workbook"}),
    "cells never closed": (in_form(b'<row r="9"><c r="A9">' * 50_000), {"damaged_workbook"}),
    "comments full of cells": (in_form(b"<!--" + b'<c r="A9">' * 60_000 + b"-->"), {"", "oversized_workbook"}),
    "macros": (with_member("xl/vbaProject.bin"), {"dangerous_workbook"}),
    "macros by type": (edited(TYPES, b"sheet.main+xml", b"sheet.macroEnabled.main+xml"), {"dangerous_workbook"}),
    "macro sheets": (with_member("xl/macrosheets/sheet1.xml", b"<x/>"), {"dangerous_workbook"}),
    "external links": (with_member("xl/externalLinks/externalLink1.xml", b"<x/>"), {"dangerous_workbook"}),
    "data connections": (with_member("xl/connections.xml", b"<x/>"), {"dangerous_workbook"}),
    "embedded program": (with_member("xl/embeddings/oleObject1.bin"), {"dangerous_workbook"}),
    "controls": (with_member("xl/activeX/activeX1.xml", b"<x/>"), {"dangerous_workbook"}),
    "external entity": (declared(META, XXE), {"dangerous_workbook"}),
    "billion laughs": (declared(BOOK, LAUGHS), {"dangerous_workbook"}),
    "external DTD": (declared(FORM, b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'), {"dangerous_workbook"}),
    "entities in UTF-16": (with_member(STRINGS, XXE.decode().encode("utf-16")), {"damaged_workbook"}),
    "entities in EBCDIC": (
        with_member(STRINGS, b'<?xml version="1.0" encoding="cp037"?>' + XXE.decode().encode("cp037")),
        {"damaged_workbook"},
    ),
    "a member of two names": (_under_another_name, {"damaged_workbook"}),
    "the last cell beside a formula": (
        in_form(b'<row r="9"><c r="A9"><f>1</f></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        {"oversized_workbook"},
    ),
    "a merge of everything under another name": (
        edited(FORM, b"<mergeCell ", b'<x:mergeCell xmlns:x="x" ref="A1:XFD1048576"/><mergeCell '),
        {"oversized_workbook"},
    ),
    "zip bomb": (with_member("xl/media/a.xml", b" " * (200 * MEGABYTE)), {"oversized_workbook"}),
    "many bombs": (
        lambda content: rezipped(content, {f"xl/media/{each}.xml": b" " * (15 * MEGABYTE) for each in range(8)}),
        {"oversized_workbook"},
    ),
    "a lying bomb": (_lying, {"damaged_workbook", "oversized_workbook"}),
    "too large a file": (
        lambda content: rezipped(content, {"xl/media/a.bin": b"\0" * (21 * MEGABYTE)}, stored=True),
        {"oversized_workbook"},
    ),
    "ten thousand sheets": (_ten_thousand_sheets, {"oversized_workbook"}),
    "the last cell of all": (
        in_form(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        {"oversized_workbook"},
    ),
    "a row beyond the last": (
        in_form(b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>'),
        {"oversized_workbook"},
    ),
    "a column beyond the last": (in_form(b'<row r="9"><c r="ZZZZZ9"><v>1</v></c></row>'), {"oversized_workbook"}),
    "a merge of everything": (
        edited(FORM, b"<mergeCell ", b'<mergeCell ref="A1:XFD1048576"/><mergeCell '),
        {"oversized_workbook"},
    ),
    "merges without end": (
        edited(FORM, b"<mergeCell ", b'<mergeCell ref="A9:B9"/>' * 20_000 + b"<mergeCell "),
        {"oversized_workbook"},
    ),
    "cells without end": (in_form(b'<row r="9">' + b'<c r="A9"/>' * 500_000 + b"</row>"), {"oversized_workbook"}),
    "deep nesting": (in_form(b"<x>" * 200_000 + b"</x>" * 200_000), {"oversized_workbook"}),
    "NUL in a string": (edited(FORM, b"</t>", b"\0</t>"), {"damaged_workbook"}),
    "ESC in a cell": (in_form(b'<row r="9"><c r="A9" t="str"><v>\x1b[2J</v></c></row>'), {"damaged_workbook"}),
    "a string that isn't there": (
        in_form(b'<row r="9"><c r="A9" t="s"><v>99999999</v></c></row>'),
        {"damaged_workbook", "reading_stopped", ""},
    ),
    "a count of strings that lies": (
        _with_strings(b'count="4000000000" uniqueCount="4000000000"'),
        {"reading_stopped"},
    ),
    "an infinite number": (in_form(b'<row r="9"><c r="A9"><v>1e999</v></c></row>'), {"", "damaged_workbook"}),
    "another digest": (_meta_of(b"{}"), {"stamp_damaged"}),
    "JSON without end": (_meta_of(b"[" * 30_000), {"stamp_damaged"}),
}
"""What it is, how it is made from a good form, and which refusals are clear; an empty one where it does no harm."""
