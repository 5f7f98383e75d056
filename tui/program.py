"""What ``tianbao`` starts: the app where nothing but the app is asked for, and otherwise the command line.

The app's first page stands before the command line's parser is loaded: whoever opens the app gives it nothing to parse.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NoReturn

from attrs import define

from departments.refusals import Damage, Refusal
from departments.wording import N_
from tui.data_directory import default_data_directory
from tui.language import LANGUAGES, speak

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from tui.language import Language
    from tui.printing import Printer

INTERRUPTED = 130
"""The exit code of what Ctrl+C ended."""
_NO, _BROKEN = 1, 70
_OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""A command makes many values and few cycles: looking for these as often as usual is a third of what status costs."""
_WITH_VALUE = ("--data", "--lang", "--account")
_OF_THE_APP = frozenset(("--data", "--lang"))


@define
class TerminalNeeded(Refusal):
    """The app, without a terminal to show it on."""

    message: ClassVar[str] = N_("The app needs a terminal; see tianbao --help for the commands that don't.")
    exit_code: ClassVar[int] = 2


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """The program: open the app or run the command line on this process's streams, and end with its exit code."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    arguments = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another alphabet shows question marks; that is no reason to fail.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    language = speak(chosen_language(arguments))
    sys.excepthook = partial(_tell_fault, language)
    try:
        code = _start(arguments, language)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except OSError as failure:
        code = _tell_lost_output(failure, language)
    # The interpreter's last look for cycles would go through every value that is about to go anyway.
    gc.freeze()
    sys.exit(code)


def _start(arguments: Sequence[str], language: Language) -> int:
    data = data_of_app(arguments)
    if data is None:
        from tui.cli import run

        return run(arguments, _printer(language))
    try:
        open_app(data, language)
    except (Refusal, Damage) as trouble:
        return tell_trouble(trouble, _printer(language))
    return 0


def tell_trouble(trouble: Refusal | Damage, printer: Printer) -> int:
    """Say in one sentence what was refused, or is damaged, and give the exit code."""
    said = printer.language.sentence(trouble)
    if isinstance(trouble, Refusal):
        printer.note_line(said)
        return trouble.exit_code
    printer.note(N_("What lies on disk is damaged: {what} Run tianbao verify."), what=said)
    return _NO


def open_app(data: Path, language: Language) -> None:
    """Show the app on the terminal until the person leaves.

    Args:
        data: the installation.
        language: the one that is asked for.

    Raises:
        TerminalNeeded, NoPages: there is no terminal that could show it.
        Damage, Refusal: the installation can't be opened.
    """
    from tui.terminal_kinds import NoPages, is_line_terminal

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise TerminalNeeded
    kind = os.environ.get("TERM")
    if kind is not None and is_line_terminal(kind):
        raise NoPages(kind)
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    # Whatever is made until the first page stands is there to stay; the app collects from then on.
    gc.disable()
    from tui.local_app import show_app

    show_app(data, language)


def data_of_app(arguments: Sequence[str]) -> Path | None:
    """Where the data of the app lies; nothing if anything but the app is asked for, or it is asked for wrongly.

    Args:
        arguments: without the program's name.
    """
    options, command = _options_before_command(arguments)
    is_plain = not command and options.keys() <= _OF_THE_APP and all(options.values())
    if not is_plain or (options.get("--lang") or os.environ.get("TIANBAO_LANG") or "zh") not in LANGUAGES:
        return None
    named = options.get("--data") or os.environ.get("TIANBAO_DATA")
    return Path(named) if named else default_data_directory()


def chosen_language(arguments: Sequence[str], usual: str | None = None) -> str:
    """The language that the command line asks for, before anything else is looked at.

    Args:
        arguments: without the program's name.
        usual: the language of a line that names none; what TIANBAO_LANG asks for if it isn't given.
    """
    usual = os.environ.get("TIANBAO_LANG", "") if usual is None else usual
    asked = _options_before_command(arguments)[0].get("--lang", usual)
    return asked if asked in LANGUAGES else "zh"


def _options_before_command(arguments: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """The options that hold for every command, by name; and the command with all that is its own."""
    options: dict[str, str] = {}
    rest = list(arguments)
    while rest and rest[0].startswith("-"):
        name, has_value, value = rest.pop(0).partition("=")
        if name in _WITH_VALUE and not has_value:
            value = rest.pop(0) if rest else ""
        options[name] = value
    return options, rest


def _printer(language: Language) -> Printer:
    from tui.printing import Printer

    has_colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM", "dumb") != "dumb"
    return Printer(language, sys.stdout, sys.stderr, has_colour=has_colour)


def _tell_lost_output(failure: OSError, language: Language) -> int:
    """Nobody reads the answer any more, or it can't be written: end without a traceback, also at the exit's flush."""
    # What is still buffered would be written again at exit, and fail again.
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    if not isinstance(failure, BrokenPipeError):
        _printer(language).note(N_("The operating system refused: {reason}."), reason=str(failure))
    return _NO


def _tell_fault(
    language: Language, kind: type[BaseException], fault: BaseException, trace: TracebackType | None
) -> None:
    """A mistake of ours: where it lies, without the values that were at hand, and what to do with these lines."""
    import traceback

    printer = _printer(language)
    printer.note_line("".join(traceback.format_exception(kind, fault, trace)))
    printer.note(
        N_(
            "Something went wrong here; that is our fault, and what you saved is safe."
            " Send the lines above to the operator."
        )
    )
    sys.exit(_BROKEN)
