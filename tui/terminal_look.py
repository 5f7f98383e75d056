"""How a session is drawn: what its terminal can show and what its person has chosen, brought together.

One :class:`Appearance` a session, which the app asks for its filters, its theme and its keys. Meaning is never in the
colours alone, so that each of these looks shows all there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen
from rich.color import ColorSystem

from departments.settings import Ascii, Colours, Settings, Theme
from tui.terminal_ascii import AsciiSigns
from tui.terminal_colours import FewerColours, NoColours
from tui.terminal_probe import Probe
from tui.terminal_safety import HarmlessText
from tui.themes import NAMES

if TYPE_CHECKING:
    from textual.filter import LineFilter

    from tui.terminal_kinds import TerminalFacts

MOUSE_ON, MOUSE_OFF = "\x1b[?1000h\x1b[?1006h", "\x1b[?1006l\x1b[?1000l"
"""Buttons and the wheel, in digits; never what moves over the screen without a button."""
_WITH_SHADES = (Colours.TRUECOLOUR, Colours.MANY)


@frozen
class Look:
    """How a session is drawn, decided."""

    theme: Theme
    colours: Colours
    """Never :attr:`Colours.AUTO`."""
    is_ascii: bool
    has_mouse: bool
    is_compact: bool

    def filters(self) -> tuple[LineFilter, ...]:
        """What every line goes through on its way to the terminal; safety comes last."""
        filters: list[LineFilter] = []
        if self.colours is Colours.MONO:
            filters.append(NoColours())
        elif self.theme is not Theme.TERMINAL and self.colours is Colours.MANY:
            filters.append(FewerColours(ColorSystem.EIGHT_BIT))
        if self.is_ascii:
            filters.append(AsciiSigns())
        return (*filters, HarmlessText())

    @property
    def theme_name(self) -> str:
        """What the app calls the theme."""
        return NAMES[self.theme]

    @property
    def classes(self) -> dict[str, bool]:
        """Classes of the app, and whether it has them."""
        return {"-compact": self.is_compact}


def look_of(facts: TerminalFacts, settings: Settings) -> Look:
    """How somebody with these settings is shown the app at this terminal.

    Shades of our own need 256 colours: where there are fewer, the terminal's own colours are used whatever is chosen.
    """
    colours = facts.colours if settings.colours is Colours.AUTO else settings.colours
    is_ascii = facts.needs_ascii if settings.ascii is Ascii.AUTO else settings.ascii is Ascii.ON
    theme = settings.theme if colours in _WITH_SHADES else Theme.TERMINAL
    return Look(theme, colours, is_ascii, settings.has_mouse, settings.is_compact)


class Appearance:
    """One session's terminal, its person's settings, and the look that follows from both."""

    def __init__(self, facts: TerminalFacts, settings: Settings) -> None:
        """Args: what is known of the terminal at first, and what the person has chosen."""
        self._probe = Probe()
        self._take(facts, settings)

    def _take(self, facts: TerminalFacts, settings: Settings) -> bool:
        """Take these; whether anything looks different now."""
        look = look_of(facts, settings)
        self.facts = facts
        """What is known of the terminal."""
        self.settings = settings
        """What the person has chosen."""
        if look == getattr(self, "look", None):
            return False
        self.look = look
        """How it is drawn."""
        self.filters = look.filters()
        """What every line goes through."""
        return True

    def ask(self) -> str:
        """What to send in order to learn how wide the terminal draws."""
        return self._probe.ask()

    @property
    def is_waiting(self) -> bool:
        """Whether the terminal may still answer."""
        return self._probe.is_waiting

    def hear(self, column: int) -> bool:
        """Take where the terminal says that its cursor is; whether anything looks different now."""
        answer = self._probe.hear(column)
        return answer is not None and self._take(evolve(self.facts, answer=answer), self.settings)

    def choose(self, settings: Settings) -> bool:
        """Take what the person has chosen; whether anything looks different now."""
        return self._take(self.facts, settings)
