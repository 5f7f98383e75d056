"""汇总: where the plan stands, all in all and by section, and how much of what is due was reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from departments.overview import LightCounts, Overview
from exports.cells import Share
from exports.columns import Column, set_widths, write_table
from exports.pages import FIRST_TABLE_ROW, Paper, new_sheet, repeat_header, write_caption, write_sign_off
from exports.sheets.by_department import COUNT_WIDTH, TOTAL, DepartmentLine, light_columns, reported_columns, totalled
from exports.styles import Style
from exports.wording import section_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from exports.edition import Edition

R = TypeVar("R")
NAME = "汇总"
OVERALL_CAPTION, REPORTED_CAPTION, SECTION_CAPTION = "一、总体情况", "二、报送情况", "三、分部分情况"
_FIRST_WIDTH = 50.0
_WIDTHS = (_FIRST_WIDTH, *[COUNT_WIDTH] * 8)
"""One grid for all the tables, so that a light stands in the same column in each of them."""


@frozen
class _Section:
    """A section by its name, or the total."""

    name: str
    lights: LightCounts


OVERALL: tuple[Column[Overview], ...] = (
    Column("报告期", lambda row: str(row.period), _FIRST_WIDTH),
    *light_columns(lambda row: row.totals),
    Column("序时进度", lambda row: Share(row.elapsed), COUNT_WIDTH),
)
SECTIONS: tuple[Column[_Section], ...] = (
    Column("部分", lambda row: row.name, _FIRST_WIDTH, Style.TEXT),
    *light_columns(lambda row: row.lights),
)
REPORTED: tuple[Column[DepartmentLine], ...] = (
    Column("单位数", lambda line: line.units, _FIRST_WIDTH),
    *reported_columns(lambda line: line.row),
)


def write_summary(workbook: Workbook, overview: Overview, edition: Edition) -> None:
    """Add the sheet.

    Args:
        workbook: with its styles registered.
        overview: of the whole plan, or of one department.
        edition: when and for whom.
    """
    title = f"{overview.plan.title}执行情况汇总表"
    columns = len(_WIDTHS)
    sheet = new_sheet(workbook, NAME, title=title, line=edition.heading_line, columns=columns, paper=Paper.A4)
    set_widths(sheet, _WIDTHS)
    following = _write(sheet, FIRST_TABLE_ROW, OVERALL_CAPTION, OVERALL, [overview])
    following = _write(sheet, following, REPORTED_CAPTION, REPORTED, [totalled(overview)])
    sections = [_Section(section_name(each.number, each.title), each.lights) for each in overview.sections]
    repeat_header(sheet, following + 1)
    following = _write(sheet, following, SECTION_CAPTION, SECTIONS, sections, _Section(TOTAL, overview.totals))
    write_sign_off(sheet, following - 2, columns)


def _write(
    sheet: Worksheet, top: int, caption: str, columns: Sequence[Column[R]], rows: Sequence[R], total: R | None = None
) -> int:
    """Write a captioned table; give the row at which the next one may begin, an empty one left between them."""
    write_caption(sheet, top, len(_WIDTHS), caption)
    return write_table(sheet, top + 1, columns, rows, total).last_row + 2
