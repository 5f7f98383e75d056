"""Asking for a few lines at once, each with a label: a date and a reason, a new account's names."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual.widgets import Static

from departments.wording import N_
from tui.actions import bindings
from tui.dialogs.typing_dialog import TypingDialog
from tui.terminal_safety import plain
from tui.widgets.fields import LineInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.language import Language


@frozen
class Field:
    """One line to fill in."""

    label: str
    """In the person's language."""
    value: str = ""
    """What stands in it at first."""
    help: str = ""
    """An English sentence of the catalogue about what goes in."""


class FieldsDialog(TypingDialog[tuple[str, ...]]):
    """Answers what stands in the fields, in their order; whether it will do is for the desk to say."""

    HELP = N_(
        "Fill in the lines: Enter or Tab goes to the next one, Enter in the last one answers. Esc leaves everything as"
        " it is."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("accept_text")

    def __init__(self, language: Language, title: str, fields: Sequence[Field], *, text: str = "") -> None:
        """Args: language, question, the fields, and a text above them."""
        super().__init__(language, title)
        self._fields = tuple(fields)
        self._text = text

    def compose_dialog(self) -> ComposeResult:
        """The text, and each field under its label."""
        if self._text:
            yield Static(plain(self._text))
        for each in self._fields:
            yield Static(plain(each.label), classes="label")
            yield LineInput(each.value, help=each.help)

    def on_mount(self) -> None:
        """Begin in the first field."""
        self.query(LineInput).first().focus()

    def on_input_submitted(self, event: LineInput.Submitted) -> None:
        """Enter goes to the next field, and from the last one answers."""
        inputs = list(self.query(LineInput))
        place = next((place for place, each in enumerate(inputs) if each is event.input), len(inputs) - 1)
        if place + 1 < len(inputs):
            inputs[place + 1].focus()
        else:
            self.action_accept_text()

    def action_accept_text(self) -> None:
        """Answer what stands in the fields."""
        self.dismiss(tuple(each.value.strip() for each in self.query(LineInput)))
