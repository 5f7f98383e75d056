"""Yes or no, after reading what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll

from departments.wording import N_
from tui.actions import bindings
from tui.dialogs.dialog import Dialog
from tui.widgets.folded_text import FoldedText, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.language import Language


class ConfirmDialog(Dialog[bool]):
    """Answers True for Enter."""

    DEFAULT_CSS = "ConfirmDialog VerticalScroll { height: auto; max-height: 16; }"
    HELP = N_(
        "Read what it is about; arrows and PageDown move the text. Enter does it, Esc leaves everything as it is."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("accept")

    def __init__(self, language: Language, title: str, lines: Sequence[str]) -> None:
        """Args: language, question, and what to read first."""
        super().__init__(language, title)
        self._lines = tuple(lines)

    def compose_dialog(self) -> ComposeResult:
        """The lines."""
        with VerticalScroll():
            yield FoldedText(paragraphs("\n".join(self._lines)))

    def action_accept(self) -> None:
        """Answer yes."""
        self.dismiss(True)  # noqa: FBT003 - the answer itself
