"""滞后事项: what is behind, the worst first, with the lead's own words on why and what next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from departments.directory import Directory
from departments.figures import format_figure
from departments.lights import Light
from departments.overview import CommitmentRow
from departments.terms import official_term
from exports.cells import Points
from exports.columns import Column
from exports.styles import Style, light_style
from exports.table_sheet import TableSheet
from exports.wording import short_names

if TYPE_CHECKING:
    from openpyxl import Workbook

    from departments.lights import IndicatorLight
    from departments.overview import Overview
    from departments.reports import Narrative
    from exports.columns import WrittenTable
    from exports.edition import Edition

NAME = "滞后事项"
NOTHING = "本期没有滞后事项。"
BEHIND = (Light.BEHIND, Light.SLIGHTLY_BEHIND)


@frozen
class BehindRow:
    """A commitment that is behind."""

    number: int
    row: CommitmentRow
    directory: Directory

    @property
    def narrative(self) -> Narrative | None:
        """The lead's texts; None where the light comes from no report."""
        return self.row.counted.narrative if self.row.counted else None


def behind_rows(overview: Overview) -> list[BehindRow]:
    """By light, the worst first, and within a light by gap; what has none in the plan's order."""
    rows = [row for row in overview.rows if row.light.light in BEHIND]
    rows.sort(key=lambda row: (BEHIND.index(row.light.light), row.light.gap or 0))
    return [BehindRow(number, row, overview.plan.directory) for number, row in enumerate(rows, 1)]


def _figures(row: BehindRow) -> str:
    return "\n".join(_figure(each) for each in row.row.light.indicators if each.light in BEHIND)


def _figure(each: IndicatorLight) -> str:
    unit = each.indicator.unit
    value = f"{format_figure(each.value)}{unit}" if each.value is not None else "无数据"
    return f"{each.indicator.name}：{value}／目标{format_figure(each.indicator.target)}{unit}"


def _gap(row: BehindRow) -> Points | None:
    gap = row.row.light.gap
    return None if gap is None else Points(gap)


COLUMNS: tuple[Column[BehindRow], ...] = (
    Column("序号", lambda row: row.number, 6),
    Column("牵头单位", lambda row: short_names(row.directory, [row.row.commitment.lead]), 16),
    Column("任务编号", lambda row: row.row.commitment.id, 10),
    Column("任务", lambda row: row.row.commitment.quote, 40, Style.TEXT, widest=60),
    Column("亮灯", lambda row: official_term(row.row.light.light), 11, lambda row: light_style(row.row.light.light)),
    Column("进度差", _gap, 9),
    Column("滞后指标", _figures, 30, Style.TEXT, widest=40),
    Column("存在问题", lambda row: row.narrative.problems if row.narrative else None, 32, Style.TEXT, widest=50),
    Column("下一步措施", lambda row: row.narrative.next_steps if row.narrative else None, 32, Style.TEXT, widest=50),
)


def write_behind(workbook: Workbook, overview: Overview, edition: Edition) -> WrittenTable:
    """Add the sheet; with nothing behind it says so.

    Args:
        workbook: with its styles registered.
        overview: of the whole plan.
        edition: when and for whom.
    """
    title = f"{edition.period.year}年{edition.months}滞后事项清单"
    sheet = TableSheet(NAME, title, edition.heading_line, COLUMNS, frozen_columns=2, when_empty=NOTHING)
    return sheet.write(workbook, behind_rows(overview))
