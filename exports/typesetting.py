"""How much room text takes, measured in cells of a fixed grid: a Chinese character is two, a digit is one.

A spreadsheet program measures with the reader's fonts, which are not known here; the measures lean to the wide side, so
that a row is rather a line too high than one too low.
"""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BODY_POINTS = 11
LINE_POINTS = 16.0
"""Height of a line of body text; the tallest of the usual replacements for the named font needs 1.45 of its size."""
PADDING_POINTS = 6.0
TALLEST_ROW = 409.0
"""Points; a spreadsheet row can be no higher."""
MOST_LINES = int((TALLEST_ROW - PADDING_POINTS) // LINE_POINTS)
"""Lines that a row can show."""
_MARGIN = 1.5
"""Cells of a column that its padding and grid lines take."""
INDENT = 2.0
"""Cells that a step of indent takes."""
_WIDE = frozenset("WFA")
_CHARACTERS, _TEXTS = 8192, 2048
"""How many measures are remembered: the same characters come again and again, and the same texts on several sheets."""


def width_of(text: str) -> int:
    """Cells that a line of text takes; ambiguous characters count as wide, as Chinese fonts draw them."""
    return sum(map(_cells, text))


@lru_cache(maxsize=_CHARACTERS)
def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


@lru_cache(maxsize=_TEXTS)
def lines_in(text: str, width: float) -> int:
    """Lines that the text takes in a column of so many cells."""
    room = max(2.0, width - _MARGIN)
    return sum(_lines_of_paragraph(each, room) for each in text.split("\n"))


def _lines_of_paragraph(paragraph: str, room: float) -> int:
    """A row of wide characters leaves a single cell over at its end, and punctuation may take its neighbour down."""
    taken = width_of(paragraph)
    return max(1, math.ceil(taken / (room - 1))) if taken > room else 1


def row_height(lines: int, line_points: float = LINE_POINTS) -> float:
    """Points that a row of so many lines needs, as far as a row can go."""
    return min(TALLEST_ROW, lines * line_points + PADDING_POINTS)


def width_for(text: str, narrowest: float, widest: float) -> float:
    """The least width at which a row can show the whole text, or the widest where none can."""
    width = narrowest
    while width < widest and lines_in(text, width) > MOST_LINES:
        width = min(widest, width + 2)
    return width


def in_pieces(text: str, width: float) -> Iterator[str]:
    """The text in pieces that one row each can show, cut at line breaks where there are any.

    Args:
        text: as long as it is.
        width: of the column, in cells.
    """
    room = max(2, int(width - _MARGIN) - 1)
    piece: list[str] = []
    for paragraph in text.split("\n"):
        for line in _lines(paragraph, room):
            piece.append(line)
            if len(piece) == MOST_LINES:
                yield "".join(piece).removesuffix("\n")
                piece = []
        if piece:
            piece[-1] += "\n"
    if piece:
        yield "".join(piece).removesuffix("\n")


def _lines(paragraph: str, room: int) -> Iterator[str]:
    line, taken = "", 0
    for character in paragraph:
        cells = _cells(character)
        if taken + cells > room:
            yield line
            line, taken = "", 0
        line, taken = line + character, taken + cells
    yield line
