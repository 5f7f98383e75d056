"""``tianbao export``: workbooks out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click
from attrs import define

from departments.desks import ReaderDesk
from departments.refusals import Refusal
from departments.wording import N_
from tui.commands.named_departments import code_at
from tui.commands.options import department_option, period_option
from tui.invocation import STANDARD
from tui.spoken import SpokenGroup
from tui.workbooks_out import department_workbook_of, merged_name, merged_workbook_of

if TYPE_CHECKING:
    from departments.periods import Period
    from tui.invocation import Invocation


@define
class DepartmentNeeded(Refusal):
    """A department's workbook, without saying whose."""

    message: ClassVar[str] = N_("Whose workbook? Name the department with --department.")
    exit_code: ClassVar[int] = 2


@define
class NotAtATerminal(Refusal):
    """A file's content, on its way to somebody's screen."""

    message: ClassVar[str] = N_("{name} is a file and this is a terminal; write it to a file with -o.")
    exit_code: ClassVar[int] = 2
    name: str


@define
class NotOnAGuestsTerminal(NotAtATerminal):
    """The same over SSH, where there are no files to write to but the caller's own."""

    message: ClassVar[str] = N_(
        "A file isn't shown on a terminal; write it to one of your own: call ssh without -t, and put > FILE behind the"
        " command."
    )


@click.group(cls=SpokenGroup, help=N_("Excel workbooks: the merged one, or one department's."))
def export() -> None:
    """Group the workbooks."""


@export.command("merged", help=N_("Write the merged workbook of a period, which goes upward."))
@period_option()
@click.option(
    "-o", "output", type=click.Path(path_type=Path), metavar="FILE", help=N_("Where to; - is standard output.")
)
@click.pass_obj
def _merged(invocation: Invocation, period: Period | None, output: Path | None) -> None:
    from tui.wiring import present

    desk = invocation.desk_of(ReaderDesk)
    chosen = period or desk.calendar().current
    content = merged_workbook_of(desk, chosen, present(invocation.data))
    write_output(invocation, output or invocation.usual_output(merged_name(chosen)), content)


@export.command("department", help=N_("Write one department's workbook of a period."))
@period_option()
@department_option()
@click.option(
    "-o", "output", type=click.Path(path_type=Path), metavar="FILE", help=N_("Where to; - is standard output.")
)
@click.pass_obj
def _department(invocation: Invocation, period: Period | None, department: str | None, output: Path | None) -> None:
    from tui.wiring import present

    desk = invocation.desk()
    chosen = period or desk.calendar().current
    code = code_at(desk, department) if department else desk.account.department
    if code is None:
        raise DepartmentNeeded
    name, content = department_workbook_of(desk, chosen, code, present(invocation.data))
    write_output(invocation, output or invocation.usual_output(name), content)


def check_can_pour(invocation: Invocation, name: str) -> None:
    """A file's content goes to standard output where that is no terminal.

    Raises:
        NotAtATerminal: it would fill somebody's screen; says what works where the caller is.
    """
    if invocation.printer.is_terminal:
        raise NotOnAGuestsTerminal(name) if invocation.is_guest else NotAtATerminal(name)


def write_output(invocation: Invocation, output: Path, content: bytes, *, is_silent: bool = False) -> None:
    """Write what was asked for to a file or to standard output, and say where it went.

    Args:
        invocation: says where standard output is.
        output: a path, or ``-``.
        content: all of it.
        is_silent: whether something else says where it went.

    Raises:
        Unwritable: it can't be written there.
        NotAtATerminal: it would fill somebody's screen.
    """
    from tui.wiring import write_file

    if output == STANDARD:
        check_can_pour(invocation, str(output))
        invocation.printer.binary(content)
        return
    is_replaced = write_file(output, content)
    message = (
        N_("Wrote {path} ({size} bytes), in place of an older one.")
        if is_replaced
        else N_("Wrote {path} ({size} bytes).")
    )
    if not is_silent:
        invocation.printer.say(message, path=str(output), size=len(content))
