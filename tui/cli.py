"""``tianbao``: the command line. Global options, subcommands loaded when they are called, refusals to one sentence."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, NoReturn

import click
from attrs import define

from departments.refusals import Damage, Refusal
from departments.wording import N_
from tui.data_directory import default_data_directory
from tui.language import LANGUAGES, speak
from tui.printing import Printer
from tui.spoken import SpokenContext, SpokenGroup, WordType
from tui.usage import BAD_USAGE, tell_usage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from departments.desks import Office
    from tui.invocation import Invocation
    from tui.language import Language

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
_NO, _INTERRUPTED = 1, 130
_OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""A command makes many values and few cycles: looking for these as often as usual is a third of what status costs."""
_WITH_VALUE = ("--data", "--lang", "--account")


@define
class TerminalNeeded(Refusal):
    """The app, without a terminal to show it on."""

    message: ClassVar[str] = N_("The app needs a terminal; see tianbao --help for the commands that don't.")
    exit_code: ClassVar[int] = BAD_USAGE


@define
class NoPassword(Refusal):
    """The password was asked for and nothing came."""

    message: ClassVar[str] = N_("No password came for {account}; type it when you are asked, or set TIANBAO_PASSWORD.")
    exit_code: ClassVar[int] = BAD_USAGE
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
        _open_app(place, ctx.language)
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


def _open_app(data: Path, language: Language) -> None:
    from tui.terminal_kinds import NoPages, is_line_terminal

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise TerminalNeeded
    kind = os.environ.get("TERM")
    if kind is not None and is_line_terminal(kind):
        raise NoPages(kind)
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    from tui.local_app import show_app

    show_app(data, language)


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
    except Refusal as refusal:
        printer.note_line(printer.language.sentence(refusal))
        return refusal.exit_code
    except Damage as damage:
        if invocation is not None:
            # A guest has no verify; whoever serves the guest tells of it, and the log of the rest.
            raise
        what = printer.language.sentence(damage)
        printer.note(N_("What lies on disk is damaged: {what} Run tianbao verify."), what=what)
        return _NO
    except click.exceptions.Abort:
        printer.note(N_("Interrupted; nothing was done that was not confirmed."))
        return _INTERRUPTED
    except click.ClickException as error:
        return tell_usage(error, printer)
    return answer if isinstance(answer, int) else 0


def chosen_language(arguments: Sequence[str], usual: str | None = None) -> str:
    """The language that the command line asks for, before anything else is looked at.

    Args:
        arguments: without the program's name.
        usual: the language of a line that names none; what TIANBAO_LANG asks for if it isn't given.
    """
    asked = os.environ.get("TIANBAO_LANG", "") if usual is None else usual
    rest = iter(arguments)
    for each in rest:
        name, has_value, value = each.partition("=")
        if not name.startswith("-"):
            break
        if name in _WITH_VALUE and not has_value:
            value = next(rest, "")
        if name == "--lang":
            asked = value
    return asked if asked in LANGUAGES else "zh"


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """The program: run the command line on this process's streams and end with its exit code."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    arguments = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another alphabet shows question marks; that is no reason to fail.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    printer = Printer(speak(chosen_language(arguments)), sys.stdout, sys.stderr, has_colour=_has_colour(sys.stdout))
    try:
        code = run(arguments, printer)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except OSError as failure:
        code = _tell_lost_output(failure, printer)
    sys.exit(code)


def _has_colour(stream: TextIO) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM", "dumb") != "dumb"


def _tell_lost_output(failure: OSError, printer: Printer) -> int:
    """Nobody reads the answer any more, or it can't be written: end without a traceback, also at the exit's flush."""
    # What is still buffered would be written again at exit, and fail again.
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    if not isinstance(failure, BrokenPipeError):
        printer.note(N_("The operating system refused: {reason}."), reason=str(failure))
    return _NO
