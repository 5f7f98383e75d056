"""How the year goes, as a small chart of columns with its figures under it; in ASCII, one cell a sign everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from departments.lights import Light
from departments.wording import N_
from tui.widgets.fitted_text import fit
from tui.widgets.light import SIGNS, tone_of

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
        """The chart, as high as there is room."""
        say = self._language.say
        width = 3 if self.size.width < 12 * 5 + 8 else 5
        rows = max(self.size.height - 5, _LEAST_ROWS)
        lines = [Content.styled(fit(say(N_("Done or on track, of all due")), self.size.width), "bold $label")]
        bars = [bar(each.on_pace, rows) if each.on_pace is not None else " " * rows for each in self._points]
        for row in reversed(range(rows)):
            line = "".join(f"{each[row] * (width - 1):>{width}}" for each in bars)
            lines.append(Content.styled(line, "$light-on-track"))
        shares = [f"{round(each.on_pace * 100)}" if each.on_pace is not None else "--" for each in self._points]
        lines.append(self._figures(shares, width, "%", "bold"))
        for light in _WORST_FIRST:
            counts = [str(each.lights.of(light)) for each in self._points]
            label = f"{SIGNS[light]} {self._language.term(light)}"
            lines.append(self._figures(counts, width, label, f"$light-{tone_of(light)}"))
        lines.append(self._months(width))
        return Content("\n").join(lines)

    def _figures(self, figures: Sequence[str], width: int, label: str, style: str) -> Content:
        return Content.styled("".join(f"{each:>{width}}" for each in figures) + f" {label}", style)

    def _months(self, width: int) -> Content:
        parts: list[Content] = []
        for each in self._points:
            is_chosen = each.period == self._chosen
            month = f"{each.period.month}"
            parts += [Content(" " * (width - len(month))), Content.styled(month, "bold reverse" if is_chosen else "")]
        return Content("").join([*parts, Content(" " + self._language.say(N_("month")))])
