"""What the tests of overviews look at: the sample plan with some reports and changes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from departments.assignments import CommitmentChanges, Reassignment, plan_in_period
from departments.overview import Overview, overview
from departments.periods import Period, PeriodRecord, PeriodStatus, default_due_on
from tests.building import JUNE, a_plan, at

if TYPE_CHECKING:
    from departments.plan import Plan
    from departments.reports import Report

IN_TIME = dt.date(2021, 7, 5)
"""The last day of June's reports."""


def shown(
    *reports: Report,
    period: Period = JUNE,
    today: dt.date = IN_TIME,
    changes: tuple[CommitmentChanges, ...] = (),
    plan: Plan | None = None,
) -> Overview:
    """How the sample plan stands with these reports."""
    original = plan or a_plan()
    filed = {(each.department, each.period, each.commitment): each for each in reports}
    return overview(
        plan_in_period(original, changes, period),
        PeriodRecord(period, PeriodStatus.OPEN, default_due_on(period, 5)),
        today,
        lambda department, of, commitment: filed.get((department, of, commitment)),
        lambda of: plan_in_period(original, changes, of),
    )


def reassigned(commitment: str, lead: str, since: Period) -> CommitmentChanges:
    """The commitment given to another lead."""
    made = Reassignment(since, "", (), lead, (), at("2021-06-20 09:00"), "coordinator", "机构调整")
    return CommitmentChanges(commitment, reassignments=(made,))
