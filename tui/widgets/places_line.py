"""The places of a desk on one line, each with the digit that goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from tui.widgets.pressing_line import PressingLine, pressing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Resize

_LEAST = 4
"""Cells that a name keeps."""


class PlacesLine(PressingLine):
    """Digits and names; the place where one is stands in brackets."""

    DEFAULT_CSS = """
    PlacesLine { height: 1; }
    """

    def __init__(self) -> None:
        """An empty line."""
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._here = 0

    def show(self, names: Sequence[str], here: int) -> None:
        """Show these places.

        Args:
            names: in the person's language, in the order of their digits.
            here: the place of the present one.
        """
        self._names, self._here = tuple(names), here
        self._show(self.size.width)

    def on_resize(self, event: Resize) -> None:
        """Use the room that there is now."""
        self._show(event.size.width)

    def _show(self, width: int) -> None:
        gap, names = _fitted(self._names, self._here, width)
        # Where there is room for no other gap, there may be for the one behind the brackets, which end in no space.
        behind = " " if not gap and _tight(names) < width and self._here + 1 < len(names) else ""
        parts: list[Content | str] = []
        for place, name in enumerate(names):
            digit = str(place + 1)
            if place == self._here:
                parts += [Content.styled(f"[{digit} {name}]", "bold reverse"), behind]
            else:
                parts += [gap, pressing(digit, (digit, "bold $label"), f" {name} ")]
        self.update(Content.assemble(*parts))


def _fitted(names: Sequence[str], here: int, width: int) -> tuple[str, list[str]]:
    """The gap before a name, and the names as long as they may be: the longest are cut first, never the present one."""
    shown = list(names)
    tight = _tight(shown)
    gap = " " if width >= tight + len(shown) else ""
    over = tight - width
    while width and over > 0:
        lengths = [0 if place == here else cell_len(each) for place, each in enumerate(shown)]
        longest = lengths.index(max(lengths))
        if lengths[longest] <= _LEAST:
            break
        shown[longest] = set_cell_size(shown[longest].removesuffix("."), lengths[longest] - 2) + "."
        over -= 1
    return gap, shown


def _tight(names: Sequence[str]) -> int:
    """Cells that the line takes without any gap."""
    return sum(cell_len(each) + len("1  ") for each in names) + len("[]") - len(" ")
