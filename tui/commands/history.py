"""``tianbao history``: who did what when, old beside new."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from departments.desks import DepartmentDesk
from departments.desks.looking_back import LookingBackDesk
from departments.history import Sought
from departments.wording import N_
from tui.commands.export import write_output
from tui.commands.named_departments import code_at
from tui.commands.options import department_option, json_option
from tui.commission_documents import history_document
from tui.history_names import HistoryNames
from tui.history_table import history_table
from tui.history_words import action_word, changes_in_words
from tui.option_types import DateType, InstantType, PeriodType, WholeNumberType
from tui.spoken import SpokenCommand

if TYPE_CHECKING:
    from departments.history import HistoryEntry
    from tui.invocation import Invocation
    from tui.printing import Printer

_USUALLY = 50


@click.command(
    cls=SpokenCommand,
    help=N_(
        "Show who did what when, the latest first, with the old value beside the new. A department sees what was done"
        " with its own reports; the coordinator and the operator see everything."
    ),
)
@department_option()
@click.option("--commitment", metavar="ID", help=N_("Only about this commitment."))
@click.option("--period", type=PeriodType(), metavar="PERIOD", help=N_("Only about this period."))
@click.option("--about", "account", metavar="NAME", help=N_("Only about this account."))
@click.option("--by", metavar="NAME", help=N_("Only what this account did."))
@click.option("--action", metavar="WORD", help=N_("Only this: saved, submitted, returned, approved, retargeted …"))
@click.option("--since", type=DateType(), metavar="DATE", help=N_("Only from this day on."))
@click.option("--until", type=InstantType(), metavar="TIME", help=N_("Only until then; a day lasts to its end."))
@click.option(
    "--limit",
    type=WholeNumberType(),
    default=_USUALLY,
    metavar="COUNT",
    help=N_("At most so many; 50 if you say none."),
)
@json_option()
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("Write a table for Excel (CSV) instead of a page; - is standard output."),
)
@click.pass_obj
def history(
    invocation: Invocation,
    /,
    limit: int,
    since: dt.date | None,
    department: str | None,
    *,
    as_json: bool,
    output: Path | None,
    **sought: Any,  # noqa: ANN401 - what Sought declares, by name
) -> None:
    """Print the history."""
    desk = invocation.desk_of(LookingBackDesk, DepartmentDesk)
    midnight = dt.datetime.combine(since, dt.time.min).astimezone() if since else None
    wanted = Sought(since=midnight, department=department and code_at(desk, department), **sought)
    entries = desk.history(wanted, limit=max(0, limit))
    names = HistoryNames.read(desk)
    if as_json:
        invocation.printer.json(history_document(entries, names))
        return
    if output is not None:
        write_output(invocation, output, history_table(entries, names, invocation.printer.language))
        return
    if not entries:
        invocation.printer.say(N_("Nothing was done."))
    for each in entries:
        _print_entry(each, names, invocation.printer)


def _print_entry(entry: HistoryEntry, names: HistoryNames, printer: Printer) -> None:
    language = printer.language
    at, action = language.word(entry.at), action_word(entry.action, language)
    printer.text(
        f"{at}  {names.person(entry.by)}  {action}  {names.book(entry, language)} {names.key(entry)}", hanging=4
    )
    for each in changes_in_words(entry, names, language):
        change = each.new if each.is_told_alone else f"{each.old} → {each.new}"
        printer.text(f"{each.label}: {change}", indent=4)
