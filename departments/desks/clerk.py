"""The clerk's desk: entering, proving and submitting the own department's reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, ClassVar

from attrs import define, evolve, frozen

from departments.checks import Finding, Grade, find_problems
from departments.clean_text import clean_line, clean_text
from departments.deliveries import UNFINISHED
from departments.desks.trays import DeliveringDesk
from departments.desks.views import preview_view
from departments.figures import checked_figure
from departments.ledger import Draft, EvidenceEmpty, RevisionConflict
from departments.periods import Period
from departments.plan import Commitment
from departments.refusals import BadInput, NotFound, Refusal
from departments.reports import Evidence, Narrative, Report, State, report_key
from departments.wording import N_
from departments.workflow import Verb, advance

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from departments.desks.views import ReportView
    from departments.ledger import Transaction

LONGEST_TEXT = 20_000
"""Characters that one field of a report may have."""


@define
class NotTheLead(Refusal):
    """A figure for a commitment that another department leads."""

    message: ClassVar[str] = N_(
        "Figures for {commitment} belong to the lead department; a supporting department writes narrative and evidence."
    )
    commitment: str


@define
class NotReady(Refusal):
    """The report has hard findings; each is in ``findings``."""

    message: ClassVar[str] = N_("The report on {commitment} can't be submitted yet: {first}")
    commitment: str
    first: object
    """The first finding's sentence."""
    findings: tuple[Finding, ...]


@define
class TextTooLong(BadInput):
    """A field of a report over the limit."""

    message: ClassVar[str] = N_(
        "“{value}…” is {length} characters long; {limit} fit, put the rest into a file as evidence."
    )
    value: str
    length: int
    limit: int


def _text(text: str) -> str:
    cleaned = clean_text(text)
    if len(cleaned) > LONGEST_TEXT:
        raise TextTooLong(cleaned[:20], len(cleaned), LONGEST_TEXT)
    return cleaned


def _line(text: str) -> str:
    return clean_line(_text(text))


@frozen
class _Step:
    """One step on a report's way."""

    verb: Verb
    period: Period
    commitment: Commitment
    change: Callable[[Report], Report]
    """What the step does to the report beside its state."""
    based_on: int
    """The revision that the clerk saw."""
    action: str
    """The event's name."""


@frozen
class ClerkDesk(DeliveringDesk):
    """Everything that a clerk can do."""

    def save_report(self, report: Report, *, based_on: int) -> ReportView:
        """Keep what the clerk has written as a draft.

        Only what a clerk writes is taken from ``report``: figures, reasons, narrative, assessment, nothing to report,
        explanation. State, evidence and history stay as the book has them.

        Args:
            report: for this department, with its commitment and period.
            based_on: the revision that the form was filled from.

        Raises:
            NotFound: the commitment isn't this department's, or has no such indicator.
            NotTheLead: a supporting department named a figure.
            PeriodLocked, PeriodClosed, NotInThisState: it can't be changed now.
            RevisionConflict: somebody saved in between.
            NotANumber, TooLong: a figure is infinite, none, or beyond all plans.
            TextTooLong: a text is over the limit.
        """
        commitment = self._own_commitment(report.period, report.commitment)
        written = self._written(commitment, report)
        return self._change(Verb.SAVE, report.period, commitment, written, based_on)

    def save_reports(self, reports: Sequence[tuple[Report, int]]) -> tuple[ReportView, ...]:
        """Keep several reports as drafts, all of them or none.

        Args:
            reports: each with the revision that it was filled from.

        Raises:
            NotFound, NotTheLead, PeriodLocked, PeriodClosed, NotInThisState, RevisionConflict, NotANumber, TooLong,
                TextTooLong: as for saving one.
        """
        own = [(self._own_commitment(each.period, each.commitment), each, based_on) for each, based_on in reports]
        written = [(each, of, self._written(of, each), based_on) for of, each, based_on in own]
        now, code = self._registry.now(), self.department.code
        with self._registry.transaction(self.account.name, code, at=now) as book:
            for report, commitment, change, based_on in written:
                self._take(book, now, _Step(Verb.SAVE, report.period, commitment, change, based_on, "saved"))
        return tuple(self.report(each.period, each.commitment) for each, _ in reports)

    def preview_report(self, report: Report) -> ReportView:
        """What saving the report would find and which light it would give; nothing is kept.

        Raises:
            NotFound, NotTheLead, TextTooLong: as for saving.
        """
        return self.previewing(report.period, report.commitment)(report)

    def previewing(self, period: Period, commitment: str) -> Callable[[Report], ReportView]:
        """What :meth:`preview_report` answers, for any report on this commitment, with all of it read beforehand.

        What it gives reads no book, so that it can be asked with every key; it knows the books as they are now.

        Raises:
            NotFound: the commitment isn't this department's.
        """
        own = self._own_commitment(period, commitment)
        view = self.report(period, commitment)
        earlier = tuple(self._registry.told_before(self.department.code, period, own))
        behind_below = self.plan(period).behind_below
        return lambda report: preview_view(view, self._written(own, report)(view.report), earlier, behind_below)

    def submit_report(self, period: Period, commitment: str, *, based_on: int) -> ReportView:
        """Send the report to the department's head where there is one, else to the commission.

        What waits for a head is sent on to the commission when the department has none in use any more.

        Raises:
            NotReady: it has hard findings, or soft ones without an explanation.
            NotFound, PeriodLocked, PeriodClosed, NotInThisState, RevisionConflict: as for saving.
        """
        own = self._own_commitment(period, commitment)
        earlier = tuple(self._registry.told_before(self.department.code, period, own))
        behind_below = self._registry.original_plan.behind_below

        def checked(report: Report) -> Report:
            findings = find_problems(own, report, earlier, behind_below)
            hard = [each for each in findings if each.grade is Grade.HARD]
            if hard:
                raise NotReady(commitment, hard[0].sentence, findings)
            return report

        return self._change(Verb.SUBMIT, period, own, checked, based_on)

    def state_when_submitted(self) -> State:
        """Where submitting a report leads now: to the department's head where there is one, else to the commission."""
        return State.SIGNING if self._registry.has_head(self._code) else State.SUBMITTED

    def withdraw_report(self, period: Period, commitment: str, *, based_on: int) -> ReportView:
        """撤回: take a submitted report back until it is reviewed.

        Raises:
            NotFound, PeriodLocked, PeriodClosed, NotInThisState, RevisionConflict: as for saving.
        """
        own = self._own_commitment(period, commitment)
        return self._change(Verb.WITHDRAW, period, own, lambda report: report, based_on)

    def attach_file(
        self, period: Period, commitment: str, name: str, content: BinaryIO, *, note: str = "", based_on: int
    ) -> ReportView:
        """Keep a file as evidence of the report.

        Raises:
            EvidenceTooLarge: it is over the limit for one file.
            EvidenceEmpty: there is nothing in it.
            NotFound, PeriodLocked, PeriodClosed, NotInThisState, RevisionConflict: as for saving.
        """
        own = self._own_commitment(period, commitment)
        self._check_may_change(period, commitment)
        kept = self._registry.shelf.put(self.department.code, _file_name(name), content)
        if not kept.size:
            raise EvidenceEmpty(kept.name)
        return self._attach(period, own, evolve(kept, note=_line(note)), based_on)

    def attach_from_inbox(
        self, period: Period, commitment: str, name: str, *, note: str = "", based_on: int
    ) -> ReportView:
        """Keep a file that lies in the department's inbox as evidence of the report.

        Raises:
            NotFound: there is no such file, or it is still being sent.
            UnreadableFile: it can't be read.
            EvidenceTooLarge, EvidenceEmpty: as for a file.
            PeriodLocked, PeriodClosed, NotInThisState, RevisionConflict: as for saving.
        """
        if name.endswith(UNFINISHED):
            raise NotFound(name)
        with self.open_sent(name) as content:
            return self.attach_file(period, commitment, name, content, note=note, based_on=based_on)

    def attach_reference(
        self, period: Period, commitment: str, reference: str, *, note: str = "", based_on: int
    ) -> ReportView:
        """Name something kept elsewhere (文号、网址) as evidence of the report.

        Raises:
            BadInput: the reference is empty.
            NotFound, PeriodLocked, PeriodClosed, NotInThisState, RevisionConflict: as for saving.
        """
        name = _line(reference)
        if not name:
            raise BadInput(reference)
        own = self._own_commitment(period, commitment)
        return self._attach(period, own, Evidence(name=name, note=_line(note)), based_on)

    def detach_evidence(self, period: Period, commitment: str, evidence: Evidence, *, based_on: int) -> ReportView:
        """Take a piece of evidence off the report; the file itself stays on the shelf.

        Raises:
            NotFound: the report doesn't have it, or as for saving.
            PeriodLocked, PeriodClosed, NotInThisState, RevisionConflict: as for saving.
        """
        own = self._own_commitment(period, commitment)

        def without(report: Report) -> Report:
            if evidence not in report.evidence:
                raise NotFound(evidence.name)
            return evolve(report, evidence=tuple(each for each in report.evidence if each != evidence))

        return self._change(Verb.SAVE, period, own, without, based_on, action="detached")

    def keep_draft(self, period: Period, commitment: str, fields: dict[str, str], *, session: str = "") -> Draft:
        """Keep a half-typed form for this account; nobody else sees what is in it, and nothing is recorded of it.

        For a few minutes the department's own people see that it is being typed in: :meth:`being_edited`.

        Args:
            period: which month.
            commitment: whose report.
            fields: what is typed, by field.
            session: which of the account's sessions types it; it takes the place of what the same one kept before.

        Raises:
            NotFound: the commitment isn't this department's.
        """
        self._own_commitment(period, commitment)
        draft, key = Draft(session, self._registry.now(), dict(fields)), report_key(period, commitment)
        self._registry.drafts.keep(self.department.code, self.account.name, key, draft)
        return draft

    def drafts(self, period: Period, commitment: str) -> tuple[Draft, ...]:
        """The half-typed forms that sessions of this account have left or are typing in, the latest first."""
        key = report_key(period, commitment)
        return tuple(self._registry.drafts.find(self.department.code, self.account.name, key))

    def unsaved(self, period: Period) -> frozenset[str]:
        """The commitments about which this account has typed something in the period and not saved it."""
        kept = self._registry.drafts.kept(self.department.code)
        own = {each.key for each in kept if each.account == self.account.name}
        return frozenset(each.id for each in self.plan(period).commitments if report_key(period, each.id) in own)

    def drop_draft(self, period: Period, commitment: str, *, only: Collection[Draft] | None = None) -> None:
        """Forget half-typed forms of this account.

        Args:
            period: which month.
            commitment: whose report.
            only: those, as far as nothing was typed in them since; all where None is given.
        """
        key = report_key(period, commitment)
        for each in self.drafts(period, commitment):
            if only is None or each in only:
                self._registry.drafts.drop(self.department.code, self.account.name, key, each.session)

    def _written(self, commitment: Commitment, report: Report) -> Callable[[Report], Report]:
        """Lay what the clerk wrote over the report as the book has it."""
        if report.department != self.department.code:
            raise NotFound(commitment.id)
        if commitment.lead != self.department.code and (report.values or report.figure_absent):
            raise NotTheLead(commitment.id)
        known = {each.id: each for each in commitment.indicators}
        for indicator in (*report.values, *report.figure_absent):
            if indicator not in known:
                raise NotFound(indicator)
        values = {key: checked_figure(value, known[key].unit) for key, value in report.values.items()}
        reasons = {key: _line(reason) for key, reason in report.figure_absent.items()}
        told = report.narrative
        narrative = Narrative(_text(told.progress), _text(told.problems), _text(told.next_steps))
        explanation = _text(report.explanation)

        def written(current: Report) -> Report:
            return evolve(
                current,
                values=dict(values),
                figure_absent={key: reason for key, reason in reasons.items() if reason and key not in values},
                narrative=narrative,
                assessment=report.assessment,
                nothing_to_report=report.nothing_to_report,
                explanation=explanation,
            )

        return written

    def _attach(self, period: Period, commitment: Commitment, evidence: Evidence, based_on: int) -> ReportView:
        def with_evidence(report: Report) -> Report:
            others = tuple(
                each for each in report.evidence if (each.sha256, each.name) != (evidence.sha256, evidence.name)
            )
            return evolve(report, evidence=(*others, evidence))

        return self._change(Verb.SAVE, period, commitment, with_evidence, based_on, action="attached")

    def _check_may_change(self, period: Period, commitment: str) -> None:
        lock = self.report(period, commitment).lock
        if lock is not None:
            raise lock

    def _change(
        self,
        verb: Verb,
        period: Period,
        commitment: Commitment,
        change: Callable[[Report], Report],
        based_on: int,
        *,
        action: str = "",
    ) -> ReportView:
        now, code = self._registry.now(), self.department.code
        with self._registry.transaction(self.account.name, code, at=now) as book:
            self._take(book, now, _Step(verb, period, commitment, change, based_on, action or verb.past))
        return self.report(period, commitment.id)

    def _take(self, book: Transaction, now: dt.datetime, step: _Step) -> None:
        """Take the step with the book's lock held."""
        code, commitment, based_on = self.department.code, step.commitment.id, step.based_on
        key = report_key(step.period, commitment)
        entry = book.entry(Report, key)
        current = entry.document if entry else Report(commitment, code, step.period)
        self.calendar().check_may_report(step.period, code, now, awaits_correction=current.awaits_correction)
        if entry is not None and entry.revision != based_on:
            raise RevisionConflict(key, based_on, entry.revision, entry.by, entry, _attempted(step.change, current))
        state = advance(commitment, current.state, step.verb, has_head=self._registry.has_head(code))
        if step.verb is Verb.WITHDRAW:
            changed = evolve(step.change(current.withdrawn()), state=state, signed_by="")
        else:
            # Who sends on what waited for a signature has not written it.
            is_sent_on = current.state is State.SIGNING
            author = current.reported_by if is_sent_on else self.account.name
            changed = evolve(step.change(current), state=state, signed_by="", reported_by=author)
        if state is State.SUBMITTED:
            changed = changed.submitted(now)
        book.append(step.action, key, changed, based_on=based_on)


def _attempted(change: Callable[[Report], Report], current: Report) -> Report:
    """What the change would have made of the report as it stands now; the report itself where it can't be made."""
    try:
        return change(current)
    except Refusal:
        return current


def _file_name(name: str) -> str:
    """The last part of a path, cleaned; 佐证材料 where nothing is left."""
    return _line(name.replace("\\", "/").rpartition("/")[2]) or "佐证材料"
