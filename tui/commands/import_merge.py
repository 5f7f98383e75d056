"""``tianbao import`` and ``tianbao merge``: workbooks in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from departments.desks import ClerkDesk
from departments.ledger import UnreadableFile
from departments.wording import N_
from tui.commands.export import write_output
from tui.spoken import SpokenCommand, WordType
from tui.workbooks_in import MOST_READ

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from departments.periods import Period
    from exports.form_findings import CellFinding
    from exports.importing import Item, Proposal
    from exports.merge_findings import Conflict
    from exports.merging import Merging
    from exports.stamp import PlanHead
    from tui.file_merge import Plans
    from tui.invocation import Invocation
    from tui.printing import Printer

STANDARD = Path("-")
NEWEST = "newest"


@click.command(
    "import",
    cls=SpokenCommand,
    help=N_("Take a filled form back: all of it is saved as drafts, or nothing is and each bad cell is named."),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--dry-run", "is_dry", is_flag=True, help=N_("Say what would be new, changed, the same or refused."))
@click.option(
    "--marked",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("Where a refused form goes with its bad cells marked; beside the form if you name none."),
)
@click.pass_obj
def import_form(invocation: Invocation, file: Path, marked: Path | None, *, is_dry: bool) -> None:
    """Import a department's filled form at its clerk's desk."""
    from exports.importing import ImportRefused, apply
    from tui.form_import import preview_form

    desk, printer = invocation.desk_of(ClerkDesk), invocation.printer
    content, name = _content(invocation, file), file.name if file != STANDARD else "form.xlsx"
    preview = preview_form(desk, name, content, invocation.language)
    _print_proposal(printer, preview.proposal)
    if preview.marked is not None:
        beside = file.with_name if file != STANDARD else Path
        _give_back(invocation, desk, preview.marked, marked or beside(preview.marked_name))
        raise ImportRefused(name, len(preview.proposal.refused))
    if is_dry:
        printer.say(N_("Nothing was changed: this was a dry run."))
        return
    saved = apply(desk, preview.proposal)
    printer.say(N_("{count} reports were saved as drafts; look at them and submit them."), count=len(saved))


def _give_back(invocation: Invocation, desk: ClerkDesk, copy: bytes, place: Path) -> None:
    """Write the refused form with its bad cells marked; a guest finds it in the department's outbox."""
    if invocation.is_guest:
        desk.lay_ready(place.name, copy)
        invocation.printer.say(N_("The form with its bad cells marked lies in the outbox: {name}"), name=place.name)
        return
    write_output(invocation, place, copy)


def _print_proposal(printer: Printer, proposal: Proposal) -> None:
    from tui.form_import import outcome_word

    for item in proposal.items:
        printer.say(
            N_("{commitment}: {outcome}"),
            commitment=item.commitment,
            outcome=outcome_word(item.outcome, printer.language),
        )
        _print_item(printer, item)
    for finding in proposal.refused:
        _print_finding(printer, finding)


def _print_item(printer: Printer, item: Item) -> None:
    for change in item.changes:
        printer.say(
            N_("  {sheet} {cell} {header}: {old} → {new}"),
            sheet=change.sheet,
            cell=change.cell,
            header=change.header,
            old=change.old or "—",
            new=change.new or "—",
        )
    for note in item.notes:
        printer.say(N_("  before submission: {what}"), what=note.sentence)


def _print_finding(printer: Printer, finding: CellFinding) -> None:
    where, told = f"{finding.sheet} {finding.cell}", printer.language.sentence(finding.told)
    printer.text(f"{where}: {told}")


@click.command(
    "merge",
    cls=SpokenCommand,
    help=N_("Merge departments' workbooks into the report that goes upward; no installation is needed."),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help=N_("Where to; - is standard output."),
)
@click.option(
    "--prefer",
    type=WordType((NEWEST,)),
    metavar=NEWEST,
    help=N_("Of both sides of a conflict take the newer one; it is listed all the same."),
)
@click.option(
    "--plan",
    "place",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=N_("The plan, where it is not the shipped one."),
)
@click.pass_obj
def merge(invocation: Invocation, files: Sequence[Path], output: Path, prefer: str | None, place: Path | None) -> None:
    """Merge workbooks and write the merged report, if nothing is in doubt."""
    from tui.file_merge import Choices, merge_files

    made_at = _now(invocation)
    read = ((str(file), partial(_content, invocation, file)) for file in files)
    found = merge_files(read, made_at, partial(_plans, invocation, place), Choices(newest=prefer == NEWEST))
    _print_merging(invocation.printer, found.merging)
    write_output(invocation, output, found.workbook(made_at))


def _print_merging(printer: Printer, merging: Merging) -> None:
    for problem in merging.problems:
        where = " ".join(each for each in (problem.file, problem.sheet, problem.cell) if each)
        printer.note_line(f"{where}: {printer.language.sentence(problem.told)}")
    for conflict in merging.conflicts:
        _print_conflict(printer, conflict)
    for note in merging.notes:
        printer.note_line(printer.language.sentence(note))


def _print_conflict(printer: Printer, conflict: Conflict) -> None:
    printer.note_line(printer.language.sentence(conflict.told))
    for place, side in enumerate(conflict.sides):
        message = (
            N_("  {file} {sheet} {cell}: {text} (chosen)")
            if conflict.chosen == place
            else N_("  {file} {sheet} {cell}: {text}")
        )
        printer.note(message, file=side.file, sheet=side.sheet, cell=side.cell, text=side.text or "—")


def _plans(invocation: Invocation, place: Path | None, head: PlanHead, period: Period) -> Plans:
    """The plan for the merged period and the one before: as named, as installed, or as shipped, if it is the same."""
    from departments.plan_file import read_plan
    from exports.stamp import PlanHead
    from tui.file_merge import installed_plans
    from tui.wiring import is_installed, plan_texts, read_shipped_plan

    if place is not None:
        plan = read_plan(plan_texts(place)).plan
        return plan, plan
    if is_installed(invocation.data):
        found = installed_plans(invocation.office().operator_desk(), head, period)
        if found[0] is not None:
            return found
    shipped = read_shipped_plan().plan
    return (shipped, shipped) if PlanHead.of(shipped) == head else (None, None)


def _now(invocation: Invocation) -> dt.datetime:
    from tui.wiring import is_installed, now, present

    return present(invocation.data) if is_installed(invocation.data) else now()


def _content(invocation: Invocation, file: Path) -> bytes:
    if file == STANDARD:
        return invocation.standard_input().read(MOST_READ)
    try:
        with file.open("rb") as source:
            return source.read(MOST_READ)
    except OSError as failure:
        raise UnreadableFile(str(file), failure.strerror or "") from failure
