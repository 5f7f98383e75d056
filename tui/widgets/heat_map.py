"""Counts of lights as a table that shows at a glance where they gather: rows × lights.

A count stands in its light's tone under its light's sign; the lights that a row has most of stand out reversed.
No count is a dot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen
from rich.cells import cell_len

from departments.lights import Light
from departments.overview import LightCounts
from tui.widgets.light import SIGNS, light_words, tone_of
from tui.widgets.row_table import Cell, Column, Row, RowTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Resize

    from tui.language import Language

_HOT = "hot-"
_NAME_WIDTH = 12
"""Cells that a row's name has at least: departments that begin alike are told apart."""
_COUNT_WIDTH = 3
_HOT_FROM = 3
"""A light stands out from one in so many on."""
_ALARMING = (Light.SLIGHTLY_BEHIND, Light.BEHIND, Light.MISSING)


@frozen
class HeatRow:
    """A row of counts."""

    key: str
    name: str
    lights: LightCounts
    beside: tuple[str, ...] = ()
    """What stands to the right of the counts."""


class HeatMap(RowTable):
    """Rows × lights."""

    _with_words: tuple[Column, ...] = ()
    _with_signs: tuple[Column, ...] = ()

    def show_counts(
        self,
        title: str,
        rows: Sequence[HeatRow],
        language: Language,
        *,
        beside: Sequence[Column] = (),
        has_words: bool = False,
    ) -> None:
        """Show these.

        Args:
            title: what the rows are.
            rows: in their order.
            language: the reader's.
            beside: the columns to the right of the counts.
            has_words: whether the lights' words stand above the counts where there is room, and not their signs alone.
        """
        lights = [each for each in Light if each is not Light.NOT_DUE or any(row.lights.not_due for row in rows)]
        words = [light_words(each, language) for each in lights]
        signs = [SIGNS[each] for each in lights]
        self._with_signs = _columns(title, signs, beside)
        self._with_words = _columns(title, words, beside) if has_words else self._with_signs
        self.show(self._fitting(self.size.width), [_row(each, lights) for each in rows])

    def on_resize(self, event: Resize) -> None:
        """Use the room that there is now."""
        self.show(self._fitting(event.size.width), self.rows)

    def _fitting(self, width: int) -> tuple[Column, ...]:
        """The heads: words where they leave the names enough room."""
        taken = sum(each.width + 1 for each in self._with_words)
        return self._with_words if width - taken >= _NAME_WIDTH else self._with_signs


def _columns(title: str, heads: Sequence[str], beside: Sequence[Column]) -> tuple[Column, ...]:
    counted = (Column(head, max(cell_len(head), _COUNT_WIDTH), is_right=True) for head in heads)
    return (Column(title, 0), *counted, *beside)


def _row(row: HeatRow, lights: Sequence[Light]) -> Row:
    counts = (_count(light, row.lights) for light in lights)
    return Row(row.key, (Cell(row.name), *counts, *(Cell(text) for text in row.beside)))


def _count(light: Light, lights: LightCounts) -> Cell:
    count = lights.of(light)
    if not count:
        return Cell(".", "muted")
    is_hot = light in _ALARMING and count * _HOT_FROM >= lights.total
    return Cell(str(count), f"{_HOT}{tone_of(light)}" if is_hot else tone_of(light))
