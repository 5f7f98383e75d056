"""Click in the reader's language: help pages, parameter types and usage errors.

Click knows one language a process; here the language travels with the context, so that each caller is answered in the
own one. Help texts are English messages marked with ``N_`` and put into words when they are shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, cast

import click
from attrs import define

from departments.refusals import BadInput, Refusal
from departments.wording import N_
from tui.language import speak
from tui.line_breaks import cells
from tui.printing import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tui.language import Language
    from tui.printing import Printer

_OPTIONS, _COMMANDS = N_("Options"), N_("Commands")
_HELP = N_("Show this page and stop.")
_TERM_WIDTH = 30
_FIRST_SENTENCE = re.compile(r".*?(?:[.](?= )|。|$)")


@define
class NotAChoice(BadInput):
    """A word that isn't one of those that can stand there."""

    message: ClassVar[str] = N_("“{value}” is none of {choices}; choose one of them.")
    value: str
    choices: str


@define
class NoFilesHere(Refusal):
    """A guest over the network named a file, which would be one of the host's."""

    message: ClassVar[str] = N_(
        "{path} would be a file on the server; send the file in with < FILE and --name, or take it with > FILE."
    )
    exit_code: ClassVar[int] = 2
    path: str


class SpokenFormatter(click.HelpFormatter):
    """A help page laid out by cells, since Chinese takes two."""

    def __init__(self, language: Language) -> None:
        super().__init__(width=78)
        self._language = language

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        usage = f"{prog} {args}".rstrip()
        self.write((f"{prefix}{usage}" if prefix else self._language.say(N_("Usage: {usage}"), usage=usage)) + "\n")

    def write_heading(self, heading: str) -> None:
        """A heading, put into words."""
        self.write(self._language.say(N_("{heading}:"), heading=self._language.say(heading)) + "\n")

    def paragraph(self, text: str) -> None:
        """A text of several lines, set in."""
        for line in wrapped(text, self.width - self.current_indent):
            self.write(f"{'':>{self.current_indent}}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _TERM_WIDTH, col_spacing: int = 2) -> None:
        """Terms and what they mean, in two columns."""
        listed = list(rows)
        first = min(max(cells(term) for term, _ in listed), col_max) + col_spacing
        margin = " " * self.current_indent
        for term, meaning in listed:
            lines = wrapped(meaning, self.width - self.current_indent - first)
            if cells(term) + col_spacing > first:
                self.write(f"{margin}{term}\n")
                term = ""  # noqa: PLW2901 - it stands on a line of its own
            for line in lines:
                self.write(f"{margin}{term}{' ' * (first - cells(term))}{line}".rstrip() + "\n")
                term = ""  # noqa: PLW2901 - only the first line has it


class SpokenContext(click.Context):
    """A context that knows where its command's answer goes, and in which language."""

    def __init__(self, *args: Any, printer: Printer | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **kwargs)
        parent = self.parent
        self.printer: Printer | None = printer or (parent.printer if isinstance(parent, SpokenContext) else None)

    def invoke(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - click's own
        """Run the command, unless a guest names a file of the host's for it."""
        if getattr(self.obj, "is_guest", False):
            for param in self.command.params:
                named = self.params.get(param.name or "") if isinstance(param.type, click.Path) else None
                for each in named if isinstance(named, tuple) else (named,):
                    if each is not None and str(each) != "-":
                        raise NoFilesHere(str(each))
        return super().invoke(*args, **kwargs)

    @property
    def language(self) -> Language:
        """The caller's language."""
        return self.printer.language if self.printer else speak("zh")

    def make_formatter(self) -> click.HelpFormatter:
        """What lays out a help page."""
        return SpokenFormatter(self.language)


def _show_help(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value and not ctx.resilient_parsing:
        printer = cast("SpokenContext", ctx).printer
        if printer is None:
            click.echo(ctx.get_help())
        else:
            printer.line(ctx.get_help())
        ctx.exit()


class _Spoken(click.Command):
    context_class = SpokenContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option whose page goes where the command's answer would go."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _show_help
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The usage line's pieces, click's own words put into the caller's."""
        language = cast("SpokenContext", ctx).language
        ours = {
            "[OPTIONS]": N_("[OPTIONS]"),
            "COMMAND [ARGS]...": N_("COMMAND [ARGS]..."),
            "[COMMAND] [ARGS]...": N_("[COMMAND] [ARGS]..."),
        }
        return [language.say(ours[each]) if each in ours else each for each in super().collect_usage_pieces(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            cast("SpokenFormatter", formatter).paragraph(_said(cast("SpokenContext", ctx).language, self.help))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options with what each means."""
        language = cast("SpokenContext", ctx).language
        rows = []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is None or not isinstance(param, click.Option):
                continue
            is_help = param is self.get_help_option(ctx)
            meaning = _said(language, _HELP if is_help else param.help)
            rows.append((record[0], meaning + (language.say(N_(" (required)")) if param.required else "")))
        with formatter.section(_OPTIONS):
            formatter.write_dl(rows)


class SpokenCommand(_Spoken):
    """A command whose help page and errors are in the caller's language."""


class SpokenGroup(_Spoken, click.Group):
    """A noun with its verbs, in the caller's language."""

    command_class = SpokenCommand

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - they don't depend on it
        """The verbs in the order in which they are written."""
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and the commands behind them."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with what each does."""
        language = cast("SpokenContext", ctx).language
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(_COMMANDS):
            formatter.write_dl([(name, _in_short(_said(language, each.help))) for name, each in commands if each])


def _said(language: Language, text: str | None) -> str:
    return language.say(text) if text else ""


def _in_short(text: str) -> str:
    """The first sentence."""
    found = _FIRST_SENTENCE.match(text)
    return found[0] if found else text


class WordType(click.ParamType[str]):
    """One of a few words."""

    name = "word"

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401, ARG002
        """The word."""
        if value not in self._words:
            raise NotAChoice(str(value), "|".join(self._words))
        return str(value)
