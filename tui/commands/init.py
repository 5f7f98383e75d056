"""``tianbao init``: a new data directory with plan, departments, one clerk a department and a coordinator."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from departments.accounts import Role, new_one_time_password
from departments.wording import N_
from tui.spoken import SpokenCommand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from departments.desks import OperatorDesk
    from tui.invocation import Invocation
    from tui.printing import Printer

COORDINATOR = "coordinator"


@click.command(
    cls=SpokenCommand,
    help=N_(
        "Make a new data directory: the plan, the departments, one clerk for each (the account is the department's"
        " code) and a coordinator. Passwords are for one use, printed once, and kept in a file beside the directory."
    ),
)
@click.option(
    "--plan",
    "place",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("A plan.toml or its directory; the plan that comes with the program if you name none."),
)
@click.pass_obj
def init(invocation: Invocation, place: Path | None) -> None:
    """Make an installation."""
    from tui.wiring import SHIPPED_PLAN, create_installation, now, office_of, write_file

    printer = invocation.printer
    installation = create_installation(invocation.data, place or SHIPPED_PLAN)
    desk = office_of(installation, now).operator_desk()
    passwords = {name: new_one_time_password() for name in (COORDINATOR, *desk.plan().directory.codes)}
    beside = installation.data.parent / f"{installation.data.name}-passwords.txt"
    # Written before the first account is made: whoever is interrupted still has them all.
    write_file(beside, _listed(desk, passwords).encode())
    printer.note(N_("Accounts being made: {count}; this takes a few seconds."), count=len(passwords))
    for name, password in passwords.items():
        if name == COORDINATOR:
            desk.add_account(name, Role.COORDINATOR, password=password)
        else:
            desk.add_account(name, Role.CLERK, name, password=password)
    _print_made(installation.data, beside, desk, passwords, printer)


def _listed(desk: OperatorDesk, passwords: Mapping[str, str]) -> str:
    directory = desk.plan().directory
    lines = (
        f"{name}\t{password}\t{directory[name].name if name in directory else ''}".rstrip()
        for name, password in passwords.items()
    )
    return "".join(f"{line}\n" for line in lines)


def _print_made(data: Path, beside: Path, desk: OperatorDesk, passwords: Mapping[str, str], printer: Printer) -> None:
    plan = desk.plan()
    printer.say(
        N_("{data} holds “{title}”; commitments: {commitments}, departments: {departments}."),
        data=str(data),
        title=plan.title,
        commitments=len(plan.commitments),
        departments=len(plan.directory.departments),
    )
    printer.line()
    for line in _listed(desk, passwords).splitlines():
        printer.line(line.expandtabs(24))
    printer.line()
    printer.say(
        N_("Each password is for one use. They are also in {path} (for you alone); hand them out, then delete it."),
        path=str(beside),
    )
    printer.say(N_("Next: sign in as {name} and open the first period."), name=COORDINATOR)
