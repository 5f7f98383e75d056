"""汇总: where the plan stands, all in all, by section and by department."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen
from openpyxl.worksheet.pagebreak import Break

from departments.lights import Light
from departments.overview import DepartmentRow, LightCounts, Overview
from departments.terms import official_term
from exports.cells import Share
from exports.columns import Column, set_widths, write_table
from exports.pages import FIRST_TABLE_ROW, Paper, new_sheet, repeat_header, write_caption
from exports.styles import Style, light_style
from exports.wording import section_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from exports.edition import Edition

R = TypeVar("R")
NAME = "汇总"
TOTAL = "合计"
OVERALL_CAPTION, SECTION_CAPTION = "一、总体情况", "二、分部分情况"
DEPARTMENT_CAPTION = "三、分单位情况"
_COUNT_WIDTH = 9.5
_WIDTHS = (6.0, 44.0, *[_COUNT_WIDTH] * 12)
"""One grid for all the tables, so that a light stands in the same column in each of them."""


@frozen
class _Numbered:
    """A department with its place in the list; none for the total."""

    number: int | None
    row: DepartmentRow


@frozen
class _Section:
    """A section by its name, or the total."""

    name: str
    lights: LightCounts


def _light_columns(lights: Callable[[R], LightCounts]) -> tuple[Column[R], ...]:
    def count(light: Light, row: R) -> int:
        return lights(row).of(light)

    return (
        Column("任务数", lambda row: lights(row).total, _COUNT_WIDTH),
        *(
            Column(official_term(each), partial(count, each), _COUNT_WIDTH, head_style=light_style(each))
            for each in Light
        ),
    )


OVERALL: tuple[Column[Overview], ...] = (
    Column("报告期", lambda row: str(row.period), _WIDTHS[0] + _WIDTHS[1], span=2),
    *_light_columns(lambda row: row.totals),
    Column("序时进度", lambda row: Share(row.elapsed), _COUNT_WIDTH),
)
SECTIONS: tuple[Column[_Section], ...] = (
    Column("部分", lambda row: row.name, _WIDTHS[0] + _WIDTHS[1], Style.TEXT, span=2),
    *_light_columns(lambda row: row.lights),
)
DEPARTMENTS: tuple[Column[_Numbered], ...] = (
    Column("序号", lambda row: row.number, _WIDTHS[0]),
    Column("牵头单位", lambda row: row.row.short_name, _WIDTHS[1]),
    *_light_columns(lambda row: row.row.lights),
    Column("应报", lambda row: row.row.due, _COUNT_WIDTH),
    Column("已报", lambda row: row.row.reported, _COUNT_WIDTH),
    Column("已审核", lambda row: row.row.approved, _COUNT_WIDTH),
    Column("退回", lambda row: row.row.returned, _COUNT_WIDTH),
    Column("逾期", lambda row: row.row.late, _COUNT_WIDTH),
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
    sections = [_Section(section_name(each.number, each.title), each.lights) for each in overview.sections]
    following = _write(sheet, following, SECTION_CAPTION, SECTIONS, sections, _Section(TOTAL, overview.totals))
    if len(overview.departments) > 1:
        _break_before(sheet, following)
    repeat_header(sheet, following + 1)
    numbered = [_Numbered(number, row) for number, row in enumerate(overview.departments, 1)]
    total = _Numbered(None, _sum(overview.departments, overview.totals))
    _write(sheet, following, DEPARTMENT_CAPTION, DEPARTMENTS, numbered, total)


def _write(
    sheet: Worksheet, top: int, caption: str, columns: Sequence[Column[R]], rows: Sequence[R], total: R | None = None
) -> int:
    """Write a captioned table; give the row at which the next one may begin, an empty one left between them."""
    write_caption(sheet, top, len(_WIDTHS), caption)
    return write_table(sheet, top + 1, columns, rows, total).last_row + 2


def _break_before(sheet: Worksheet, row: int) -> None:
    sheet.row_breaks.append(Break(id=row - 1))


def _sum(rows: Sequence[DepartmentRow], lights: LightCounts) -> DepartmentRow:
    return DepartmentRow(
        code="",
        name=TOTAL,
        short_name=TOTAL,
        due=sum(each.due for each in rows),
        reported=sum(each.reported for each in rows),
        approved=sum(each.approved for each in rows),
        returned=sum(each.returned for each in rows),
        late=sum(each.late for each in rows),
        lights=lights,
    )
