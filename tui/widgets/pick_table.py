"""A table to pick from: what is typed narrows it at once, and a number goes to its row.

There is no field to go to first: letters, Pinyin and Chinese characters narrow the rows, Backspace takes the last one
back, Esc shows all again. What was typed stands in the head.
"""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve
from textual import work

from departments.search import Wanted
from tui.background import aside
from tui.widgets.found_table import NOTHING, Finder, FoundTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.events import Key

    from departments.readings import Readings
    from tui.language import Language
    from tui.widgets.row_table import Column, Row


class PickTable(FoundTable):
    """Rows to pick from; Enter and Esc on all rows are the dialog's."""

    def __init__(self, language: Language) -> None:
        """Args: the reader's language."""
        super().__init__()
        self._language = language
        self._heads: tuple[Column, ...] = ()
        self._offered: tuple[Row, ...] = ()
        self._is_numbered = self._takes_digits = False
        self._typed = ""
        self.is_ready = False
        """Whether what is typed narrows the rows already."""
        self._more: tuple[Row, ...] = ()
        self._found_by = self._more_found_by = Finder()

    def offer(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        texts: Mapping[str, tuple[str, ...]],
        *,
        is_numbered: bool = False,
        takes_digits: bool = False,
        readings: Readings = (),
    ) -> None:
        """Show the rows, and narrow them from now on to what is typed.

        Args:
            columns: the last flexible one's head shows what was typed.
            rows: all of them.
            texts: what each is found by, by its key.
            is_numbered: whether digits alone are a row's number, which is its first cell; where one digit is enough, it
                is the dialog's.
            takes_digits: whether a digit is typed here even then, since it may begin a code.
            readings: how departments' names among the texts are said.
        """
        self._heads, self._offered = tuple(columns), tuple(rows)
        self._is_numbered, self._takes_digits = is_numbered, takes_digits
        self.show(columns, rows)
        self._make_ready(texts, readings)
        self.screen.refresh_bindings()

    def offer_more(self, rows: Sequence[Row], finder: Finder) -> None:
        """Offer these below the others, to whoever types something: they are too many to be looked through.

        Args:
            rows: under the same columns, without numbers.
            finder: what they are found by.
        """
        self._more, self._more_found_by = tuple(rows), finder
        self._find_anew()

    @work
    async def _make_ready(self, texts: Mapping[str, tuple[str, ...]], readings: Readings) -> None:
        self._found_by = await aside(partial(Finder.of, texts, readings=readings))
        self._find_anew()
        self.is_ready = True

    def _find_anew(self) -> None:
        self._finder = self._found_by.beside(self._more_found_by)
        if self._typed:
            self._narrow(self._typed)

    def on_key(self, event: Key) -> None:
        """Take what narrows, and leave the rest to the dialog."""
        if event.key == "escape" and self._typed:
            self._narrow("")
        elif event.key == "backspace" and self._typed:
            self._narrow(self._typed[:-1])
        elif event.character and event.is_printable and self._takes(event.character):
            self._narrow(self._typed + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def _takes(self, character: str) -> bool:
        is_short = self._is_numbered and all(len(each) <= 1 for each in self._by_number())
        is_theirs = character.isdecimal() and is_short and not self._takes_digits
        return bool(self._typed) or not (is_theirs or character.isspace())

    def _narrow(self, typed: str) -> None:
        self._typed = typed
        number = unicodedata.normalize("NFKC", typed)
        is_number = self._is_numbered and number in self._by_number()
        self.empty = self._language.say("Nothing has that; Esc shows all again.")
        self._wanted = NOTHING if is_number else Wanted.typed(typed)
        offered = self._offered + self._more if self._wanted else self._offered
        self.show(self._said(), [row for row in offered if self._finder.takes(row.key, self._wanted)])
        if is_number:
            self.choose(self._by_number().get(number))
        self.screen.refresh_bindings()

    def _by_number(self) -> dict[str, str]:
        """Keys by the numbers of their rows."""
        return {row.cells[0].text: row.key for row in self._offered}

    def _said(self) -> tuple[Column, ...]:
        """The columns, with what was typed in the head of the flexible one."""
        said = self._language.say("Find: {text}", text=self._typed) if self._typed else ""
        return tuple(each if each.width or not said else evolve(each, title=said) for each in self._heads)
