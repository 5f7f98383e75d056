"""Fewer colours than a theme has: brought down line by line, on the way to the terminal.

Rich keeps with each style the sequence that it was first drawn with, and styles are shared by a whole process. So each
session brings its colours down by itself, to styles of its own, and nothing depends on who drew first.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

if TYPE_CHECKING:
    from rich.color import Color as RichColor
    from rich.color import ColorSystem
    from textual.color import Color

_MOST_REMEMBERED = 2048
_PAPER = (0, 7, 15)
"""Black and white as a background: the cursor in a field, which is to stand out from it."""
_FAINT = 8
_UNDERLINED = Style(underline=True)


@lru_cache(_MOST_REMEMBERED)
def in_monochrome(style: Style) -> Style:
    """A style without colours: what had a background is reversed, what had a faint one is underlined.

    Args:
        style: in the sixteen colours of a terminal.
    """
    plain = _colourless(style)
    ground = style.bgcolor
    if ground is None or ground.is_default or ground.number in _PAPER:
        return plain
    if ground.number == _FAINT:
        return plain + _UNDERLINED
    return plain + Style(reverse=not style.reverse)


@lru_cache(_MOST_REMEMBERED)
def _brought_down(style: Style, system: ColorSystem) -> Style:
    lowered = Style.from_color(_lower(style.color, system), _lower(style.bgcolor, system))
    return _colourless(style) + lowered


def _colourless(style: Style) -> Style:
    """The style with nothing but its colours taken away; what a click on it does stays."""
    return style.without_color + Style.from_meta(style.meta) if style.meta else style.without_color


def _lower(colour: RichColor | None, system: ColorSystem) -> RichColor | None:
    return None if colour is None else colour.downgrade(system)


class NoColours(LineFilter):
    """For a terminal with one colour."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - of no matter here
        """Segments that differ by bold, underline and reverse alone.

        Args:
            segments: a line, as a widget has drawn it.
            background: what it is drawn on.
        """
        return [
            Segment(text, None if style is None else in_monochrome(style), control) for text, style, control in segments
        ]


class FewerColours(LineFilter):
    """For a terminal with sixteen colours, or with 256."""

    def __init__(self, system: ColorSystem) -> None:
        """Args: the colours that there are."""
        super().__init__()
        self._system = system

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - of no matter here
        """Segments in the colours that there are.

        Args:
            segments: a line, as a widget has drawn it.
            background: what it is drawn on.
        """
        return [
            Segment(text, None if style is None else _brought_down(style, self._system), control)
            for text, style, control in segments
        ]
