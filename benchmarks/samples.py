"""Books of a made-up district, written through the storage engine, for measuring."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve

from departments.periods import Period
from departments.reports import Assessment, Narrative, Report, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.book import DiskBook

NOW = dt.datetime(2021, 6, 30, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
YEAR = 2021
COMMITMENTS_A_DEPARTMENT = 4
_SENTENCE = "围绕全年目标任务，细化分解到月，责任到人，重点项目建设有序推进，累计完成投资占年度计划的五成以上。"


def a_report(department: str, commitment: str, period: Period) -> Report:
    """A filled-in report of the usual length: two figures and three texts."""
    return Report(
        commitment=commitment,
        department=department,
        period=period,
        state=State.DRAFT,
        values={"new_jobs": Decimal(9800), "share": Decimal("85.5")},
        narrative=Narrative(_SENTENCE * 3, _SENTENCE, _SENTENCE * 2),
        assessment=Assessment.ON_TRACK,
        reported_by=department,
    )


def commitments(count: int = COMMITMENTS_A_DEPARTMENT) -> list[str]:
    """Ids of a department's commitments."""
    return [f"4.1-{number:02d}" for number in range(1, count + 1)]


def periods(months: int) -> Iterator[Period]:
    """The year's first periods."""
    return (Period(YEAR, month) for month in range(1, months + 1))


def fill(book: DiskBook, *, months: int, count: int = COMMITMENTS_A_DEPARTMENT) -> None:
    """Give a book so many months of reports: saved, submitted, approved, one event each."""
    for period in periods(months):
        for commitment in commitments(count):
            report = a_report(book.name, commitment, period)
            with book.transaction(by=book.name, at=NOW) as transaction:
                for revision, (action, state) in enumerate(
                    [("saved", State.DRAFT), ("submitted", State.SUBMITTED), ("approved", State.APPROVED)]
                ):
                    transaction.append(action, report.key, evolve(report, state=state), based_on=revision)
