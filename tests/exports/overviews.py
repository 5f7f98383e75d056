"""Overviews built straight from reports in hand, without a desk or a disk."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from departments.desks.views import ReportView
from departments.lights import CommitmentLight, Light
from departments.overview import Overview, overview
from departments.periods import Period, PeriodRecord, PeriodStatus, default_due_on
from departments.reports import Report, State
from tests.building import JUNE, a_plan, a_report, at

if TYPE_CHECKING:
    from departments.plan import Plan

GENERATED_AT = at("2021-07-08 09:30")
IN_TIME, LATE = at("2021-07-03 16:05"), at("2021-07-07 08:00")


def counted(commitment: str, values: dict[str, object] | None = None, **changes: Any) -> Report:
    """A report that has been submitted in time, until told otherwise."""
    standing: dict[str, Any] = {
        "state": State.SUBMITTED,
        "reported_by": "clerk-one",
        "first_submitted_at": IN_TIME,
        "submitted_at": IN_TIME,
    }
    return a_report(commitment, values, **(standing | changes))


def a_view(commitment: str, **changes: Any) -> ReportView:
    """What ``rsj`` reported on a commitment, as a desk shows it."""
    standing: dict[str, Any] = {"department": "rsj", "reported_by": "clerk-one"}
    missing = CommitmentLight(Light.MISSING)
    return ReportView(
        commitment=a_plan().commitment(commitment),
        report=counted(commitment, {}, **(standing | changes)),
        revision=1,
        record=PeriodRecord(JUNE, PeriodStatus.OPEN, dt.date(2021, 7, 5)),
        is_due=True,
        is_late=False,
        previous=None,
        light=missing,
        preview=missing,
        findings=(),
        lock=None,
    )


def seen(*reports: Report, plan: Plan | None = None, period: Period = JUNE, today: dt.date | None = None) -> Overview:
    """How the plan stands with these reports and no others."""
    plan = plan or a_plan()
    record = PeriodRecord(period, PeriodStatus.OPEN, default_due_on(period, plan.due_day))
    by_key = {(each.department, each.period, each.commitment): each for each in reports}

    def report_of(department: str, of_period: Period, commitment: str) -> Report | None:
        return by_key.get((department, of_period, commitment))

    return overview(plan, record, today or GENERATED_AT.date(), report_of, lambda _: plan)
