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
        "Write the reason in a few sentences; Enter begins a new line. {key_accept_text} does it, Esc"
        " twice gives up what was typed."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("accept_text")

    reason = getters.query_one(TextInput)

    def __init__(self, language: Language, title: str, text: str, *, reason: str = "") -> None:
        """Args: language, question, what the reason is for, and a reason to begin with."""
        super().__init__(language, title)
        self._text = text
        self._begun = self._told_of = reason

    def compose_dialog(self) -> ComposeResult:
        """The text and a field."""
        yield Static(plain(self._text))
        yield TextInput(self._begun, help=N_("Why, and what has to be done; the people concerned will read it."))
        yield Static(plain(self.say("Esc once more gives up what you typed here.")), id="lost", classes="alarm hidden")

    def on_mount(self) -> None:
        """Begin in the field."""
        self.reason.styles.min_height = 5
        self.reason.focus()

    def action_go_back(self) -> None:
        """Answer nothing; what was typed is given up by a second Esc alone."""
        typed = self.reason.text
        if typed.strip() and typed not in (self._begun, self._told_of):
            self._told_of = typed
            self.query_one("#lost").remove_class("hidden")
            return
        super().action_go_back()

    def action_accept_text(self) -> None:
        """Answer the reason."""
        self.dismiss(self.reason.text)
