"""Choosing one of several: with the arrows and Enter, by its number, or by typing a part of its name."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve, frozen
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

    from departments.directory import Department
    from departments.readings import Readings
    from tui.language import Language


@frozen
class Choice:
    """One of those to choose from."""

    key: str
    """What the dialog answers."""
    label: str
    """What the person reads."""
    number: str = ""
    """The number that it has of its own, by which people know it; where none of them has one, they are counted."""
    found_by: tuple[str, ...] = ()
    """What it is found by beside label and key."""


def choose_department(department: Department, label: str = "") -> Choice:
    """A department to choose, found by its full name too.

    Args:
        department: which one.
        label: what stands there in place of its short name.
    """
    return Choice(department.code, label or department.short_name, found_by=(department.name,))


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
        self,
        language: Language,
        title: str,
        choices: Sequence[Choice],
        *,
        text: str = "",
        chosen: str | None = None,
        readings: Readings = (),
    ) -> None:
        """Args: language, question, what there is, a text above, the key chosen at first, how names in it are said."""
        super().__init__(language, title)
        counted = not any(each.number for each in choices)
        self._choices = tuple(evolve(each, number=str(n)) if counted else each for n, each in enumerate(choices, 1))
        self._text = text
        self._chosen = chosen
        self._readings = readings

    def compose_dialog(self) -> ComposeResult:
        """The text and the choices."""
        if self._text:
            yield Static(plain(self._text))
        yield PickTable(self.language)

    def on_mount(self) -> None:
        """Show the choices, with numbers."""
        columns = (Column("", max(2, *(len(each.number) for each in self._choices)), is_right=True), Column("", 0))
        rows = [Row(each.key, (Cell(each.number), Cell(each.label))) for each in self._choices]
        self.table.styles.height = min(len(rows) + 1, 14)
        texts = {each.key: (each.label, each.key, *each.found_by) for each in self._choices}
        self.table.offer(columns, rows, texts, is_numbered=True, readings=self._readings)
        self.table.choose(self._chosen)
        self.table.focus()

    def on_key(self, event: Key) -> None:
        """A number answers at once where each has one digit at most."""
        typed = unicodedata.normalize("NFKC", event.character or "")
        meant = next((each for each in self._choices if each.number and each.number == typed), None)
        if meant is not None and all(len(each.number) <= 1 for each in self._choices):
            event.stop()
            self.dismiss(meant.key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Only what is left can be chosen."""
        return action != "accept" or any(table.chosen is not None for table in self.query(PickTable))

    def action_accept(self) -> None:
        """Answer what is chosen, if anything is left to choose from."""
        if self.table.chosen is not None:
            self.dismiss(self.table.chosen)
