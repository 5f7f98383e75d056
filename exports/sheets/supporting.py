"""配合任务: what a department reported on commitments that another department leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from departments.desks.views import ReportView
from departments.directory import Directory
from departments.reports import Narrative, Report
from departments.terms import official_term
from exports.columns import Column, WrittenTable
from exports.edition import Edition
from exports.pages import Paper
from exports.styles import Style
from exports.table_sheet import TableSheet
from exports.wording import category, evidence_names, short_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook

    from departments.plan import Commitment

NAME = "配合任务"
NOTHING = "本单位没有配合任务。"


@frozen
class SupportingRow:
    """A commitment that the department supports."""

    number: int
    view: ReportView
    directory: Directory
    edition: Edition

    @property
    def commitment(self) -> Commitment:
        """What it supports."""
        return self.view.commitment

    @property
    def counted(self) -> Report | None:
        """The department's report once it is submitted."""
        return self.view.report if self.view.report.state.counts else None

    @property
    def narrative(self) -> Narrative:
        """Its texts; empty until it is submitted."""
        return self.counted.narrative if self.counted else Narrative()


COLUMNS: tuple[Column[SupportingRow], ...] = (
    Column("序号", lambda row: row.number, 6),
    Column("任务编号", lambda row: row.commitment.id, 10),
    Column("类别", lambda row: category(row.commitment), 16, Style.TEXT),
    Column("任务", lambda row: row.commitment.quote, 34, Style.TEXT, widest=60),
    Column("牵头", lambda row: short_names(row.directory, [row.commitment.lead]), 14),
    Column("状态", lambda row: official_term(row.view.report.state), 10),
    Column("进展情况", lambda row: row.narrative.progress, 40, Style.TEXT, widest=64),
    Column("存在问题", lambda row: row.narrative.problems, 24, Style.TEXT, widest=40),
    Column("下一步措施", lambda row: row.narrative.next_steps, 26, Style.TEXT, widest=40),
    Column("佐证", lambda row: evidence_names(row.counted.evidence) if row.counted else "", 20, Style.TEXT, widest=32),
    Column("填报人", lambda row: row.edition.person(row.counted.reported_by) if row.counted else None, 12),
    Column("报送时间", lambda row: row.edition.local(row.counted.submitted_at) if row.counted else None, 13),
)


def write_supporting(
    workbook: Workbook, views: Sequence[ReportView], directory: Directory, edition: Edition
) -> WrittenTable:
    """Add the sheet; with nothing to support it says so.

    Args:
        workbook: with its styles registered.
        views: the department's reports on what others lead, in the plan's order.
        directory: names the departments.
        edition: when and for whom.
    """
    rows = [SupportingRow(number, view, directory, edition) for number, view in enumerate(views, 1)]
    title = f"{edition.period.year}年{edition.months}配合任务进展情况表"
    sheet = TableSheet(NAME, title, edition.heading_line, COLUMNS, Paper.A3, frozen_columns=2, when_empty=NOTHING)
    return sheet.write(workbook, rows)
