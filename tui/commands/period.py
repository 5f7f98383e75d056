"""``tianbao period``: the reporting calendar. Which period is open, until when, and for whom besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from departments.desks import CoordinatorDesk
from departments.wording import N_
from tui.commands.named_departments import code_at
from tui.commands.options import department_option, even_if_doubted_option, json_option, reason_option
from tui.commands.urging import board, due, urge, urges
from tui.documents import calendar_document
from tui.history_names import department_name
from tui.option_types import DateType, InstantType, PeriodType
from tui.printing import Column
from tui.spoken import SpokenGroup

if TYPE_CHECKING:
    import datetime as dt

    from departments.periods import Period
    from tui.invocation import Invocation


@click.group(cls=SpokenGroup, help=N_("The calendar: which period is open, until when, for whom besides."))
def period() -> None:
    """Group the verbs of the calendar."""


for _command in (board, urge, urges, due):
    period.add_command(_command)


@period.command("list", help=N_("Show the year's periods and the extensions given in them."))
@json_option()
@click.pass_obj
def _list(invocation: Invocation, *, as_json: bool) -> None:
    desk, printer = invocation.desk(), invocation.printer
    calendar = desk.calendar()
    if as_json:
        printer.json(calendar_document(calendar))
        return
    say = printer.language.say
    columns = [
        Column(say(N_("Period"))),
        Column(say(N_("Status"))),
        Column(say(N_("Due on"))),
        Column(say(N_("Reason")), is_flexible=True),
    ]
    printer.table(
        columns,
        [
            (str(each.period), printer.language.term(each.status), str(each.due_on), each.reason)
            for each in calendar.records
        ],
    )
    if not calendar.extensions:
        return
    directory, people = desk.plan().directory, desk.people()
    for extension in calendar.extensions:
        printer.say(
            N_("{department} may report for {period} until {until}: {reason} (given by {by})"),
            department=department_name(extension.department, directory),
            period=extension.period,
            until=extension.until,
            reason=extension.reason,
            by=people.get(extension.granted_by, extension.granted_by),
        )


@period.command("open", help=N_("Open a period for reporting; a closed one needs a reason."))
@click.argument("period", type=PeriodType())
@click.option("--due-on", type=DateType(), metavar="DATE", help=N_("The last day on which a report is in time."))
@click.option("--reason", default="", metavar="TEXT", help=N_("Why a closed period is opened again."))
@even_if_doubted_option()
@click.pass_obj
def _open(
    invocation: Invocation, period: Period, due_on: dt.date | None, reason: str, *, even_if_doubted: bool
) -> None:
    desk = invocation.desk_of(CoordinatorDesk)
    record = desk.open_period(period, due_on=due_on, reason=reason, even_if_doubted=even_if_doubted)
    invocation.printer.say(
        N_("Period {period} is open; reports are due on {due_on}."), period=record.period, due_on=record.due_on
    )


@period.command("close", help=N_("Close a period: nobody reports in it any more without an extension."))
@click.argument("period", type=PeriodType())
@click.option("--with-unreviewed", is_flag=True, help=N_("Also where reports still wait for review."))
@click.pass_obj
def _close(invocation: Invocation, period: Period, *, with_unreviewed: bool) -> None:
    record = invocation.desk_of(CoordinatorDesk).close_period(period, with_unreviewed=with_unreviewed)
    invocation.printer.say(N_("Period {period} is closed."), period=record.period)


@period.command("extend", help=N_("Let one department report in a closed period until an instant."))
@click.argument("period", type=PeriodType())
@department_option(required=True)
@click.option(
    "--until",
    required=True,
    type=InstantType(),
    metavar="TIME",
    help=N_("When the leave ends: 2021-07-20 (the end of that day) or 2021-07-20T18:00."),
)
@reason_option()
@click.pass_obj
def _extend(invocation: Invocation, period: Period, department: str, until: dt.datetime, reason: str) -> None:
    desk = invocation.desk_of(CoordinatorDesk)
    given = desk.grant_extension(period, code_at(desk, department), until=until, reason=reason)
    invocation.printer.say(
        N_("{department} may report for {period} until {until}."),
        department=department_name(given.department, desk.plan().directory),
        period=given.period,
        until=given.until,
    )
