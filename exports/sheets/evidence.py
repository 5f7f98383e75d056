"""佐证目录: what proves the reports that count, so that any file can be found and checked by its hash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from departments.directory import Directory
from departments.plan import Commitment
from departments.reports import Evidence, Report
from exports.columns import Column, WrittenTable
from exports.styles import Style
from exports.table_sheet import TableSheet
from exports.wording import short_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl import Workbook

    from departments.overview import Overview
    from exports.edition import Edition

NAME = "佐证目录"
NOTHING = "本期已报送的任务没有佐证材料。"
LEAD, SUPPORTING = "牵头", "配合"


@frozen
class Proof:
    """One piece of evidence of one report."""

    number: int
    commitment: Commitment
    report: Report
    evidence: Evidence
    directory: Directory

    @property
    def side(self) -> str:
        """Whether the lead or a supporting department gave it."""
        return SUPPORTING if self.report.department in self.commitment.supporting else LEAD


def counted_reports(overview: Overview) -> list[tuple[Commitment, Report]]:
    """Each commitment with its lead's report that counts, and then the supporting departments'."""
    return [
        (row.commitment, report)
        for row in overview.rows
        for report in (*((row.counted,) if row.counted else ()), *row.supporting)
    ]


def proofs(reports: Iterable[tuple[Commitment, Report]], directory: Directory) -> list[Proof]:
    """All their evidence, in the reports' order."""
    found = [(commitment, report, each) for commitment, report in reports for each in report.evidence]
    return [Proof(number, *each, directory) for number, each in enumerate(found, 1)]


COLUMNS: tuple[Column[Proof], ...] = (
    Column("序号", lambda each: each.number, 6),
    Column("任务编号", lambda each: each.commitment.id, 10),
    Column("任务", lambda each: each.commitment.quote, 40, Style.TEXT, widest=60),
    Column("提供单位", lambda each: short_names(each.directory, [each.report.department]), 18),
    Column("责任", lambda each: each.side, 8),
    Column("报告期", lambda each: str(each.report.period), 10),
    Column("佐证材料", lambda each: each.evidence.name, 34, Style.TEXT, widest=60),
    Column("字节数", lambda each: None if each.evidence.is_reference else each.evidence.size, 13),
    Column("SHA-256", lambda each: each.evidence.sha256, 38, Style.CODE),
    Column("说明", lambda each: each.evidence.note, 28, Style.TEXT, widest=60),
)


def write_evidence(
    workbook: Workbook, reports: Sequence[tuple[Commitment, Report]], directory: Directory, edition: Edition
) -> WrittenTable:
    """Add the sheet; with no evidence at all it says so.

    Args:
        workbook: with its styles registered.
        reports: those that count, in the order to print them in.
        directory: names the departments.
        edition: when and for whom.
    """
    title = f"{edition.period.year}年{edition.months}佐证材料目录"
    sheet = TableSheet(NAME, title, edition.heading_line, COLUMNS, frozen_columns=2, when_empty=NOTHING)
    return sheet.write(workbook, proofs(reports, directory))
