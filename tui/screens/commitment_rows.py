"""A department's list as values: what a row says, what it is found by, and which columns fit which width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen
from rich.cells import cell_len

from departments.figures import format_figure, format_percent, format_points
from departments.lights import IndicatorLight, Light, is_better
from departments.reports import State
from tui.widgets.editing_line import SIGN
from tui.widgets.found_table import Finder
from tui.widgets.light import light_words, tone_of
from tui.widgets.row_table import Cell, Column, Row
from tui.widgets.unsaved_line import UNSAVED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from decimal import Decimal
    from enum import StrEnum
    from typing import TypeVar

    from departments.desks import ReportView
    from departments.plan import Commitment, Indicator
    from tui.language import Language

    E = TypeVar("E", bound=StrEnum)

WIDE = 120
"""From so many columns on the quote and the indicator stand apart."""
_LONGEST_TARGET = 8
_LONGEST_QUOTE = 96
"""Cells that a commitment's words have at most: what they deliver is read beside them."""
_SHORTEST_NAME = 14
"""Cells that a commitment's name has at least: longer words of a language leave fewer figures room."""


@frozen
class Narrowing:
    """What the list is narrowed to."""

    light: Light | None = None
    state: State | None = None

    @property
    def is_on(self) -> bool:
        """Whether anything is left out."""
        return bool(self.light or self.state)

    def takes(self, view: ReportView) -> bool:
        """Whether a commitment stays in the list, with its report."""
        return (self.light is None or (view.is_lead and view.light.light is self.light)) and (
            self.state is None or view.report.state is self.state
        )


def words_of(commitment: Commitment) -> tuple[str, ...]:
    """The texts that a commitment is found by."""
    return (commitment.id, commitment.quote, commitment.heading, *(each.name for each in commitment.indicators))


def found_by(commitments: Iterable[Commitment]) -> Finder:
    """What each commitment is found by. Reads Pinyin: not for the event loop."""
    return Finder.of({each.id: words_of(each) for each in commitments})


def is_to_do(view: ReportView) -> bool:
    """Whether the department still owes this report: due, led by it, and not with the commission, as urges count."""
    return view.is_due and view.is_lead and not view.report.state.counts


def columns(width: int, language: Language) -> tuple[Column, ...]:
    """The columns that fit; the last figures give way first."""
    say, is_wide = language.say, width >= WIDE
    named = (
        Column(say("No."), 4, is_right=True),
        Column(say("Light"), _width_of((*(light_words(each, language) for each in Light), say("? overdue")))),
        Column(say("State"), _width_of(map(language.term, State))),
        Column(say("Code"), 7),
        Column(say("Commitment"), 0, most=_LONGEST_QUOTE),
        *((Column(say("Indicator"), 26),) if is_wide else ()),
    )
    figures: tuple[Column, ...] = (
        Column(say("Target"), 14 if is_wide else _LONGEST_TARGET, is_right=True),
        Column(say("To date"), 12 if is_wide else 8, is_right=True),
        Column(say("Share"), 6, is_right=True),
        Column(say("Gap"), 6, is_right=True),
    )
    while figures and width - sum(each.width + 1 for each in (*named, *figures)) < _SHORTEST_NAME:
        figures = figures[:-1]
    return named + figures


def _width_of(words: Iterable[str]) -> int:
    return max(cell_len(word) for word in words)


def rows(
    views: Sequence[tuple[int, ReportView]],
    width: int,
    language: Language,
    editing: Collection[str] = (),
    unsaved: Collection[str] = (),
) -> tuple[Row, ...]:
    """The rows, each with its number in the whole list.

    Args:
        views: the reports with their numbers.
        width: columns of the terminal.
        language: the reader's.
        editing: commitments in whose reports a colleague is typing now; they get a sign.
        unsaved: those in whose reports the reader has typed something and not saved it; another sign, where that one
            isn't.
    """
    is_wide, count = width >= WIDE, len(columns(width, language))
    found = []
    for number, view in views:
        commitment = view.commitment.id
        sign = SIGN if commitment in editing else UNSAVED if commitment in unsaved else ""
        said = _said(number, view, language, sign)
        found.append(Row(view.commitment.id, (*said, *_what(view, count - len(said), language, is_wide=is_wide))))
    return tuple(found)


def _said(number: int, view: ReportView, language: Language, sign: str) -> tuple[Cell, ...]:
    """Everything before the commitment itself."""
    state = view.report.state
    return (
        Cell(str(number)),
        _light(view, language),
        Cell(language.term(state), _state_tone(view)),
        Cell(view.commitment.id + sign),
    )


def _light(view: ReportView, language: Language) -> Cell:
    if not view.is_lead:
        return Cell(language.say("supporting"), "muted")
    light = view.light.light
    if light is Light.MISSING and view.is_late:
        return Cell(language.say("? overdue"), "alarm-text")
    return Cell(light_words(light, language), tone_of(light))


def _state_tone(view: ReportView) -> str:
    if view.report.open_return:
        return "alarm"
    return {State.EMPTY: "muted", State.DRAFT: "slightly-behind", State.APPROVED: "done"}.get(view.report.state, "")


def _what(view: ReportView, count: int, language: Language, *, is_wide: bool) -> tuple[Cell, ...]:
    """The commitment and its figures, in so many columns."""
    quote = view.commitment.quote
    shown = worst_indicator(view) if view.is_lead else None
    if shown is None:
        return (Cell(quote, span=count),)
    others = len(view.commitment.indicators) - 1
    name = shown.indicator.name + (f" +{others}" if others else "")
    widths = (14, 12) if is_wide else (_LONGEST_TARGET, 8)
    target, value = figure_words(shown.indicator, shown.value, widths, language)
    said = (
        *((Cell(quote), Cell(name)) if is_wide else (Cell(name),)),
        Cell(target),
        Cell(value or ("--" if view.report.figure_absent else "")),
        Cell(format_percent(shown.completion) if shown.completion is not None else ""),
        Cell(format_points(shown.gap) if shown.gap is not None else ""),
    )
    return said[:count]


def worst_indicator(view: ReportView) -> IndicatorLight | None:
    """The indicator that a row shows: the worst one with a figure, else the first."""
    lights = view.preview.indicators or tuple(
        IndicatorLight(each, None, None, None, None) for each in view.commitment.indicators
    )
    lit = [each for each in lights if each.light is not None]
    chosen = lit[0] if lit else (lights[0] if lights else None)
    for each in lit:
        if chosen and each.light and chosen.light and is_better(chosen.light, each.light):
            chosen = each
    return chosen


def target_words(indicator: Indicator, width: int, language: Language) -> str:
    """The target with its unit where both fit, else the figure alone."""
    said = language.figure(indicator.target, indicator.unit)
    return said if cell_len(said) <= width else format_figure(indicator.target)


def figure_words(
    indicator: Indicator, value: Decimal | None, widths: tuple[int, int], language: Language
) -> tuple[str, str]:
    """The target as above, and the figure beside it to the same scale; empty where there is none.

    Args:
        indicator: whose.
        value: the figure.
        widths: the cells of both.
        language: the reader's.
    """
    unit, (width, width_beside) = indicator.unit, widths
    said = language.figure(indicator.target, unit)
    beside = "" if value is None else language.number_beside(value, unit)
    if cell_len(said) <= width and len(beside) <= width_beside:
        return said, beside
    return format_figure(indicator.target), "" if value is None else format_figure(value)


def next_of(order: Iterable[E], there: Collection[E | None], present: E | None) -> E | None:
    """What a list is narrowed to after the present light or state: the next of those that there are, then to none.

    Args:
        order: lights or states, the one to begin with first.
        there: what the rows have.
        present: what the list is narrowed to.
    """
    choices = [None, *(each for each in order if each in there)]
    place = choices.index(present) if present in choices else 0
    return choices[(place + 1) % len(choices)]
