"""The reporting calendar: which period is open, until when, for whom, and why a locked one is locked."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from enum import StrEnum
from functools import cache
from typing import ClassVar

from attrs import define, frozen

from departments.plan import Due
from departments.refusals import BadInput, Refusal
from departments.wording import N_
from departments.working_days import is_working_day, next_working_day

_PERIOD = re.compile(r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])")
QUARTER_ENDS = (3, 6, 9, 12)
LAST_MONTH = 12


@define
class BadPeriod(BadInput):
    """Not a month of a year."""

    message: ClassVar[str] = N_("{value} is not a period; write the year and month like 2021-06.")


@frozen(order=True)
class Period:
    """A month of the plan year; its figures run from January to that month."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period written like ``2021-06``.

        Raises:
            BadPeriod: the text is not of that form.
        """
        found = _PERIOD.fullmatch(text.strip())
        if not found:
            raise BadPeriod(text)
        return cls(int(found["year"]), int(found["month"]))

    def __str__(self) -> str:
        """The period as it is written everywhere: ``2021-06``."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def begins_on(self) -> dt.date:
        """The first day of the month."""
        return dt.date(self.year, self.month, 1)

    @property
    def ends_on(self) -> dt.date:
        """Its last day."""
        return dt.date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def is_last(self) -> bool:
        """Whether the plan year ends with it."""
        return self.month == LAST_MONTH

    def plus_months(self, months: int) -> Period:
        """The period so many months later, earlier where ``months`` is negative."""
        index = self.year * 12 + self.month - 1 + months
        return Period(index // 12, index % 12 + 1)

    def earlier_in_year(self) -> tuple[Period, ...]:
        """The year's periods before this one, the latest first."""
        return tuple(Period(self.year, month) for month in range(self.month - 1, 0, -1))


def is_due(due: Due, milestones: tuple[str, ...], period: Period) -> bool:
    """Whether a commitment of this frequency is to be reported in the period."""
    match due:
        case Due.MONTHLY:
            return True
        case Due.QUARTERLY:
            return period.month in QUARTER_ENDS
        case Due.MILESTONE:
            return str(period) in milestones


class PeriodStatus(StrEnum):
    """Where a period stands in the calendar."""

    LOCKED = "locked"
    """Not opened yet."""
    OPEN = "open"
    CLOSED = "closed"


@frozen
class PeriodRecord:
    """A period as the coordinator has set it; the whole year stands from the start, locked."""

    period: Period
    status: PeriodStatus
    due_on: dt.date
    """The last day on which a report is in time."""
    reason: str = ""
    """Why a closed period was opened again, or the due date moved."""


@frozen
class Extension:
    """One department's leave to report in a closed period."""

    period: Period
    department: str
    until: dt.datetime
    """The instant at which it ends by itself."""
    reason: str
    granted_by: str


@define
class PeriodLocked(Refusal):
    """The period has not been opened."""

    message: ClassVar[str] = N_("Period {period} is not open yet; the commission's coordinator opens it.")
    period: Period


@define
class PeriodClosed(Refusal):
    """The period is closed and the department has no leave."""

    message: ClassVar[str] = N_(
        "Period {period} is closed (reports were due on {due_on}); ask the commission's coordinator for an extension."
    )
    period: Period
    due_on: dt.date


@define
class ExtensionOver(PeriodClosed):
    """The period is closed, and the department's leave has ended by itself."""

    message: ClassVar[str] = N_(
        "Period {period} is closed and your extension ended at {until}; ask the commission's coordinator for another."
    )
    until: dt.datetime


@define
class PeriodOutsidePlan(Refusal):
    """The plan is for another year."""

    message: ClassVar[str] = N_("Period {period} is outside the plan year {year}; choose one of its twelve months.")
    period: Period
    year: int


@define
class DueDateDoubted(Refusal):
    """A due date that something speaks against; it is taken where that is confirmed."""

    message: ClassVar[str] = N_("{due_on} is no usual due date; name another day, or confirm it.")
    confirmed_by: ClassVar[str] = "even_if_doubted"
    due_on: dt.date


@define
class AlreadyDue(DueDateDoubted):
    """A period is to be opened with a due date that is past."""

    message: ClassVar[str] = N_(
        "{due_on} is past, so that every report would be late at once; name a later day, or confirm it."
    )


@define
class NotBegun(DueDateDoubted):
    """A period is to be opened before the month that its reports are to tell of."""

    message: ClassVar[str] = N_(
        "Period {period} begins on {begins_on} only: opened now, it is what every department has to report on;"
        " open an earlier one, or confirm it."
    )
    period: Period
    begins_on: dt.date


@define
class DueBeforeItsEnd(DueDateDoubted):
    """A period's reports are to be due before the month is over that they tell of."""

    message: ClassVar[str] = N_(
        "Period {period} lasts until {ends_on}, and {due_on} is before that; name a later day, or confirm it."
    )
    period: Period
    ends_on: dt.date


@define
class DayOff(DueDateDoubted):
    """A period's reports are to be due on a day on which nobody works."""

    message: ClassVar[str] = N_("Nobody works on {due_on}; name a working day, {working_day} for one, or confirm it.")
    working_day: dt.date


@define
class NoSuchStep(Refusal):
    """The calendar can't go from where it is to where it was told."""

    message: ClassVar[str] = N_("Period {period} is {status}; that can't be done with it.")
    period: Period
    status: PeriodStatus


@define
class StillOpen(NoSuchStep):
    """Leave to report late was to be given where everybody may report."""

    message: ClassVar[str] = N_(
        "Period {period} is open, so that nobody needs an extension; move its due date if there is too little time."
    )


@cache
def default_due_on(period: Period, due_day: int) -> dt.date:
    """The day of the following month on which the period's reports are due, or the first working day after it.

    Args:
        period: which month.
        due_day: the day of the month; its last day where it has no such day.
    """
    following = period.plus_months(1)
    return next_working_day(following.ends_on.replace(day=min(due_day, following.ends_on.day)))


def check_due_date(record: PeriodRecord, due_on: dt.date, today: dt.date) -> None:
    """Pass in silence if nothing speaks against a due date.

    Args:
        record: the period as it stands; its own due date is doubted only where it would be past at the opening.
        due_on: the day that is wanted.
        today: the day it is.

    Raises:
        AlreadyDue: the period is to be opened for the first time, and the day is past.
        DueBeforeItsEnd: the period isn't over by then.
        DayOff: nobody works on it.
    """
    if due_on < today and record.status is PeriodStatus.LOCKED:
        raise AlreadyDue(due_on)
    if due_on == record.due_on:
        return
    if due_on < record.period.ends_on:
        raise DueBeforeItsEnd(due_on, record.period, record.period.ends_on)
    if due_on >= today and not is_working_day(due_on):
        raise DayOff(due_on, next_working_day(due_on))


@frozen
class Calendar:
    """The year's periods and the extensions given in them."""

    records: tuple[PeriodRecord, ...]
    extensions: tuple[Extension, ...] = ()

    def __getitem__(self, period: Period) -> PeriodRecord:
        """The record of this period.

        Raises:
            PeriodOutsidePlan: the plan year doesn't have it.
        """
        for each in self.records:
            if each.period == period:
                return each
        raise PeriodOutsidePlan(period, self.records[0].period.year)

    @property
    def current(self) -> Period:
        """The period people mean when they name none: the latest open one, else the latest closed, else the first."""
        for status in (PeriodStatus.OPEN, PeriodStatus.CLOSED):
            found = [each.period for each in self.records if each.status is status]
            if found:
                return max(found)
        return self.records[0].period

    @property
    def first_not_closed(self) -> Period:
        """The first period after the last closed one: the earliest that a change from now on can still touch.

        Neither a period opened again nor one that was never opened lets a change reach back over closed ones.
        """
        closed = [each.period for each in self.records if each.status is PeriodStatus.CLOSED]
        later = [each.period for each in self.records if not closed or each.period > max(closed)]
        return later[0] if later else self.records[-1].period

    def extension(self, period: Period, department: str, now: dt.datetime) -> Extension | None:
        """The leave that is running for this department in this period, if there is one."""
        for each in self.extensions:
            if (each.period, each.department) == (period, department) and now <= each.until:
                return each
        return None

    def check_may_report(
        self, period: Period, department: str, now: dt.datetime, *, awaits_correction: bool = False
    ) -> None:
        """Pass in silence if the department may report in the period now.

        Args:
            period: which month.
            department: its code.
            now: the present instant.
            awaits_correction: whether it is about a report that the commission has sent back: asking for a correction
                is leave to make it, also in a closed period.

        Raises:
            PeriodLocked: it has not been opened.
            PeriodClosed: it is closed and no extension was given.
            ExtensionOver: it is closed and the extension has ended.
            PeriodOutsidePlan: the plan year doesn't have it.
        """
        record = self[period]
        if record.status is PeriodStatus.LOCKED:
            raise PeriodLocked(period)
        is_closed = record.status is PeriodStatus.CLOSED and not awaits_correction
        if is_closed and self.extension(period, department, now) is None:
            ended = [each.until for each in self.extensions if (each.period, each.department) == (period, department)]
            if ended:
                raise ExtensionOver(period, record.due_on, max(ended))
            raise PeriodClosed(period, record.due_on)

    def may_report(self, period: Period, department: str, now: dt.datetime) -> bool:
        """Whether the department may report in the period now."""
        status = self[period].status
        is_extended = self.extension(period, department, now) is not None
        return status is PeriodStatus.OPEN or (status is PeriodStatus.CLOSED and is_extended)
