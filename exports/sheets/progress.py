"""任务进展: one row an indicator, and one row for a commitment that has none.

A row shows what counts and nothing else: the lead's figures and texts once they are submitted, the supporting
departments' texts under their names. What belongs to the commitment stands in one cell beside its indicators; 亮灯 is
the commitment's light. 完成率, 进度差 and 备注 are the indicator's own: 备注 names its light where that is not the
commitment's, and the reason for a missing figure. 进展情况 begins with how the commitment is to be read: the period of
an older report, an assessment that the figures contradict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from departments.directory import Directory
from departments.lights import IndicatorLight, elapsed
from departments.overview import CommitmentRow
from departments.plan import Indicator
from departments.terms import official_term
from exports.cells import Points, Share
from exports.columns import Column, WrittenTable
from exports.edition import Edition
from exports.pages import Paper
from exports.styles import Style, light_style
from exports.table_sheet import TableSheet
from exports.wording import category, evidence_names, short_names, target

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

    from departments.overview import Overview
    from departments.reports import Narrative, Report

NAME = "任务进展"
FROZEN_COLUMNS = 3
"""Number, category and commitment stay in view."""


@frozen
class ProgressRow:
    """An indicator of a commitment, or the commitment alone where it has none."""

    number: int
    row: CommitmentRow
    indicator: Indicator | None
    figure: IndicatorLight | None
    """None without a report that counts."""
    directory: Directory
    edition: Edition

    @property
    def report(self) -> Report | None:
        """The lead's report that counts."""
        return self.row.counted


def progress_rows(overview: Overview, edition: Edition) -> list[ProgressRow]:
    """Every indicator and every commitment without one, in the plan's order."""
    found: list[ProgressRow] = []
    for row in overview.rows:
        for indicator, figure in _indicators(row):
            found.append(ProgressRow(len(found) + 1, row, indicator, figure, overview.plan.directory, edition))
    return found


def _indicators(row: CommitmentRow) -> list[tuple[Indicator | None, IndicatorLight | None]]:
    """With the targets that the light was computed from, where there is one."""
    if row.light.indicators:
        return [(each.indicator, each) for each in row.light.indicators]
    return [(each, None) for each in row.commitment.indicators] or [(None, None)]


def _progress(row: ProgressRow) -> str:
    """进展情况, after the notes that say how the row is to be read."""
    own = "".join(f"（{each}）" for each in _notes(row))
    if row.report:
        own += row.report.narrative.progress
        if row.report.explanation:
            own += f"\n（说明：{row.report.explanation}）"
    return _with_supporting(row, own, lambda narrative: narrative.progress)


def _notes(row: ProgressRow) -> list[str]:
    report = row.report
    if report is None:
        return []
    notes: list[str] = []
    if report.period != row.edition.period:
        notes.append(f"{report.period}数据")
    if row.row.light.contradicts_figures and report.assessment:
        notes.append(f"自评与数据不符：自评{official_term(report.assessment)}")
    if report.nothing_to_report:
        notes.append("本期无进展")
    return notes


def _remark(row: ProgressRow) -> str | None:
    """备注: what there is to say of this indicator alone."""
    if row.report is None or row.indicator is None or row.figure is None:
        return None
    if row.figure.value is None:
        return f"无数据：{row.report.figure_absent.get(row.indicator.id) or '未说明'}"
    if row.figure.light not in (None, row.row.light.light):
        return f"本指标：{official_term(row.figure.light)}"
    return None


def _own_text(row: ProgressRow, part: Callable[[Narrative], str]) -> str:
    own = part(row.report.narrative) if row.report else ""
    return _with_supporting(row, own, part)


def _with_supporting(row: ProgressRow, own: str, part: Callable[[Narrative], str]) -> str:
    theirs = (
        f"{row.directory[report.department].short_name}（配合）：{text}"
        for report in row.row.supporting
        if (text := part(report.narrative))
    )
    return "\n".join(each for each in (own, *theirs) if each)


def _evidence(row: ProgressRow) -> str:
    reports = ([row.report] if row.report else []) + list(row.row.supporting)
    return "\n".join(evidence_names(each.evidence) for each in reports if each.evidence)


def _columns(months: str) -> tuple[Column[ProgressRow], ...]:
    return (
        Column("序号", lambda row: row.number, 6),
        Column("类别", lambda row: category(row.row.commitment), 16, Style.TEXT, is_shared=True),
        Column("任务", lambda row: row.row.commitment.quote, 34, Style.TEXT, widest=60, is_shared=True),
        Column("指标", lambda row: row.indicator.name if row.indicator else None, 16, Style.TEXT),
        Column("单位", lambda row: row.indicator.unit if row.indicator else None, 8),
        Column("年度目标", lambda row: target(row.indicator) if row.indicator else None, 13),
        Column(f"{months}累计", lambda row: row.figure.value if row.figure else None, 12),
        Column("完成率", _completion, 9),
        Column("序时进度", _pace, 9.5),
        Column("进度差", _gap, 8),
        Column("备注", _remark, 16, Style.TEXT, widest=30),
        Column(
            "亮灯",
            lambda row: official_term(row.row.light.light),
            11,
            lambda row: light_style(row.row.light.light),
            is_shared=True,
        ),
        Column("进展情况", _progress, 40, Style.TEXT, widest=64, is_shared=True),
        Column("存在问题", lambda row: _own_text(row, _problems), 24, Style.TEXT, widest=40, is_shared=True),
        Column("下一步措施", lambda row: _own_text(row, _next_steps), 26, Style.TEXT, widest=40, is_shared=True),
        Column("牵头", lambda row: short_names(row.directory, [row.row.commitment.lead]), 13, is_shared=True),
        Column("配合", lambda row: short_names(row.directory, row.row.commitment.supporting), 16, is_shared=True),
        Column("佐证", _evidence, 18, Style.TEXT, widest=32, is_shared=True),
        Column("填报人", _reported_by, 10, is_shared=True),
        Column(
            "报送时间",
            lambda row: row.edition.local(row.report.submitted_at) if row.report else None,
            13,
            is_shared=True,
        ),
    )


def _problems(narrative: Narrative) -> str:
    return narrative.problems


def _next_steps(narrative: Narrative) -> str:
    return narrative.next_steps


def _reported_by(row: ProgressRow) -> str | None:
    return row.edition.person(row.report.reported_by) if row.report else None


def _completion(row: ProgressRow) -> Share | None:
    share = row.figure.completion if row.figure else None
    return None if share is None else Share(share)


def _pace(row: ProgressRow) -> Share:
    """The pace of the period that the row's report belongs to."""
    return Share(elapsed(row.report.period if row.report else row.edition.period))


def _gap(row: ProgressRow) -> Points | None:
    gap = row.figure.gap if row.figure else None
    return None if gap is None else Points(gap)


def write_progress(workbook: Workbook, overview: Overview, edition: Edition) -> WrittenTable:
    """Add the sheet; what no row of it can show in full is in the result.

    Args:
        workbook: with its styles registered.
        overview: of the whole plan, or of one department.
        edition: when and for whom.
    """
    columns, rows = _columns(edition.months), progress_rows(overview, edition)
    title = f"{overview.plan.title}任务进展情况表"
    sheet = TableSheet(
        NAME, title, edition.heading_line, columns, Paper.A3, FROZEN_COLUMNS, group=lambda row: row.row.commitment.id
    )
    return sheet.write(workbook, rows)
