"""An area of a sheet shown as one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.cell_range import CellRange

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def join(sheet: Worksheet, row: int, column: int, *, last_row: int = 0, last_column: int = 0) -> None:
    """Show an area as one cell; the cells that it covers keep what was put into them, borders among it.

    The worksheet's own way gives each covered cell borders one after the other, and compares the area with every other;
    here whoever joins has written the covered cells, and areas can't overlap.

    Args:
        sheet: the area's.
        row: its first row, from 1.
        column: its first column, from 1.
        last_row: its last row; the first where none is named.
        last_column: its last column; the first where none is named.
    """
    area = CellRange(None, column, row, last_column or column, last_row or row)
    sheet.merged_cells.ranges.add(area)
