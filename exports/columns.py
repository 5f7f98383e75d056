"""A table declared once: each column says its header, its value, its width and its style, and one writer walks them.

Whatever reads a table back walks the same declaration, so that a header or an order is written down in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import frozen
from openpyxl.utils import get_column_letter

from exports.cells import Value, put
from exports.styles import Style
from exports.typesetting import MOST_LINES, lines_in, row_height, width_for

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


def write_table(
    sheet: Worksheet, top: int, columns: Sequence[Column[R]], rows: Sequence[R], total: R | None = None
) -> WrittenTable:
    """Write the headers and every row, each as high as its text needs.

    Args:
        sheet: the rows from ``top`` on are free.
        top: the headers' row.
        columns: from left to right.
        rows: from top to bottom.
        total: a last row that sums the others up, if there is one.
    """
    body = [[_Cell(column.value(row), column.style_of(row)) for column in columns] for row in rows]
    if total is not None:
        body.append([_Cell(column.value(total), Style.TOTAL) for column in columns])
    widths = [_width(column, [cells[place] for cells in body]) for place, column in enumerate(columns)]
    _write_row(sheet, top, columns, widths, [_Cell(column.header, column.head_style) for column in columns])
    long_texts: list[LongText] = []
    for number, cells in enumerate(body, top + 1):
        row_name = f"{sheet.title} {columns[0].header}{cells[0].value}"
        shown = [
            _shortened(cell, width, f"{row_name} {column.header}", long_texts)
            for cell, width, column in zip(cells, widths, columns, strict=True)
        ]
        _write_row(sheet, number, columns, widths, shown)
    return WrittenTable(top, top + len(body), tuple(widths), tuple(long_texts))


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the widths of the sheet's columns from the first on, in cells."""
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _width(column: Column[R], cells: Sequence[_Cell]) -> float:
    if column.widest <= column.width:
        return column.width
    return max((width_for(each.text, column.width, column.widest) for each in cells), default=column.width)


def _shortened(cell: _Cell, width: float, place: str, long_texts: list[LongText]) -> _Cell:
    """The cell, with a pointer before its text if the text is more than a row can show."""
    if lines_in(cell.text, width) <= MOST_LINES:
        return cell
    long_texts.append(LongText(place, cell.text))
    return _Cell(SEE_APPENDIX + cell.text, Style.LONG_TEXT)


def _starts(columns: Sequence[Column[R]]) -> list[int]:
    """The sheet's column, from 1, at which each of the table's begins."""
    starts, at = [], 1
    for each in columns:
        starts.append(at)
        at += each.span
    return starts


def _write_row(
    sheet: Worksheet, number: int, columns: Sequence[Column[R]], widths: Sequence[float], cells: Sequence[_Cell]
) -> None:
    lines = 1
    for column, at, width, given in zip(columns, _starts(columns), widths, cells, strict=True):
        put(sheet, number, at, given.value, given.style)
        for covered in range(at + 1, at + column.span):
            put(sheet, number, covered, None, given.style)
        if column.span > 1:
            sheet.merge_cells(start_row=number, start_column=at, end_row=number, end_column=at + column.span - 1)
        lines = max(lines, lines_in(given.text, width))
    sheet.row_dimensions[number].height = row_height(lines)
