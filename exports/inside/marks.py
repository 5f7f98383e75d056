"""What of a sheet its values don't tell, and whether it is larger than any form.

A sheet as the usual programs write it is looked through as bytes, which takes a tenth of the time; whatever is written
in any other way, or has a formula or a picture in it, is walked element by element. Both ways find the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from attrs import frozen

from exports.inside.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 20_000, 500, 400_000
LARGEST_MERGE, MOST_MERGES = 20_000, 10_000

_PLACE = re.compile(r"([A-Z]{1,9})([0-9]{1,12})")
_AREA = re.compile(r"([A-Z]{1,9})([0-9]{1,12}):([A-Z]{1,9})([0-9]{1,12})")
_LONG_ENOUGH = 200
_USUAL_BYTES = 4 * 2**20
"""More than this is walked, which takes no memory for it."""
_UNUSUAL_PARTS = (b"&#", b"DISPIMG")
"""Escaped letters and pictures."""
_UNUSUAL_TAG = re.compile(rb"""<(?:!|\?(?!xml\s)|f[\s/>]|[^<>\s/"':]+:(?:c|f|mergeCell)[\s/>])""")
"""Comments and raw text, instructions, formulas, and elements under another name."""
_CELLS, _MERGES = re.compile(rb"<c[\s/>]"), re.compile(rb"<mergeCell[\s/>]")
_USUAL_CELL = re.compile(
    rb'<c r="([A-Z]{1,9})([0-9]{1,12})"(?: s="([0-9]{1,9})")?(?: t="[A-Za-z]{1,9}")?(?: ?/)?>',
)
_USUAL_MERGE = re.compile(rb'<mergeCell ref="([A-Z0-9:]{1,50})" ?/>')


@frozen
class SheetMarks:
    """What of a sheet its values don't tell."""

    formulas: tuple[str, ...]
    """Addresses of cells with a formula."""
    percents: tuple[str, ...]
    """Addresses of cells shown as a percentage."""
    pictures: tuple[str, ...]
    """Addresses of cells that hold a picture the WPS way."""


def marks_of(data: bytes, percent_styles: frozenset[str]) -> SheetMarks:
    """The marks of a sheet.

    Args:
        data: its XML in UTF-8, without a document type.
        percent_styles: the cell styles that show a percentage.

    Raises:
        Refused: it is larger than any form, or no XML.
    """
    try:
        return _marks_of_usual(data, percent_styles) or _Walk(percent_styles).marks(data)
    except expat.ExpatError as failure:
        raise Refused("damaged", str(failure)) from failure


def _marks_of_usual(data: bytes, percent_styles: frozenset[str]) -> SheetMarks | None:
    """The marks of a sheet that is written as usual; None where it is not."""
    if len(data) > _USUAL_BYTES or any(each in data for each in _UNUSUAL_PARTS) or _UNUSUAL_TAG.search(data):
        return None
    cells, merges = _USUAL_CELL.findall(data), _USUAL_MERGE.findall(data)
    if len(cells) != len(_CELLS.findall(data)) or len(merges) != len(_MERGES.findall(data)):
        return None
    # Without anybody to tell, it is only found out whether it is XML at all.
    expat.ParserCreate().Parse(data, True)  # noqa: FBT003 - expat's own
    if len(cells) > MOST_CELLS:
        raise Refused("oversized", "cells")
    lowest = str(max(map(int, {row for _, row, _ in cells}), default=1))
    for column in {each for each, _, _ in cells}:
        _check_place(column.decode(), lowest)
    _check_merges(each.decode() for each in merges)
    wanted = {each.encode() for each in percent_styles}
    percents = tuple((column + row).decode() for column, row, style in cells if style in wanted)
    return SheetMarks((), percents, ())


class _Walk:
    """Walks a sheet's XML once, and stops where no form is that large."""

    def __init__(self, percent_styles: frozenset[str]) -> None:
        self._formulas: list[str] = []
        self._percents: list[str] = []
        self._pictures: list[str] = []
        self._percent_styles = percent_styles
        self._cells = self._merges = 0
        self._address = self._text = ""

    def marks(self, data: bytes) -> SheetMarks:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._said
        parser.Parse(data, True)  # noqa: FBT003 - expat's own
        return SheetMarks(tuple(self._formulas), tuple(self._percents), tuple(self._pictures))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "c":
                self._begin_cell(attributes)
            case "f":
                self._formulas.append(self._address)
            case "mergeCell":
                self._merges += 1
                _check_merges([attributes.get("ref", "")], self._merges)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._cells += 1
        place = _PLACE.fullmatch(attributes.get("r", ""))
        self._address, self._text = attributes.get("r", ""), ""
        if place:
            _check_place(place[1], place[2])
        if self._cells > MOST_CELLS:
            raise Refused("oversized", "cells")
        if attributes.get("s") in self._percent_styles:
            self._percents.append(self._address)

    def _said(self, text: str) -> None:
        # A picture's call stands at the beginning of its cell; the rest of a long text need not be kept.
        self._text = self._text if len(self._text) > _LONG_ENOUGH else self._text + text

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "c" and "DISPIMG(" in self._text:
            self._pictures.append(self._address)


def _check_place(letters: str, row: str) -> None:
    if int(row) > MOST_ROWS or _column(letters) > MOST_COLUMNS:
        raise Refused("oversized", "dimensions")


def _check_merges(areas: Iterable[str], first: int = 1) -> None:
    for number, area in enumerate(areas, first):
        found = _AREA.fullmatch(area)
        across = _column(found[3]) - _column(found[1]) + 1 if found else 0
        down = int(found[4]) - int(found[2]) + 1 if found else 0
        if number > MOST_MERGES or across * down > LARGEST_MERGE:
            raise Refused("oversized", "merges")


def _column(letters: str) -> int:
    number = 0
    for each in letters:
        number = number * 26 + ord(each) - 64
    return number
