"""Which page a report opens on: the coordinator can decide on it wherever it is met, everybody else reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.desks import CoordinatorDesk
from tui.screens.reading import ReadingScreen
from tui.screens.review_report import ReviewReportScreen

if TYPE_CHECKING:
    from departments.desks import ReaderDesk
    from departments.overview import CommitmentRow
    from departments.periods import Period
    from tui.language import Language


def report_page(desk: ReaderDesk, language: Language, row: CommitmentRow, period: Period) -> ReadingScreen:
    """The page of the lead's report: this period's, or the one that the light comes from.

    Args:
        desk: whose.
        language: the person's.
        row: how the commitment stands.
        period: the period that is shown.
    """
    report = row.current or row.counted
    of_period, commitment = report.period if report else period, row.commitment.id
    if isinstance(desk, CoordinatorDesk):
        department = report.department if report else row.commitment.lead
        return ReviewReportScreen(desk, language, of_period, ((department, commitment),), 0)
    return ReadingScreen(desk, language, of_period, commitment)
