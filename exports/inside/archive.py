"""Whether a file is a plain workbook at all, looked at before any reader of workbooks touches it.

An xlsx file is a zip archive of XML. Everything that makes one dangerous shows in the archive: macros, links to other
files, embedded programs, document type declarations, members that expand without end, ranges that no table has.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import cached_property, lru_cache
from types import MappingProxyType
from xml.parsers import expat

from exports.inside.marks import SheetMarks, marks_of
from exports.inside.members import expanded
from exports.inside.refused import Refused

LARGEST_FILE = 20 * 2**20
LARGEST_EXPANDED = 100 * 2**20
MOST_MEMBERS = 1_000
HIGHEST_RATIO = 300
"""How many times its size a large member may expand to."""
_SMALL = 2**20
_MOST_KEPT = 16 * _SMALL

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
_ENCODING = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)""")
_BUILT_IN_PERCENT = {9, 10}
_QUOTED = re.compile(r'"[^"]*"|\\.')
_TEMPLATE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Package:
    """A workbook's archive, inspected."""

    def __init__(self, content: bytes) -> None:
        _check_kind(content)
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                members = archive.infolist()
            _check_members(members, len(content))
            self._content, self._members = content, {each.filename: each for each in members}
            self._parts: dict[str, bytes] = {}
            self._check_parts()
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
        return marks_of(self._read(self._sheets[sheet]), self._percent_styles)

    def _check_parts(self) -> None:
        """Expand every member for real, since its declared size is anybody's word; the first ones are kept."""
        room = LARGEST_EXPANDED
        for name, member in self._members.items():
            data = expanded(self._content, member, room)
            if name.lower().endswith((".xml", ".rels", ".vml")):
                _check_xml(data)
            room -= len(data)
            if room > LARGEST_EXPANDED - _MOST_KEPT:
                self._parts[name] = data

    def _read(self, name: str) -> bytes:
        part = self._parts.get(name)
        return expanded(self._content, self._members[name], LARGEST_EXPANDED) if part is None else part

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
        found = {}
        for sheet in sheets:
            relation = next((value for name, value in sheet.items() if name.rpartition(":")[2] == "id"), None)
            target = by_id.get(relation, "").removeprefix("/xl/").removeprefix("/")
            member = f"xl/{target}"
            if member not in self._members:
                raise Refused("damaged", "a sheet is missing")
            found[sheet.get("name", "")] = member
        return found

    @cached_property
    def _percent_styles(self) -> frozenset[str]:
        """The cell styles whose number format shows a percentage."""
        if "xl/styles.xml" not in self._members:
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


def _check_members(members: list[zipfile.ZipInfo], size: int) -> None:
    names = [each.filename for each in members]
    if len(names) > MOST_MEMBERS:
        raise Refused("oversized", "members")
    if len(set(names)) < len(names) or any(_leads_elsewhere(each) for each in names):
        raise Refused("damaged", "names")
    if any(each.flag_bits & 1 for each in members):
        raise Refused("encrypted")
    if sum(each.compress_size for each in members) > size:
        raise Refused("damaged", "overlapping members")
    lower = [each.lower() for each in names]
    if "[content_types].xml" not in lower or not any(each.endswith("workbook.xml") for each in lower):
        raise Refused("no workbook")
    for what, parts in _DANGEROUS.items():
        if any(part in name for part in parts for name in lower):
            raise Refused("dangerous", what)
    is_bomb = any(each.file_size > max(_SMALL, HIGHEST_RATIO * each.compress_size) for each in members)
    if is_bomb or sum(each.file_size for each in members) > LARGEST_EXPANDED:
        raise Refused("oversized", "expansion")


def _leads_elsewhere(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") or "\0" in name


def _check_xml(data: bytes) -> None:
    """What is looked for here and later is looked for in plain letters; no program writes others."""
    if b"\0" in data:
        raise Refused("damaged", "NUL")
    if b"<!" in data and _DECLARATION.search(data):
        raise Refused("dangerous", "declarations")
    named = _ENCODING.match(data)
    if named and named[1].lower() not in (b"utf-8", b"us-ascii"):
        raise Refused("damaged", "encoding")
