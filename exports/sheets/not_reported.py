"""未报清单: what is due and not submitted, by department, with the reason where the commission sent it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from departments.overview import CommitmentRow, Overview
from departments.terms import official_term
from exports.columns import Column, WrittenTable
from exports.edition import Edition
from exports.styles import Style
from exports.table_sheet import TableSheet
from exports.wording import category, short_names

if TYPE_CHECKING:
    from openpyxl import Workbook

NAME = "未报清单"
NOTHING = "本期应报任务已全部报送。"


@frozen
class Outstanding:
    """A commitment that its lead still has to report on."""

    number: int
    row: CommitmentRow
    overview: Overview
    edition: Edition

    @property
    def days_late(self) -> int | None:
        """Days from the due date to the report's first submission, or to this edition; None while in time."""
        if not self.row.is_late:
            return None
        first = self.row.current.first_submitted_at if self.row.current else None
        until = self.edition.local(first) or self.edition.generated_at
        return (until.date() - self.overview.record.due_on).days


def outstanding(overview: Overview, edition: Edition) -> list[Outstanding]:
    """By department in the directory's order, and within it in the plan's."""
    order = {code: place for place, code in enumerate(overview.plan.directory.codes)}
    rows = [row for row in overview.rows if row.is_due and not row.state.counts]
    rows.sort(key=lambda row: order[row.commitment.lead])
    return [Outstanding(number, row, overview, edition) for number, row in enumerate(rows, 1)]


def _return_reason(each: Outstanding) -> str | None:
    sent_back = each.row.current.open_return if each.row.current else None
    return sent_back.reason if sent_back else None


def _lead(each: Outstanding) -> str:
    return short_names(each.overview.plan.directory, [each.row.commitment.lead])


COLUMNS: tuple[Column[Outstanding], ...] = (
    Column("序号", lambda each: each.number, 6),
    Column("牵头单位", _lead, 18),
    Column("任务编号", lambda each: each.row.commitment.id, 10),
    Column("类别", lambda each: category(each.row.commitment), 20, Style.TEXT),
    Column("任务", lambda each: each.row.commitment.quote, 46, Style.TEXT, widest=60),
    Column("状态", lambda each: official_term(each.row.state), 10),
    Column("退回意见", _return_reason, 32, Style.TEXT, widest=60),
    Column("截止日期", lambda each: each.overview.record.due_on, 13),
    Column("逾期天数", lambda each: each.days_late, 10),
)


def write_not_reported(workbook: Workbook, overview: Overview, edition: Edition) -> WrittenTable:
    """Add the sheet; with nothing outstanding it says so.

    Args:
        workbook: with its styles registered.
        overview: of the whole plan, or of one department.
        edition: when and for whom.
    """
    title = f"{edition.period.year}年{edition.months}未报送任务清单"
    sheet = TableSheet(NAME, title, edition.heading_line, COLUMNS, frozen_columns=2, when_empty=NOTHING)
    return sheet.write(workbook, outstanding(overview, edition))
