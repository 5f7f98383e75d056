"""A table declared once: each column says its header, its value, its width and its style, and one writer walks them.

Whatever reads a table back walks the same declaration, so that a header or an order is written down in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import frozen
from openpyxl.utils import get_column_letter

from exports.cells import Value, put
from exports.joining import join
from exports.styles import INDENTED, Style
from exports.typesetting import INDENT, MOST_LINES, lines_in, row_height, width_for

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

R = TypeVar("R")
SEE_APPENDIX = "（全文另见“长文附录”）"
"""Stands before a text that no row can show in full on paper; the cell holds the whole text all the same."""


@frozen
class Column(Generic[R]):
    """One column of a table whose rows are made from values of one kind."""

    header: str
    value: Callable[[R], Value]
    """What the row's cell holds."""
    width: float
    """In cells: a Chinese character takes two."""
    style: Style | Callable[[R], Style] = Style.LABEL
    """One for all, or one by the row's value."""
    head_style: Style = Style.HEAD
    widest: float = 0
    """How wide it may grow for a text that a row could not show otherwise; 0 keeps ``width``."""
    span: int = 1
    """How many of the sheet's columns it covers, where tables of different shapes share a sheet."""
    is_shared: bool = False
    """Whether the rows of a group have one cell between them, where the table has groups."""

    def style_of(self, row: R) -> Style:
        """The style of this row's cell."""
        return self.style if isinstance(self.style, Style) else self.style(row)


@frozen
class LongText:
    """A text that no row can show in full."""

    place: str
    """Which cell it is from, in words."""
    text: str
    """All of it."""


@frozen
class WrittenTable:
    """Where a table came to stand."""

    header_row: int
    last_row: int
    """The header's where the table is empty."""
    widths: tuple[float, ...]
    """How wide each column has to be, in cells."""
    long_texts: tuple[LongText, ...]


@frozen
class _Cell:
    """What a row puts into a column."""

    value: Value
    style: Style

    @property
    def text(self) -> str:
        return self.value if isinstance(self.value, str) else ""

    @property
    def indent(self) -> float:
        return INDENT if self.style in INDENTED else 0


def write_table(
    sheet: Worksheet,
    top: int,
    columns: Sequence[Column[R]],
    rows: Sequence[R],
    total: R | None = None,
    group: Callable[[R], Hashable] | None = None,
) -> WrittenTable:
    """Write the headers and every row, each as high as its text needs.

    Args:
        sheet: the rows from ``top`` on are free.
        top: the headers' row.
        columns: from left to right.
        rows: from top to bottom.
        total: a last row that sums the others up, if there is one.
        group: neighbouring rows for which it gives the same share one cell in each shared column.
    """
    body = [[_Cell(column.value(row), column.style_of(row)) for column in columns] for row in rows]
    sizes = [len(list(each)) for _, each in groupby(rows, group)] if group else [1] * len(rows)
    if total is not None:
        body.append([_Cell(column.value(total), Style.TOTAL) for column in columns])
        sizes.append(1)
    widths = [_width(column, [cells[place] for cells in body]) for place, column in enumerate(columns)]
    _write_row(sheet, top, columns, [_Cell(column.header, column.head_style) for column in columns])
    heads = zip(columns, widths, strict=True)
    sheet.row_dimensions[top].height = row_height(max(lines_in(each.header, width) for each, width in heads))
    long_texts: list[LongText] = []
    number = top
    for size in sizes:
        first = number + 1
        together = body[first - top - 1 : first - top - 1 + size]
        _write_group(sheet, first, columns, widths, together, long_texts)
        number += size
    return WrittenTable(top, number, tuple(widths), tuple(long_texts))


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the widths of the sheet's columns from the first on, in cells."""
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _width(column: Column[R], cells: Sequence[_Cell]) -> float:
    if column.widest <= column.width:
        return column.width
    return max((_width_of(each, column.width, column.widest) for each in cells), default=column.width)


def _width_of(cell: _Cell, narrowest: float, widest: float) -> float:
    return width_for(cell.text, narrowest - cell.indent, widest - cell.indent) + cell.indent


def _write_group(
    sheet: Worksheet,
    first: int,
    columns: Sequence[Column[R]],
    widths: Sequence[float],
    together: Sequence[list[_Cell]],
    long_texts: list[LongText],
) -> None:
    """Rows that belong together: what they share stands in each of them, under one merged cell.

    A filter looks at the single cells, so that it finds every row of the group.
    """
    size = len(together)
    own_lines, shared_lines = [1] * size, 1
    for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
        is_shared = column.is_shared and size > 1
        for at, cells in enumerate(together[:1] if is_shared else together):
            cell, room = cells[place], MOST_LINES * (size if is_shared else 1)
            lines = lines_in(cell.text, width - cell.indent) if cell.text else 1
            if lines > room:
                row_name = f"{sheet.title} {columns[0].header}{cells[0].value}"
                long_texts.append(LongText(f"{row_name} {column.header}", cell.text))
                cells[place] = _Cell(SEE_APPENDIX + cell.text, Style.LONG_TEXT)
            if is_shared:
                shared_lines = max(shared_lines, lines)
            else:
                own_lines[at] = max(own_lines[at], lines)
        if is_shared:
            for cells in together[1:]:
                cells[place] = together[0][place]
            join(sheet, first, place + 1, last_row=first + size - 1)
    missing = max(0, shared_lines - sum(own_lines))
    for at, cells in enumerate(together):
        _write_row(sheet, first + at, columns, cells)
        lines = own_lines[at] + missing // size + (at < missing % size)
        sheet.row_dimensions[first + at].height = row_height(lines)


def _write_row(sheet: Worksheet, number: int, columns: Sequence[Column[R]], cells: Sequence[_Cell]) -> None:
    at = 1
    for column, given in zip(columns, cells, strict=True):
        put(sheet, number, at, given.value, given.style)
        if column.span > 1:
            for covered in range(at + 1, at + column.span):
                put(sheet, number, covered, None, given.style)
            join(sheet, number, at, last_column=at + column.span - 1)
        at += column.span
