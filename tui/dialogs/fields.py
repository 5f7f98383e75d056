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
    from textual.events import DescendantFocus

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
        "Fill in the lines: Enter or Tab goes to the next one, Enter in the last one answers. What is proposed in a"
        " line is marked and goes with the first key that types; arrows and End keep it. Esc leaves everything as it"
        " is."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("accept_text")

    def __init__(
        self, language: Language, title: str, fields: Sequence[Field], *, text: str = "", again_at: int | None = None
    ) -> None:
        """Args: language, question, the fields, a text above them, and where to go on with what the person typed."""
        super().__init__(language, title)
        self._fields = tuple(fields)
        self._text = text
        self._is_proposed = again_at is None
        self.place = again_at or 0
        """Which field the person is in, from 0; when it has answered, which one it was."""

    def compose_dialog(self) -> ComposeResult:
        """The text, and each field under its label."""
        if self._text:
            yield Static(plain(self._text))
        for each in self._fields:
            yield Static(plain(each.label), classes="label")
            line = LineInput(each.value, help=each.help)
            line.select_on_focus = self._is_proposed and bool(each.value)
            yield line

    def on_mount(self) -> None:
        """Begin in the first field, or go on where the person was."""
        self._inputs[self.place].focus()

    @property
    def _inputs(self) -> list[LineInput]:
        return list(self.query(LineInput))

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Note where the person is; only at the first time is what stands there a proposal, which typing replaces."""
        for place, each in enumerate(self._inputs):
            if each is event.widget:
                each.select_on_focus = False
                self.place = place

    def on_input_submitted(self, event: LineInput.Submitted) -> None:
        """Enter goes to the next field, and from the last one answers."""
        inputs = self._inputs
        place = next((place for place, each in enumerate(inputs) if each is event.input), len(inputs) - 1)
        if place + 1 < len(inputs):
            inputs[place + 1].focus()
        else:
            self.action_accept_text()

    def action_accept_text(self) -> None:
        """Answer what stands in the fields."""
        self.dismiss(tuple(each.value.strip() for each in self.query(LineInput)))
