"""What a desk shows of one report or one commitment: values, ready to be printed by a screen, a command or a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import tee
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from departments.checks import Finding, LastFigure, find_problems, last_figures
from departments.lights import CommitmentLight, Light, commitment_light
from departments.overview import counted_light
from departments.periods import Extension, PeriodRecord, PeriodStatus, is_due
from departments.plan import Commitment, Plan
from departments.refusals import Refusal
from departments.reports import Report, State
from departments.workflow import NotInThisState, Verb, advance, not_in_this_state

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal

    from departments.desks.registry import Registry
    from departments.periods import Calendar, Period

NOTHING_OWED = CommitmentLight(Light.NOT_DUE)
"""A supporting department may report and owes none."""


@frozen
class ReportView:
    """A report with all that a person needs beside it."""

    commitment: Commitment
    """With the departments and targets that hold for the period."""
    report: Report
    revision: int
    """What a save has to name; 0 where nothing was saved yet."""
    record: PeriodRecord
    is_due: bool
    is_late: bool
    previous: Report | None
    """The department's last report that counts, of an earlier period."""
    light: CommitmentLight
    """As it counts: of this period's report once it is submitted; else missing where one is due, and where none is, as
    the department's latest one left it."""
    preview: CommitmentLight
    """As it would be if the report were submitted as it stands."""
    findings: tuple[Finding, ...]
    lock: Refusal | None
    """Why the report can't be changed now; None where it can."""
    last_figures: Mapping[str, LastFigure] = MappingProxyType({})
    """What each indicator's figure is held against, by the indicator's id; of whoever led then."""
    extension: Extension | None = None
    """The running leave by which the department may report although the period is closed."""
    is_withheld: bool = False
    """Whether the report is a draft of which this desk sees no more than that it is there."""
    lacks_head: bool = False
    """Whether it waits for a signature that nobody is left to give; its clerk can send it on."""

    @property
    def is_lead(self) -> bool:
        """Whether the department owns the figures."""
        return self.report.department == self.commitment.lead


def view_report(
    registry: Registry, calendar: Calendar, plan: Plan, department: str, period: Period, commitment: Commitment
) -> ReportView:
    """A department's report on a commitment, with everything beside it.

    Grants nothing: the desk that calls has decided that its account may see it.
    """
    entry = registry.report_entry(department, period, commitment.id)
    report = entry.document if entry else Report(commitment.id, department, period)
    previous = registry.previous_report(department, period, commitment.id)
    is_lead = department == commitment.lead
    earlier, again = tee(registry.told_before(department, period, commitment))
    record, now = calendar[period], registry.now()
    due = is_due(commitment.due, commitment.milestones, period)
    preview = _preview_light(commitment, report, plan.behind_below)
    lacks_head = report.state is State.SIGNING and not registry.has_head(department)
    return ReportView(
        commitment=commitment,
        report=report,
        revision=entry.revision if entry else 0,
        record=record,
        is_due=due,
        is_late=due and is_lead and report.is_late(record.due_on, now.date()),
        previous=previous,
        light=preview if report.state.counts else _standing(registry, plan, report, commitment),
        preview=preview,
        findings=find_problems(commitment, report, earlier, plan.behind_below),
        lock=_lock(calendar, report, now, has_head=not lacks_head),
        last_figures=last_figures(commitment, again) if is_lead else {},
        extension=calendar.extension(period, department, now) if record.status is PeriodStatus.CLOSED else None,
        lacks_head=lacks_head,
    )


def disclosed_view(view: ReportView) -> ReportView:
    """The view as others than the report's department see it: of a draft where it stands, and none of its text."""
    if view.report.is_disclosed:
        return view
    return evolve(view, report=view.report.disclosed, preview=view.light, findings=(), is_withheld=True)


def looked_on(view: ReportView) -> ReportView:
    """The view for whoever doesn't write the report: its lock tells what the department would have to do."""
    if not isinstance(view.lock, NotInThisState):
        return view
    has_head = not view.lacks_head
    lock = not_in_this_state(view.commitment.id, view.report.state, Verb.RETURN, has_head=has_head)
    return evolve(view, lock=lock)


def _standing(registry: Registry, plan: Plan, report: Report, commitment: Commitment) -> CommitmentLight:
    """The light of a report that doesn't count yet, by the department's own reports alone."""
    department = report.department
    if department != commitment.lead:
        return NOTHING_OWED

    def own_report(code: str, of_period: Period, commitment_id: str) -> Report | None:
        entry = registry.report_entry(code, of_period, commitment_id) if code == department else None
        return entry.document if entry else None

    return counted_light(commitment, report.period, report, plan.behind_below, own_report, registry.plan)[1]


def preview_view(view: ReportView, report: Report, earlier: Iterable[Report], behind_below: Decimal) -> ReportView:
    """The view as it would be if the report read so; nothing is kept.

    Args:
        view: the report as it stands, with everything beside it.
        report: as it would be.
        earlier: as for :func:`departments.checks.find_problems`.
        behind_below: percentage points from which yellow turns red.
    """
    return evolve(
        view,
        report=report,
        preview=_preview_light(view.commitment, report, behind_below),
        findings=find_problems(view.commitment, report, earlier, behind_below),
    )


def _preview_light(commitment: Commitment, report: Report, behind_below: Decimal) -> CommitmentLight:
    """The light that the report would give if it counted; a supporting department's has no figures."""
    if report.department != commitment.lead:
        commitment = evolve(commitment, indicators=())
    return commitment_light(commitment, report, behind_below)


def _lock(calendar: Calendar, report: Report, now: dt.datetime, *, has_head: bool) -> Refusal | None:
    try:
        calendar.check_may_report(report.period, report.department, now, awaits_correction=report.awaits_correction)
        advance(report.commitment, report.state, Verb.SAVE, has_head=has_head)
    except Refusal as refusal:
        return refusal
    return None
