"""What kinds of terminal there are, and what each can show by what it says: TERM, COLORTERM, NO_COLOR and locale.

What it doesn't say it is asked (:mod:`tui.terminal_probe`), and what it gets wrong its user corrects in the settings.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from attrs import define, frozen

from departments.refusals import Refusal
from departments.settings import Colours
from departments.wording import N_
from tui.terminal_probe import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: Mapping[str, Colours] = MappingProxyType(
    {
        "xterm": Colours.SIXTEEN,
        "xterm-color": Colours.SIXTEEN,
        "xterm-16color": Colours.SIXTEEN,
        "putty": Colours.SIXTEEN,
        "linux": Colours.SIXTEEN,
        "cygwin": Colours.SIXTEEN,
        "ansi": Colours.SIXTEEN,
        "rxvt": Colours.SIXTEEN,
        "screen": Colours.SIXTEEN,
        "tmux": Colours.SIXTEEN,
        "vt100": Colours.MONO,
        "vt102": Colours.MONO,
        "vt220": Colours.MONO,
        "xterm-mono": Colours.MONO,
        "xterm-256color": Colours.MANY,
        "putty-256color": Colours.MANY,
        "screen-256color": Colours.MANY,
        "tmux-256color": Colours.MANY,
        "rxvt-unicode-256color": Colours.MANY,
        "konsole-256color": Colours.MANY,
        "gnome-256color": Colours.MANY,
        "vte-256color": Colours.MANY,
        "xterm-direct": Colours.TRUECOLOUR,
        "xterm-kitty": Colours.TRUECOLOUR,
        "xterm-ghostty": Colours.TRUECOLOUR,
        "alacritty": Colours.TRUECOLOUR,
        "foot": Colours.TRUECOLOUR,
        "wezterm": Colours.TRUECOLOUR,
    }
)
"""The kinds of terminal that are known, and how many colours each has."""
UNKNOWN = "xterm"
"""What a kind that isn't known is taken for."""
_LINES = frozenset({"dumb", "", "unknown"})
"""Kinds that print lines and can't place a cursor."""
LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")
"""Where a locale names its encoding; the first one that is set counts."""


@define
class NoPages(Refusal):
    """The app, on a terminal that shows lines alone."""

    message: ClassVar[str] = N_(
        "This terminal says that it can't show pages (TERM={kind}). If it can, set TERM=xterm; see tianbao --help for"
        " the commands that need none."
    )
    exit_code: ClassVar[int] = 2
    kind: str
    """What it says it is."""


@frozen
class TerminalFacts:
    """Everything that is known of a terminal."""

    kind: str = UNKNOWN
    """One of :data:`KINDS`."""
    colours: Colours = Colours.SIXTEEN
    """As many as it says it has."""
    says_utf8: bool | None = None
    """Whether its locale is UTF-8; None where it says nothing."""
    answer: Answer | None = None
    """What it answered when it was asked; None as long as it hasn't."""

    @property
    def is_utf8(self) -> bool:
        """Whether it shows UTF-8: as it answered, else as it says, else yes."""
        if self.answer is not None:
            return self.answer.is_utf8
        return self.says_utf8 is not False

    @property
    def needs_ascii(self) -> bool:
        """Whether a line or an ellipsis would push everything behind it out of place."""
        return not self.is_utf8 or (self.answer is not None and self.answer.is_wide)


def is_line_terminal(kind: str) -> bool:
    """Whether a terminal of this kind can only print lines, so that the app can't be shown on it."""
    return kind in _LINES


def known_kind(kind: str) -> str:
    """The kind, where it is known; else what it is taken for."""
    if kind in KINDS:
        return kind
    return "xterm-256color" if kind.endswith("-256color") else UNKNOWN


def colours_of(kind: str, environment: Mapping[str, str]) -> Colours:
    """How many colours a terminal says it has.

    Args:
        kind: one of the known kinds.
        environment: where COLORTERM and NO_COLOR are looked for.
    """
    said = KINDS[kind]
    if environment.get("NO_COLOR"):
        return Colours.MONO
    if said is not Colours.MONO and environment.get("COLORTERM") in ("truecolor", "24bit"):
        return Colours.TRUECOLOUR
    return said


def says_utf8(environment: Mapping[str, str]) -> bool | None:
    """Whether a locale names UTF-8 as its encoding; None where it names none."""
    locale = next((environment[name] for name in LOCALE if environment.get(name)), "")
    encoding = locale.partition(".")[2].partition("@")[0]
    return encoding.upper().replace("-", "") == "UTF8" if encoding else None


def facts_from(environment: Mapping[str, str]) -> TerminalFacts:
    """What a terminal says of itself.

    Args:
        environment: of whoever sits at it.
    """
    kind = known_kind(environment.get("TERM", ""))
    return TerminalFacts(kind, colours_of(kind, environment), says_utf8(environment))
