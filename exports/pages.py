"""A sheet as a page: its title, the line under it, and how it comes out of a printer."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from exports.cells import put
from exports.joining import join
from exports.styles import TITLE_POINTS, Style

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

ATTACHMENT_ROW = 1
TITLE_ROW = 2
LINE_ROW = 3
FIRST_TABLE_ROW = 4
"""Where a sheet's first table, or its caption, begins."""
FOOTER = "第 &P 页 共 &N 页"
ATTACHMENT = "附件"
SIGN_OFF = "填报人：＿＿＿＿＿　　审核人：＿＿＿＿＿　　单位负责人：＿＿＿＿＿　　填报日期：＿＿＿＿年＿＿月＿＿日"
"""The last line of every table."""
_TITLE_HEIGHT = TITLE_POINTS * 2.0
_LINE_HEIGHT = 22.0
_MARGIN_INCHES = 0.4
_FOOT_INCHES = 0.6


class Paper(Enum):
    """Paper sizes, by the number that the file format gives them."""

    A3 = 8
    A4 = 9


def new_sheet(workbook: Workbook, name: str, *, title: str, line: str, columns: int, paper: Paper) -> Worksheet:
    """A new sheet at the workbook's end: the attachment's number, its title and the line under it, ready for printing.

    Args:
        workbook: with its styles registered.
        name: what its tab says.
        title: in large type over the table.
        line: under the title: unit, period, date.
        columns: how many columns the title stretches over.
        paper: its size; always landscape, as wide as the page, as many pages long as it takes.
    """
    number = 1 + sum(str(each.cell(ATTACHMENT_ROW, 1).value).startswith(ATTACHMENT) for each in workbook.worksheets)
    sheet: Worksheet = workbook.create_sheet(name)
    sheet.row_dimensions[ATTACHMENT_ROW].height = _LINE_HEIGHT
    sheet.row_dimensions[TITLE_ROW].height = _TITLE_HEIGHT
    sheet.row_dimensions[LINE_ROW].height = _LINE_HEIGHT
    _across(sheet, ATTACHMENT_ROW, columns, f"{ATTACHMENT}{number}", Style.CAPTION)
    _across(sheet, TITLE_ROW, columns, title, Style.TITLE)
    _across(sheet, LINE_ROW, columns, line, Style.LINE)
    _set_up_page(sheet, paper)
    return sheet


def write_caption(sheet: Worksheet, row: int, columns: int, caption: str) -> None:
    """A line of its own between tables."""
    sheet.row_dimensions[row].height = 28.0
    _across(sheet, row, columns, caption, Style.CAPTION)


def write_sentence(sheet: Worksheet, row: int, columns: int, sentence: str) -> None:
    """A line of body text across the sheet, in place of a table with nothing in it."""
    sheet.row_dimensions[row].height = _LINE_HEIGHT
    _across(sheet, row, columns, sentence, Style.LINE)


def write_sign_off(sheet: Worksheet, last_row: int, columns: int) -> None:
    """The line for names and date, an empty row below the last table."""
    write_sentence(sheet, last_row + 2, columns, SIGN_OFF)


def break_before(sheet: Worksheet, row: int) -> None:
    """Begin a new page with this row."""
    sheet.row_breaks.append(Break(id=row - 1))


def repeat_header(sheet: Worksheet, row: int) -> None:
    """Print this row again at the top of every page."""
    sheet.print_title_rows = f"{row}:{row}"


def make_browsable(sheet: Worksheet, header_row: int, last_row: int, columns: int, frozen_columns: int) -> None:
    """Keep a table's header and first columns in view, and let each column be filtered.

    Args:
        sheet: with one table.
        header_row: the row of its headers.
        last_row: its last row.
        columns: how many it has.
        frozen_columns: how many of them stay in view at the left.
    """
    sheet.freeze_panes = f"{get_column_letter(frozen_columns + 1)}{header_row + 1}"
    sheet.auto_filter.ref = f"A{header_row}:{get_column_letter(columns)}{last_row}"


def _across(sheet: Worksheet, row: int, columns: int, text: str, style: Style) -> None:
    put(sheet, row, 1, text, style)
    join(sheet, row, 1, last_column=columns)


def _set_up_page(sheet: Worksheet, paper: Paper) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper.value
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(
        left=_MARGIN_INCHES, right=_MARGIN_INCHES, top=_MARGIN_INCHES, bottom=_FOOT_INCHES, header=0.2, footer=0.25
    )
    sheet.print_options.horizontalCentered = True
    footer = HeaderFooterItem()
    footer.center.text = FOOTER
    sheet.HeaderFooter.oddFooter = footer
