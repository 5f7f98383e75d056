"""The headline indicators as rows, with target, figure and pace; and what is furthest behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.figures import format_figure, format_percent, format_points
from departments.lights import Light
from departments.wording import N_
from tui.screens.standing_rows import worst_of
from tui.widgets.light import SIGNS, light_words, tone_of
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.overview import CommitmentRow, Overview
    from departments.trend import IndicatorRow
    from tui.language import Language

_NONE = "--"
_TARGET_WIDTH, _VALUE_WIDTH = 6, 7


def headline_columns(language: Language, *, is_wide: bool) -> tuple[Column, ...]:
    """The columns that fit."""
    say = language.say
    narrow = (
        Column(say(N_("Headline")), 0),
        Column(say("Target"), _TARGET_WIDTH, is_right=True),
        Column(say("To date"), _VALUE_WIDTH, is_right=True),
    )
    if not is_wide:
        return (*narrow, Column(say("Gap"), 6, is_right=True), Column("", 1))
    return (
        *narrow,
        Column(say("Share"), 7, is_right=True),
        Column(say(N_("Pace")), 7, is_right=True),
        Column(say("Gap"), 7, is_right=True),
        Column(say("Light"), 17 if language.code == "en" else 10),
    )


def headline_rows(rows: Sequence[IndicatorRow], language: Language, *, is_wide: bool) -> list[Row]:
    """The indicators in the plan's order."""
    return [_row(each, language, is_wide=is_wide) for each in rows]


def _row(row: IndicatorRow, language: Language, *, is_wide: bool) -> Row:
    light, indicator = row.light, row.indicator
    tone = tone_of(light) if light else "muted"
    name = Cell(f"{indicator.name}({indicator.unit})" if is_wide and indicator.unit else indicator.name)
    unit = "" if is_wide else _short_unit(row)
    target = Cell(format_figure(indicator.target) + unit)
    value = Cell(format_figure(row.value) + unit if row.value is not None else _NONE, tone)
    gap = format_points(row.gap) if row.gap is not None else _NONE
    if not is_wide:
        return Row(indicator.id, (name, target, value, Cell(gap, tone), Cell(SIGNS[light] if light else "", tone)))
    share = format_percent(row.completion) if row.completion is not None else _NONE
    pace = format_percent(row.pace) if row.pace is not None and row.gap is not None else _NONE
    shown = light_words(light, language) if light else _NONE
    return Row(indicator.id, (name, target, value, Cell(share), Cell(pace), Cell(gap, tone), Cell(shown, tone)))


def _short_unit(row: IndicatorRow) -> str:
    """``%`` where that is the unit and there is room for it behind target and figure."""
    is_there = row.indicator.unit == "%"
    fits = all(
        len(format_figure(each)) < width
        for each, width in ((row.indicator.target, _TARGET_WIDTH), (row.value, _VALUE_WIDTH))
        if each is not None
    )
    return "%" if is_there and fits else ""


def behind_columns(language: Language) -> tuple[Column, ...]:
    """What is furthest behind: whose, what, by how much."""
    say = language.say
    return (
        Column(say(N_("Furthest behind")), 0),
        Column(say("Department"), 12),
        Column(say("Gap"), 6, is_right=True),
    )


def behind_rows(overview: Overview, language: Language) -> list[Row]:
    """The commitments behind, the widest gap first; those without a gap, judged in words, at the end."""
    found = [row for row in overview.rows if row.light.light is Light.BEHIND]
    found.sort(key=lambda row: (row.light.gap is None, row.light.gap))
    return [
        Row(
            row.commitment.id,
            (
                Cell(_what(row)),
                Cell(overview.plan.directory[row.commitment.lead].short_name),
                Cell(
                    format_points(row.light.gap) if row.light.gap is not None else language.term(Light.BEHIND), "behind"
                ),
            ),
        )
        for row in found
    ]


def _what(row: CommitmentRow) -> str:
    shown = worst_of(row.light.indicators)
    return f"{SIGNS[row.light.light]} {shown.indicator.name if shown else row.commitment.quote}"
