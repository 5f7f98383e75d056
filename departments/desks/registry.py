"""What the desks read and write with: one place for look-ups, which grants nothing to anybody.

A desk holds a registry and decides what of it its account may see. No screen or command ever holds one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, Self

from attrs import field, frozen

from departments.accounts import Account, AccountDisabled, Role
from departments.assignments import CommitmentChanges, plan_in_period
from departments.directory import OFFICE
from departments.ledger import (
    Book,
    Credentials,
    Drafts,
    Entry,
    EvidenceShelf,
    Keeping,
    Ledger,
    SettingsShelf,
    Transaction,
    Trays,
)
from departments.overview import Overview, overview
from departments.periods import Calendar, Extension, Period, PeriodRecord, PeriodStatus, default_due_on
from departments.plan import Commitment, Plan
from departments.refusals import NotFound
from departments.reports import Report, report_key
from departments.trend import trend_point
from departments.urging import Urge, urges_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from departments.reports import Standing
    from departments.trend import TrendPoint

MONTHS = range(1, 13)


@frozen
class Registry:
    """An installation as its desks see it."""

    original_plan: Plan
    """As it was passed, before any change."""
    ledger: Ledger
    shelf: EvidenceShelf
    credentials: Credentials
    drafts: Drafts
    trays: Trays
    settings: SettingsShelf
    clock: Callable[[], dt.datetime] = field(repr=False)
    """Gives the present instant with its time zone."""
    _plans: dict[Period, tuple[tuple[CommitmentChanges, ...], Plan]] = field(
        factory=dict, init=False, eq=False, repr=False
    )
    """The plan of each period with the changes that it was made of: made anew only when there are others."""

    @classmethod
    def upon(cls, kept: Keeping, plan: Plan, clock: Callable[[], dt.datetime]) -> Self:
        """The registry of an installation with this plan, its time told by the clock."""
        return cls(plan, kept.ledger, kept.shelf, kept.credentials, kept.drafts, kept.trays, kept.settings, clock)

    @property
    def office_book(self) -> Book:
        """The commission's own book."""
        return self.ledger.book(OFFICE)

    def transaction(
        self, by: str, book: str = OFFICE, *, at: dt.datetime | None = None
    ) -> AbstractContextManager[Transaction]:
        """Append to a book in the name of an account that is still in use.

        Args:
            by: the account that acts.
            book: whose book; the commission's own where none is named.
            at: when; now where no instant is named.

        Raises:
            AccountDisabled: the account was disabled since it signed in.
            BookBusy, WritingStopped: as :meth:`departments.ledger.Book.transaction`.
        """
        account = self.account(by)
        if account is not None and account.is_disabled:
            raise AccountDisabled(by)
        return self.ledger.book(book).transaction(by=by, at=at or self.now())

    def open_evidence(self, report: Report, sha256: str) -> BinaryIO:
        """The content of a file that proves the report, for reading.

        Raises:
            NotFound: the report names no such file.
        """
        if sha256 not in {each.sha256 for each in report.evidence if not each.is_reference}:
            raise NotFound(sha256)
        return self.shelf.open(report.department, sha256)

    def now(self) -> dt.datetime:
        """The present instant."""
        return self.clock()

    def calendar(self) -> Calendar:
        """The year's periods as they stand; those never touched are locked."""
        set_by_hand = {entry.key: entry.document for entry in self.office_book.entries(PeriodRecord)}
        records = (set_by_hand.get(str(period)) or self._untouched(period) for period in self._months)
        extensions = (entry.document for entry in self.office_book.entries(Extension))
        return Calendar(tuple(records), tuple(extensions))

    @property
    def _months(self) -> tuple[Period, ...]:
        return tuple(Period(self.original_plan.year, month) for month in MONTHS)

    def _untouched(self, period: Period) -> PeriodRecord:
        return PeriodRecord(period, PeriodStatus.LOCKED, default_due_on(period, self.original_plan.due_day))

    def changes(self) -> tuple[CommitmentChanges, ...]:
        """Everything that was changed about the plan this year, by commitment."""
        return tuple(entry.document for entry in self.office_book.entries(CommitmentChanges))

    def plan(self, period: Period) -> Plan:
        """The plan as it holds for the period."""
        changes = self.changes()
        made_of, plan = self._plans.get(period, (None, self.original_plan))
        if made_of != changes:
            plan = plan_in_period(self.original_plan, changes, period)
            self._plans[period] = changes, plan
        return plan

    def accounts(self) -> Sequence[Account]:
        """Every account, by name."""
        return [entry.document for entry in self.office_book.entries(Account)]

    def has_head(self, department: str) -> bool:
        """Whether the department has a head in use, who signs before a report goes out."""
        return any(
            each.role is Role.HEAD and each.department == department and not each.is_disabled
            for each in self.accounts()
        )

    def account(self, name: str) -> Account | None:
        """The account of this name."""
        entry = self.office_book.entry(Account, name)
        return entry.document if entry else None

    def report_entry(self, department: str, period: Period, commitment: str) -> Entry[Report] | None:
        """A department's report as it stands in its book."""
        return self.ledger.book(department).entry(Report, report_key(period, commitment))

    def earlier_reports(self, department: str, period: Period, commitment: str) -> Iterator[Report]:
        """The department's reports on the commitment that count, from earlier periods of the year, the latest first."""
        for earlier in period.earlier_in_year():
            entry = self.report_entry(department, earlier, commitment)
            if entry and entry.document.state.counts:
                yield entry.document

    def told_before(self, department: str, period: Period, commitment: Commitment) -> Iterator[Report]:
        """The reports that a department's figures are held against, of earlier periods of the year, the latest first.

        What adds up over the year goes on when another department takes over: the lead's figures are held against those
        of whoever led before.

        Args:
            department: whose report is looked at.
            period: of which month it is.
            commitment: as it holds for that month.
        """
        if department != commitment.lead:
            yield from self.earlier_reports(department, period, commitment.id)
            return
        for earlier in period.earlier_in_year():
            plan = self.plan(earlier)
            if commitment.id not in plan:
                continue  # it came into the plan later
            entry = self.report_entry(plan.commitment(commitment.id).lead, earlier, commitment.id)
            if entry and entry.document.state.counts:
                yield entry.document

    def previous_report(self, department: str, period: Period, commitment: str) -> Report | None:
        """The department's last report on the commitment that counts, from an earlier period of the year."""
        return next(self.earlier_reports(department, period, commitment), None)

    def urges(self, period: Period, department: str = "") -> tuple[Urge, ...]:
        """The urges of a period, to all departments or to one."""
        return tuple(entry.document for entry in self.office_book.entries(Urge, urges_key(period, department)))

    def overview(self, period: Period, *, only: str | None = None) -> Overview:
        """How the whole plan stands in the period."""
        return next(self.overviews([period], only=only))

    def overviews(self, periods: Iterable[Period], *, only: str | None = None) -> Iterator[Overview]:
        """How the whole plan stands in each of the periods; of every book only the months that are needed are read.

        Args:
            periods: which months.
            only: the one department whose reports may be looked at; None for all.
        """
        calendar, today = self.calendar(), self.now().date()
        reports: dict[tuple[str, Period], dict[str, Report]] = {}

        def report_of(department: str, of_period: Period, commitment: str) -> Report | None:
            if only not in (None, department):
                return None
            if (department, of_period) not in reports:
                entries = self.ledger.book(department).entries(Report, f"{of_period}/")
                # Who looks at all departments sees no draft of any; who looks at the own one alone, every draft of it.
                reports[department, of_period] = {
                    entry.key: entry.document if only else entry.document.disclosed for entry in entries
                }
            return reports[department, of_period].get(report_key(of_period, commitment))

        for period in periods:
            yield overview(self.plan(period), calendar[period], today, report_of, self.plan)

    def trend(
        self, *, only: str | None = None, lead: str | None = None, section: int | None = None
    ) -> tuple[TrendPoint, ...]:
        """The lights of every period of the year that was opened, the earliest first, as its overview counts them.

        Args:
            only: the one department whose reports may be looked at; None for all.
            lead: only what this department leads in each period.
            section: only this section of the plan.
        """
        standings: dict[str, Mapping[str, Standing]] = {}
        opened = [each.period for each in self.calendar().records if each.status is not PeriodStatus.LOCKED]
        plans = {each: self.plan(each) for each in self._months}

        def standing_of(department: str, period: Period, commitment: str) -> Standing | None:
            if only not in (None, department):
                return None
            if department not in standings:
                standings[department] = self.ledger.book(department).standings()
            return standings[department].get(report_key(period, commitment))

        def point(period: Period) -> TrendPoint:
            wanted = (
                each
                for each in plans[period].commitments
                if lead in (None, each.lead) and section in (None, each.section)
            )
            return trend_point(period, wanted, standing_of, plans.__getitem__)

        return tuple(map(point, opened))
