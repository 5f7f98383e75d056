"""催报: whom to urge about what, urging them, and who has looked since."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from attrs import define, evolve, frozen

from departments.accounts import Role
from departments.clean_text import clean_text
from departments.desks.reader import ReaderDesk
from departments.directory import NoSuchDepartment
from departments.periods import Period, PeriodLocked, PeriodStatus
from departments.refusals import Refusal
from departments.urging import Urge, Urging, UrgingList, letter, urges_key, urging_list
from departments.wording import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.urging import ToUrge


@define
class NothingOutstanding(Refusal):
    """A department was to be urged that owes nothing."""

    message: ClassVar[str] = N_("{name} owes no report for period {period}; urge those on the list.")
    name: str
    period: Period


@define
class CannotReport(Refusal):
    """A department was to be urged that couldn't report if it wanted to."""

    message: ClassVar[str] = N_("Period {period} is closed and {name} has no extension; grant one before you urge it.")
    name: str
    period: Period


@define
class NobodyMayReport(Refusal):
    """Everybody was to be urged, and nobody could report who wanted to."""

    message: ClassVar[str] = N_(
        "Period {period} is closed, and of the departments that owe reports ({count}) none has an extension;"
        " grant one before you urge it."
    )
    period: Period
    count: int


@frozen
class SentUrge:
    """An urge, and whether it has been seen."""

    urge: Urge
    seen_at: dt.datetime | None
    """When one of the department's accounts last signed in, if that was after the urge."""
    outstanding: tuple[str, ...]
    """The commitments that it named and that are still not submitted."""


@frozen
class DepartmentUrgingDesk(ReaderDesk):
    """A desk that urges departments."""

    def urging_list(self, period: Period, departments: Sequence[str] | None = None) -> UrgingList:
        """催报名单: every department that owes reports, most owing first, as values and as text to paste.

        Args:
            period: what they owe reports for.
            departments: codes of the only ones that are wanted; None for all.

        Raises:
            PeriodOutsidePlan: the plan year doesn't have the period.
            NoSuchDepartment: there is none.
            NothingOutstanding: one of those that are wanted owes nothing.
        """
        calendar, now = self.calendar(), self._registry.now()
        is_closed = calendar[period].status is PeriodStatus.CLOSED
        listed = urging_list(
            self.overview(period),
            now.date(),
            self._registry.urges(period),
            lambda code: is_closed and not calendar.may_report(period, code, now),
        )
        if departments is None:
            return listed
        wanted = tuple(self._owing(listed, code) for code in dict.fromkeys(departments))
        return evolve(listed, departments=wanted, is_narrowed=True)

    def whom_to_urge(self, period: Period, departments: Sequence[str] | None = None) -> UrgingList:
        """The list by which urging would go: who is reached, about what, and who is left out; nobody is urged by it.

        Args:
            period: what they owe reports for.
            departments: codes; None for everybody who owes reports.

        Raises:
            PeriodLocked: nobody can report in it yet.
            NoSuchDepartment: there is none.
            NothingOutstanding: one of those named owes nothing.
            CannotReport: the period is closed for one of those named.
            NobodyMayReport: it is closed for everybody who owes reports.
        """
        if self.calendar()[period].status is PeriodStatus.LOCKED:
            raise PeriodLocked(period)
        listed = self.urging_list(period, departments)
        if departments is not None and listed.left:
            raise CannotReport(listed.left[0].department.short_name, period)
        if listed.left and not listed.reached:
            raise NobodyMayReport(period, len(listed.left))
        return listed

    def urge_departments(self, period: Period, departments: Sequence[str] | None = None, *, text: str = "") -> Urging:
        """Urge departments: each finds the text at its next sign-in.

        Args:
            period: what they owe reports for.
            departments: codes; None for everybody on the list who may report. Whoever may not report any more is urged
                about what was sent back to it.
            text: what they read; the list's own message to each where it is empty.

        Raises:
            PeriodLocked, NoSuchDepartment, NothingOutstanding, CannotReport, NobodyMayReport: as the list by which it
                goes; nobody was urged.
        """
        listed = self.whom_to_urge(period, departments)
        return Urging(self._keep_urges(listed, clean_text(text)), listed.left)

    def urges_sent(self, period: Period) -> tuple[SentUrge, ...]:
        """The urges of a period, the latest first, with whether the department has signed in since.

        Raises:
            PeriodOutsidePlan: the plan year doesn't have the period.
        """
        sign_ins, accounts = self._registry.credentials.sign_ins(), self._registry.accounts()
        listed = {each.department.code: each for each in self.urging_list(period).departments}

        def shown(urge: Urge) -> SentUrge:
            people = [each.name for each in accounts if each.department == urge.department and each.role is Role.CLERK]
            seen = [sign_ins[name] for name in people if name in sign_ins and sign_ins[name] > urge.at]
            owed = {item.commitment.id for item in listed[urge.department].items} if urge.department in listed else ()
            return SentUrge(urge, max(seen, default=None), tuple(each for each in urge.commitments if each in owed))

        return tuple(sorted(map(shown, self._registry.urges(period)), key=lambda each: each.urge.at, reverse=True))

    def _owing(self, listed: UrgingList, code: str) -> ToUrge:
        if code not in self._registry.original_plan.directory:
            raise NoSuchDepartment(code)
        for each in listed.departments:
            if each.department.code == code:
                return each
        raise NothingOutstanding(self._registry.original_plan.directory[code].short_name, listed.record.period)

    def _keep_urges(self, listed: UrgingList, text: str) -> tuple[Urge, ...]:
        period, sent, now = listed.record.period, [], self._registry.now()
        with self._registry.transaction(self.account.name, at=now) as book:
            for each in listed.reached:
                code = each.department.code
                urge = Urge(
                    period=period,
                    department=code,
                    number=len(book.entries(Urge, urges_key(period, code))) + 1,
                    commitments=tuple(item.commitment.id for item in each.items),
                    text=text or letter(listed.record, each),
                    due_on=each.due_on,
                    at=now,
                    by=self.account.name,
                )
                book.append("urged", urge.key, urge, based_on=0)
                sent.append(urge)
        return tuple(sent)
