"""The one read model: how the plan stands in a period. Screens, ``status``, JSON and workbooks all print this.

Only what is submitted or approved counts. A commitment that is due and whose lead has not submitted is ``missing``; one
that is not due shows its latest report with that report's own period and pace. In a period that was never opened
nothing is due.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from departments.lights import CommitmentLight, Light, commitment_light, elapsed
from departments.periods import Period, PeriodRecord, PeriodStatus, is_due
from departments.plan import Commitment, Plan
from departments.reports import Report, Standing, State
from departments.wording import N_

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable
    from decimal import Decimal
    from fractions import Fraction

    ReportOf = Callable[[str, Period, str], Report | None]
    """Department code, period and commitment id to the report, if there is one."""

R = TypeVar("R", Report, Standing)

NOBODY_OWES = N_("Period {period} is not open yet; nobody owes a report for it.")
"""What is told of a period that was never opened."""


@frozen
class CommitmentRow:
    """How one commitment stands."""

    commitment: Commitment
    """With the departments and targets that hold for the period."""
    is_due: bool
    """Whether it is to be reported in this period, which has been opened."""
    current: Report | None
    """The lead's report for this very period, in whatever state."""
    counted: Report | None
    """The lead's report that the light was computed from; of an earlier period where none is due now."""
    light: CommitmentLight
    is_late: bool
    """Whether the lead's report for this period was, or is, past the due date."""
    supporting: tuple[Report, ...]
    """The supporting departments' reports for this period that count."""

    @property
    def state(self) -> State:
        """Where the lead's report for this period stands."""
        return self.current.state if self.current else State.EMPTY


@frozen
class LightCounts:
    """How many commitments show which light."""

    done: int = 0
    on_track: int = 0
    slightly_behind: int = 0
    behind: int = 0
    missing: int = 0
    not_due: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.of(light) for light in Light)

    def of(self, light: Light) -> int:
        """How many show this light."""
        count: int = getattr(self, light.value)
        return count


@frozen
class SectionRow:
    """A section of the plan, and how its commitments stand."""

    number: int
    title: str
    lights: LightCounts


@frozen
class DepartmentRow:
    """A department, and how it has reported on what it leads."""

    code: str
    name: str
    short_name: str
    due: int
    """Commitments that it leads and that are due in the period."""
    reported: int
    """Of these, how many are submitted or approved."""
    approved: int
    returned: int
    """Returned and not yet submitted again."""
    late: int
    """Submitted after the due date, or not submitted and past it."""
    lights: LightCounts

    @property
    def outstanding(self) -> int:
        """How many are due and not submitted."""
        return self.due - self.reported


@frozen
class Overview:
    """The plan in a period, complete or as far as a desk may see it."""

    plan: Plan
    record: PeriodRecord
    rows: tuple[CommitmentRow, ...]
    """In the plan's order."""
    sections: tuple[SectionRow, ...]
    departments: tuple[DepartmentRow, ...]
    """In the directory's order: every department that leads something, also one that reported nothing."""
    totals: LightCounts

    @property
    def period(self) -> Period:
        """The period shown."""
        return self.record.period

    @property
    def elapsed(self) -> Fraction:
        """序时进度."""
        return elapsed(self.period)

    def narrowed(self, department: str | None = None, section: int | None = None) -> Overview:
        """The same for the commitments that one department leads, or of one section."""
        rows = tuple(
            row
            for row in self.rows
            if (department is None or row.commitment.lead == department)
            and (section is None or row.commitment.section == section)
        )
        plan = self.plan.with_commitments(tuple(row.commitment for row in rows))
        return summed_up(plan, self.record, rows)


def overview(
    plan: Plan, record: PeriodRecord, today: dt.date, report_of: ReportOf, plan_for: Callable[[Period], Plan]
) -> Overview:
    """How every commitment stands in the period.

    Args:
        plan: as it holds for the period.
        record: the period's place in the calendar.
        today: the date by which a report not submitted is late.
        report_of: looks a report up.
        plan_for: the plan as it held for an earlier period, which says who led then.
    """
    rows = tuple(_row(each, plan, record, today, report_of, plan_for) for each in plan.commitments)
    return summed_up(plan, record, rows)


def _row(
    commitment: Commitment,
    plan: Plan,
    record: PeriodRecord,
    today: dt.date,
    report_of: ReportOf,
    plan_for: Callable[[Period], Plan],
) -> CommitmentRow:
    period = record.period
    is_opened = record.status is not PeriodStatus.LOCKED
    due = is_opened and is_due(commitment.due, commitment.milestones, period)
    current = report_of(commitment.lead, period, commitment.id)
    counted, light = counted_light(commitment, period, current, plan.behind_below, report_of, plan_for)
    if not is_opened and light.light is Light.MISSING:
        light = CommitmentLight(Light.NOT_DUE)
    supporting = (report_of(code, period, commitment.id) for code in commitment.supporting)
    return CommitmentRow(
        commitment=commitment,
        is_due=due,
        current=current,
        counted=counted,
        light=light,
        is_late=due and (current or _unreported(commitment, period)).is_late(record.due_on, today),
        supporting=tuple(each for each in supporting if each and each.state.counts),
    )


def counted_light(
    commitment: Commitment,
    period: Period,
    current: Report | None,
    behind_below: Decimal,
    report_of: ReportOf,
    plan_for: Callable[[Period], Plan],
) -> tuple[Report | None, CommitmentLight]:
    """The lead's report that counts for the period, of an earlier one where none is due now, and the light it gives.

    Args:
        commitment: as it holds for the period.
        period: which month.
        current: the lead's report for that very period, in whatever state.
        behind_below: percentage points from which yellow turns red.
        report_of: looks an earlier report up.
        plan_for: the plan as it held for an earlier period, which says who led then.
    """
    found = what_counts(commitment, period, current, report_of, plan_for)
    if isinstance(found, Light):
        return None, CommitmentLight(found)
    report, then = found
    return report, commitment_light(then, report, behind_below)


def what_counts(
    commitment: Commitment,
    period: Period,
    current: R | None,
    report_of: Callable[[str, Period, str], R | None],
    plan_for: Callable[[Period], Plan],
) -> tuple[R, Commitment] | Light:
    """What the light is computed from: a report, with the commitment as it held then; without one, the light it has.

    Args:
        commitment: as it holds for the period.
        period: which month.
        current: the lead's report for that very period, in whatever state; or how it stands.
        report_of: looks an earlier one up.
        plan_for: the plan as it held for an earlier period, which says who led then.
    """
    if current and current.state.counts:
        return current, commitment
    if is_due(commitment.due, commitment.milestones, period):
        return Light.MISSING
    was_due = False
    for earlier in period.earlier_in_year():
        plan = plan_for(earlier)
        if commitment.id not in plan:
            continue  # it came into the plan later
        then = plan.commitment(commitment.id)
        report = report_of(then.lead, earlier, commitment.id)
        if report and report.state.counts:
            return report, then
        was_due = was_due or is_due(then.due, then.milestones, earlier)
    return Light.MISSING if was_due else Light.NOT_DUE


def _unreported(commitment: Commitment, period: Period) -> Report:
    return Report(commitment.id, commitment.lead, period)


def light_counts(lights: Iterable[Light]) -> LightCounts:
    """How many of them are which."""
    return LightCounts(**{light.value: count for light, count in Counter(lights).items()})


def _counts(rows: Collection[CommitmentRow]) -> LightCounts:
    return light_counts(row.light.light for row in rows)


def summed_up(plan: Plan, record: PeriodRecord, rows: tuple[CommitmentRow, ...]) -> Overview:
    """The overview of these rows: counted by section and by lead department.

    Args:
        plan: with the rows' commitments.
        record: the period's place in the calendar.
        rows: in the plan's order.
    """
    by_section: dict[int, list[CommitmentRow]] = {}
    by_lead: dict[str, list[CommitmentRow]] = {}
    for row in rows:
        by_section.setdefault(row.commitment.section, []).append(row)
        by_lead.setdefault(row.commitment.lead, []).append(row)
    sections = tuple(
        SectionRow(each.number, each.title, _counts(by_section[each.number]))
        for each in plan.sections
        if each.number in by_section
    )
    departments = tuple(_department_row(plan, code, by_lead[code]) for code in plan.directory.codes if code in by_lead)
    return Overview(plan, record, rows, sections, departments, _counts(rows))


def _department_row(plan: Plan, code: str, rows: list[CommitmentRow]) -> DepartmentRow:
    department = plan.directory[code]
    due = [row for row in rows if row.is_due]
    return DepartmentRow(
        code=code,
        name=department.name,
        short_name=department.short_name,
        due=len(due),
        reported=sum(row.state.counts for row in due),
        approved=sum(row.state is State.APPROVED for row in due),
        returned=sum(bool(row.current and row.current.open_return) for row in due),
        late=sum(row.is_late for row in due),
        lights=_counts(rows),
    )
