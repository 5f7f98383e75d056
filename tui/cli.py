"""The command line behind ``tianbao``: global options, and subcommands that are loaded when they are called."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

import click
from attrs import define

from departments.refusals import Damage, Refusal
from departments.wording import N_
from tui.data_directory import default_data_directory
from tui.language import LANGUAGES
from tui.printing import Printer
from tui.program import INTERRUPTED, open_app, tell_trouble
from tui.spoken import SpokenContext, SpokenGroup, WordType
from tui.usage import tell_usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.desks import Office
    from tui.invocation import Invocation

COMMANDS = MappingProxyType(
    {
        "demo": "tui.commands.demo:demo",
        "init": "tui.commands.init:init",
        "status": "tui.commands.status:status",
        "plan": "tui.commands.plan:plan",
        "account": "tui.commands.account:account",
        "period": "tui.commands.period:period",
        "report": "tui.commands.report:report",
        "evidence": "tui.commands.evidence:evidence",
        "history": "tui.commands.history:history",
        "export": "tui.commands.export:export",
        "import": "tui.commands.import_merge:import_form",
        "merge": "tui.commands.import_merge:merge",
        "serve": "tui.commands.serve:serve",
        "verify": "tui.commands.operator:verify",
        "rebuild": "tui.commands.operator:rebuild",
        "backup": "tui.commands.operator:backup",
        "restore": "tui.commands.operator:restore",
        "doctor": "tui.commands.operator:doctor",
    }
)
"""Every command and where it lives: nothing of it is imported before it is called."""


@define
class NoPassword(Refusal):
    """The password was asked for and nothing came."""

    message: ClassVar[str] = N_("No password came for {account}; type it when you are asked, or set TIANBAO_PASSWORD.")
    exit_code: ClassVar[int] = 2
    account: str


class LazyGroup(SpokenGroup):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the names don't depend on it
        """Every command's name."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - nor the command
        """The command of this name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    help=N_(
        "Report on the plan's commitments, review the reports, and export one workbook."
        " Without a command it opens the app."
    ),
)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    envvar="TIANBAO_DATA",
    metavar="DIR",
    help=N_("The data directory (or TIANBAO_DATA)."),
)
@click.option(
    "--lang",
    type=WordType(LANGUAGES),
    envvar="TIANBAO_LANG",
    default="zh",
    metavar="zh|en",
    help=N_("The language (or TIANBAO_LANG)."),
)
@click.option(
    "--account",
    metavar="NAME",
    help=N_("The account that acts; its password is asked for, or taken from TIANBAO_PASSWORD."),
)
@click.pass_context
def tianbao(ctx: click.Context, data: Path | None, lang: str, account: str | None) -> None:  # noqa: ARG001 - main() chose
    """The whole command line: what every command has in common."""
    assert isinstance(ctx, SpokenContext)  # noqa: S101 - the group's own kind
    place = data or default_data_directory()
    if ctx.invoked_subcommand is None:
        open_app(place, ctx.language)
        return
    from tui.invocation import Invocation

    printer = ctx.printer or Printer(ctx.language, sys.stdout, sys.stderr)
    ctx.obj = Invocation(place, printer, account, _open_office, _ask, is_data_named=data is not None)


def _open_office(data: Path) -> Office:
    from tui.wiring import open_office

    return open_office(data)


def _ask(prompt: str, account: str) -> str:
    try:
        if not _has_terminal():
            return _line_from_pipe(account)
        import getpass

        return getpass.getpass(prompt)
    except (EOFError, UnicodeDecodeError):
        raise NoPassword(account) from None


def _has_terminal() -> bool:
    """Whether somebody can be asked, even where standard input is a file."""
    try:
        Path("/dev/tty").open("r+b", buffering=0).close()
    except OSError:
        return sys.stdin.isatty()
    return True


def _line_from_pipe(account: str) -> str:
    line = sys.stdin.readline()
    if not line:
        raise NoPassword(account)
    return line.rstrip("\r\n")


def run(
    arguments: Sequence[str], printer: Printer, *, line: click.Group = tianbao, invocation: Invocation | None = None
) -> int:
    """Run one command line and give its exit code; whatever is refused becomes one sentence.

    Args:
        arguments: without the program's name.
        printer: where the answer goes.
        line: the commands that exist for the caller.
        invocation: a guest's data and desk, which are known before the line is read.

    Raises:
        Damage: a guest asked for what is damaged.
    """
    try:
        answer = line.main(list(arguments), prog_name="tianbao", standalone_mode=False, printer=printer, obj=invocation)
    except (Refusal, Damage) as trouble:
        if isinstance(trouble, Damage) and invocation is not None:
            # A guest has no verify; whoever serves the guest tells of it, and the log of the rest.
            raise
        code = tell_trouble(trouble, printer)
        if isinstance(trouble, Refusal) and trouble.confirmed_by:
            option = f"--{trouble.confirmed_by.replace('_', '-')}"
            printer.note(N_("To do it all the same, say {option}."), option=option)
        return code
    except click.exceptions.Abort:
        printer.note(N_("Interrupted; nothing was done that was not confirmed."))
        return INTERRUPTED
    except click.ClickException as error:
        return tell_usage(error, printer)
    return answer if isinstance(answer, int) else 0
