"""A table in which what was looked for is marked, and what its rows are found by."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import field, frozen

from departments.search import Findable, Wanted, findable, together
from tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from departments.readings import Readings
    from departments.search import Span

NOTHING = Wanted.typed("")
_OTHERS = " +"
"""What comes behind an indicator's name where the row has more of them."""

_SIGN = 1
"""Characters of a sign behind a code: that somebody is typing there, or has typed something and not saved it."""


@frozen
class Finder:
    """What the rows of a list are found by."""

    _by_key: Mapping[str, Findable] = field(factory=lambda: MappingProxyType({}))
    _by_text: Mapping[str, Findable] = field(factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, texts: Mapping[str, Iterable[str]], *, people: Iterable[str] = (), readings: Readings = ()) -> Finder:
        """Make the texts ready. Reads Pinyin: for when a list is loaded, off the event loop.

        Args:
            texts: by the row's key; a cell that shows one of them gets the marks.
            people: those of the texts that are people's names.
            readings: how departments' names are said, where some stand in the texts.
        """
        named, every = frozenset(people), {each for found in texts.values() for each in found if each}
        by_text = {each: findable(each, is_person=each in named, readings=readings) for each in every}
        return cls({key: together(by_text[each] for each in found if each) for key, found in texts.items()}, by_text)

    def beside(self, other: Finder) -> Finder:
        """What the rows of both lists are found by."""
        return Finder({**self._by_key, **other._by_key}, {**self._by_text, **other._by_text})

    def takes(self, key: str, wanted: Wanted) -> bool:
        """Whether a row has what is looked for; every row, as long as nothing is."""
        if not wanted:
            return True
        found = self._by_key.get(key)
        return found is not None and wanted.is_in(found)

    def spans(self, text: str, wanted: Wanted) -> tuple[tuple[int, int], ...]:
        """Where to mark a cell's text."""
        by_text = self._by_text
        found = by_text.get(text) or by_text.get(text.rpartition(_OTHERS)[0]) or by_text.get(text[:-_SIGN])
        return wanted.spans(found) if found else ()


class FoundTable(RowTable):
    """Rows, with what was looked for marked in them."""

    _finder = Finder()
    _wanted = NOTHING

    def mark(self, finder: Finder, wanted: Wanted) -> None:
        """Mark this in whatever is shown from now on."""
        self._finder, self._wanted = finder, wanted
        self.refresh()

    def spans(self, text: str) -> Sequence[Span]:
        """What was looked for, in a cell's text."""
        return self._finder.spans(text, self._wanted) if self._wanted else ()
