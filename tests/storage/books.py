"""What the tests of storage write into books."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from departments.reports import Report
from tests.building import JOBS, JOBS_FIGURE, JUNE, a_report, at

if TYPE_CHECKING:
    from departments.periods import Period
    from departments.reports import Evidence
    from storage.book import DiskBook
    from storage.installation import Installation

NOW = at("2021-07-03 09:00")


def save(book: DiskBook, commitment: str = JOBS, figure: int = 1, *, period: Period = JUNE) -> Report:
    """Save a report over whatever is there, in a transaction of its own."""
    report = a_report(commitment, {JOBS_FIGURE: figure}, period=period)
    with book.transaction(by="rsj", at=NOW) as transaction:
        standing = transaction.entry(Report, report.key)
        transaction.append("saved", report.key, report, based_on=standing.revision if standing else 0)
    return report


def prove(installation: Installation, book: DiskBook) -> Evidence:
    """Put a file on the shelf of ``rsj``, and a report into the book that names it."""
    kept = installation.shelf.put("rsj", "名单.pdf", io.BytesIO(b"a list of names"))
    report = a_report(evidence=(kept,))
    with book.transaction(by="rsj", at=NOW) as transaction:
        transaction.append("attached", report.key, report, based_on=0)
    return kept


def figures(book: DiskBook) -> list[int]:
    """The figure of every event, in order."""
    documents = [each.document for each in book.events(Report)]
    return [int(each.values[JOBS_FIGURE]) for each in documents if isinstance(each, Report)]
