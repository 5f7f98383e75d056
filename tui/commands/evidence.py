"""``tianbao evidence``: what proves a report, in and out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar

import click
from attrs import define

from departments.desks import ClerkDesk
from departments.ledger import UnreadableFile
from departments.refusals import NotFound, Refusal
from departments.wording import N_
from tui.commands.export import check_can_pour, write_output
from tui.commands.named_departments import code_at
from tui.commands.options import based_on_option, department_option, json_option, period_option
from tui.commands.report_page import evidence_text
from tui.documents import evidence_list_document
from tui.invocation import STANDARD
from tui.spoken import SpokenGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.desks import ReportView
    from departments.periods import Period
    from departments.reports import Evidence
    from tui.invocation import Invocation


@define
class WhichEvidence(Refusal):
    """None or more than one of the ways in which evidence can be given."""

    message: ClassVar[str] = N_(
        "Give the evidence in one way: a FILE, --name with the file on standard input, --from-inbox or --reference."
    )
    exit_code: ClassVar[int] = 2


@click.group(cls=SpokenGroup, help=N_("Evidence: what proves a report."))
def evidence() -> None:
    """Group the verbs of evidence."""


@evidence.command(
    "add",
    help=N_(
        "Attach evidence to the report on commitment ID: a FILE, a file on standard input under --name, a file from"
        " the department's inbox, or a reference."
    ),
)
@click.argument("commitment", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@period_option(required=True)
@click.option("--name", metavar="NAME", help=N_("The name of the file that comes on standard input."))
@click.option("--from-inbox", metavar="NAME", help=N_("A file that lies in the department's inbox."))
@click.option("--reference", metavar="TEXT", help=N_("A document number or an address instead of a file."))
@click.option("--note", default="", metavar="TEXT", help=N_("What it proves."))
@based_on_option()
@click.pass_obj
def _add(
    invocation: Invocation,
    /,
    commitment: str,
    period: Period,
    note: str,
    based_on: int | None,
    **ways: Any,  # noqa: ANN401 - the four ways of giving it, all but one None
) -> None:
    given = {way: what for way, what in ways.items() if what is not None}
    if len(given) != 1:
        raise WhichEvidence
    desk = invocation.desk_of(ClerkDesk)
    revision = desk.report(period, commitment).revision if based_on is None else based_on
    match given:
        case {"reference": str() as reference}:
            view = desk.attach_reference(period, commitment, reference, note=note, based_on=revision)
        case {"from_inbox": str() as name}:
            view = desk.attach_from_inbox(period, commitment, name, note=note, based_on=revision)
        case {"file": Path() as file}:
            with _content(file) as content:
                view = desk.attach_file(period, commitment, file.name, content, note=note, based_on=revision)
        case _:
            content = invocation.standard_input()
            view = desk.attach_file(period, commitment, given["name"], content, note=note, based_on=revision)
    attached = view.report.evidence[-1]
    invocation.printer.say(
        N_("{commitment}: attached {what}; revision {revision}."),
        commitment=commitment,
        what=evidence_text(attached, invocation.printer),
        revision=view.revision,
    )


def _content(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as failure:
        raise UnreadableFile(str(file), failure.strerror or "") from failure


@evidence.command("list", help=N_("Show what proves the report on commitment ID."))
@click.argument("commitment", metavar="ID")
@period_option()
@department_option()
@json_option()
@click.pass_obj
def _list(
    invocation: Invocation, commitment: str, period: Period | None, department: str | None, *, as_json: bool
) -> None:
    view = _view(invocation, commitment, period, department)
    if as_json:
        invocation.printer.json(evidence_list_document(view))
        return
    for each in view.report.evidence:
        invocation.printer.text(evidence_text(each, invocation.printer))
    if not view.report.evidence:
        invocation.printer.say(N_("There is no evidence yet."))


@evidence.command("get", help=N_("Write a file that proves the report on commitment ID; WHICH is its name or hash."))
@click.argument("commitment", metavar="ID")
@click.argument("which")
@period_option()
@department_option()
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    default=STANDARD,
    metavar="FILE",
    help=N_("Where to; - is standard output."),
)
@click.pass_obj
def _get(
    invocation: Invocation,
    commitment: str,
    which: str,
    period: Period | None,
    department: str | None,
    output: Path,
) -> None:
    desk = invocation.desk()
    chosen = period or desk.calendar().current
    department = department and code_at(desk, department)
    found = _which(desk.report(chosen, commitment, department).report.evidence, which)
    if output == STANDARD:
        check_can_pour(invocation, found.name)
    with desk.open_evidence(chosen, commitment, found.sha256, department) as content:
        write_output(invocation, output, content.read())


def _view(invocation: Invocation, commitment: str, period: Period | None, department: str | None) -> ReportView:
    desk = invocation.desk()
    return desk.report(period or desk.calendar().current, commitment, department and code_at(desk, department))


def _which(evidence: Sequence[Evidence], which: str) -> Evidence:
    files = [each for each in evidence if not each.is_reference]
    for each in files:
        if which in (each.name, each.sha256):
            return each
    beginning = [each for each in files if which and each.sha256.startswith(which)]
    if len(beginning) != 1:
        raise NotFound(which)
    return beginning[0]
