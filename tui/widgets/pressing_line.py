"""A line of words each of which presses a key when it is clicked, for who has asked for the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.events import Click

_PRESSES = "presses"


def pressing(key: str, *parts: str | tuple[str, str]) -> Content:
    """A text that stands for a key.

    Args:
        key: by Textual's name, or a digit.
        parts: as :meth:`textual.content.Content.assemble` takes them.
    """
    return Content.assemble(*parts).stylize(Style.from_meta({_PRESSES: key}))


class PressingLine(Static):
    """Shows texts that stand for keys."""

    def __init__(self) -> None:
        """An empty line."""
        super().__init__(markup=False)

    def on_click(self, event: Click) -> None:
        """Press the key of what was clicked."""
        key = event.style.meta.get(_PRESSES)
        if key is not None:
            event.stop()
            self.app.simulate_key(key)
