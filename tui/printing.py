"""Printing for people and for programs: lines, tables and JSON documents, from the same values.

Chinese characters take two cells, and a table that counts letters instead of cells falls apart; so everything here
counts cells. Text that somebody typed is cleaned before it is laid out, because what it holds must not reach a terminal
as a command. A colour never says anything that a word beside it doesn't.
"""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from attrs import evolve, frozen

from departments.clean_text import COMMANDING, clean_line, clean_text, without_floods
from tui.language import Language
from tui.line_breaks import cells, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from departments.lights import Light

WIDTH = 80
"""Cells of a page: every terminal has them."""
GAP = 2
"""Cells between two columns."""
_LEAST = 8
"""Cells that a flexible column keeps."""
_COLOURS = MappingProxyType(
    {
        "done": "\x1b[1;32m",
        "on_track": "\x1b[32m",
        "slightly_behind": "\x1b[33m",
        "behind": "\x1b[1;31m",
        "missing": "\x1b[35m",
    }
)
"""By the light's own word, so that no line of text waits for the arithmetic of lights to be loaded."""
_RESET = "\x1b[0m"
_COMMANDING = re.compile(f"[{COMMANDING}]")


def padded(text: str, width: int, *, is_number: bool = False) -> str:
    """The text with spaces up to a width: behind it, or before a number."""
    space = " " * max(0, width - cells(text))
    return space + text if is_number else text + space


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells; Latin words and figures stay whole where they fit."""
    return [line for paragraph in clean_text(text).split("\n") for line in folded(paragraph, width)]


@frozen
class Column:
    """A column of a table."""

    head: str
    is_number: bool = False
    """Numbers stand to the right."""
    is_flexible: bool = False
    """Gives way where the table would be too wide: its cells go over several lines."""


@frozen
class Lit:
    """A cell that shows a light: a word, and the colour that repeats it."""

    text: str
    light: str
    """The light's own word."""


Cell = str | Lit


@frozen
class Printer:
    """Where a command's answer goes: its words to one stream, what is said beside them to another."""

    language: Language
    _out: TextIO
    _err: TextIO
    has_colour: bool = False

    def plain(self) -> Printer:
        """The same without colours."""
        return evolve(self, has_colour=False)

    def line(self, text: str = "") -> None:
        """A line of the answer, laid out already."""
        self.painted_line(_harmless(text))

    def painted_line(self, text: str) -> None:
        """A line of the answer, put together of clean text and of what :meth:`painted` gave."""
        print(text, file=self._out)

    def say(self, message: str, **fields: Any) -> None:  # noqa: ANN401 - whatever a sentence names
        """A sentence of the answer."""
        self.line(self.language.say(message, **fields))

    def note(self, message: str, **fields: Any) -> None:  # noqa: ANN401 - whatever a sentence names
        """A sentence beside the answer, on the error stream."""
        self.note_line(self.language.say(message, **fields))

    def note_line(self, text: str) -> None:
        """A line beside the answer, laid out already."""
        self._out.flush()
        print(_harmless(text), file=self._err, flush=True)

    def json(self, document: object) -> None:
        """One JSON document, in UTF-8 whatever the terminal speaks; what could command one is escaped, not lost."""
        text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
        harmless = without_floods(_COMMANDING.sub(lambda found: _escaped(found[0]), text), _escaped)
        self.binary(harmless.encode() + b"\n")

    def binary(self, content: bytes) -> None:
        """Bytes as they are."""
        self._out.flush()
        stream: BinaryIO = self._out.buffer
        stream.write(content)
        stream.flush()

    @property
    def is_terminal(self) -> bool:
        """Whether a person sees the answer at once."""
        return self._out.isatty()

    def text(self, text: str, *, indent: int = 0, hanging: int = 0) -> None:
        """A text of several lines, wrapped to the page and set in.

        Args:
            text: what is printed.
            indent: cells before every line.
            hanging: cells more before those after the first, where there are any.
        """
        lines = wrapped(text, WIDTH - indent)
        if hanging and len(lines) > 1:
            first, *others = wrapped(text, WIDTH - indent - hanging)
            lines = [first, *(" " * hanging + each for each in others)]
        for line in lines:
            self.line(" " * indent + line)

    def lit(self, light: Light) -> Lit:
        """The word of a light."""
        return Lit(self.language.term(light), light)

    def painted(self, cell: Cell, width: int = 0, *, is_number: bool = False) -> str:
        """A cell, padded, in its colour where there are colours."""
        if isinstance(cell, str):
            return padded(cell, width, is_number=is_number)
        text = padded(cell.text, width, is_number=is_number)
        colour = _COLOURS.get(cell.light, "") if self.has_colour else ""
        return f"{colour}{text}{_RESET}" if colour else text

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, gap: int = GAP) -> None:
        """A table with a head, as wide as the page at most if it has a flexible column.

        Args:
            columns: what stands where.
            rows: a cell a column.
            gap: cells between two columns.
        """
        body = [[each if isinstance(each, Lit) else clean_line(each) for each in row] for row in rows]
        widths = _widths(columns, body, gap)
        self.line(self._row(columns, [each.head for each in columns], widths, gap))
        for row in body:
            self._over_lines(columns, row, widths, gap)

    def _over_lines(self, columns: Sequence[Column], row: Sequence[Cell], widths: Sequence[int], gap: int) -> None:
        flexible = [
            wrapped(cell, width) if column.is_flexible and isinstance(cell, str) else [cell]
            for column, cell, width in zip(columns, row, widths, strict=True)
        ]
        for number in range(max(len(each) for each in flexible)):
            line = [each[number] if number < len(each) else "" for each in flexible]
            self.painted_line(self._row(columns, line, widths, gap))

    def _row(self, columns: Sequence[Column], row: Sequence[Cell], widths: Sequence[int], gap: int) -> str:
        printed = (
            self.painted(cell, width, is_number=column.is_number)
            for column, cell, width in zip(columns, row, widths, strict=True)
        )
        return (" " * gap).join(printed).rstrip()


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], gap: int) -> list[int]:
    widths = [
        max([cells(column.head), *(cells(_text_of(row[place])) for row in rows)])
        for place, column in enumerate(columns)
    ]
    excess = sum(widths) + gap * (len(widths) - 1) - WIDTH
    for place, column in enumerate(columns):
        if column.is_flexible and excess > 0:
            narrower = max(widths[place] - excess, cells(column.head), _LEAST)
            excess -= widths[place] - narrower
            widths[place] = narrower
    return widths


def _text_of(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


def _harmless(text: str) -> str:
    """The text with a question mark for every character that could command a terminal; line breaks stay."""
    return without_floods(_COMMANDING.sub("?", text))


def _escaped(character: str) -> str:
    """A character as JSON escapes it, in two halves where it has a long number."""
    return json.dumps(character)[1:-1].replace("\x7f", "\\u007f")
