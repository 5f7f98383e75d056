"""按部门: every department that leads something, in the directory's order, the silent ones with noughts."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from departments.lights import Light
from departments.overview import DepartmentRow, LightCounts, Overview
from departments.terms import official_term
from exports.cells import Share
from exports.columns import Column
from exports.styles import light_style
from exports.table_sheet import TableSheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

    from exports.columns import WrittenTable
    from exports.edition import Edition

R = TypeVar("R")
NAME = "按部门"
TOTAL = "合计"
COUNT_WIDTH = 10.5


@frozen
class DepartmentLine:
    """A department with its place in the list; none for the total."""

    number: int | None
    row: DepartmentRow
    units: int = 1
    """How many departments it counts."""


def light_columns(lights: Callable[[R], LightCounts]) -> tuple[Column[R], ...]:
    """How many commitments there are and how many show each light."""

    def count(light: Light, row: R) -> int:
        return lights(row).of(light)

    return (
        Column("任务数", lambda row: lights(row).total, COUNT_WIDTH),
        *(
            Column(official_term(each), partial(count, each), COUNT_WIDTH, head_style=light_style(each))
            for each in Light
        ),
    )


def reported_columns(of: Callable[[R], DepartmentRow]) -> tuple[Column[R], ...]:
    """How much of what is due was reported."""
    return (
        Column("应报", lambda line: of(line).due, COUNT_WIDTH),
        Column("已报", lambda line: of(line).reported, COUNT_WIDTH),
        Column("已审核", lambda line: of(line).approved, COUNT_WIDTH),
        Column("退回", lambda line: of(line).returned, COUNT_WIDTH),
        Column("逾期", lambda line: of(line).late, COUNT_WIDTH),
        Column("报送率", lambda line: _share(of(line)), COUNT_WIDTH),
    )


def _share(row: DepartmentRow) -> Share | None:
    return Share(Fraction(row.reported, row.due)) if row.due else None


COLUMNS: tuple[Column[DepartmentLine], ...] = (
    Column("序号", lambda line: line.number, 6),
    Column("牵头单位", lambda line: line.row.short_name, 24),
    *light_columns(lambda line: line.row.lights),
    *reported_columns(lambda line: line.row),
)


def totalled(overview: Overview) -> DepartmentLine:
    """All departments together."""
    rows = overview.departments
    row = DepartmentRow(
        code="",
        name=TOTAL,
        short_name=TOTAL,
        due=sum(each.due for each in rows),
        reported=sum(each.reported for each in rows),
        approved=sum(each.approved for each in rows),
        returned=sum(each.returned for each in rows),
        late=sum(each.late for each in rows),
        lights=overview.totals,
    )
    return DepartmentLine(None, row, len(rows))


def write_by_department(workbook: Workbook, overview: Overview, edition: Edition) -> WrittenTable:
    """Add the sheet.

    Args:
        workbook: with its styles registered.
        overview: of the whole plan.
        edition: when and for whom.
    """
    title = f"{edition.period.year}年{edition.months}分单位报送和进展情况表"
    lines = [DepartmentLine(number, row) for number, row in enumerate(overview.departments, 1)]
    sheet = TableSheet(NAME, title, edition.heading_line, COLUMNS, frozen_columns=2)
    return sheet.write(workbook, lines, totalled(overview))
