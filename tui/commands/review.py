"""``tianbao report queue``, ``report backlog`` and approving many: a reviewer's morning in three lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from departments.desks import CoordinatorDesk
from departments.lights import Light
from departments.wording import N_
from tui.commands.named_departments import code_at
from tui.commands.options import department_option, json_option, period_option
from tui.commission_documents import backlog_document, bulk_document, queue_document
from tui.option_types import TermType, WholeNumberType
from tui.printing import Column
from tui.spoken import SpokenCommand

if TYPE_CHECKING:
    from departments.desks.report_reviewing import ReviewItem
    from departments.periods import Period
    from tui.invocation import Invocation


@click.command("queue", cls=SpokenCommand, help=N_("Show what was submitted and waits for review."))
@period_option()
@department_option()
@click.option("--section", type=WholeNumberType(), metavar="NUMBER", help=N_("Only this section; 0 for the headlines."))
@click.option("--light", type=TermType(Light), metavar=TermType(Light).choices(), help=N_("Only this light."))
@click.option("--warnings", is_flag=True, help=N_("Only what the checks found something in."))
@json_option()
@click.pass_obj
def queue(
    invocation: Invocation,
    period: Period | None,
    department: str | None,
    section: int | None,
    light: Light | None,
    *,
    warnings: bool,
    as_json: bool,
) -> None:
    """Print the review queue."""
    desk = invocation.desk_of(CoordinatorDesk)
    chosen = period or desk.calendar().current
    department = department and code_at(desk, department)
    items = desk.review_queue(chosen, department=department, section=section, light=light, only_with_warnings=warnings)
    if as_json:
        invocation.printer.json(queue_document(chosen, items, invocation.language))
    else:
        _print_queue(invocation, desk, items)


def _print_queue(invocation: Invocation, desk: CoordinatorDesk, items: tuple[ReviewItem, ...]) -> None:
    printer, say = invocation.printer, invocation.language.say
    directory = desk.plan().directory
    heads = (N_("Commitment"), N_("Department"), N_("Light"), N_("Revision"), N_("Days"), N_("Warnings"))
    printer.table(
        [Column(say(head), is_flexible=head == heads[-1]) for head in heads],
        [
            (
                each.view.commitment.id,
                directory[each.report.department].short_name,
                printer.lit(each.view.light.light) if each.view.is_lead else "-",
                str(each.view.revision),
                str(each.days_waiting),
                " ".join(invocation.language.sentence(found.sentence) for found in each.view.findings),
            )
            for each in items
        ],
    )
    printer.say(N_("Reports that wait for review: {count}."), count=len(items))


@click.command(
    "backlog", cls=SpokenCommand, help=N_("Show what waits for review in any period, the longest waiting first.")
)
@json_option()
@click.pass_obj
def backlog(invocation: Invocation, *, as_json: bool) -> None:
    """Print the reviewers' backlog."""
    desk = invocation.desk_of(CoordinatorDesk)
    waiting, printer = desk.backlog(), invocation.printer
    if as_json:
        printer.json(backlog_document(waiting))
        return
    directory = desk.plan().directory
    heads = (N_("Period"), N_("Commitment"), N_("Department"), N_("Submitted at"), N_("Days"))
    printer.table(
        [Column(printer.language.say(head)) for head in heads],
        [
            (
                str(each.period),
                each.commitment,
                directory[each.department].short_name,
                str(printer.language.word(each.submitted_at)),
                str(each.days),
            )
            for each in waiting
        ],
    )
    printer.say(N_("Reports that wait for review: {count}."), count=len(waiting))


def approve_all(invocation: Invocation, period: Period, department: str | None, *, as_json: bool) -> None:
    """Approve everything without warnings, and say what was left and why.

    Args:
        invocation: the caller's.
        period: which month.
        department: only this department's, by its code or its name; None for all.
        as_json: one JSON document instead of a page.
    """
    desk, printer = invocation.desk_of(CoordinatorDesk), invocation.printer
    done = desk.approve_all_without_warnings(period, department=department and code_at(desk, department))
    if as_json:
        printer.json(bulk_document(period, done, invocation.language))
        return
    printer.say(N_("Approved: {approved}, left: {left}."), approved=len(done.approved), left=len(done.left))
    for each in done.left:
        report = each.item.report
        why = invocation.language.sentence(each.sentence)
        printer.text(f"{report.commitment} {desk.plan().directory[report.department].short_name}  {why}", indent=2)
