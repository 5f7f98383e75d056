"""What a client says about its terminal, taken with care: only known kinds, sizes that can be drawn, and few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from departments.settings import Colours
from tui.language import LANGUAGES
from tui.terminal_kinds import TerminalFacts, colours_of, known_kind, says_utf8

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    colours: Colours
    width: int
    """Cells."""
    height: int
    """Lines."""
    says_utf8: bool | None = None
    """Whether its locale is UTF-8; None where it says nothing."""

    @property
    def has_colours(self) -> bool:
        """Whether it has more than one."""
        return self.colours is not Colours.MONO

    @property
    def facts(self) -> TerminalFacts:
        """What it says of itself."""
        return TerminalFacts(self.kind, self.colours, self.says_utf8)

    @classmethod
    def believed(cls, kind: str, size: tuple[int, int], environment: Mapping[str, str]) -> Terminal:
        """The terminal that a client describes, kept within what can be drawn.

        Args:
            kind: its TERM.
            size: columns and rows; zeros from a client that doesn't know.
            environment: what passed :func:`is_welcome`.
        """
        known = known_kind(kind)
        width, height = clamped(*size)
        return cls(known, colours_of(known, environment), width, height, says_utf8(environment))


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
