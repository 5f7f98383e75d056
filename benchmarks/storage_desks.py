"""What a person waits for who opens a desk or the overview: sixty departments, two hundred commitments, a full year."""

from __future__ import annotations

import sys
import tempfile
from decimal import Decimal
from pathlib import Path

from attrs import evolve

from benchmarks.samples import NOW, YEAR, a_report, periods
from benchmarks.storage_load import measured, tell
from departments.accounts import Account, Role
from departments.desks import ClerkDesk, Registry
from departments.directory import Department, Directory
from departments.periods import Period, PeriodRecord, PeriodStatus, default_due_on
from departments.plan import Basis, Commitment, Comparator, Direction, Indicator, Plan, Section
from departments.reports import State
from storage.installation import Installation

DEPARTMENTS, COMMITMENTS = 60, 200
LAST = Period(YEAR, 12)
BOUNDS_MS = {"a clerk's desk, cold": 50.0, "the overview, cold": 1000.0, "the overview, warm": 30.0}


def main() -> int:
    """Measure, print the table, and give 1 if a bound is broken."""
    plan = _plan()
    with tempfile.TemporaryDirectory(prefix="tianbao-bench-") as place:
        data = Path(place) / "data"
        _fill(Installation.create(data, {}, demo_now=NOW), plan)
        return _run(data, plan)


def _run(data: Path, plan: Plan) -> int:
    warm = _registry(data, plan)
    warm.overview(LAST)
    rows = {
        "a clerk's desk, cold": measured(lambda: _open_desk(data, plan), 20),
        "the overview, cold": measured(lambda: _registry(data, plan).overview(LAST), 9),
        "the overview, warm": measured(lambda: warm.overview(LAST), 20),
    }
    return tell(f"of {COMMITMENTS * 12} reports", rows, BOUNDS_MS)


def _open_desk(data: Path, plan: Plan) -> None:
    desk = ClerkDesk(Account("d00", Role.CLERK, "d00"), _registry(data, plan))
    desk.reports(LAST)


def _registry(data: Path, plan: Plan) -> Registry:
    return Registry.upon(Installation.open(data), plan, lambda: NOW)


def _plan() -> Plan:
    directory = Directory(tuple(Department(f"d{n:02d}", f"第{n}局", f"{n}局") for n in range(DEPARTMENTS)))
    commitments = tuple(_commitment(number) for number in range(COMMITMENTS))
    sections = (Section(4, "民生", ("就业",)),)
    return Plan("sample", "计划", YEAR, directory, sections, commitments)


def _commitment(number: int) -> Commitment:
    jobs = Indicator(
        f"4.1-{number:03d}.1", "新增就业", "人", Decimal(12000), Comparator.AT_LEAST, Basis.CUMULATIVE, Direction.HIGHER
    )
    return Commitment(
        id=f"4.1-{number:03d}",
        section=4,
        heading="就业",
        quote="新增就业1.2万人",
        lead=f"d{number % DEPARTMENTS:02d}",
        supporting=(f"d{(number + 1) % DEPARTMENTS:02d}",),
        indicators=(jobs,),
    )


def _fill(installation: Installation, plan: Plan) -> None:
    with installation.ledger.book("office").transaction(by="coordinator", at=NOW) as transaction:
        for period in periods(12):
            record = PeriodRecord(period, PeriodStatus.OPEN, default_due_on(period, plan.due_day))
            transaction.append("period_opened", str(period), record, based_on=0)
    for commitment in plan.commitments:
        book = installation.ledger.book(commitment.lead)
        for period in periods(12):
            report = evolve(
                a_report(commitment.lead, commitment.id, period),
                values={commitment.indicators[0].id: Decimal(1000 * period.month)},
                first_submitted_at=NOW,
                submitted_at=NOW,
            )
            with book.transaction(by=commitment.lead, at=NOW) as transaction:
                for revision, (action, state) in enumerate(
                    [("saved", State.DRAFT), ("submitted", State.SUBMITTED), ("approved", State.APPROVED)]
                ):
                    transaction.append(action, report.key, evolve(report, state=state), based_on=revision)


if __name__ == "__main__":
    sys.exit(main())
