"""What the clerk's and the head's desk have in common: reading the own department's commitments and reports.

Everything of another department, and everything that doesn't exist, answers :class:`~departments.refusals.NotFound`.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from attrs import evolve, frozen

from departments.accounts import Role
from departments.desks.personal import PersonalDesk
from departments.desks.views import ReportView, view_report
from departments.directory import OFFICE
from departments.history import Sought, history
from departments.ledger import WritingStopped
from departments.plan_changes import plan_changes
from departments.refusals import NotFound
from departments.reports import Report, State
from departments.urging import ReceivedUrge

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from departments.directory import Department
    from departments.history import HistoryEntry
    from departments.ledger import Head, KeptDraft
    from departments.overview import Overview
    from departments.periods import Calendar, Period
    from departments.plan import Commitment, Plan
    from departments.plan_changes import PlanChange
    from departments.trend import TrendPoint
    from departments.urging import Urge


TYPING_LASTS = dt.timedelta(minutes=5)
"""How long after the last key somebody counts as editing a report."""


@frozen
class Editing:
    """Somebody of the department who is typing in a report and hasn't saved it."""

    commitment: str
    account: str
    at: dt.datetime
    """When what is typed was kept last."""


COMMISSION = "发改委综合科"
"""Who reviews, to a department that knows no name."""


@frozen
class DepartmentDesk(PersonalDesk):
    """Reading, for one department."""

    @property
    def department(self) -> Department:
        """The department that the account belongs to."""
        return self._registry.original_plan.directory[self._code]

    @property
    def _code(self) -> str:
        assert self.account.department is not None  # noqa: S101 - the office gives this desk to no other account
        return self.account.department

    def now(self) -> dt.datetime:
        """The present instant, by the office's clock: what stands in a workbook as its time."""
        return self._registry.now()

    def today(self) -> dt.date:
        """The day it is, by the office's clock."""
        return self.now().date()

    def calendar(self) -> Calendar:
        """The year's periods, with the extensions of this department alone."""
        calendar = self._registry.calendar()
        return evolve(calendar, extensions=tuple(each for each in calendar.extensions if each.department == self._code))

    def plan(self, period: Period | None = None) -> Plan:
        """The plan with this department's own commitments alone, as it holds for the period."""
        plan = self._registry.plan(period or self.calendar().current)
        return plan.with_commitments(tuple(each for each in plan.commitments if self._code in each.departments))

    def places(self, period: Period) -> dict[str, int]:
        """Where each of the department's commitments stands in the whole plan, counted from 0."""
        commitments = enumerate(self._registry.plan(period).commitments)
        return {each.id: place for place, each in commitments if self._code in each.departments}

    def sees(self, books: Collection[str]) -> bool:
        """Whether what is written in one of these books, or typed for it, can show: the own, or the office's."""
        return not {self._code, OFFICE}.isdisjoint(books)

    def heads(self) -> tuple[Head, ...]:
        """Where the chain of the department's own book ends."""
        return (self._registry.ledger.book(self._code).head(),)

    def overview(self, period: Period) -> Overview:
        """How the commitments stand that this department leads, by its own reports alone."""
        return self._registry.overview(period, only=self._code).narrowed(self._code)

    def trend(self, *, department: str | None = None, section: int | None = None) -> tuple[TrendPoint, ...]:
        """The lights of what this department leads, in every period of the year that was opened, the earliest first.

        Args:
            department: may only be the own one.
            section: only of this section.

        Raises:
            NotFound: another department was named.
        """
        self._check_own(department)
        return self._registry.trend(only=self._code, lead=self._code, section=section)

    def people(self) -> dict[str, str]:
        """The department's accounts, and those of the commission's reviewers, by name to the person as tables print it.

        A reviewer without a name of the own is the commission.
        """
        accounts = self._registry.accounts()
        reviewers = {each.name: each.display_name or COMMISSION for each in accounts if each.role is Role.COORDINATOR}
        return reviewers | {each.name: each.label for each in accounts if each.department == self._code}

    def reports(self, period: Period, department: str | None = None) -> tuple[ReportView, ...]:
        """Every commitment of this department in the period with its report, in the plan's order.

        Args:
            period: which month.
            department: may only be the own one.

        Raises:
            NotFound: another department was named.
        """
        self._check_own(department)
        calendar, plan = self.calendar(), self.plan(period)
        return tuple(view_report(self._registry, calendar, plan, self._code, period, each) for each in plan.commitments)

    def report(self, period: Period, commitment: str, department: str | None = None) -> ReportView:
        """One commitment of this department in the period with its report.

        Raises:
            NotFound: the department has no such commitment, or another department was named.
        """
        self._check_own(department)
        own = self._own_commitment(period, commitment)
        return view_report(self._registry, self.calendar(), self.plan(period), self._code, period, own)

    def being_edited(self, period: Period, *, own_since: dt.datetime | None = None) -> tuple[Editing, ...]:
        """Who else of this department is typing in which report of the period now, in the order of their accounts.

        Whoever has saved, left without saving, or not typed for :data:`TYPING_LASTS` isn't among them.

        Args:
            period: which month.
            own_since: when the session that asks typed last itself; what its account has typed later is another
                session's, and named too. Without it nothing of its account is.
        """
        now, people = self._registry.now(), self.people()

        def is_news(each: KeptDraft) -> bool:
            if each.account == self.account.name:
                return own_since is not None and each.at > own_since
            return each.account in people

        kept = sorted(self._registry.drafts.kept(self._code), key=lambda each: each.at)
        # An account may type in a report in two sessions; the later one counts.
        found = {
            (each.account, each.key): Editing(each.key.removeprefix(f"{period}/"), each.account, each.at)
            for each in kept
            if each.key.startswith(f"{period}/") and now - each.at <= TYPING_LASTS and is_news(each)
        }
        return tuple(found[key] for key in sorted(found))

    def open_evidence(self, period: Period, commitment: str, sha256: str, department: str | None = None) -> BinaryIO:
        """The content of a file that proves a report of this department.

        Raises:
            NotFound: the report names no such file.
        """
        return self._registry.open_evidence(self.report(period, commitment, department).report, sha256)

    def corrections(self) -> tuple[Report, ...]:
        """The department's reports that the commission has sent back and waits for, of whatever period, by period."""
        reports = (each.document for each in self._registry.ledger.book(self._code).entries(Report))
        return tuple(each for each in reports if each.awaits_correction and self._is_concerned(each))

    def urges(self) -> tuple[ReceivedUrge, ...]:
        """催报 to this department in the periods in which it may report something, the latest first.

        None has to be acknowledged: an urge is new until its text was shown (:meth:`note_urges_shown`), and settled
        once all that it named has been submitted.
        """
        calendar, now = self.calendar(), self._registry.now()
        urges = [each for of in calendar.records for each in self._registry.urges(of.period, self._code)]
        answerable = [
            each for each in urges if calendar.may_report(each.period, self._code, now) or self._corrections(each)
        ]
        shown_until = self.settings().urges_shown_until
        received = (self._received(each, shown_until) for each in answerable)
        return tuple(sorted(received, key=lambda each: each.urge.at, reverse=True))

    def note_urges_shown(self, urges: Sequence[ReceivedUrge]) -> None:
        """Remember that the account has been shown the text of these urges: neither they nor earlier ones are new.

        It is remembered for the account alone, and nothing of it is recorded.
        """
        if any(each.is_new for each in urges):
            # A full disk keeps nobody from reading: what was new stays new.
            with suppress(WritingStopped):
                until = max(each.urge.at for each in urges)
                self.keep_settings(evolve(self.settings(), urges_shown_until=until))

    def _corrections(self, urge: Urge) -> bool:
        """Whether something that it names was sent back by the commission and can still be corrected."""
        entries = (self._registry.report_entry(self._code, urge.period, each) for each in urge.commitments)
        return any(entry is not None and entry.document.awaits_correction for entry in entries)

    def _received(self, urge: Urge, shown_until: dt.datetime | None) -> ReceivedUrge:
        entries = {each: self._registry.report_entry(self._code, urge.period, each) for each in urge.commitments}
        states = {key: entry.document.state if entry else State.EMPTY for key, entry in entries.items()}
        own = {each.id for each in self._registry.plan(urge.period).commitments if each.lead == self._code}
        owed = {key: state for key, state in states.items() if key in own and not state.counts}
        return ReceivedUrge(
            urge,
            is_new=shown_until is None or shown_until < urge.at,
            outstanding=tuple(owed),
            signing=tuple(key for key, state in owed.items() if state is State.SIGNING),
        )

    def plan_changes(self, period: Period | None = None) -> tuple[PlanChange, ...]:
        """What was changed about commitments that this department had or has, the earliest first.

        Args:
            period: only what holds for it; None for all of the year.
        """
        found = plan_changes(self._registry.original_plan, self._registry.changes(), period)
        return tuple(each for each in found if self._code in each.departments)

    def history(self, sought: Sought | None = None, *, limit: int | None = None) -> tuple[HistoryEntry, ...]:
        """Who did what with this department's reports, old beside new, the latest first.

        Args:
            sought: what is wanted; None for everything.
            limit: at most so many entries.

        Raises:
            NotFound: another department was named.
        """
        wanted = sought or Sought()
        self._check_own(wanted.department)
        events = self._registry.ledger.book(self._code).events_back(Report)
        return tuple(islice(history(self._code, events, wanted, lambda _: True), limit))

    def _is_concerned(self, report: Report) -> bool:
        """Whether the commitment is still the department's in the report's period."""
        plan = self._registry.plan(report.period)
        return report.commitment in plan and self._code in plan.commitment(report.commitment).departments

    def _check_own(self, department: str | None) -> None:
        if department not in (None, self._code):
            raise NotFound(str(department))

    def _own_commitment(self, period: Period, commitment: str) -> Commitment:
        found = self._registry.plan(period).commitment(commitment)
        if self._code not in found.departments:
            raise NotFound(commitment)
        return found
