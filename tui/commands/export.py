"""``tianbao export``: workbooks out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click
from attrs import define

from departments.desks import ReaderDesk
from departments.refusals import Refusal
from departments.wording import N_
from tui.commands.options import department_option, period_option
from tui.spoken import SpokenGroup

if TYPE_CHECKING:
    from departments.periods import Period
    from tui.invocation import Invocation

STDOUT = Path("-")


@define
class DepartmentNeeded(Refusal):
    """A department's workbook, without saying whose."""

    message: ClassVar[str] = N_("Whose workbook? Name the department with --department.")
    exit_code: ClassVar[int] = 2


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
    from exports.merged import merged_workbook
    from tui.wiring import present

    desk = invocation.desk_of(ReaderDesk)
    chosen = period or desk.calendar().current
    content = merged_workbook(desk.overview(chosen), desk.heads(), present(invocation.data), desk.people())
    write_output(invocation, output or Path(f"填报汇总-{chosen}.xlsx"), content)


@export.command("department", help=N_("Write one department's workbook of a period."))
@period_option()
@department_option()
@click.option(
    "-o", "output", type=click.Path(path_type=Path), metavar="FILE", help=N_("Where to; - is standard output.")
)
@click.pass_obj
def _department(invocation: Invocation, period: Period | None, department: str | None, output: Path | None) -> None:
    from exports.department import department_workbook
    from tui.wiring import present

    desk = invocation.desk()
    chosen = period or desk.calendar().current
    code = department or desk.account.department
    if code is None:
        raise DepartmentNeeded
    reports = desk.reports(chosen, code)
    whose = desk.plan(chosen).directory[code]
    content = department_workbook(
        whose, desk.overview(chosen).narrowed(code), reports, present(invocation.data), desk.people()
    )
    write_output(invocation, output or Path(f"填报-{whose.short_name}-{chosen}.xlsx"), content)


def write_output(invocation: Invocation, output: Path, content: bytes) -> None:
    """Write what was asked for to a file or to standard output, and say where it went.

    Args:
        invocation: says where standard output is.
        output: a path, or ``-``.
        content: all of it.

    Raises:
        Unwritable: it can't be written there.
    """
    from tui.wiring import write_file

    if output == STDOUT:
        invocation.printer.binary(content)
        return
    is_replaced = write_file(output, content)
    message = (
        N_("Wrote {path} ({size} bytes), in place of an older one.")
        if is_replaced
        else N_("Wrote {path} ({size} bytes).")
    )
    invocation.printer.say(message, path=str(output), size=len(content))
