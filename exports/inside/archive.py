"""Whether a file is a plain workbook at all, looked at before any reader of workbooks touches it.

An xlsx file is a zip archive of XML. Everything that makes one dangerous shows in the archive: macros, links to other
files, embedded programs, document type declarations, members that expand without end, ranges that no table has.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.parsers import expat

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_FILE = 20 * 2**20
LARGEST_EXPANDED = 100 * 2**20
MOST_MEMBERS = 1_000
HIGHEST_RATIO = 300
"""How many times its size a large member may expand to."""
_SMALL = 2**20
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 20_000, 500, 400_000
LARGEST_MERGE, MOST_MERGES = 20_000, 10_000

_DANGEROUS = MappingProxyType(
    {
        "macros": ("vbaproject", "/macrosheets/", "/dialogsheets/"),
        "links": ("externallinks/", "connections.xml"),
        "embedded": ("/embeddings/", "/activex/", "/ctrlprops/"),
    }
)
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PLACE = re.compile(r"([A-Z]{1,9})([0-9]{1,12})")
_AREA = re.compile(r"([A-Z]{1,9})([0-9]{1,12}):([A-Z]{1,9})([0-9]{1,12})")
_LONG_ENOUGH = 200
_BUILT_IN_PERCENT = {9, 10}
_QUOTED = re.compile(r'"[^"]*"|\\.')
_TEMPLATE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Refused(Exception):  # noqa: N818 - a decision, not a fault
    """The file is not read; the two texts name the kind of refusal and what it is about."""

    def __init__(self, kind: str, what: str = "") -> None:
        super().__init__(kind, what)
        self.kind, self.what = kind, what


@frozen
class SheetMarks:
    """What of a sheet its values don't tell."""

    formulas: tuple[str, ...]
    """Addresses of cells with a formula."""
    percents: tuple[str, ...]
    """Addresses of cells shown as a percentage."""
    pictures: tuple[str, ...]
    """Addresses of cells that hold a picture the WPS way."""


class _MarkReader:
    """Walks a sheet's XML once, and stops where no form is that large."""

    def __init__(self, percent_styles: frozenset[str]) -> None:
        self.formulas: list[str] = []
        self.percents: list[str] = []
        self.pictures: list[str] = []
        self._percent_styles = percent_styles
        self._cells = self._merges = 0
        self._address = self._text = ""

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._said
        parser.Parse(data, True)  # noqa: FBT003 - expat's own

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "c":
                self._begin_cell(attributes)
            case "f":
                self.formulas.append(self._address)
            case "mergeCell":
                self._check_merge(attributes.get("ref", ""))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._cells += 1
        place = _PLACE.fullmatch(attributes.get("r", ""))
        self._address, self._text = attributes.get("r", ""), ""
        if place and (int(place[2]) > MOST_ROWS or _column(place[1]) > MOST_COLUMNS):
            raise Refused("oversized", "dimensions")
        if self._cells > MOST_CELLS:
            raise Refused("oversized", "cells")
        if attributes.get("s") in self._percent_styles:
            self.percents.append(self._address)

    def _check_merge(self, area: str) -> None:
        self._merges += 1
        found = _AREA.fullmatch(area)
        across = _column(found[3]) - _column(found[1]) + 1 if found else 0
        down = int(found[4]) - int(found[2]) + 1 if found else 0
        if self._merges > MOST_MERGES or across * down > LARGEST_MERGE:
            raise Refused("oversized", "merges")

    def _said(self, text: str) -> None:
        # A picture's call stands at the beginning of its cell; the rest of a long text need not be kept.
        self._text = self._text if len(self._text) > _LONG_ENOUGH else self._text + text

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "c" and "DISPIMG(" in self._text:
            self.pictures.append(self._address)


class Package:
    """A workbook's archive, inspected."""

    def __init__(self, content: bytes) -> None:
        _check_kind(content)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            self._members = self._archive.infolist()
            self._check_members(len(content))
            for _ in self._checked_parts():
                pass
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as failure:
            raise Refused("damaged", str(failure)) from failure
        self._sheets = self._find_sheets()

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Every sheet's name, hidden ones too."""
        return tuple(self._sheets)

    def marks(self, sheet: str) -> SheetMarks:
        """What the values of the sheet don't tell.

        Raises:
            Refused: the sheet is larger than any form.
        """
        marks = _MarkReader(self._percent_styles())
        try:
            marks.read(self._read(self._sheets[sheet]))
        except expat.ExpatError as failure:
            raise Refused("damaged", str(failure)) from failure
        return SheetMarks(tuple(marks.formulas), tuple(marks.percents), tuple(marks.pictures))

    def _check_members(self, size: int) -> None:
        names = [each.filename for each in self._members]
        if len(names) > MOST_MEMBERS:
            raise Refused("oversized", "members")
        if len(set(names)) < len(names) or any(_leads_elsewhere(each) for each in names):
            raise Refused("damaged", "names")
        if any(each.flag_bits & 1 for each in self._members):
            raise Refused("encrypted")
        if sum(each.compress_size for each in self._members) > size:
            raise Refused("damaged", "overlapping members")
        lower = [each.lower() for each in names]
        if "[content_types].xml" not in lower or not any(each.endswith("workbook.xml") for each in lower):
            raise Refused("no workbook")
        for what, parts in _DANGEROUS.items():
            if any(part in name for part in parts for name in lower):
                raise Refused("dangerous", what)
        is_bomb = any(each.file_size > max(_SMALL, HIGHEST_RATIO * each.compress_size) for each in self._members)
        if is_bomb or sum(each.file_size for each in self._members) > LARGEST_EXPANDED:
            raise Refused("oversized", "expansion")

    def _checked_parts(self) -> Iterator[str]:
        """Every member expanded for real, since its declared size is anybody's word."""
        expanded = 0
        for each in self._members:
            tail = b""
            with self._archive.open(each) as part:
                while chunk := part.read(_SMALL):
                    expanded += len(chunk)
                    if expanded > LARGEST_EXPANDED:
                        raise Refused("oversized", "expansion")
                    if each.filename.lower().endswith((".xml", ".rels", ".vml")):
                        _check_xml(tail + chunk)
                        tail = chunk[-16:]
            yield each.filename

    def _read(self, name: str) -> bytes:
        return self._archive.read(name)

    def _find_sheets(self) -> dict[str, str]:
        """The sheets' names with the members that hold them."""
        try:
            types = self._read("[Content_Types].xml")
            book, relations = self._read("xl/workbook.xml"), self._read("xl/_rels/workbook.xml.rels")
            targets, sheets = _attributes(relations, "Relationship"), _attributes(book, "sheet")
        except (KeyError, expat.ExpatError) as failure:
            raise Refused("no workbook", str(failure)) from failure
        if b"macroEnabled" in types:
            raise Refused("dangerous", "macros")
        if _TEMPLATE.encode() not in types:
            raise Refused("no workbook")
        by_id = {each.get("Id"): each.get("Target", "") for each in targets}
        members, found = set(self._archive.namelist()), {}
        for sheet in sheets:
            relation = next((value for name, value in sheet.items() if name.rpartition(":")[2] == "id"), None)
            target = by_id.get(relation, "").removeprefix("/xl/").removeprefix("/")
            member = f"xl/{target}"
            if member not in members:
                raise Refused("damaged", "a sheet is missing")
            found[sheet.get("name", "")] = member
        return found

    def _percent_styles(self) -> frozenset[str]:
        """The cell styles whose number format shows a percentage."""
        if "xl/styles.xml" not in self._archive.namelist():
            return frozenset()
        try:
            return _percent_styles_of(self._read("xl/styles.xml"))
        except expat.ExpatError as failure:
            raise Refused("damaged", "styles") from failure


@lru_cache(maxsize=16)
def _percent_styles_of(data: bytes) -> frozenset[str]:
    """Remembered, since the workbooks of one program have the same styles."""
    percents = {str(each) for each in _BUILT_IN_PERCENT}
    for each in _attributes(data, "numFmt"):
        if "%" in _QUOTED.sub("", each.get("formatCode", "")):
            percents.add(each.get("numFmtId", ""))
    styles = _attributes(data, "xf", within="cellXfs")
    return frozenset(str(place) for place, each in enumerate(styles) if each.get("numFmtId") in percents)


@lru_cache(maxsize=64)
def _attributes(data: bytes, wanted: str, within: str = "") -> tuple[dict[str, str], ...]:
    """The attributes of every element of this name, anywhere or within another; declarations were refused before."""
    found: list[dict[str, str]] = []
    inside = [not within]

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if within and local == within:
            inside[0] = True
        elif inside[0] and local == wanted:
            found.append(attributes)

    def end(name: str) -> None:
        if within and name.rpartition(":")[2] == within:
            inside[0] = False

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)  # noqa: FBT003 - expat's own
    return tuple(found)


def _check_kind(content: bytes) -> None:
    if len(content) > LARGEST_FILE:
        raise Refused("oversized", "file")
    if content.startswith(_OLE):
        raise Refused("encrypted" if _ENCRYPTED in content else "old format")
    if not content.startswith(_ZIP):
        raise Refused("no workbook")


def _leads_elsewhere(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") or "\0" in name


def _check_xml(data: bytes) -> None:
    if b"\0" in data:
        raise Refused("damaged", "NUL")
    if b"<!" in data and _DECLARATION.search(data):
        raise Refused("dangerous", "declarations")


def _column(letters: str) -> int:
    number = 0
    for each in letters:
        number = number * 26 + ord(each) - 64
    return number
