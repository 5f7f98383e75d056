"""A filled form against a clerk's desk: what is new, changed, the same or refused, and all of it saved or nothing.

Everything is checked again, as if it had been typed: whose form it is, for which plan and period, from which revision,
and each figure and text. What the form does not change is left alone.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from attrs import define, frozen

from departments.checks import Finding
from departments.refusals import Refusal
from departments.reports import Report
from departments.wording import N_
from exports.form_findings import FORM, META, CellFinding
from exports.form_reader import CellChange, ReadForm, ReadReport, read_form
from exports.stamp import PlanHead

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from departments.desks import ClerkDesk
    from departments.desks.views import ReportView
    from exports.intake import WorkbookReader


class Outcome(StrEnum):
    """What an import does with a commitment's report."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@define
class WrongPlan(Refusal):
    """A form of another plan."""

    message: ClassVar[str] = N_("The form is for the plan {theirs}, this installation has {ours}; export a fresh form.")
    theirs: str
    ours: str


@define
class WrongDepartment(Refusal):
    """A form of another department."""

    message: ClassVar[str] = N_("The form is {theirs}'s and this account {ours}'s; import it with that department's.")
    theirs: str
    ours: str


@define
class FormOutdated(Refusal):
    """The report was saved since the form was made."""

    message: ClassVar[str] = N_(
        "The report on {commitment} was saved since the form was made (revision {based_on}, now {revision});"
        " export a fresh form and fill in the change again."
    )
    commitment: str
    based_on: int
    revision: int


@define
class CommitmentChanged(Refusal):
    """The commitment was given to others or got another target since the form was made."""

    message: ClassVar[str] = N_(
        "The target or the departments of {commitment} were changed since the form was made; export a fresh form."
    )
    commitment: str


@define
class ImportRefused(Refusal):
    """A form of which nothing was saved."""

    message: ClassVar[str] = N_(
        "Nothing of {name} was imported; cells or rows that were refused: {count}, each named above."
    )
    name: str
    count: int


@frozen
class Item:
    """What an import does with one report."""

    commitment: str
    outcome: Outcome
    changes: tuple[CellChange, ...] = ()
    refused: tuple[CellFinding, ...] = ()
    notes: tuple[Finding, ...] = ()
    """What submission would find."""


@frozen
class Proposal:
    """What an import would do."""

    form: ReadForm
    items: tuple[Item, ...]
    refused: tuple[CellFinding, ...]
    """Everything that keeps it from being done, the form's own findings first."""
    reports: tuple[tuple[Report, int], ...]
    """What would be saved, with the revisions it was filled from."""


def propose(desk: ClerkDesk, reader: WorkbookReader, name: str, content: bytes) -> Proposal:
    """Read a filled form and hold it against what the department has; nothing is changed.

    Args:
        desk: of a clerk of the form's department.
        reader: reads the file within limits.
        name: the file's.
        content: all of it.

    Raises:
        NotAWorkbook, OldFormat, PasswordProtected, DamagedWorkbook, DangerousWorkbook, OversizedWorkbook: so it is.
        ReadingStopped: it takes too long or too much.
        NotOurForm, StampDamaged: it is no form.
        WrongPlan, WrongDepartment: it is another's.
    """
    form = read_form(name, reader.read(name, content, (META, FORM)))
    _check_whose(desk, form)
    items, saved = [], []
    for each in form.reports:
        item, report = _item(desk, form, each)
        items.append(item)
        if report is not None:
            saved.append(report)
    of_items = [finding for item in items for finding in item.refused]
    own = [each for each in form.findings if each not in of_items]
    return Proposal(form, tuple(items), (*own, *of_items), tuple(saved))


def apply(desk: ClerkDesk, proposal: Proposal) -> tuple[ReportView, ...]:
    """Save what the proposal proposes, all of it or nothing.

    Raises:
        ImportRefused: something in it is refused.
        RevisionConflict, PeriodClosed, NotInThisState: it changed since the proposal was made.
    """
    if proposal.refused:
        raise ImportRefused(proposal.form.name, len(proposal.refused))
    return desk.save_reports(proposal.reports) if proposal.reports else ()


def marks_of(refused: Sequence[CellFinding], say: Callable[[Refusal], str]) -> list[tuple[str, str, str]]:
    """What a marked copy shows: sheet, address and sentence.

    Args:
        refused: the findings.
        say: words a sentence in the reader's language.
    """
    return [(each.sheet, each.cell, say(each.told)) for each in refused]


def _check_whose(desk: ClerkDesk, form: ReadForm) -> None:
    stamp = form.stamp
    plan = desk.plan(stamp.period)
    if stamp.plan != PlanHead.of(plan):
        raise WrongPlan(stamp.plan.id, plan.id)
    if stamp.department != desk.department.code:
        raise WrongDepartment(stamp.plan.short_name(stamp.department), desk.department.short_name)


def _item(desk: ClerkDesk, form: ReadForm, read: ReadReport) -> tuple[Item, tuple[Report, int] | None]:
    """What becomes of one report, and what to save of it."""
    commitment, own = read.filed.commitment.id, _findings_of(form, read)
    if not read.changes:
        return Item(commitment, Outcome.REFUSED if own else Outcome.SAME, refused=own), None
    try:
        view = desk.report(form.stamp.period, commitment)
        _check_may_save(view, read)
        preview = desk.preview_report(read.report)
    except Refusal as refusal:
        where = tuple(CellFinding(FORM, each.cell, refusal) for each in read.changes)
        return Item(commitment, Outcome.REFUSED, read.changes, (*own, *where)), None
    if own:
        return Item(commitment, Outcome.REFUSED, read.changes, own), None
    if _said(view.report) == _said(preview.report):
        return Item(commitment, Outcome.SAME, read.changes), None
    outcome = Outcome.CHANGED if view.revision else Outcome.NEW
    return Item(commitment, outcome, read.changes, notes=preview.findings), (read.report, view.revision)


def _findings_of(form: ReadForm, read: ReadReport) -> tuple[CellFinding, ...]:
    if not form.findings:
        return ()
    own = read.place.addresses()
    return tuple(each for each in form.findings if each.cell in own)


def _check_may_save(view: ReportView, read: ReadReport) -> None:
    if view.lock is not None:
        raise view.lock
    if view.revision != read.filed.revision and _said(view.report) != _said(read.report):
        raise FormOutdated(view.commitment.id, read.filed.revision, view.revision)
    if view.commitment != read.filed.commitment:
        raise CommitmentChanged(view.commitment.id)


def _said(report: Report) -> tuple[object, ...]:
    """What a clerk writes of a report."""
    return (
        dict(report.values),
        dict(report.figure_absent),
        report.narrative,
        report.assessment,
        report.nothing_to_report,
        report.explanation,
    )
