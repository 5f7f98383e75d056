"""What click finds wrong with a command line, in the caller's language: one sentence, and where the help is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from departments.wording import N_
from tui.spoken import SpokenContext

if TYPE_CHECKING:
    from tui.language import Language
    from tui.printing import Printer

_BAD_USAGE = 2


def tell_usage(error: click.ClickException, printer: Printer) -> int:
    """Say what is wrong, and give the exit code.

    Args:
        error: what click raised.
        printer: where to say it.
    """
    if isinstance(error, click.exceptions.NoArgsIsHelpError) and error.ctx is not None:
        printer.note_line(error.ctx.get_help())
        return _BAD_USAGE
    printer.note_line(usage_sentence(error, printer.language))
    context = error.ctx if isinstance(error, click.UsageError) else None
    if isinstance(context, SpokenContext):
        printer.note(N_("See {command} --help."), command=context.command_path)
    return _BAD_USAGE


def usage_sentence(error: click.ClickException, language: Language) -> str:
    """The sentence for one of click's own errors; click's English for one that isn't known here."""
    match error:
        case click.MissingParameter():
            name = error.param.get_error_hint(error.ctx) if error.param and error.ctx else ""
            return language.say(N_("{name} is missing."), name=name.replace("'", ""))
        case click.exceptions.NoSuchOption():
            return _unknown(language, N_("There is no option {name}."), error.option_name, error.possibilities)
        case click.exceptions.NoSuchCommand():
            return _unknown(language, N_("There is no command {name}."), error.command_name, error.possibilities)
        case click.BadOptionUsage():
            message = N_("{name} takes no value.") if "not take" in error.message else N_("{name} needs a value.")
            return language.say(message, name=error.option_name)
        case click.UsageError() if "unexpected extra" in error.message:
            extra = error.message.partition("(")[2].rpartition(")")[0]
            return language.say(N_("“{extra}” is more than the command understands."), extra=extra)
        case _:
            return error.format_message()


def _unknown(language: Language, message: str, name: str, similar: list[str] | None) -> str:
    sentence = language.say(message, name=name)
    if similar:
        sentence += language.say(N_(" Was {similar} meant?"), similar=similar[0])
    return sentence
