"""A list whose rows have numbers: digits and Enter open one, wherever it stands, as people know it from menus."""

from __future__ import annotations

import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from departments.wording import N_
from tui.screens.finding import FindingPlace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.events import Key

_MOST_DIGITS = 3


class NumberedPlace(FindingPlace):
    """The place says which rows have which numbers, and opens what :meth:`take_chosen` gives."""

    DOES: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"open_item": N_("Open what is chosen; a number and Enter opens that item.")}
    )

    number_typed = ""
    """The digits so far."""

    @property
    def numbered(self) -> Sequence[str]:
        """The keys of the rows that have numbers, from 1 on; narrowed or not, each keeps its own."""
        raise NotImplementedError

    def on_key(self, event: Key) -> None:
        """Digits name a row, full-width ones too."""
        typed = unicodedata.normalize("NFKC", event.character or "")
        if typed.isdecimal() and self.numbered:
            event.stop()
            self._set_number((self.number_typed + typed)[-_MOST_DIGITS:])

    def on_row_table_moved(self) -> None:
        """Who goes to another row has left the number; the notice that named it goes as well."""
        self.number_typed = ""
        self.refresh_bindings()

    def forget_number(self) -> None:
        """Forget the digits, where some were typed."""
        if self.number_typed:
            self._set_number("")

    def action_go_back(self) -> None:
        """Forget the number, show all again, or go back to where the list was opened from."""
        if self.number_typed:
            self.forget_number()
        elif self.is_finding:
            self.forget_wanted()
        else:
            self.dismiss("")

    def take_chosen(self, chosen: str | None) -> str | None:
        """What is to be opened: the row whose number was typed, else the chosen one; the number is used up.

        Args:
            chosen: the key of the chosen row.
        """
        number, keys = self.number_typed, self.numbered
        self.forget_number()
        if not number:
            return chosen
        if not 1 <= int(number) <= len(keys):
            self.tell(self.say("There is no number {number} in the list.", number=number), is_alarm=True)
            return None
        return keys[int(number) - 1]

    def _set_number(self, number: str) -> None:
        self.number_typed = number
        self.tell(self.say("Enter opens number {number}", number=number) if number else "")
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A number can be opened whether or not a row is chosen."""
        return bool(action == "open_item" and self.number_typed) or super().check_action(action, parameters)
