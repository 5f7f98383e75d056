"""One indicator in the form: its target and last figure beside the field for this period's."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from textual import getters, on
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from departments.figures import format_figure, format_percent, format_points, parse_figure
from departments.plan import Comparator
from departments.refusals import BadInput
from departments.wording import N_
from tui.terminal_safety import plain
from tui.widgets import field_help
from tui.widgets.fields import LineInput
from tui.widgets.findings import FindingLines
from tui.widgets.light import light_words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from departments.checks import LastFigure
    from departments.lights import IndicatorLight
    from departments.plan import Indicator
    from tui.language import Language


TARGETS = MappingProxyType(
    {
        Comparator.AT_LEAST: N_("at least {target}"),
        Comparator.ABOUT: N_("about {target}"),
        Comparator.EXACT: N_("exactly {target}"),
        Comparator.AT_MOST: N_("at most {target}"),
        Comparator.GROWTH: N_("growth of {target}"),
    }
)
"""How a target is said."""


class FigureField(Vertical):
    """A figure, or why there is none."""

    DEFAULT_CSS = """
    FigureField { height: auto; }
    FigureField > Static { height: auto; padding: 0 1; }
    FigureField Horizontal { height: 1; }
    FigureField .figure-label { width: 14; padding: 0 1; }
    FigureField #figure { width: 22; }
    FigureField #absent { width: 1fr; margin: 0 1 0 0; }
    FigureField .figure-echo { width: 1fr; padding: 0 1; height: 1; }
    FigureField .figure-absent.-unwanted { display: none; }
    FigureField > .figure-standing { display: none; padding: 0 1 0 14; }
    FigureField > .figure-standing.-shown { display: block; }
    """

    figure = getters.query_one("#figure", LineInput)
    absent = getters.query_one("#absent", LineInput)
    findings = getters.query_one(FindingLines)

    def __init__(self, indicator: Indicator, last: LastFigure | None, language: Language) -> None:
        """Args: the indicator, its figure as it was told last, and the language."""
        super().__init__()
        self._indicator = indicator
        self._last = last
        self._language = language
        self._told = ""

    @property
    def indicator(self) -> Indicator:
        """Whose figure it is."""
        return self._indicator

    def compose(self) -> ComposeResult:
        """The indicator, the field with its echo, the reason, and what is wrong."""
        say = self._language.say
        yield Static(plain(self._about()))
        with Horizontal():
            yield Static(plain(say("Figure")), classes="figure-label label")
            yield LineInput(id="figure", help=field_help.FIGURE[self._indicator.basis])
            yield Static(classes="figure-echo", markup=False)
        with Horizontal(classes="figure-absent"):
            yield Static(plain(say("Or why none")), classes="figure-label label")
            yield LineInput(id="absent", help=field_help.ABSENT)
        yield Static(classes="figure-standing", markup=False)
        yield FindingLines(self._language)

    def _about(self) -> str:
        say, indicator, last = self._language.say, self._indicator, self._last
        parts = (
            say("{name} ({unit})", name=indicator.name, unit=indicator.unit),
            say(TARGETS[indicator.comparator], target=indicator.target),
            self._language.term(indicator.basis),
            say("last: {value} ({period})", value=last.value, period=last.period) if last else say("no earlier figure"),
        )
        return "  ".join(parts)

    @on(LineInput.Changed)
    def show_echo(self) -> None:
        """Say how what is typed is understood, and ask for a reason where nothing is and something can be typed."""
        text = self.figure.value.strip()
        is_asked = not text and not self.figure.disabled
        self.query_one(".figure-absent").set_class(not (is_asked or self.absent.value), "-unwanted")
        self.query_one(".figure-echo", Static).update(plain(self._echo(text)))

    def _echo(self, text: str) -> str:
        try:
            value = parse_figure(text, self._indicator.unit) if text else None
        except BadInput:
            return ""
        return "" if value is None else f"= {self._language.figure(value, self._indicator.unit)}"

    def show_standing(self, standing: IndicatorLight | None) -> None:
        """Show, under a figure, what it comes to: the change since the last one, the share of the target, the light.

        Args:
            standing: the indicator's light with the figure as it is typed; None where there is none.
        """
        told = self._standing(standing) if standing and standing.value is not None else ""
        line = self.query_one(".figure-standing", Static)
        if told == self._told:
            return
        self._told = told
        line.update(plain(told))
        line.set_class(bool(told), "-shown")

    def _standing(self, standing: IndicatorLight) -> str:
        assert standing.value is not None  # noqa: S101 - asked before
        say, last, value = self._language.say, self._last, standing.value
        parts = []
        if last:
            change = f"{'' if value < last.value else '+'}{format_figure(value - last.value)}"
            parts.append(say("{change} since {period}", change=change, period=last.period))
        if standing.completion is not None:
            parts.append(say("done {share}", share=format_percent(standing.completion)))
        if standing.gap is not None:
            parts.append(say("gap {gap}", gap=format_points(standing.gap)))
        if standing.light is not None:
            parts.append(light_words(standing.light, self._language))
        return "  ".join(parts)
