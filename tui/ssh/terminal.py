"""What a client says about its terminal, taken with care: only known kinds, sizes that can be drawn, and few words."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from tui.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

Colours = Literal["standard", "256", "truecolor"]

_KINDS: Mapping[str, Colours | None] = MappingProxyType(
    {
        "xterm": "standard",
        "xterm-color": "standard",
        "xterm-16color": "standard",
        "putty": "standard",
        "linux": "standard",
        "cygwin": "standard",
        "ansi": "standard",
        "rxvt": "standard",
        "screen": "standard",
        "tmux": "standard",
        "vt100": None,
        "vt102": None,
        "vt220": None,
        "xterm-mono": None,
        "xterm-256color": "256",
        "putty-256color": "256",
        "screen-256color": "256",
        "tmux-256color": "256",
        "rxvt-unicode-256color": "256",
        "konsole-256color": "256",
        "gnome-256color": "256",
        "vte-256color": "256",
        "xterm-direct": "truecolor",
        "xterm-kitty": "truecolor",
        "xterm-ghostty": "truecolor",
        "alacritty": "truecolor",
        "foot": "truecolor",
        "wezterm": "truecolor",
    }
)
"""The kinds of terminal that are known, and how many colours each has."""
_UNKNOWN = "xterm"
"""What a kind that isn't known is taken for."""
_LINES = frozenset({"dumb", "", "unknown"})
"""Kinds that print lines and can't place a cursor."""
_WIDTH, _HEIGHT = 80, 24
_WIDEST, _HIGHEST = 400, 150
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
_LONGEST_VALUE, _MOST_VARIABLES = 64, 24
_ENDING = ".@"


@frozen
class Terminal:
    """A client's terminal, as far as it is believed."""

    kind: str
    """One of the known kinds."""
    colours: Colours | None
    """None for a terminal without colours."""
    width: int
    """Cells."""
    height: int
    """Lines."""

    @classmethod
    def believed(cls, kind: str, size: tuple[int, int], environment: Mapping[str, str]) -> Terminal:
        """The terminal that a client describes, kept within what can be drawn.

        Args:
            kind: its TERM.
            size: columns and rows; zeros from a client that doesn't know.
            environment: what passed :func:`is_welcome`.
        """
        known = kind if kind in _KINDS else _UNKNOWN
        colours = _KINDS[known]
        if colours and environment.get("COLORTERM") in ("truecolor", "24bit"):
            colours = "truecolor"
        width, height = clamped(*size)
        return cls(known, colours, width, height)


def is_line_terminal(kind: str) -> bool:
    """Whether a terminal of this kind can only print lines, so that the app can't be shown on it."""
    return kind in _LINES


def clamped(width: int, height: int) -> tuple[int, int]:
    """A size that can be drawn: a client may say anything up to four thousand million."""
    return min(width or _WIDTH, _WIDEST), min(height or _HEIGHT, _HIGHEST)


def is_welcome(name: str, value: str, known: int) -> bool:
    """Whether a client may set this variable: language and colours alone, few and short.

    Args:
        name: the variable.
        value: what the client sets it to.
        known: how many it has set already.
    """
    is_named = name in ("LANG", "COLORTERM") or (name.startswith("LC_") and name.isidentifier())
    return is_named and known < _MOST_VARIABLES and len(value) <= _LONGEST_VALUE and value.isprintable()


def asked_language(environment: Mapping[str, str]) -> str:
    """The language that the client's locale asks for; Chinese where it asks for none of ours."""
    locale = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    for end in _ENDING:
        locale = locale.partition(end)[0]
    code = locale.partition("_")[0]
    return code if code in LANGUAGES else "zh"
