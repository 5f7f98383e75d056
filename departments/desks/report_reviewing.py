"""审核: the queue of what was submitted, approving one or many, returning with a reason, and the reviewers' backlog."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from departments.checks import Finding, Grade
from departments.desks.reader import ReaderDesk
from departments.desks.reviewing import change_report, returned
from departments.desks.views import ReportView, view_report
from departments.directory import NoSuchDepartment
from departments.ledger import Draft, WritingStopped
from departments.refusals import NotFound, Refusal
from departments.reports import Report, Return, State, report_key
from departments.review import NarrativeChanges, Waiting, days_between, narrative_changes
from departments.wording import N_, Sentence
from departments.workflow import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from departments.lights import Light
    from departments.periods import Period


@frozen
class ReviewItem:
    """A submitted report with everything that a reviewer lays beside it."""

    view: ReportView
    """Quote, target, figures now and last, light with its arithmetic, evidence, findings."""
    waiting_since: dt.datetime
    days_waiting: int

    @property
    def narrative(self) -> NarrativeChanges:
        """The three texts with what changed since the last period marked; worked out for whoever opens the report."""
        last = self.view.previous
        return narrative_changes(self.view.report.narrative, last.narrative if last else None)

    @property
    def report(self) -> Report:
        """The report itself."""
        return self.view.report

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Its soft findings; the report's explanation answers them."""
        return tuple(each for each in self.view.findings if each.grade is Grade.SOFT)

    @property
    def has_warnings(self) -> bool:
        """Whether anything was found, hard findings of a report older than its target included."""
        return bool(self.view.findings)

    @property
    def returns(self) -> tuple[Return, ...]:
        """Every time it was sent back, the earliest first."""
        return self.view.report.returns


@frozen
class Left:
    """A report that was not approved with the others, and why."""

    item: ReviewItem
    code: str
    """A stable name for programs: ``has_warnings``, ``was_returned``, ``changed_meanwhile`` or a refusal's code."""
    sentence: Sentence


@frozen
class BulkApproval:
    """What became of approving all at once."""

    approved: tuple[ReviewItem, ...]
    """As they were when they were approved."""
    left: tuple[Left, ...]


_WHY = {
    "has_warnings": Sentence(N_("It has warnings; look at them first.")),
    "was_returned": Sentence(N_("It had been returned; see whether that was answered.")),
    "changed_meanwhile": Sentence(N_("Somebody changed it in the meantime; look at it again.")),
}


_REVIEWED = frozenset({State.SUBMITTED, State.APPROVED})
"""What has reached the commission; a report that waits for its own department's head has not."""

_REASON = "reason"


def _reason_key(period: Period, commitment: str) -> str:
    """Under which a reason is kept; no report's key, so that its department is told of no typing."""
    return f"return/{report_key(period, commitment)}"


@frozen
class ReportReviewingDesk(ReaderDesk):
    """A desk that reviews reports."""

    def review_queue(
        self,
        period: Period,
        *,
        department: str | None = None,
        section: int | None = None,
        light: Light | None = None,
        only_with_warnings: bool = False,
    ) -> tuple[ReviewItem, ...]:
        """What was submitted and not yet reviewed, supporting departments' reports included.

        Args:
            period: which month.
            department: only this department's.
            section: only of this section; 0 for the headline indicators.
            light: only what would show this light.
            only_with_warnings: only what something was found in.

        Returns:
            By department in the directory's order, and within it in the plan's.

        Raises:
            NoSuchDepartment: there is none.
            PeriodOutsidePlan: the plan year doesn't have the period.
        """
        if department is not None and department not in self._registry.original_plan.directory:
            raise NoSuchDepartment(department)
        return tuple(
            item
            for item in self._submitted(period, department)
            if section in (None, item.view.commitment.section)
            and light in (None, item.view.light.light)
            and (item.has_warnings or not only_with_warnings)
        )

    def review_item(self, period: Period, commitment: str, department: str | None = None) -> ReviewItem:
        """One report with what a reviewer lays beside it, in whatever state it is.

        Raises:
            NotFound: there is no such commitment, or the department has nothing to do with it.
        """
        return self._item(self.report(period, commitment, department))

    def backlog(self) -> tuple[Waiting, ...]:
        """The reviewers' own backlog: every report of the year that waits for review, the longest waiting first."""
        now, found = self._registry.now(), []
        for code in self._registry.original_plan.directory.codes:
            for entry in self._registry.ledger.book(code).entries(Report):
                report, since = entry.document, entry.document.submitted_at
                if report.state is State.SUBMITTED and since is not None:
                    found.append(Waiting(code, report.period, report.commitment, since, days_between(since, now)))
        return tuple(sorted(found, key=lambda each: each.submitted_at))

    def approve_report(
        self, period: Period, commitment: str, *, department: str | None = None, based_on: int
    ) -> ReportView:
        """审核通过: accept a submitted report; its author stays.

        Raises:
            NotFound: there is no such report.
            NotInThisState, RevisionConflict: it isn't what the coordinator saw.
        """
        return self._review(Verb.APPROVE, period, commitment, department, self._approved, based_on)

    def return_report(
        self, period: Period, commitment: str, reason: str, *, department: str | None = None, based_on: int
    ) -> ReportView:
        """退回: send a report back with a reason; everything written stays and can be edited at once.

        An approved report is corrected in the same way; its approval stays in the history.

        Raises:
            ReasonMissing: no reason was given.
            NotFound, NotInThisState, RevisionConflict: as for approving.
        """
        sent_back = returned(self.account.name, self._registry.now(), reason)

        def unapproved(report: Report) -> Report:
            return evolve(sent_back(report), approved_by="")

        return self._review(Verb.RETURN, period, commitment, department, unapproved, based_on)

    def keep_reason(self, period: Period, commitment: str, reason: str, *, department: str | None = None) -> None:
        """Keep a reason for returning a report while it is written; nobody else sees it, and nothing is recorded of it.

        It is forgotten once the report is returned or approved, or when an empty one is kept.

        Raises:
            NotFound: the department has nothing to do with the commitment.
            WritingStopped: the disk refused; what was kept before stands.
        """
        drafts, code = self._registry.drafts, self._concerned(period, commitment, department)
        key = _reason_key(period, commitment)
        if reason.strip():
            drafts.keep(code, self.account.name, key, Draft("", self._registry.now(), {_REASON: reason}))
        elif drafts.find(code, self.account.name, key):
            drafts.drop(code, self.account.name, key, "")

    def kept_reason(self, period: Period, commitment: str, *, department: str | None = None) -> str:
        """The reason that this account has begun to write for returning a report; empty where there is none.

        Raises:
            NotFound: the department has nothing to do with the commitment.
        """
        code = self._concerned(period, commitment, department)
        kept = self._registry.drafts.find(code, self.account.name, _reason_key(period, commitment))
        return kept[0].fields.get(_REASON, "") if kept else ""

    def approve_all_without_warnings(
        self, period: Period, *, department: str | None = None, section: int | None = None, light: Light | None = None
    ) -> BulkApproval:
        """Approve every report of the queue in which nothing was found and that was never returned.

        Each approval is an event of its own. What could not be approved is left, with the reason; nothing that was
        approved is undone by it.

        Raises:
            NoSuchDepartment, PeriodOutsidePlan: as for the queue.
        """
        approved: list[ReviewItem] = []
        left: list[Left] = []
        by_department: dict[str, list[ReviewItem]] = {}
        for item in self.review_queue(period, department=department, section=section, light=light):
            why = "has_warnings" if item.has_warnings else "was_returned" if item.returns else ""
            if why:
                left.append(Left(item, why, _WHY[why]))
            else:
                by_department.setdefault(item.report.department, []).append(item)
        for code, items in by_department.items():
            try:
                done = self._approve_in(code, items)
            except Refusal as refusal:
                sentence = Sentence(refusal.message, refusal.fields)
                left += [Left(item, refusal.code, sentence) for item in items]
                continue
            approved += done
            left += [Left(each, "changed_meanwhile", _WHY["changed_meanwhile"]) for each in items if each not in done]
        return BulkApproval(tuple(approved), tuple(left))

    def _approve_in(self, department: str, items: list[ReviewItem]) -> list[ReviewItem]:
        done = []
        with self._registry.transaction(self.account.name, department) as transaction:
            for item in items:
                entry = transaction.entry(Report, item.report.key)
                if entry is not None and entry.revision == item.view.revision:
                    approved = evolve(self._approved(entry.document), state=State.APPROVED)
                    transaction.append(Verb.APPROVE.past, item.report.key, approved, based_on=entry.revision)
                    done.append(item)
        return done

    def _approved(self, report: Report) -> Report:
        return evolve(report, approved_by=self.account.name)

    def _submitted(self, period: Period, department: str | None) -> Iterator[ReviewItem]:
        calendar, plan = self.calendar(), self.plan(period)
        for code in plan.directory.codes if department is None else (department,):
            for each in plan.commitments:
                if code not in each.departments:
                    continue
                entry = self._registry.report_entry(code, period, each.id)
                if entry is not None and entry.document.state is State.SUBMITTED:
                    yield self._item(view_report(self._registry, calendar, plan, code, period, each))

    def _item(self, view: ReportView) -> ReviewItem:
        now = self._registry.now()
        since = view.report.submitted_at or now
        return ReviewItem(view, since, days_between(since, now))

    def _review(
        self,
        verb: Verb,
        period: Period,
        commitment: str,
        department: str | None,
        change: Callable[[Report], Report],
        based_on: int,
    ) -> ReportView:
        code = self._concerned(period, commitment, department)
        change_report(
            self._registry, self.account.name, (code, period, commitment), verb, change, based_on, only_from=_REVIEWED
        )
        # It is decided; a disk that refuses to forget a reason keeps nobody from that.
        with suppress(WritingStopped):
            self.keep_reason(period, commitment, "", department=code)
        return self.report(period, commitment, code)

    def _concerned(self, period: Period, commitment: str, department: str | None) -> str:
        """The department whose report is meant: the lead where none is named."""
        concerned = self.plan(period).commitment(commitment).departments
        code = department or concerned[0]
        if code not in concerned:
            raise NotFound(code)
        return code
