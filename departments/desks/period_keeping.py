"""Keeping the calendar: which period is open, until when its reports are in time, and who may report after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, evolve, frozen

from departments.desks.reader import ReaderDesk
from departments.desks.reviewing import the_reason
from departments.directory import NoSuchDepartment
from departments.periods import (
    Extension,
    NoSuchStep,
    NotBegun,
    Period,
    PeriodRecord,
    PeriodStatus,
    StillOpen,
    check_due_date,
)
from departments.refusals import BadInput, Refusal
from departments.reports import State
from departments.wording import N_

if TYPE_CHECKING:
    import datetime as dt


@define
class Unreviewed(Refusal):
    """The period still has reports that nobody has reviewed."""

    message: ClassVar[str] = N_(
        "Period {period} still has reports that are not reviewed: {count}; review them, or close it all the same."
    )
    confirmed_by: ClassVar[str] = "with_unreviewed"
    period: Period
    count: int


@define
class EndsInThePast(BadInput):
    """An extension that would be over before it began."""

    message: ClassVar[str] = N_("The extension would end at {value}, which is past; name a later time.")


@define
class DueInThePast(BadInput):
    """A due date moved to where every report would be late at once."""

    message: ClassVar[str] = N_("{value} is past, so that every report would be late at once; name a later day.")


@frozen
class PeriodKeepingDesk(ReaderDesk):
    """A desk that keeps the calendar."""

    def open_period(
        self,
        period: Period,
        *,
        due_on: dt.date | None = None,
        reason: str = "",
        even_if_doubted: bool = False,
    ) -> PeriodRecord:
        """Open a period for reporting; a closed one only with a reason.

        Args:
            period: which month.
            due_on: the last day in time; the calendar's own working day, which nobody doubts, where none is named.
            reason: why a closed period is opened again.
            even_if_doubted: although its month has not begun, or something speaks against the due date that is named.

        Raises:
            PeriodOutsidePlan: the plan year doesn't have it.
            NoSuchStep: it is open already.
            ReasonMissing: it was closed and no reason was given.
            NotBegun: it is to be opened for the first time, before its month.
            AlreadyDue, DueBeforeItsEnd, DayOff: something speaks against the due date.
        """
        record = self.calendar()[period]
        if record.status is PeriodStatus.OPEN:
            raise NoSuchStep(period, record.status)
        why = the_reason(reason) if record.status is PeriodStatus.CLOSED else ""
        if not even_if_doubted:
            today = self._registry.now().date()
            if record.status is PeriodStatus.LOCKED and today < period.begins_on:
                raise NotBegun(due_on or record.due_on, period, period.begins_on)
            if due_on is not None:
                check_due_date(record, due_on, today)
        opened = PeriodRecord(period, PeriodStatus.OPEN, due_on or record.due_on, why)
        return self._keep_period(opened, "period_opened")

    def move_due_date(
        self, period: Period, due_on: dt.date, *, reason: str, even_if_doubted: bool = False
    ) -> PeriodRecord:
        """Change the due date of an open period; whether a report is late follows the new date.

        Args:
            period: which month.
            due_on: the last day in time from now on.
            reason: why; the departments read it.
            even_if_doubted: although the period isn't over by then, or nobody works on that day.

        Raises:
            PeriodOutsidePlan: the plan year doesn't have it.
            NoSuchStep: it is not open.
            DueInThePast: the day is before today.
            DueBeforeItsEnd, DayOff: something speaks against the day.
            ReasonMissing: no reason was given.
        """
        record = self.calendar()[period]
        if record.status is not PeriodStatus.OPEN:
            raise NoSuchStep(period, record.status)
        today = self._registry.now().date()
        if due_on < today:
            raise DueInThePast(due_on.isoformat())
        if not even_if_doubted:
            check_due_date(record, due_on, today)
        moved = evolve(record, due_on=due_on, reason=the_reason(reason))
        return self._keep_period(moved, "due_date_moved")

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
            waiting = self._unreviewed_in(period)
            if waiting:
                raise Unreviewed(period, waiting)
        return self._keep_period(evolve(record, status=PeriodStatus.CLOSED, reason=""), "period_closed")

    def grant_extension(self, period: Period, department: str, *, until: dt.datetime, reason: str) -> Extension:
        """补报许可: let one department report in a closed period until an instant.

        Raises:
            NoSuchDepartment: there is none.
            StillOpen: everybody may report in the period.
            NoSuchStep: it has not been opened.
            EndsInThePast: it would be over already.
            ReasonMissing: no reason was given.
        """
        record, now = self.calendar()[period], self._registry.now()
        if department not in self._registry.original_plan.directory:
            raise NoSuchDepartment(department)
        if record.status is PeriodStatus.OPEN:
            raise StillOpen(period, record.status)
        if record.status is not PeriodStatus.CLOSED:
            raise NoSuchStep(period, record.status)
        if until <= now:
            raise EndsInThePast(f"{until.astimezone(now.tzinfo):%Y-%m-%d %H:%M}")
        extension = Extension(period, department, until, the_reason(reason), self.account.name)
        key = f"{period}/{department}"
        with self._registry.transaction(self.account.name, at=now) as book:
            entry = book.entry(Extension, key)
            book.append("extension_granted", key, extension, based_on=entry.revision if entry else 0)
        return extension

    def _unreviewed_in(self, period: Period) -> int:
        """How many reports wait for the commission, the supporting departments' among them."""
        reports = (
            self._registry.report_entry(code, period, each.id)
            for each in self.plan(period).commitments
            for code in each.departments
        )
        return sum(entry is not None and entry.document.state is State.SUBMITTED for entry in reports)

    def _keep_period(self, record: PeriodRecord, action: str) -> PeriodRecord:
        key = str(record.period)
        with self._registry.transaction(self.account.name) as book:
            entry = book.entry(PeriodRecord, key)
            book.append(action, key, record, based_on=entry.revision if entry else 0)
        return record
