"""Reading a workbook back: sheets as lists of rows by header, the way a person finds them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.cell_range import CellRange
    from openpyxl.worksheet.worksheet import Worksheet


def opened(content: bytes) -> Workbook:
    """The workbook with formulas as formulas, so that one would show; what lies under a merged cell shows too."""
    book = load_workbook(io.BytesIO(content))
    for sheet in book:
        for area in [each for each in sheet.merged_cells.ranges if each.min_col == each.max_col]:
            _unmerged(sheet, area)
    return book


def _unmerged(sheet: Worksheet, area: CellRange) -> None:
    """Give each row of a merged cell what the cell shows, as whoever filters the table finds it."""
    sheet.unmerge_cells(area.coord)
    first = cell_of(sheet, area.min_row, area.min_col)
    for row in range(area.min_row + 1, area.max_row + 1):
        cell = cell_of(sheet, row, area.min_col)
        cell.value, cell.style = first.value, first.style


def cell_of(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that holds something of its own: not one that lies under a merged one."""
    found = sheet.cell(row, column)
    assert isinstance(found, Cell)
    return found


def header_row(sheet: Worksheet, first_header: str = "序号") -> int:
    """The row whose first cell is this header."""
    for row in range(1, sheet.max_row + 1):
        if sheet.cell(row, 1).value == first_header:
            return row
    raise AssertionError(f"{sheet.title} has no header {first_header}")


def cells(sheet: Worksheet, first_header: str = "序号") -> list[dict[str, Cell | MergedCell]]:
    """A table's rows, each as cells by header, down to the first empty row."""
    top = header_row(sheet, first_header)
    headers = {column: sheet.cell(top, column).value for column in range(1, sheet.max_column + 1)}
    found = []
    for row in range(top + 1, sheet.max_row + 1):
        by_header = {str(name): sheet.cell(row, column) for column, name in headers.items() if name}
        if all(cell.value is None for cell in by_header.values()):
            break
        found.append(by_header)
    return found


def values(sheet: Worksheet, first_header: str = "序号") -> list[dict[str, Any]]:
    """A table's rows, each as values by header."""
    return [{name: cell.value for name, cell in row.items()} for row in cells(sheet, first_header)]


def every_cell(book: Workbook) -> list[Cell]:
    """Every cell of every sheet that holds something."""
    every = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return [cell for cell in every if isinstance(cell, Cell) and cell.value is not None]
