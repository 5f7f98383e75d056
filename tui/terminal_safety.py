"""The one door from what people typed to a terminal.

What one person types is read on another person's terminal, so it must not be able to command it. The domain cleans text
on its way in; here it is made harmless on its way out, whatever it is and wherever it came from: :func:`plain` takes
markup for letters, and :class:`HarmlessText` goes over every segment that any widget draws.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.filter import LineFilter

from departments.clean_text import COMMANDING, without_floods
from tui.folded_content import FoldedContent

if TYPE_CHECKING:
    from textual.color import Color

_COMMANDING = re.compile(f"[\t\n{COMMANDING}]")


def plain(text: str) -> FoldedContent:
    """Text as nothing but its letters: brackets mean brackets."""
    return FoldedContent(text)


def harmless(text: str) -> str:
    """The text with every commanding character replaced; as wide as before."""
    return without_floods(_COMMANDING.sub(_stand_in, text))


def _stand_in(found: re.Match[str]) -> str:
    return "?" * cell_len(found[0])


class HarmlessText(LineFilter):
    """Replaces what could command the terminal, in every segment of every line."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - of no matter here
        """Segments without a commanding character.

        Args:
            segments: a line, as a widget has drawn it.
            background: what it is drawn on.
        """
        return [each if (text := harmless(each.text)) == each.text else _with(each, text) for each in segments]


def _with(segment: Segment, text: str) -> Segment:
    return Segment(text, segment.style, segment.control)
