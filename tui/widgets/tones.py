"""Tones: how a text in a table stands out, in the colours of the person's theme.

A table draws hundreds of texts in a dozen tones. Were each tone a style of its own in the style sheet, every table
would work all of them out again whenever anything about it changes; so they come from the theme at once.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import frozen
from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from collections.abc import Mapping


@frozen
class Tone:
    """How a text stands out."""

    colour: str
    """The theme's name for the colour of the letters."""
    ground: str = ""
    """The theme's name for the colour behind them, where they have one of their own."""
    is_bold: bool = False
    is_reverse: bool = False


TONES: Mapping[str, Tone] = MappingProxyType(
    {
        "done": Tone("light-done"),
        "on-track": Tone("light-on-track"),
        "slightly-behind": Tone("light-slightly-behind"),
        "behind": Tone("light-behind", is_bold=True),
        "missing": Tone("light-missing"),
        "not-due": Tone("muted"),
        "hot-slightly-behind": Tone("light-slightly-behind", is_reverse=True),
        "hot-behind": Tone("light-behind", is_bold=True, is_reverse=True),
        "hot-missing": Tone("light-missing", is_reverse=True),
        "muted": Tone("muted"),
        "alarm": Tone("alarm-foreground", "alarm-background", is_bold=True),
        "alarm-text": Tone("light-behind"),
    }
)
"""By the name that a cell gives."""


def tone_styles(colours: Mapping[str, str]) -> Mapping[str, Style]:
    """Every tone in these colours.

    Args:
        colours: the theme's own, by name; without one of them a tone has the colour of what is around it.
    """
    return {
        name: Style(
            color=Color.parse(colours[tone.colour]).rich_color if tone.colour in colours else None,
            bgcolor=Color.parse(colours[tone.ground]).rich_color if tone.ground in colours else None,
            bold=tone.is_bold or None,
            reverse=tone.is_reverse or None,
        )
        for name, tone in TONES.items()
    }
