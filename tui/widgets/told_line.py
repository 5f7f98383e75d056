"""A line that is there only while there is something to tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from tui.terminal_safety import plain

if TYPE_CHECKING:
    from tui.language import Language


class ToldLine(Static):
    """At most two lines of text; none at all where there is nothing to tell."""

    DEFAULT_CSS = """
    ToldLine { height: auto; max-height: 2; padding: 0 1; display: none; }
    ToldLine.-shown { display: block; }
    """

    def __init__(self, language: Language, *, classes: str | None = None) -> None:
        """Args: the reader's language, and the classes of the style sheets."""
        super().__init__(markup=False, classes=classes)
        self.language = language

    def tell(self, text: str) -> None:
        """Show a text; an empty one takes the line away."""
        self.update(plain(text))
        self.set_class(bool(text), "-shown")
