"""What the commission changes about the plan: who leads and supports, targets, commitments added and split.

Every change keeps the old value, the date and a reason, holds from a period that is not closed, and leaves the reports
that were made where they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from attrs import define, evolve, frozen

from departments.accounts import Role
from departments.assignments import Addition, CommitmentChanges, Reassignment, Retarget, Split
from departments.clean_text import clean_line
from departments.commitment_checks import CommitmentIncomplete, checked_target, heading_id, ready_commitment
from departments.desks.reader import ReaderDesk
from departments.desks.reviewing import the_reason
from departments.figures import format_figure
from departments.periods import NoSuchStep, Period, PeriodStatus
from departments.refusals import NotFound, Refusal
from departments.wording import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from departments.ledger import Book, Transaction
    from departments.plan import Commitment, Indicator

    Change = Callable[[Commitment, CommitmentChanges], CommitmentChanges]

_FEWEST_PARTS = 2
_NUMBER = re.compile(r"(?P<heading>.+)-(?P<number>[0-9]+)")


@define
class DepartmentDisabled(Refusal):
    """A commitment was to be given to a department whose clerks may no longer sign in."""

    message: ClassVar[str] = N_("Every clerk's account of {name} is disabled; enable or add one before it gets work.")
    name: str


@define
class TargetExceeded(Refusal):
    """A new target that a report is already beyond."""

    message: ClassVar[str] = N_(
        "{name} already stands at {value} {unit} ({period}), beyond the new target {target};"
        " correct the target, or confirm it."
    )
    name: str
    value: str
    unit: str
    period: Period
    target: str


@define
class NothingChanged(Refusal):
    """A change that would leave everything as it is."""

    message: ClassVar[str] = N_("{name} stands like that in {period} already; nothing was changed.")
    name: str
    period: Period


@define
class AlreadyReported(Refusal):
    """A change that would take a commitment from a department which has reported on it for the period."""

    message: ClassVar[str] = N_(
        "{name} has already reported on {commitment} for {period}, and that stays;"
        " let the change hold from a later period, or return the report first."
    )
    name: str
    commitment: str
    period: Period


@frozen
class PlanKeepingDesk(ReaderDesk):
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
            AlreadyReported: who is to lose it, or its part in it, has reported on it for the period or a later one.
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
            DepartmentDisabled: the other department's clerks may not sign in.
            NoSuchStep: the period is closed.
            AlreadyReported: it has reported on one of them for the period or a later one.
            ReasonMissing: no reason was given.
        """
        self._check_departments(to)
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
            if not theirs or department == to:
                raise NotFound(department)
            for each in theirs:
                self._check_not_reported(each.id, first, following(each))
            for each in theirs:
                _append(book, each, "reassigned", handed_over)
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
    ) -> Commitment:
        """Change an indicator's target; the old one is kept with the reason.

        Args:
            commitment: its id.
            indicator: its name or id.
            target: in the indicator's unit.
            reason: why; shown wherever the target is.
            since: the first period for which it holds; the first that is not closed where none is named.
            even_if_exceeded: although a report that counts is already beyond it.

        Raises:
            NotFound: there is no such commitment or indicator.
            BadTarget: the target is negative.
            BadInput: it is no figure.
            TargetExceeded: a report is already beyond it.
            NothingChanged: it is the target already.
            NoSuchStep: the period is closed.
            ReasonMissing: no reason was given.
        """
        first, why, now = self._since(since), the_reason(reason), self._registry.now()
        found = self.plan(first).commitment(commitment).indicator(indicator)
        checked = checked_target(found, target)
        if not even_if_exceeded:
            self._check_not_exceeded(commitment, found, checked)

        def retargeted(standing: Commitment, changes: CommitmentChanges) -> CommitmentChanges:
            old = standing.indicator(found.id).target
            if old == checked:
                raise NothingChanged(found.name, first)
            made = Retarget(first, found.id, old, checked, now, self.account.name, why)
            return evolve(changes, retargets=(*changes.retargets, made))

        return self._change_commitment(commitment, first, "retargeted", retargeted)

    def add_commitment(
        self, proposed: Commitment, *, source: str, reason: str, since: Period | None = None
    ) -> Commitment:
        """Put a commitment into the plan that a decision of the year has made.

        Args:
            proposed: section, heading, quote, departments, indicators and when it is due; the ids that stand in it and
                in its indicators are not looked at, the plan's next ones are given.
            source: the decision (文号、会议) that it rests on.
            reason: why; shown wherever the commitment is.
            since: the first period for which it holds; the first that is not closed where none is named.

        Raises:
            NotFound: there is no such section, heading or department.
            DepartmentDisabled: the department's clerks may not sign in.
            BadTarget, BadInput: a target or baseline can't be one.
            CommitmentIncomplete: words or source are missing, indicators can't be told apart, or it is never due.
            NoSuchStep: the period is closed.
            ReasonMissing: no reason was given.
        """
        first, why, now = self._since(since), the_reason(reason), self._registry.now()
        self._check_departments(*proposed.departments)
        decision = _the_source(source)
        with self._registry.transaction(self.account.name, at=now) as book:
            plan = self.plan(first)
            added = ready_commitment(plan, proposed, first, self._next_number(book, heading_id(plan, proposed)))
            addition = Addition(first, added, decision, now, self.account.name, why)
            book.append("added", added.id, CommitmentChanges(added.id, addition=addition), based_on=0)
        return added

    def preview_commitment(self, proposed: Commitment, *, since: Period | None = None) -> Commitment:
        """What adding the commitment, or splitting another into it, would put into the plan; nothing is kept.

        Args:
            proposed: as for adding.
            since: the first period for which it would hold; the first that is not closed where none is named.

        Raises:
            NotFound, DepartmentDisabled, BadTarget, BadInput, CommitmentIncomplete, NoSuchStep: as for adding.
        """
        first = self._since(since)
        self._check_departments(*proposed.departments)
        plan = self.plan(first)
        number = self._next_number(self._registry.office_book, heading_id(plan, proposed))
        return ready_commitment(plan, proposed, first, number)

    def split_commitment(
        self,
        commitment: str,
        parts: Sequence[Commitment],
        *,
        source: str = "",
        reason: str,
        since: Period | None = None,
    ) -> tuple[Commitment, ...]:
        """Put parts in a commitment's place; its reports stay, and its parts' figures begin anew.

        Args:
            commitment: its id.
            parts: as for adding; section and heading are the commitment's own whatever stands there.
            source: the decision that it rests on, where there is one.
            reason: why; shown wherever the parts are.
            since: the first period for which it holds; the first that is not closed where none is named.

        Raises:
            NotFound: there is no such commitment or department.
            DepartmentDisabled: a department's clerks may not sign in.
            BadTarget, BadInput: a target or baseline can't be one.
            CommitmentIncomplete: there are fewer than two parts, or one of them lacks something.
            NoSuchStep: the period is closed.
            AlreadyReported: somebody has reported on it for the period or a later one.
            ReasonMissing: no reason was given.
        """
        first, why, now = self._since(since), the_reason(reason), self._registry.now()
        if len(parts) < _FEWEST_PARTS:
            raise CommitmentIncomplete(Sentence(N_("a commitment is split into at least two parts.")))
        self._check_departments(*(code for part in parts for code in part.departments))
        self._check_not_reported(commitment, first, ())
        with self._registry.transaction(self.account.name, at=now) as book:
            plan = self.plan(first)
            whole = plan.commitment(commitment)
            number = self._next_number(book, heading_id(plan, whole))
            made = []
            for place, part in enumerate(parts):
                placed = evolve(part, section=whole.section, heading=whole.heading)
                ready = ready_commitment(plan, placed, first, number + place)
                addition = Addition(first, ready, clean_line(source), now, self.account.name, why, whole.id)
                book.append("added", ready.id, CommitmentChanges(ready.id, addition=addition), based_on=0)
                made.append(ready)
            split = Split(first, tuple(each.id for each in made), now, self.account.name, why)
            _append(book, whole, "split", lambda _, changes: evolve(changes, split=split))
        return tuple(made)

    def _since(self, since: Period | None) -> Period:
        calendar = self.calendar()
        if since is None:
            return calendar.first_not_closed
        if calendar[since].status is PeriodStatus.CLOSED:
            raise NoSuchStep(since, PeriodStatus.CLOSED)
        return since

    def _check_departments(self, *codes: str) -> None:
        directory, accounts = self._registry.original_plan.directory, self._registry.accounts()
        for code in codes:
            name = directory[code].short_name
            clerks = [each for each in accounts if each.role is Role.CLERK and each.department == code]
            if clerks and all(each.is_disabled for each in clerks):
                raise DepartmentDisabled(name)

    def _check_not_reported(self, commitment: str, since: Period, departments: tuple[str, ...]) -> None:
        """Pass in silence if no report loses its place: what the commission has been sent stays with who sent it.

        Args:
            commitment: its id.
            since: the first period of the change.
            departments: the lead and the others after it; empty where the commitment leaves the plan.
        """
        for record in reversed(self.calendar().records):
            period = record.period
            plan = self.plan(period)
            if period < since or commitment not in plan:
                continue
            for place, code in enumerate(plan.commitment(commitment).departments):
                keeps_its_place = code in departments and (code == departments[0]) == (place == 0)
                entry = None if keeps_its_place else self._registry.report_entry(code, period, commitment)
                if entry is not None and entry.document.state.counts:
                    raise AlreadyReported(plan.directory[code].short_name, commitment, period)

    def _check_not_exceeded(self, commitment: str, indicator: Indicator, target: Decimal) -> None:
        for record in reversed(self.calendar().records):
            period = record.period
            value = self._figure(period, commitment, indicator)
            if value is not None and value > target:
                raise TargetExceeded(
                    indicator.name, format_figure(value), indicator.unit, period, format_figure(target)
                )
            if value is not None:
                return

    def _figure(self, period: Period, commitment: str, indicator: Indicator) -> Decimal | None:
        """The figure that counts in the period, if there is one."""
        plan = self.plan(period)
        if commitment not in plan:
            return None
        entry = self._registry.report_entry(plan.commitment(commitment).lead, period, commitment)
        return entry.document.values.get(indicator.id) if entry and entry.document.state.counts else None

    def _next_number(self, book: Transaction | Book, heading: str) -> int:
        """The heading's first number that no commitment ever had, split ones included."""
        ids = [each.id for each in self._registry.original_plan.commitments]
        ids += [each.document.commitment for each in book.entries(CommitmentChanges)]
        found = (_NUMBER.fullmatch(each) for each in ids)
        return 1 + max((int(each["number"]) for each in found if each and each["heading"] == heading), default=0)

    def _change_commitment(self, commitment: str, since: Period, action: str, change: Change) -> Commitment:
        with self._registry.transaction(self.account.name) as book:
            _append(book, self.plan(since).commitment(commitment), action, change)
        return self.plan(since).commitment(commitment)


def _append(book: Transaction, standing: Commitment, action: str, change: Change) -> None:
    entry = book.entry(CommitmentChanges, standing.id)
    changes = entry.document if entry else CommitmentChanges(standing.id)
    book.append(action, standing.id, change(standing, changes), based_on=entry.revision if entry else 0)


def _the_source(text: str) -> str:
    source = clean_line(text)
    if not source:
        raise CommitmentIncomplete(Sentence(N_("it names no decision; give its number or meeting as the source.")))
    return source
