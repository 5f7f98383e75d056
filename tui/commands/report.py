"""``tianbao report``: writing, sending, signing, returning and approving reports, one commitment at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import click
from attrs import define

from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk
from departments.desks.clerk import NotReady
from departments.ledger import RevisionConflict
from departments.refusals import Refusal
from departments.reports import Assessment
from departments.wording import N_
from tui.commands.named_departments import code_at
from tui.commands.options import based_on_option, department_option, json_option, period_option, reason_option
from tui.commands.report_page import print_conflict, print_findings, print_report, print_reports
from tui.commands.review import approve_all, backlog, queue
from tui.documents import report_document, report_list_document
from tui.option_types import TermType
from tui.report_changes import ReportChanges, changed
from tui.spoken import SpokenGroup

if TYPE_CHECKING:
    from departments.desks import ReportView
    from departments.periods import Period
    from tui.invocation import Invocation


@define
class OneOrAll(Refusal):
    """An approval of nothing, or of one report and all at once."""

    message: ClassVar[str] = N_("Name one commitment, or --all-without-warnings; nothing was approved.")
    exit_code: ClassVar[int] = 2


@click.group(cls=SpokenGroup, help=N_("Reports: write, submit, sign, return and approve them."))
def report() -> None:
    """Group the verbs of reports."""


for _command in (queue, backlog):
    report.add_command(_command)


@report.command("list", help=N_("Show where each report of a period stands."))
@period_option()
@department_option()
@json_option()
@click.pass_obj
def _list(invocation: Invocation, period: Period | None, department: str | None, *, as_json: bool) -> None:
    desk = invocation.desk()
    chosen = period or desk.calendar().current
    department = department and code_at(desk, department)
    views = desk.reports(chosen, department)
    own = desk.account.department or department
    if as_json:
        invocation.printer.json(report_list_document(chosen, own, views))
    else:
        print_reports(views, desk.plan(chosen).directory, desk.people(), invocation.printer)


@report.command("show", help=N_("Show the report on commitment ID with its light and the arithmetic of it."))
@click.argument("commitment", metavar="ID")
@period_option()
@department_option()
@json_option()
@click.pass_obj
def _show(
    invocation: Invocation, commitment: str, period: Period | None, department: str | None, *, as_json: bool
) -> None:
    desk = invocation.desk()
    chosen = period or desk.calendar().current
    view = desk.report(chosen, commitment, department and code_at(desk, department))
    if as_json:
        invocation.printer.json(report_document(view, invocation.language))
    else:
        print_report(view, desk.plan(chosen).directory, desk.people(), invocation.printer)


@report.command(
    "save",
    help=N_("Save the report on commitment ID as a draft. Only what you name is changed; an empty text removes it."),
)
@click.argument("commitment", metavar="ID")
@period_option(required=True)
@click.option(
    "--value",
    "values",
    multiple=True,
    metavar="NAME=NUMBER",
    help=N_("A figure, by the indicator's name or id, like 新增就业=9800; may be repeated."),
)
@click.option(
    "--absent",
    multiple=True,
    metavar="NAME=REASON",
    help=N_("Why there is no figure for an indicator; may be repeated."),
)
@click.option("--progress", metavar="TEXT", help=N_("What was done; for nothing to report, why."))
@click.option("--problems", metavar="TEXT", help=N_("What stands in the way."))
@click.option("--next-steps", metavar="TEXT", help=N_("What comes next."))
@click.option(
    "--assessment",
    type=TermType(Assessment),
    metavar=TermType(Assessment).choices(),
    help=N_("Your own judgement."),
)
@click.option(
    "--nothing-to-report/--something-to-report",
    default=None,
    help=N_("Answer that there is nothing to report this period, or take that back."),
)
@click.option("--explanation", metavar="TEXT", help=N_("The answer to what the checks ask about."))
@based_on_option()
@click.pass_obj
def _save(
    invocation: Invocation,
    /,
    commitment: str,
    period: Period,
    based_on: int | None,
    **written: Any,  # noqa: ANN401 - what ReportChanges declares, by name
) -> None:
    desk = invocation.desk_of(ClerkDesk)
    standing = desk.report(period, commitment)
    changes = ReportChanges(**written)
    try:
        saved = desk.save_report(changed(standing, changes), based_on=_revision(standing, based_on))
    except RevisionConflict as conflict:
        print_conflict(conflict, standing.commitment, invocation.printer)
        raise
    _say_state(invocation, saved)
    print_findings(saved.findings, invocation.printer)


@report.command("submit", help=N_("Submit the report on commitment ID; what has to be put right first is listed."))
@click.argument("commitment", metavar="ID")
@period_option(required=True)
@based_on_option()
@click.pass_obj
def _submit(invocation: Invocation, commitment: str, period: Period, based_on: int | None) -> None:
    desk = invocation.desk_of(ClerkDesk)
    standing = desk.report(period, commitment)
    try:
        view = desk.submit_report(period, commitment, based_on=_revision(standing, based_on))
    except NotReady as refusal:
        print_findings(refusal.findings, invocation.printer)
        raise
    _say_state(invocation, view)


@report.command("withdraw", help=N_("Take a submitted report back, as long as it is not reviewed."))
@click.argument("commitment", metavar="ID")
@period_option(required=True)
@based_on_option()
@click.pass_obj
def _withdraw(invocation: Invocation, commitment: str, period: Period, based_on: int | None) -> None:
    desk = invocation.desk_of(ClerkDesk)
    standing = desk.report(period, commitment)
    _say_state(invocation, desk.withdraw_report(period, commitment, based_on=_revision(standing, based_on)))


@report.command("sign", help=N_("Let a report go out to the commission, as the department's head."))
@click.argument("commitment", metavar="ID")
@period_option(required=True)
@based_on_option()
@click.pass_obj
def _sign(invocation: Invocation, commitment: str, period: Period, based_on: int | None) -> None:
    desk = invocation.desk_of(HeadDesk)
    standing = desk.report(period, commitment)
    _say_state(invocation, desk.sign_report(period, commitment, based_on=_revision(standing, based_on)))


@report.command("return", help=N_("Send a report back with a reason; everything written stays."))
@click.argument("commitment", metavar="ID")
@period_option(required=True)
@department_option()
@reason_option()
@based_on_option()
@click.pass_obj
def _return(
    invocation: Invocation, commitment: str, period: Period, department: str | None, reason: str, based_on: int | None
) -> None:
    desk = invocation.desk_of(CoordinatorDesk, HeadDesk)
    department = department and code_at(desk, department)
    standing = desk.report(period, commitment, department)
    revision = _revision(standing, based_on)
    if isinstance(desk, CoordinatorDesk):
        view = desk.return_report(period, commitment, reason, department=department, based_on=revision)
    else:
        view = desk.return_report(period, commitment, reason, based_on=revision)
    _say_state(invocation, view)


@report.command(
    "approve", help=N_("Approve the submitted report on commitment ID, or every one in which the checks found nothing.")
)
@click.argument("commitment", metavar="[ID]", required=False)
@period_option(required=True)
@department_option()
@click.option(
    "--all-without-warnings", is_flag=True, help=N_("All without warnings that were never returned, in place of an ID.")
)
@based_on_option()
@json_option()
@click.pass_obj
def _approve(
    invocation: Invocation,
    commitment: str | None,
    period: Period,
    department: str | None,
    based_on: int | None,
    *,
    all_without_warnings: bool,
    as_json: bool,
) -> None:
    if all_without_warnings == (commitment is not None):
        raise OneOrAll
    if commitment is None:
        approve_all(invocation, period, department, as_json=as_json)
        return
    desk = invocation.desk_of(CoordinatorDesk)
    department = department and code_at(desk, department)
    standing = desk.report(period, commitment, department)
    revision = _revision(standing, based_on)
    view = desk.approve_report(period, commitment, department=department, based_on=revision)
    if as_json:
        invocation.printer.json(report_document(view, invocation.language))
    else:
        _say_state(invocation, view)


def _revision(standing: ReportView, named: int | None) -> int:
    return standing.revision if named is None else named


def _say_state(invocation: Invocation, view: ReportView) -> None:
    invocation.printer.say(
        N_("{commitment}, {period}: {state}, revision {revision}."),
        commitment=view.commitment.id,
        period=view.report.period,
        state=view.report.state,
        revision=view.revision,
    )
