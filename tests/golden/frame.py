"""One frame: what stands on a screen, and how it stands out, in words that a person reads in a diff."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import frozen
from rich.cells import cell_len
from rich.color import ColorType
from rich.style import Style
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.color import Color
    from rich.segment import Segment

_PLAIN = Style()
_COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_MARKS = ("bold", "dim", "italic", "underline", "reverse", "strike", "blink")


@frozen
class Run:
    """Cells beside each other that stand out in the same way."""

    start: int
    """The first cell's column, counted from 1."""
    text: str
    look: str
    """``foreground/background bold underline reverse``, whatever of it there is."""

    @property
    def cells(self) -> str:
        """The first and the last column."""
        return f"{self.start}-{self.start + cell_len(self.text) - 1}"


@frozen
class Frame:
    """A terminal's screen."""

    strips: Sequence[Strip]
    """Its lines, as they go to the terminal."""

    @property
    def lines(self) -> list[str]:
        """The text, without blanks at the ends of lines."""
        return ["".join(each.text for each in strip).rstrip() for strip in self.strips]

    @property
    def segments(self) -> list[Segment]:
        """Every piece of every line."""
        return [each for strip in self.strips for each in strip]

    def runs(self) -> list[list[Run]]:
        """What stands out on each line."""
        return [list(_runs(strip)) for strip in self.strips]

    def told(self) -> str:
        """The text, and below it what stands out: ``lines: from-to how``; of lines alike the first and the last."""
        styled, number = list[str](), 1
        for told, alike in groupby(map(_told, self.runs())):
            last = number + len(list(alike)) - 1
            styled += [f"{number}-{last}: {told}" if last > number else f"{number}: {told}"] if told else []
            number = last + 1
        text = "\n".join(self.lines).rstrip()
        return "\n".join((text, "--", *styled)) if styled else text


def _told(runs: Sequence[Run]) -> str:
    """What stands out on a line; of cells that stand out alike it is said once how."""
    alike = groupby(runs, key=lambda run: run.look)
    return ", ".join(f"{' '.join(run.cells for run in group)} {look}" for look, group in alike)


def _runs(strip: Strip) -> Iterator[Run]:
    place = 1
    for look, alike in groupby(strip, key=lambda piece: look_of(piece.style or _PLAIN)):
        text = "".join(piece.text for piece in alike)
        seen = text if _is_seen_on_nothing(look) else text.strip(" ")
        if look and seen:
            yield Run(place + cell_len(text[: text.index(seen)]), seen, look)
        place += cell_len(text)


def look_of(style: Style) -> str:
    """How a style stands out: its colours and its marks; empty where it doesn't."""
    letters, ground = _name(style.color), _name(style.bgcolor)
    colours = f"{letters}/{ground}" if ground else letters
    return " ".join([*([colours] if colours else []), *(mark for mark in _MARKS if getattr(style, mark))])


def _is_seen_on_nothing(look: str) -> bool:
    """Whether it can be seen where nothing stands."""
    return "/" in look or any(mark in look for mark in ("underline", "reverse", "strike"))


def _name(colour: Color | None) -> str:
    """A colour's name; none for the terminal's own."""
    if colour is None or colour.type is ColorType.DEFAULT:
        return ""
    if colour.number is None or colour.type is not ColorType.STANDARD:
        return colour.name
    bright, hue = divmod(colour.number, len(_COLOURS))
    return f"{'bright-' if bright else ''}{_COLOURS[hue]}"
