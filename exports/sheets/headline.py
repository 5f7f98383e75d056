"""主要指标: the plan's headline indicators, in the order of columns in which such tables are published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from departments.directory import Directory
from departments.periods import Period
from departments.terms import official_term
from departments.trend import IndicatorRow, indicator_rows
from exports.cells import Points, Share
from exports.columns import Column
from exports.styles import Style, light_style
from exports.table_sheet import TableSheet
from exports.wording import short_names, target

if TYPE_CHECKING:
    from openpyxl import Workbook

    from departments.overview import Overview
    from exports.columns import WrittenTable
    from exports.edition import Edition

NAME = "主要指标"
NOTHING = "本计划没有单列主要预期指标。"


@frozen
class HeadlineRow:
    """A headline indicator with its place in the list."""

    number: int
    standing: IndicatorRow
    directory: Directory
    period: Period


def headline_rows(overview: Overview) -> list[HeadlineRow]:
    """The indicators of the plan's first part."""
    rows = indicator_rows(overview.narrowed(section=0))
    return [HeadlineRow(number, each, overview.plan.directory, overview.period) for number, each in enumerate(rows, 1)]


def _remark(row: HeadlineRow) -> str | None:
    report = row.standing.row.counted
    if report is None:
        return None
    if row.standing.value is None:
        return f"无数据：{report.figure_absent.get(row.standing.indicator.id) or '未说明'}"
    return f"{report.period}数据" if report.period != row.period else None


def _columns(months: str) -> tuple[Column[HeadlineRow], ...]:
    return (
        Column("序号", lambda row: row.number, 6),
        Column("指标名称", lambda row: row.standing.indicator.name, 30, Style.TEXT),
        Column("单位", lambda row: row.standing.indicator.unit, 8),
        Column("目标任务", lambda row: target(row.standing.indicator), 14),
        Column(f"{months}累计完成情况", lambda row: row.standing.value, 14),
        Column("完成进度", lambda row: None if (share := row.standing.completion) is None else Share(share), 10),
        Column("序时进度", lambda row: None if (pace := row.standing.pace) is None else Share(pace), 10),
        Column("进度差", lambda row: None if (gap := row.standing.gap) is None else Points(gap), 9),
        Column("亮灯", _light, 11, _light_style),
        Column("备注", _remark, 24, Style.TEXT, widest=40),
        Column("责任单位", lambda row: short_names(row.directory, [row.standing.row.commitment.lead]), 18),
    )


def _light(row: HeadlineRow) -> str:
    return official_term(row.standing.light or row.standing.row.light.light)


def _light_style(row: HeadlineRow) -> Style:
    return light_style(row.standing.light or row.standing.row.light.light)


def write_headline(workbook: Workbook, overview: Overview, edition: Edition) -> WrittenTable:
    """Add the sheet; a plan without headline indicators says so.

    Args:
        workbook: with its styles registered.
        overview: of the whole plan.
        edition: when and for whom.
    """
    title = f"{edition.period.year}年{edition.months}主要预期指标完成情况表"
    columns = _columns(edition.months)
    sheet = TableSheet(NAME, title, edition.heading_line, columns, frozen_columns=2, when_empty=NOTHING)
    return sheet.write(workbook, headline_rows(overview))
