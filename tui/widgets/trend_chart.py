"""How the year goes, as a small chart of columns with its figures under it; in ASCII, one cell a sign everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from departments.lights import Light
from departments.periods import LAST_MONTH
from departments.wording import N_
from tui.widgets.fitted_text import fit
from tui.widgets.light import SIGNS, light_words, tone_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from departments.periods import Period
    from departments.trend import TrendPoint
    from tui.language import Language

_STEPS = " _-#"
"""What the topmost cell of a column shows, from empty to full."""
_WORST_FIRST = (Light.BEHIND, Light.MISSING)
_LEAST_ROWS = 2
_LEAST_COLUMN, _WIDE_COLUMN = 3, 5
"""Cells of a column with the gap before it."""


def bar(share: Fraction, rows: int) -> str:
    """A column of so many rows, from its foot to its top."""
    steps = round(share * rows * (len(_STEPS) - 1))
    full, rest = divmod(steps, len(_STEPS) - 1)
    return (_STEPS[-1] * full + (_STEPS[rest] if full < rows else "")).ljust(rows)[:rows]


class TrendChart(Widget):
    """Columns for the share on pace; under them the share, what is behind and what is missing, and the month."""

    DEFAULT_CSS = """
    TrendChart { height: 1fr; padding: 0 1; }
    """

    def __init__(self, language: Language, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Args: the reader's language, and an id."""
        super().__init__(id=id)
        self._language = language
        self._points: tuple[TrendPoint, ...] = ()
        self._chosen: Period | None = None

    def show(self, points: Sequence[TrendPoint], chosen: Period) -> None:
        """Show the year up to now, the chosen period marked."""
        self._points, self._chosen = tuple(points), chosen
        self.refresh()

    def render(self) -> Content:
        """The chart, as high as there is room; where a year is too wide, its latest periods."""
        say = self._language.say
        widest = max((len(each) for point in self._points for each in _figures_of(point)), default=0)
        width = _WIDE_COLUMN if self.size.width >= _WIDE_COLUMN * LAST_MONTH + 8 else max(widest + 1, _LEAST_COLUMN)
        shown = self._points[-(self.size.width // width) :]
        room = self.size.width - width * len(shown) - 1
        rows = max(self.size.height - 5, _LEAST_ROWS)
        lines = [Content.styled(fit(say(N_("Done or on track, of all due")), self.size.width), "bold $label")]
        bars = [bar(each.on_pace, rows) if each.on_pace is not None else " " * rows for each in shown]
        for row in reversed(range(rows)):
            line = "".join(f"{each[row] * (width - 1):>{width}}" for each in bars)
            lines.append(Content.styled(line, "$light-on-track"))
        styles = ("bold", *(f"$light-{tone_of(light)}" for light in _WORST_FIRST))
        labels = (("%",), *((light_words(light, self._language), SIGNS[light]) for light in _WORST_FIRST))
        for figures, style, label in zip(zip(*map(_figures_of, shown), strict=True), styles, labels, strict=False):
            text = "".join(f"{each:>{width}}" for each in figures)
            lines.append(Content.styled(text + _that_fits(label, room), style))
        return Content("\n").join([*lines, self._months(shown, width, room)])

    def _months(self, shown: Sequence[TrendPoint], width: int, room: int) -> Content:
        parts: list[Content] = []
        for each in shown:
            is_chosen = each.period == self._chosen
            month = f"{each.period.month}"
            parts += [Content(" " * (width - len(month))), Content.styled(month, "bold reverse" if is_chosen else "")]
        return Content("").join([*parts, Content(_that_fits((self._language.say(N_("month")),), room))])


def _figures_of(point: TrendPoint) -> tuple[str, ...]:
    """What stands under a column: the share, and how many are behind and missing."""
    share = "--" if point.on_pace is None else f"{round(point.on_pace * 100)}"
    return share, *(str(point.lights.of(light)) for light in _WORST_FIRST)


def _that_fits(labels: Sequence[str], room: int) -> str:
    """The first of the labels for which there is room behind the columns; none in a year that fills the line."""
    return next((f" {each}" for each in labels if cell_len(each) <= room), "")
