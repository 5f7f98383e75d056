"""Asking for a reason in a few sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.widgets import Static

from departments.wording import N_
from tui.actions import bindings
from tui.dialogs.dialog import Dialog
from tui.terminal_safety import plain
from tui.widgets.text_input import TextInput

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.language import Language


class ReasonDialog(Dialog[str]):
    """Answers the reason; an empty one is for the desk to refuse."""

    HELP = N_(
        "Write the reason in a few sentences; Enter begins a new line. F2 does it, Esc leaves everything as it is."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("accept_text")

    reason = getters.query_one(TextInput)

    def __init__(self, language: Language, title: str, text: str, *, reason: str = "") -> None:
        """Args: language, question, what the reason is for, and a reason to begin with."""
        super().__init__(language, title)
        self._text = text
        self._begun = reason

    def compose_dialog(self) -> ComposeResult:
        """The text and a field."""
        yield Static(plain(self._text))
        yield TextInput(self._begun, help=N_("Why, and what has to be done; the people concerned will read it."))

    def on_mount(self) -> None:
        """Begin in the field."""
        self.reason.styles.min_height = 5
        self.reason.focus()

    def action_accept_text(self) -> None:
        """Answer the reason."""
        self.dismiss(self.reason.text)
