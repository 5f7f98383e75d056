"""Commitments with their lights as rows: of a section, of a department, or of one light."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen
from rich.cells import cell_len

from departments.figures import format_points
from departments.lights import Light, is_better
from departments.reports import State
from departments.wording import N_
from tui.screens.commitment_rows import figure_words, words_of
from tui.widgets.found_table import Finder
from tui.widgets.light import light_words, tone_of
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from departments.lights import IndicatorLight
    from departments.overview import CommitmentRow, Overview
    from tui.language import Language

WIDE = 120


@frozen
class Chosen:
    """What of the plan is listed; nothing named is all of it."""

    section: int | None = None
    department: str | None = None
    light: Light | None = None

    def rows(self, overview: Overview) -> tuple[CommitmentRow, ...]:
        """The commitments that are meant, in the plan's order."""
        return tuple(
            row
            for row in overview.rows
            if self.section in (None, row.commitment.section)
            and self.department in (None, row.commitment.lead)
            and self.light in (None, row.light.light)
        )

    def title(self, overview: Overview, language: Language) -> str:
        """What is listed, in words."""
        sections = {each.number: f"{each.number} {each.title}" for each in overview.sections}
        parts = [
            sections.get(self.section, "") if self.section is not None else "",
            overview.plan.directory[self.department].name if self.department else "",
            light_words(self.light, language) if self.light else "",
        ]
        return "  ".join(part for part in parts if part) or language.say(N_("All commitments"))


def standing_columns(width: int, language: Language, *, is_of_one: bool = False) -> tuple[Column, ...]:
    """The columns that fit.

    Args:
        width: columns of the terminal.
        language: the reader's.
        is_of_one: whether all of it is one department's, so that a narrow list has the state where the lead would be.
    """
    say, is_wide = language.say, width >= WIDE
    state = Column(say("State"), _widest(map(language.term, State)))
    return (
        Column(say("No."), 4, is_right=True),
        Column(say("Light"), _widest(light_words(each, language) for each in Light)),
        Column(say("Code"), 6),
        state if is_of_one and not is_wide else Column(say(N_("Lead")), 16 if is_wide else 10),
        Column(say("Commitment"), 0),
        *((Column(say("Indicator"), 30),) if is_wide else ()),
        Column(say("Target"), 14 if is_wide else 8, is_right=True),
        Column(say("To date"), 10 if is_wide else 8, is_right=True),
        Column(say("Gap"), 6, is_right=True),
        *((state,) if is_wide else ()),
    )


def _widest(words: Iterable[str]) -> int:
    return max(cell_len(word) for word in words)


def found_by(overview: Overview) -> Finder:
    """What each commitment is found by: its words and its lead. Reads Pinyin: not for the event loop."""
    directory, commitments = overview.plan.directory, [row.commitment for row in overview.rows]
    texts = {each.id: (*words_of(each), each.lead, directory[each.lead].short_name) for each in commitments}
    return Finder.of(texts, readings=directory.readings)


def standing_rows(
    rows: Sequence[tuple[int, CommitmentRow]],
    overview: Overview,
    width: int,
    language: Language,
    *,
    is_of_one: bool = False,
) -> tuple[Row, ...]:
    """A row a commitment, with its number; arguments as for the columns."""
    return tuple(
        Row(each.commitment.id, (Cell(str(number)), *_cells(each, overview, width, language, is_of_one=is_of_one)))
        for number, each in rows
    )


def _cells(row: CommitmentRow, overview: Overview, width: int, language: Language, *, is_of_one: bool) -> list[Cell]:
    is_wide, commitment, light = width >= WIDE, row.commitment, row.light.light
    shown = worst_of(row.light.indicators)
    words = commitment.quote
    state = Cell(language.term(row.state), "alarm-text" if row.is_late and not row.state.counts else "")
    if shown is not None and not is_wide:
        others = len(commitment.indicators) - 1
        words = shown.indicator.name + (f" +{others}" if others else "")
    cells = [
        Cell(light_words(light, language), tone_of(light)),
        Cell(commitment.id),
        state if is_of_one and not is_wide else Cell(overview.plan.directory[commitment.lead].short_name),
        Cell(words),
    ]
    if is_wide:
        cells.append(Cell(shown.indicator.name if shown else ""))
    cells += _figures(shown, language, is_wide=is_wide)
    if is_wide:
        cells.append(state)
    return cells


def _figures(shown: IndicatorLight | None, language: Language, *, is_wide: bool) -> list[Cell]:
    if shown is None:
        return [Cell(""), Cell(""), Cell("")]
    target, value = figure_words(shown.indicator, shown.value, (14, 10) if is_wide else (8, 8), language)
    return [
        Cell(target),
        Cell(value or "--"),
        Cell(format_points(shown.gap) if shown.gap is not None else ""),
    ]


def worst_of(indicators: Sequence[IndicatorLight]) -> IndicatorLight | None:
    """The indicator furthest behind among those with a figure; the first where none has one."""
    found = indicators[0] if indicators else None
    for each in indicators:
        if found and each.light and (found.light is None or is_better(found.light, each.light)):
            found = each
    return found
