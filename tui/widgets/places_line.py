"""The places of a desk on one line, each with the digit that goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Sequence


class PlacesLine(Static):
    """Digits and names; the place where one is stands in brackets."""

    DEFAULT_CSS = """
    PlacesLine { height: 1; }
    """

    def __init__(self) -> None:
        """An empty line."""
        super().__init__(markup=False)

    def show(self, names: Sequence[str], here: int) -> None:
        """Show these places.

        Args:
            names: in the person's language, in the order of their digits.
            here: the place of the present one.
        """
        parts: list[str | tuple[str, str]] = []
        for place, name in enumerate(names):
            if place == here:
                parts.append((f"[{place + 1} {name}]", "bold reverse"))
            else:
                parts += [" ", (str(place + 1), "bold $label"), f" {name} "]
        self.update(Content.assemble(*parts))
