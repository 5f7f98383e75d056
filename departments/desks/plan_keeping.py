"""What the commission changes about the plan: who leads and supports, and how high a target is.

Every change keeps the old value, the date and a reason, holds from a period that is not closed, and leaves the reports
that were made where they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, evolve, frozen

from departments.assignments import Reassignment, Retarget
from departments.commitment_checks import checked_target
from departments.desks.plan_changing import append_change
from departments.desks.plan_growing import PlanGrowingDesk
from departments.desks.reviewing import the_reason
from departments.periods import Period
from departments.refusals import NotFound, Refusal
from departments.wording import N_, Measured

if TYPE_CHECKING:
    from decimal import Decimal

    from departments.assignments import CommitmentChanges
    from departments.desks.plan_changing import Change
    from departments.plan import Commitment, Indicator

FAR_OFF = 3
"""How many times as much, or how small a part, makes a new target one that may have a digit wrong."""


@define
class TargetExceeded(Refusal):
    """A new target that a report is already beyond."""

    message: ClassVar[str] = N_(
        "{name} already stands at {value} ({period}), beyond the new target {target};"
        " correct the target, or confirm it."
    )
    confirmed_by: ClassVar[str] = "even_if_exceeded"
    name: str
    value: Measured
    period: Period
    target: Measured


@define
class TargetFarOff(Refusal):
    """A new target that is so far from the old one that a digit may be wrong."""

    message: ClassVar[str] = N_(
        "The target of {name} would go from {old} to {target}, three times as much or more, or a third or less;"
        " correct the target, or confirm it."
    )
    name: str
    old: Measured
    target: Measured


@define
class NothingChanged(Refusal):
    """A change that would leave everything as it is."""

    message: ClassVar[str] = N_("{name} stands like that in {period} already; nothing was changed.")
    name: str
    period: Period


@define
class HandedToItself(Refusal):
    """A department was to hand its commitments over to itself."""

    message: ClassVar[str] = N_("{name} can't hand over to itself; name another department that takes over.")
    name: str


@frozen
class PlanKeepingDesk(PlanGrowingDesk):
    """A desk that keeps the plan."""

    def reassign_commitment(
        self,
        commitment: str,
        *,
        lead: str,
        supporting: tuple[str, ...],
        reason: str,
        since: Period | None = None,
    ) -> Commitment:
        """Give a commitment to other departments; reports that were made stay with who made them.

        Args:
            commitment: its id.
            lead: code of the department that is to own the figures.
            supporting: codes of the others.
            reason: why; shown wherever the departments are.
            since: the first period for which it holds; the first that is not closed where none is named.

        Raises:
            NotFound: there is no such commitment or department.
            DepartmentDisabled: the department's clerks may not sign in.
            NoSuchStep: the period is closed.
            AlreadyReported: who is to lose it, or its part in it, has submitted a report for the period or a later one.
            NothingChanged: it is these departments' already.
            ReasonMissing: no reason was given.
        """
        self._check_departments(lead, *supporting)
        first, why, now = self._since(since), the_reason(reason), self._registry.now()
        others = tuple(code for code in dict.fromkeys(supporting) if code != lead)
        self._check_not_reported(commitment, first, (lead, *others))

        def reassigned(standing: Commitment, changes: CommitmentChanges) -> CommitmentChanges:
            if standing.departments == (lead, *others):
                raise NothingChanged(commitment, first)
            made = Reassignment(first, standing.lead, standing.supporting, lead, others, now, self.account.name, why)
            return evolve(changes, reassignments=(*changes.reassignments, made))

        return self._change_commitment(commitment, first, "reassigned", reassigned)

    def hand_over_department(
        self, department: str, to: str, *, reason: str, since: Period | None = None
    ) -> tuple[Commitment, ...]:
        """机构调整: give another department everything that this one leads or supports, all of it or nothing.

        Raises:
            NotFound: there is no such department, or it leads and supports nothing.
            HandedToItself: the two are the same.
            DepartmentDisabled: the other department's clerks may not sign in.
            NoSuchStep: the period is closed.
            AlreadyReported: it has submitted a report on one of them for the period or a later one.
            ReasonMissing: no reason was given.
        """
        self._check_departments(to)
        if department == to:
            raise HandedToItself(self._registry.original_plan.directory[to].short_name)
        first, why, now = self._since(since), the_reason(reason), self._registry.now()

        def following(standing: Commitment) -> tuple[str, ...]:
            lead, *others = (to if code == department else code for code in standing.departments)
            return lead, *(code for code in dict.fromkeys(others) if code != lead)

        def handed_over(standing: Commitment, changes: CommitmentChanges) -> CommitmentChanges:
            lead, *supporting = following(standing)
            made = Reassignment(
                first, standing.lead, standing.supporting, lead, tuple(supporting), now, self.account.name, why
            )
            return evolve(changes, reassignments=(*changes.reassignments, made))

        with self._registry.transaction(self.account.name, at=now) as book:
            theirs = [each for each in self.plan(first).commitments if department in each.departments]
            if not theirs:
                raise NotFound(department)
            for each in theirs:
                self._check_not_reported(each.id, first, following(each))
            for each in theirs:
                append_change(book, each, "reassigned", handed_over)
        plan = self.plan(first)
        return tuple(plan.commitment(each.id) for each in theirs)

    def retarget_commitment(
        self,
        commitment: str,
        indicator: str,
        target: Decimal,
        *,
        reason: str,
        since: Period | None = None,
        even_if_exceeded: bool = False,
        even_if_far_off: bool = False,
    ) -> Commitment:
        """Change an indicator's target; the old one is kept with the reason.

        Args:
            commitment: its id.
            indicator: its name or id.
            target: in the indicator's unit.
            reason: why; shown wherever the target is.
            since: the first period for which it holds; the first that is not closed where none is named.
            even_if_exceeded: although a report that counts is already beyond it.
            even_if_far_off: although it is three times the old one or more, or a third of it or less.

        Raises:
            NotFound: there is no such commitment or indicator.
            BadTarget: the target is negative, or 0 of what has to add up to something.
            BadInput: it is no figure.
            TargetFarOff: a digit of it may be wrong.
            TargetExceeded: a report is already beyond it.
            NothingChanged: it is the target already.
            NoSuchStep: the period is closed.
            ReasonMissing: no reason was given.
        """
        first, why, now = self._since(since), the_reason(reason), self._registry.now()
        found = self.plan(first).commitment(commitment).indicator(indicator)
        checked = checked_target(found, target)
        if not even_if_far_off:
            _check_not_far_off(found, checked)
        if not even_if_exceeded:
            self._check_not_exceeded(commitment, found, checked)

        def retargeted(standing: Commitment, changes: CommitmentChanges) -> CommitmentChanges:
            old = standing.indicator(found.id).target
            if old == checked:
                raise NothingChanged(found.name, first)
            made = Retarget(first, found.id, old, checked, now, self.account.name, why)
            return evolve(changes, retargets=(*changes.retargets, made))

        return self._change_commitment(commitment, first, "retargeted", retargeted)

    def _check_not_exceeded(self, commitment: str, indicator: Indicator, target: Decimal) -> None:
        for record in reversed(self.calendar().records):
            period = record.period
            value = self._figure(period, commitment, indicator)
            if value is not None and value > target:
                stands, wanted = Measured(value, indicator.unit), Measured(target, indicator.unit)
                raise TargetExceeded(indicator.name, stands, period, wanted)
            if value is not None:
                return

    def _figure(self, period: Period, commitment: str, indicator: Indicator) -> Decimal | None:
        """The figure that counts in the period, if there is one."""
        plan = self.plan(period)
        if commitment not in plan:
            return None
        entry = self._registry.report_entry(plan.commitment(commitment).lead, period, commitment)
        return entry.document.values.get(indicator.id) if entry and entry.document.state.counts else None

    def _change_commitment(self, commitment: str, since: Period, action: str, change: Change) -> Commitment:
        with self._registry.transaction(self.account.name) as book:
            append_change(book, self.plan(since).commitment(commitment), action, change)
        return self.plan(since).commitment(commitment)


def _check_not_far_off(indicator: Indicator, target: Decimal) -> None:
    lower, higher = sorted((indicator.target, target))
    if indicator.target and FAR_OFF * lower <= higher:
        old, new = Measured(indicator.target, indicator.unit), Measured(target, indicator.unit)
        raise TargetFarOff(indicator.name, old, new)
