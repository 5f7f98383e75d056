"""``tianbao import`` and ``tianbao merge``: workbooks in."""

from __future__ import annotations

import fnmatch
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click
from attrs import define

from departments.desks import ClerkDesk, OperatorDesk, ReaderDesk
from departments.desks.tray_verbs import Delivering
from departments.ledger import UnreadableFile
from departments.refusals import NotFound, Refusal
from departments.wording import N_
from tui.commands.export import write_output
from tui.commands.options import json_option
from tui.invocation import STANDARD
from tui.spoken import SpokenCommand, WordType
from tui.workbooks_in import MOST_READ, read_sent

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from departments.periods import Period
    from exports.form_findings import CellFinding
    from exports.importing import Item, Proposal
    from exports.merge_findings import Conflict
    from exports.merging import Merging
    from exports.stamp import PlanHead
    from tui.file_merge import FileMerge, Plans
    from tui.invocation import Invocation
    from tui.printing import Printer

NEWEST = "newest"
_UNNAMED = "form.xlsx"


@define
class WhichForm(Refusal):
    """None or more than one of the ways in which a form can be given."""

    message: ClassVar[str] = N_(
        "Give the form in one way: a FILE, --name with the form on standard input, or --from-inbox."
    )
    exit_code: ClassVar[int] = 2


@define
class WhichWorkbooks(Refusal):
    """A merge of nothing."""

    message: ClassVar[str] = N_("Merge what? Name one or more FILEs, or files of the inbox with --from-inbox.")
    exit_code: ClassVar[int] = 2


@define
class WhereTo(Refusal):
    """A merge without a place for its workbook, or with one that its JSON goes to already."""

    message: ClassVar[str] = N_(
        "Where to? Name a file with -o; with --json it can't be standard output, and without -o nothing is written."
    )
    exit_code: ClassVar[int] = 2


@click.command(
    "import",
    cls=SpokenCommand,
    help=N_("Take a filled form back: all of it is saved as drafts, or nothing is and each bad cell is named."),
)
@click.argument("file", metavar="[FILE]", type=click.Path(path_type=Path), required=False)
@click.option("--name", metavar="NAME", help=N_("The name of the form that comes on standard input."))
@click.option("--from-inbox", "sent", metavar="NAME", help=N_("A form that lies in the department's inbox."))
@click.option("--dry-run", "is_dry", is_flag=True, help=N_("Say what would be new, changed, the same or refused."))
@click.option(
    "--marked",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("Where a refused form goes with its bad cells marked; beside the form if you name none."),
)
@json_option()
@click.pass_obj
def import_form(
    invocation: Invocation,
    /,
    file: Path | None,
    name: str | None,
    sent: str | None,
    marked: Path | None,
    *,
    is_dry: bool,
    as_json: bool,
) -> None:
    """Import a department's filled form at its clerk's desk."""
    from exports.importing import ImportRefused, apply
    from tui.form_import import preview_form
    from tui.workbook_documents import import_document

    desk, printer = invocation.desk_of(ClerkDesk), invocation.printer
    own_name, content = _form(invocation, desk, file, name, sent)
    preview = preview_form(desk, own_name, content, invocation.language)
    if not as_json:
        _print_proposal(printer, preview.proposal)
    if preview.marked is not None:
        beside = file.with_name if file not in (None, STANDARD) else Path
        place = marked or beside(preview.marked_name)
        _give_back(invocation, desk, preview.marked, place, is_silent=as_json)
        if as_json:
            printer.json(import_document(preview, printer.language, is_dry=is_dry, saved=0, marked=str(place)))
        raise ImportRefused(own_name, len(preview.proposal.refused))
    saved = () if is_dry else apply(desk, preview.proposal)
    if as_json:
        printer.json(import_document(preview, printer.language, is_dry=is_dry, saved=len(saved)))
    elif is_dry:
        printer.say(N_("Nothing was changed: this was a dry run."))
    else:
        printer.say(N_("Saved as drafts: {count}; look at them and submit them."), count=len(saved))


def _form(
    invocation: Invocation, desk: ClerkDesk, file: Path | None, name: str | None, sent: str | None
) -> tuple[str, bytes]:
    """The form that was meant: its name and content."""
    if sent is not None:
        if file is not None or name is not None:
            raise WhichForm
        return sent, read_sent(desk, sent)
    if file is None and name is None:
        raise WhichForm
    if file in (None, STANDARD):
        return name or _UNNAMED, _content(invocation, STANDARD)
    if name is not None:
        raise WhichForm
    return file.name, _content(invocation, file)


def _give_back(invocation: Invocation, desk: ClerkDesk, copy: bytes, place: Path, *, is_silent: bool) -> None:
    """Write the refused form with its bad cells marked; a guest finds it in the department's outbox."""
    if invocation.is_guest:
        desk.lay_ready(place.name, copy)
        if not is_silent:
            message = N_("The form with its bad cells marked lies in the outbox: {name}")
            invocation.printer.say(message, name=place.name)
        return
    write_output(invocation, place, copy, is_silent=is_silent)


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
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--from-inbox",
    "sent",
    multiple=True,
    metavar="NAME",
    help=N_("A file of the commission's inbox, or several, like '*.xlsx'; may be given more than once."),
)
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
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
@json_option()
@click.pass_obj
def merge(
    invocation: Invocation,
    /,
    files: Sequence[Path],
    sent: Sequence[str],
    output: Path | None,
    prefer: str | None,
    place: Path | None,
    *,
    as_json: bool,
) -> None:
    """Merge workbooks and write the merged report, if nothing is in doubt."""
    from tui.file_merge import Choices, merge_files

    if not files and not sent:
        raise WhichWorkbooks
    if (output is None and not as_json) or (output == STANDARD and as_json):
        raise WhereTo
    made_at, printer = _now(invocation), invocation.printer
    read = [(str(file), partial(_content, invocation, file)) for file in files] + _sent(invocation, sent)
    found = merge_files(read, made_at, partial(_plans, invocation, place), Choices(newest=prefer == NEWEST))
    if as_json:
        _merge_in_json(invocation, found, made_at, output)
        return
    _print_merging(printer, found.merging)
    if output is not None:
        write_output(invocation, output, found.workbook(made_at))


def _merge_in_json(invocation: Invocation, found: FileMerge, made_at: dt.datetime, output: Path | None) -> None:
    """The document first, so that whoever reads it also learns why nothing was written."""
    from tui.workbook_documents import merge_document

    is_written = output is not None and found.merging.is_settled
    if output is not None and is_written:
        write_output(invocation, output, found.workbook(made_at), is_silent=True)
    invocation.printer.json(merge_document(found, invocation.language, str(output) if is_written else None))
    found.check()


def _sent(invocation: Invocation, wanted: Sequence[str]) -> list[tuple[str, Callable[[], bytes]]]:
    """The files of the inbox that were meant, in the order of their names."""
    if not wanted:
        return []
    desk = invocation.desk_of(Delivering)  # type: ignore[type-abstract]
    names = sorted(each.name for each in desk.inbox())
    found: list[str] = []
    for each in wanted:
        matching = [each] if each in names else fnmatch.filter(names, each)
        if not matching:
            raise NotFound(each)
        found += [name for name in matching if name not in found]
    return [(name, partial(read_sent, desk, name)) for name in found]


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
    desk: object = None
    if is_installed(invocation.data):
        desk = invocation.desk() if invocation.is_guest else invocation.office().operator_desk()
    if isinstance(desk, ReaderDesk | OperatorDesk):
        found = installed_plans(desk, head, period)
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
