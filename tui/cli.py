"""``tianbao``: the command line. Global options, subcommands loaded when they are called, refusals to one sentence."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from departments.refusals import Damage, Refusal
from tui.invocation import Invocation
from tui.language import LANGUAGES, speak

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = {
    "account": "tui.commands.account:account",
    "backup": "tui.commands.operator:backup",
    "demo": "tui.commands.demo:demo",
    "doctor": "tui.commands.operator:doctor",
    "evidence": "tui.commands.evidence:evidence",
    "export": "tui.commands.export:export",
    "init": "tui.commands.operator:init",
    "period": "tui.commands.period:period",
    "plan": "tui.commands.plan:plan",
    "rebuild": "tui.commands.operator:rebuild",
    "report": "tui.commands.report:report",
    "restore": "tui.commands.operator:restore",
    "status": "tui.commands.status:status",
    "verify": "tui.commands.operator:verify",
}
"""Every command and where it lives: nothing of it is imported before it is called."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the names don't depend on it
        """Every command's name."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - nor the command
        """The command of this name, imported now."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup, invoke_without_command=True)
@click.option("--data", type=click.Path(path_type=Path), envvar="TIANBAO_DATA", default=None)
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="TIANBAO_LANG", default="zh")
@click.option("--account", default=None)
@click.pass_context
def tianbao(ctx: click.Context, data: Path | None, lang: str, account: str | None) -> None:
    """Report on the plan's commitments, review the reports, and export one workbook."""
    from tui.wiring import default_data_directory, open_office

    language = speak(lang)

    def ask_password(name: str) -> str:
        return str(click.prompt(language.say("Password of {name}", name=name), hide_input=True, err=True))

    ctx.obj = Invocation(data or default_data_directory(), language, account, open_office, ask_password)
    if ctx.invoked_subcommand is None:
        _open_app(ctx.obj)


def _open_app(invocation: Invocation) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(invocation.language.say("The app needs a terminal; see tianbao --help for commands."))
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    from tui.app import TianbaoApp

    TianbaoApp(invocation.office(), invocation.language).run()


def main(arguments: Sequence[str] | None = None) -> Any:  # noqa: ANN401 - click ends the process
    """Run the command line; a refusal becomes one sentence and an exit code."""
    try:
        return tianbao.main(args=arguments, prog_name="tianbao")
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(refusal.exit_code)
    except Damage as damage:
        click.echo(str(damage), err=True)
        sys.exit(1)
