"""``tianbao period board``, ``period urge`` and ``period urges``: who has not reported, and telling them so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from departments.clean_text import clean_line
from departments.desks import CoordinatorDesk, DepartmentDesk, ReaderDesk
from departments.reports import State
from departments.wording import N_
from tui.commands.named_departments import code_at
from tui.commands.options import even_if_doubted_option, json_option, period_option, reason_option
from tui.commission_documents import board_document, urges_document, urging_document
from tui.history_names import department_name
from tui.option_types import DateType, PeriodType
from tui.printing import Column
from tui.spoken import SpokenCommand

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from departments.desks.department_urging import SentUrge
    from departments.periods import Period
    from departments.urging import ReceivedUrge, ToUrge
    from tui.invocation import Invocation
    from tui.printing import Printer


@click.command("due", cls=SpokenCommand, help=N_("Move the due date of an open period."))
@click.argument("period", type=PeriodType())
@click.argument("day", type=DateType())
@reason_option()
@even_if_doubted_option()
@click.pass_obj
def due(invocation: Invocation, period: Period, day: dt.date, reason: str, *, even_if_doubted: bool) -> None:
    """Move a due date."""
    desk = invocation.desk_of(CoordinatorDesk)
    before = desk.calendar()[period].due_on
    record = desk.move_due_date(period, day, reason=reason, even_if_doubted=even_if_doubted)
    invocation.printer.say(
        N_("Period {period}: the due date was changed from {before} to {due_on}."),
        period=record.period,
        before=before,
        due_on=record.due_on,
    )


@click.command(
    "board", cls=SpokenCommand, help=N_("Show who has not reported: departments by state, most missing first.")
)
@period_option()
@json_option()
@click.pass_obj
def board(invocation: Invocation, period: Period | None, *, as_json: bool) -> None:
    """Print departments by state."""
    desk, printer = invocation.desk_of(ReaderDesk), invocation.printer
    shown = desk.not_reported(period or desk.calendar().current)
    if as_json:
        printer.json(board_document(shown))
        return
    language = printer.language
    states = [language.term(state) for state in State]
    heads = [language.say(N_("Department")), language.say(N_("Missing")), *states, language.say(N_("Days late"))]
    printer.table(
        [Column(head, is_number=place > 0) for place, head in enumerate(heads)],
        [
            (
                each.department.short_name,
                f"{each.missing}/{each.due}",
                *(str(each.states.of(state)) for state in State),
                str(each.days_late or "-"),
            )
            for each in shown.rows
        ],
    )
    printer.say(
        N_("{period}, due on {due_on}: reports missing: {missing}, departments that owe them: {departments}."),
        period=shown.record.period,
        missing=shown.missing,
        departments=shown.departments_missing,
        due_on=shown.record.due_on,
    )


@click.command(
    "urge",
    cls=SpokenCommand,
    help=N_(
        "Urge departments that have not reported, everybody on the list if you name none; each finds it at the next"
        " sign-in. Prints the list as text to paste into a message."
    ),
)
@period_option()
@click.option("--department", "departments", multiple=True, metavar="NAME", help=N_("Only this one; may be repeated."))
@click.option("--text", default="", metavar="TEXT", help=N_("What they read, instead of what they owe."))
@click.option("--dry-run", is_flag=True, help=N_("Print the list and urge nobody."))
@json_option()
@click.pass_obj
def urge(
    invocation: Invocation,
    period: Period | None,
    departments: tuple[str, ...],
    text: str,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Urge, and print the list."""
    desk, printer = invocation.desk_of(CoordinatorDesk), invocation.printer
    chosen = period or desk.calendar().current
    named = [code_at(desk, each) for each in departments] or None
    listed = desk.urging_list(chosen, named)
    done = None if dry_run else desk.urge_departments(chosen, named, text=text)
    if as_json:
        printer.json(urging_document(listed, done))
        return
    for line in listed.text.split("\n"):
        # As it is, however long the line: it goes into a message.
        printer.line(clean_line(line))
    if done is not None:
        printer.note(N_("Departments urged: {count}."), count=len(done.sent))
        _note_left(done.left, chosen, printer)


def _note_left(left: Sequence[ToUrge], period: Period, printer: Printer) -> None:
    """Who was not urged and why, beside the answer."""
    if left:
        printer.note(
            N_(
                "Left out, since {period} is closed and they have no extension: {count} ({names});"
                " period extend grants one."
            ),
            count=len(left),
            period=period,
            names=printer.language.listed(each.department.short_name for each in left),
        )


@click.command(
    "urges",
    cls=SpokenCommand,
    help=N_("Show the urges: a department's own that can still be answered, or all that the commission sent."),
)
@period_option()
@json_option()
@click.pass_obj
def urges(invocation: Invocation, period: Period | None, *, as_json: bool) -> None:
    """Print urges, the latest first."""
    desk = invocation.desk_of(CoordinatorDesk, DepartmentDesk)
    found: Sequence[SentUrge | ReceivedUrge]
    received: list[ReceivedUrge] = []
    if isinstance(desk, CoordinatorDesk):
        found = desk.urges_sent(period or desk.calendar().current)
    else:
        found = received = [each for each in desk.urges() if period in (None, each.urge.period)]
    printer = invocation.printer
    if as_json:
        printer.json(urges_document(found))
        return
    directory = desk.plan().directory
    if not found:
        printer.say(N_("There are no urges."))
    for each in found:
        printer.say(
            N_("{at}, {period}, {department}, number {number}: {outstanding} of {all} still outstanding"),
            at=each.urge.at,
            period=each.urge.period,
            department=department_name(each.urge.department, directory),
            number=each.urge.number,
            outstanding=len(each.outstanding),
            all=len(each.urge.commitments),
        )
        printer.text(each.urge.text, indent=2)
    if isinstance(desk, DepartmentDesk):
        desk.note_urges_shown(received)
