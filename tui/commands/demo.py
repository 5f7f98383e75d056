"""``tianbao demo``: a sample installation on the real plan, to look at and to try everything on."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from departments.directory import OFFICE
from departments.wording import N_
from tui.commands.status import print_status
from tui.data_directory import default_data_directory
from tui.spoken import SpokenCommand

if TYPE_CHECKING:
    from departments.desks import Office
    from tui.invocation import Invocation


@click.command(
    cls=SpokenCommand,
    help=N_("Make a sample installation on the 2021 plan, show its status, and open the app at a terminal."),
)
@click.argument("directory", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def demo(invocation: Invocation, directory: Path | None) -> None:
    """Make the sample anew, write its merged workbook, print status and sign-ins."""
    from tui.sample import COORDINATOR, OPEN, PASSWORD, READER, make_sample
    from tui.wiring import make_room_for_sample

    data = directory or default_data_directory().with_name("tianbao-demo")
    printer = invocation.printer
    printer.note(N_("Making the sample installation in {path}; it takes some seconds."), path=str(data))
    make_room_for_sample(data)
    office = make_sample(data)
    workbook = _write_workbook(office, data)
    desk = office.operator_desk()
    print_status(desk.overview(OPEN), desk.trend(), printer)
    printer.line()
    printer.say(N_("Every figure is a sample (样例), the same every time; the day is held at 11 October 2021."))
    printer.say(N_("Merged workbook: {path}"), path=str(workbook))
    printer.say(
        N_("Sign in with the password {password} as {coordinator}, {reader}, or a department's code, such as rsj."),
        password=PASSWORD,
        coordinator=COORDINATOR,
        reader=READER,
    )
    printer.say(N_("The app: {command}"), command=f"tianbao --data {data}")
    if sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        from tui.local_app import show_app

        show_app(data, invocation.language)


def _write_workbook(office: Office, data: Path) -> Path:
    from exports.merged import merged_workbook
    from tui.sample import NOW, OPEN
    from tui.wiring import open_installation

    desk = office.operator_desk()
    content = merged_workbook(
        desk.overview(OPEN),
        desk.heads(),
        NOW,
        desk.people(),
        before=desk.overview(OPEN.plus_months(-1)),
        changes=desk.plan_changes(OPEN),
    )
    return open_installation(data).trays.write_outbox(OFFICE, f"merged-{OPEN}.xlsx", content)
