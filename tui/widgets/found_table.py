"""A table in which what was looked for is marked, and what its rows are found by.

A mark is underlined and bold, so that it needs no colour and shows on the chosen row too.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import field, frozen
from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from departments.search import Findable, Wanted, findable, together
from tui.widgets.row_table import CUT, RowTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tui.widgets.row_table import Cell, Column

MARK = Style(underline=True, bold=True)
NOTHING = Wanted.typed("")
_OTHERS = " +"
"""What comes behind an indicator's name where the row has more of them."""


@frozen
class Finder:
    """What the rows of a list are found by."""

    _by_key: Mapping[str, Findable] = field(factory=lambda: MappingProxyType({}))
    _by_text: Mapping[str, Findable] = field(factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, texts: Mapping[str, Iterable[str]], *, people: Iterable[str] = ()) -> Finder:
        """Make the texts ready. Reads Pinyin: for when a list is loaded, off the event loop.

        Args:
            texts: by the row's key; a cell that shows one of them gets the marks.
            people: those of the texts that are people's names.
        """
        named = frozenset(people)
        by_text = {each: findable(each, is_person=each in named) for found in texts.values() for each in found if each}
        return cls({key: together(by_text[each] for each in found if each) for key, found in texts.items()}, by_text)

    def takes(self, key: str, wanted: Wanted) -> bool:
        """Whether a row has what is looked for; every row, as long as nothing is."""
        found = self._by_key.get(key)
        return not wanted or (found is not None and wanted.is_in(found))

    def spans(self, text: str, wanted: Wanted) -> tuple[tuple[int, int], ...]:
        """Where to mark a cell's text."""
        found = self._by_text.get(text) or self._by_text.get(text.rpartition(_OTHERS)[0])
        return wanted.spans(found) if found else ()


class FoundTable(RowTable):
    """Rows, with what was looked for marked in them."""

    _finder = Finder()
    _wanted = NOTHING

    def mark(self, finder: Finder, wanted: Wanted) -> None:
        """Mark this in whatever is shown from now on."""
        self._finder, self._wanted = finder, wanted
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line with its marks."""
        strip, place = super().render_line(y), y - 1 + int(self.scroll_offset.y)
        if not self._wanted or y == 0 or place >= len(self._rows):
            return strip
        ends = [end for span in self._marked(self._rows[place].cells) for end in span]
        if not ends:
            return strip
        pieces = strip.divide([*ends, strip.cell_length])
        return Strip.join(each.apply_style(MARK) if at % 2 else each for at, each in enumerate(pieces))

    def _marked(self, cells: tuple[Cell, ...]) -> Iterator[tuple[int, int]]:
        """From which cell of the line to which there are marks."""
        widths, place = self._widths(self.size.width), 0
        for cell in cells:
            spanned = widths[place : place + cell.span]
            left, width = sum(widths[:place]) + place, sum(spanned) + len(spanned) - 1
            yield from self._marked_in(cell.text, self._columns[place], left, width)
            place += cell.span

    def _marked_in(self, text: str, column: Column, left: int, width: int) -> Iterator[tuple[int, int]]:
        missing = width - cell_len(text)
        begin = left + missing if column.is_right and missing > 0 else left
        end = left + (width if missing >= 0 else width - len(CUT))
        for start, stop in self._finder.spans(text, self._wanted):
            first, last = begin + cell_len(text[:start]), min(begin + cell_len(text[:stop]), end)
            if first < last:
                yield first, last
