"""A text from edge to edge, so that the terminal's own select and copy take it as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from departments.wording import N_
from tui.actions import bindings
from tui.screens.finding_text import FindingTextPlace

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.language import Language


class TextPage(FindingTextPlace):
    """Nothing but a text."""

    CSS_PATH = "text_page.tcss"
    HELP = N_(
        "A text to read or to copy. Arrows and PageDown move through it, {key_find_item} narrows it to what you type;"
        " select with the mouse as in any terminal."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("find_item", "go_back")

    def __init__(self, language: Language, title: str, text: str) -> None:
        """Args: the language, what it is, and the text."""
        super().__init__(language)
        self._title = title
        self.text = text

    def compose_place(self) -> ComposeResult:
        """The text."""
        yield from self.compose_text()

    def on_mount(self) -> None:
        """Begin at the top."""
        self.title_line.show(self._title)

    def action_go_back(self) -> None:
        """Show all of it again, or back to where it was opened from."""
        if self.is_finding:
            self.forget_wanted()
        else:
            self.dismiss("")
