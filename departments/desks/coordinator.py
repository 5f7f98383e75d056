"""The coordinator's desk: the calendar, reviewing, and what changes in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, evolve, frozen

from departments.assignments import CommitmentChanges, Reassignment, Retarget
from departments.desks.account_keeping import AccountKeepingDesk
from departments.desks.reviewing import change_report, returned, the_reason
from departments.periods import Extension, NoSuchStep, Period, PeriodRecord, PeriodStatus
from departments.refusals import BadInput, NotFound, Refusal
from departments.reports import Report, State
from departments.wording import N_
from departments.workflow import Verb

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from decimal import Decimal

    from departments.desks.views import ReportView
    from departments.plan import Commitment


@define
class Unreviewed(Refusal):
    """The period still has reports that nobody has reviewed."""

    message: ClassVar[str] = N_(
        "Period {period} still has {count} reports that are not reviewed; review them, or close it all the same."
    )
    period: Period
    count: int


@define
class EndsInThePast(BadInput):
    """An extension that would be over before it began."""

    message: ClassVar[str] = N_("The extension would end at {value}, which is past; name a later time.")


@define
class BadTarget(BadInput):
    """A target that can't be one."""

    message: ClassVar[str] = N_("{value} can't be the target of {name}; a target is a number that is not negative.")
    value: str
    name: str


@frozen
class CoordinatorDesk(AccountKeepingDesk):
    """Everything that the commission's coordinator can do."""

    def open_period(self, period: Period, *, due_on: dt.date | None = None, reason: str = "") -> PeriodRecord:
        """Open a period for reporting; a closed one only with a reason.

        Raises:
            PeriodOutsidePlan: the plan year doesn't have it.
            NoSuchStep: it is open already.
            ReasonMissing: it was closed and no reason was given.
        """
        record = self.calendar()[period]
        if record.status is PeriodStatus.OPEN:
            raise NoSuchStep(period, record.status)
        why = the_reason(reason) if record.status is PeriodStatus.CLOSED else ""
        opened = PeriodRecord(period, PeriodStatus.OPEN, due_on or record.due_on, why)
        return self._keep_period(opened, "period_opened")

    def close_period(self, period: Period, *, with_unreviewed: bool = False) -> PeriodRecord:
        """Close a period: nobody reports in it any more without an extension.

        Args:
            period: which month.
            with_unreviewed: close it although reports wait for review.

        Raises:
            PeriodOutsidePlan: the plan year doesn't have it.
            NoSuchStep: it is not open.
            Unreviewed: reports wait for review.
        """
        record = self.calendar()[period]
        if record.status is not PeriodStatus.OPEN:
            raise NoSuchStep(period, record.status)
        if not with_unreviewed:
            waiting = self._submitted_in(period)
            if waiting:
                raise Unreviewed(period, waiting)
        return self._keep_period(evolve(record, status=PeriodStatus.CLOSED, reason=""), "period_closed")

    def grant_extension(self, period: Period, department: str, *, until: dt.datetime, reason: str) -> Extension:
        """补报许可: let one department report in a closed period until an instant.

        Raises:
            NotFound: there is no such department.
            NoSuchStep: the period is not closed.
            EndsInThePast: it would be over already.
            ReasonMissing: no reason was given.
        """
        record, now = self.calendar()[period], self._registry.now()
        if department not in self._registry.original_plan.directory:
            raise NotFound(department)
        if record.status is not PeriodStatus.CLOSED:
            raise NoSuchStep(period, record.status)
        if until <= now:
            raise EndsInThePast(until.isoformat(" ", "minutes"))
        extension = Extension(period, department, until, the_reason(reason), self.account.name)
        key = f"{period}/{department}"
        with self._registry.office_book.transaction(by=self.account.name, at=now) as book:
            entry = book.entry(Extension, key)
            book.append("extension_granted", key, extension, based_on=entry.revision if entry else 0)
        return extension

    def approve_report(
        self, period: Period, commitment: str, *, department: str | None = None, based_on: int
    ) -> ReportView:
        """审核通过: accept a submitted report; its author stays.

        Raises:
            NotFound: there is no such report.
            NotInThisState, RevisionConflict: it isn't what the coordinator saw.
        """

        def approved(report: Report) -> Report:
            return evolve(report, approved_by=self.account.name)

        return self._review(Verb.APPROVE, period, commitment, department, approved, based_on)

    def return_report(
        self, period: Period, commitment: str, reason: str, *, department: str | None = None, based_on: int
    ) -> ReportView:
        """退回: send a report back with a reason; everything written stays and can be edited at once.

        Raises:
            ReasonMissing: no reason was given.
            NotFound, NotInThisState, RevisionConflict: as for approving.
        """
        sent_back = returned(self.account.name, self._registry.now(), reason)

        def unapproved(report: Report) -> Report:
            return evolve(sent_back(report), approved_by="")

        return self._review(Verb.RETURN, period, commitment, department, unapproved, based_on)

    def reassign_commitment(
        self, commitment: str, *, lead: str, supporting: tuple[str, ...], reason: str
    ) -> Commitment:
        """Give a commitment to other departments, from the first period that is not closed; old reports stay.

        Raises:
            NotFound: there is no such commitment or department.
            ReasonMissing: no reason was given.
        """
        for code in (lead, *supporting):
            if code not in self._registry.original_plan.directory:
                raise NotFound(code)
        since, why = self.calendar().first_not_closed, the_reason(reason)
        now = self._registry.now()
        others = tuple(code for code in dict.fromkeys(supporting) if code != lead)

        def reassigned(standing: Commitment, changes: CommitmentChanges) -> CommitmentChanges:
            made = Reassignment(since, standing.lead, standing.supporting, lead, others, now, self.account.name, why)
            return evolve(changes, reassignments=(*changes.reassignments, made))

        return self._change_commitment(commitment, since, "reassigned", reassigned)

    def retarget_commitment(self, commitment: str, indicator: str, target: Decimal, *, reason: str) -> Commitment:
        """Change an indicator's target, from the first period that is not closed; the old one is kept with the reason.

        Args:
            commitment: its id.
            indicator: its name or id.
            target: in the indicator's unit.
            reason: why; shown wherever the target is.

        Raises:
            NotFound: there is no such commitment or indicator.
            BadTarget: the target is negative.
            ReasonMissing: no reason was given.
        """
        since, why = self.calendar().first_not_closed, the_reason(reason)
        now = self._registry.now()
        if target < 0:
            raise BadTarget(str(target), indicator)

        def retargeted(standing: Commitment, changes: CommitmentChanges) -> CommitmentChanges:
            found = standing.indicator(indicator)
            made = Retarget(since, found.id, found.target, target, now, self.account.name, why)
            return evolve(changes, retargets=(*changes.retargets, made))

        return self._change_commitment(commitment, since, "retargeted", retargeted)

    def _submitted_in(self, period: Period) -> int:
        rows = self.overview(period).rows
        return sum(row.state is State.SUBMITTED for row in rows)

    def _keep_period(self, record: PeriodRecord, action: str) -> PeriodRecord:
        key = str(record.period)
        with self._registry.office_book.transaction(by=self.account.name, at=self._registry.now()) as book:
            entry = book.entry(PeriodRecord, key)
            book.append(action, key, record, based_on=entry.revision if entry else 0)
        return record

    def _review(
        self,
        verb: Verb,
        period: Period,
        commitment: str,
        department: str | None,
        change: Callable[[Report], Report],
        based_on: int,
    ) -> ReportView:
        code = department or self.plan(period).commitment(commitment).lead
        if code not in self._registry.original_plan.directory:
            raise NotFound(code)
        change_report(self._registry, self.account.name, (code, period, commitment), verb, change, based_on)
        return self.report(period, commitment, code)

    def _change_commitment(
        self,
        commitment: str,
        since: Period,
        action: str,
        change: Callable[[Commitment, CommitmentChanges], CommitmentChanges],
    ) -> Commitment:
        standing = self.plan(since).commitment(commitment)
        with self._registry.office_book.transaction(by=self.account.name, at=self._registry.now()) as book:
            entry = book.entry(CommitmentChanges, commitment)
            changes = entry.document if entry else CommitmentChanges(commitment)
            book.append(action, commitment, change(standing, changes), based_on=entry.revision if entry else 0)
        return self.plan(since).commitment(commitment)
