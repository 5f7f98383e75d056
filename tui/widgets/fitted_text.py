"""Texts in the cells of a line: cut or padded to their width, and marked where something was looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from departments.search import Span

CUT = ".."
"""What ends a text that doesn't fit: ASCII, since an ellipsis is two cells wide on some terminals."""
MARK = Style(underline=True, bold=True)
"""What was looked for: it needs no colour, and shows on the chosen row too."""
_JOINERS = ("\u200d", "\ufe0f")
"""Make one sign of several where a terminal knows how. None goes to a terminal, so none counts for a width."""


def fit(text: str, width: int, *, is_right: bool = False) -> str:
    """The text cut or padded to exactly so many cells."""
    text = text.replace("\n", " ")
    if not text.isascii():
        for joiner in _JOINERS:
            text = text.replace(joiner, "")
    missing = width - cell_len(text)
    if missing < 0:
        return set_cell_size(set_cell_size(text, max(width - len(CUT), 0)).rstrip() + CUT, width)
    return " " * missing + text if is_right else text + " " * missing


def cut_out(text: str, fitted: str, spans: Sequence[Span], *, is_right: bool) -> list[tuple[str, bool]]:
    """A fitted text in pieces, each with whether it is marked.

    Args:
        text: before it was fitted.
        fitted: as :func:`fit` gave it.
        spans: what is marked of the text: from the first character to behind the last.
        is_right: whether it stands at the right edge.
    """
    before, end = (len(fitted) - len(text) if is_right else 0), len(fitted)
    if text not in fitted:
        before, end = 0, len(fitted.rstrip()) - len(CUT)
    pieces, done = [], 0
    for start, stop in spans:
        first, last = min(before + start, end), min(before + stop, end)
        pieces += [(fitted[done:first], False), (fitted[first:last], True)]
        done = last
    return [*pieces, (fitted[done:], False)]


def joined(pieces: Iterable[tuple[str, Style]]) -> list[Segment]:
    """The pieces of a line, those of one style made one, so that fewer bytes go to the terminal."""
    segments: list[Segment] = []
    text, style = "", None
    for more, its in pieces:
        if its is style:
            text += more
        elif more:
            segments.append(Segment(text, style))
            text, style = more, its
    return [each for each in (*segments, Segment(text, style)) if each.text]
