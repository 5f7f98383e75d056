"""Choosing one of several: with the arrows and Enter, by its number, or by typing a part of its name."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual import getters
from textual.widgets import Static

from departments.wording import N_
from tui.actions import bindings
from tui.dialogs.dialog import Dialog
from tui.terminal_safety import plain
from tui.widgets.pick_table import PickTable
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key

    from tui.language import Language


@frozen
class Choice:
    """One of those to choose from."""

    key: str
    """What the dialog answers."""
    label: str
    """What the person reads."""


class ChooseDialog(Dialog[str]):
    """Answers the key of what was chosen."""

    DEFAULT_CSS = "ChooseDialog PickTable { height: auto; max-height: 14; }"
    HELP = N_(
        "Choose one: arrows and Enter, or its number. What you type narrows the list: characters, code or Pinyin"
        " initials; Backspace takes the last one back, Esc shows all again."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("accept")

    table = getters.query_one(PickTable)

    def __init__(
        self, language: Language, title: str, choices: Sequence[Choice], *, text: str = "", chosen: str | None = None
    ) -> None:
        """Args: language, question, what there is, a text above it, and the key that is chosen at first."""
        super().__init__(language, title)
        self._choices = tuple(choices)
        self._text = text
        self._chosen = chosen

    def compose_dialog(self) -> ComposeResult:
        """The text and the choices."""
        if self._text:
            yield Static(plain(self._text))
        yield PickTable(self.language)

    def on_mount(self) -> None:
        """Show the choices, with numbers."""
        columns = (Column("", 2, is_right=True), Column("", 0))
        rows = [Row(each.key, (Cell(str(n)), Cell(each.label))) for n, each in enumerate(self._choices, 1)]
        self.table.styles.height = min(len(rows) + 1, 14)
        texts = {each.key: (each.label, each.key) for each in self._choices}
        self.table.offer(columns, rows, texts, is_numbered=True)
        self.table.choose(self._chosen)
        self.table.focus()

    def on_key(self, event: Key) -> None:
        """A number answers at once where there are fewer than ten."""
        typed = unicodedata.normalize("NFKC", event.character or "")
        if typed.isdecimal() and len(typed) == 1 and 1 <= int(typed) <= len(self._choices) < 10:  # noqa: PLR2004 - one digit
            event.stop()
            self.dismiss(self._choices[int(typed) - 1].key)

    def action_accept(self) -> None:
        """Answer what is chosen, if anything is left to choose from."""
        if self.table.chosen is not None:
            self.dismiss(self.table.chosen)
