"""``_meta``: the hidden sheet that tells a program what the workbook was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.cells import put
from exports.stamp import NAME, Stamp, lines_of
from exports.styles import Style

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def write_meta(workbook: Workbook, stamp: Stamp) -> None:
    """Add the sheet, hidden and protected.

    Args:
        workbook: with its styles registered and another sheet to show.
        stamp: what it was made from.
    """
    sheet: Worksheet = workbook.create_sheet(NAME)
    for row, (name, text) in enumerate(lines_of(stamp), 1):
        put(sheet, row, 1, name, Style.CODE)
        put(sheet, row, 2, text, Style.CODE)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
