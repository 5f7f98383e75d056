"""The review queue as rows, and what it is narrowed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen
from rich.cells import cell_len

from departments.figures import format_figure, format_points
from departments.lights import Light
from departments.wording import N_
from tui.screens.commitment_rows import figure_words, words_of
from tui.screens.standing_rows import worst_of
from tui.widgets.found_table import Finder
from tui.widgets.light import light_words, tone_of
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.desks.report_reviewing import ReviewItem
    from departments.plan import Plan
    from tui.language import Language

WIDE = 120
ALL = "all"


@frozen
class QueueNarrowing:
    """What of the queue is listed; nothing named is all of it."""

    department: str | None = None
    section: int | None = None
    light: Light | None = None
    only_with_warnings: bool = False

    @property
    def is_on(self) -> bool:
        """Whether anything is left out."""
        return self != QueueNarrowing()

    def takes(self, item: ReviewItem) -> bool:
        """Whether a report is listed."""
        return (
            self.department in (None, item.report.department)
            and self.section in (None, item.view.commitment.section)
            and self.light in (None, light_of(item))
            and (item.has_warnings or not self.only_with_warnings)
        )

    def words(self, plan: Plan, language: Language) -> str:
        """What is listed, in words; empty for all."""
        titles = {each.number: f"{each.number} {each.title}" for each in plan.sections}
        parts = [
            plan.directory[self.department].short_name if self.department else "",
            titles.get(self.section, str(self.section)) if self.section is not None else "",
            light_words(self.light, language) if self.light else "",
            language.say(N_("only with warnings")) if self.only_with_warnings else "",
        ]
        return "  ".join(part for part in parts if part)


def light_of(item: ReviewItem) -> Light | None:
    """The light of a lead's report; a supporting department's has none."""
    return item.view.light.light if item.view.is_lead else None


def key_of(item: ReviewItem) -> str:
    """The row's key."""
    return row_key(item.report.department, item.report.commitment)


def row_key(department: str | None, commitment: str) -> str:
    """A row's key: department and commitment."""
    return f"{department}/{commitment}"


def queue_columns(width: int, language: Language) -> tuple[Column, ...]:
    """The columns that fit."""
    say, is_wide = language.say, width >= WIDE
    return (
        Column(say("Light"), max(cell_len(light_words(each, language)) for each in Light)),
        Column(say("Department"), 14 if is_wide else 10),
        Column(say("Code"), 6),
        Column(say("Commitment"), 0),
        *((Column(say("Target"), 14, is_right=True),) if is_wide else ()),
        Column(say("To date"), 9, is_right=True),
        Column(say("Gap"), 6, is_right=True),
        Column(say(N_("Remark")), 14 if is_wide else 8),
        Column(say(N_("Days")), 4, is_right=True),
    )


def found_by(items: Sequence[ReviewItem], plan: Plan) -> Finder:
    """What each report is found by: department and commitment. Reads Pinyin: not for the event loop."""
    return Finder.of(
        {key_of(each): (*_department_words(each, plan), *words_of(each.view.commitment)) for each in items},
        readings=plan.directory.readings,
    )


def _department_words(item: ReviewItem, plan: Plan) -> tuple[str, str]:
    return item.report.department, plan.directory[item.report.department].short_name


def queue_rows(items: Sequence[ReviewItem], plan: Plan, width: int, language: Language) -> tuple[Row, ...]:
    """A row a report."""
    return tuple(_row(each, plan, width, language) for each in items)


def _row(item: ReviewItem, plan: Plan, width: int, language: Language) -> Row:
    view, is_wide = item.view, width >= WIDE
    commitment, light = view.commitment, view.light.light
    shown = worst_of(view.light.indicators) if view.is_lead else None
    words = shown.indicator.name if shown and not is_wide else commitment.quote
    cells = [
        Cell(light_words(light, language), tone_of(light)) if view.is_lead else Cell(language.say(N_("in support"))),
        Cell(plan.directory[item.report.department].short_name),
        Cell(commitment.id),
        Cell(words),
    ]
    target, value = "", format_figure(shown.value) if shown and shown.value is not None else ""
    if is_wide and shown:
        target, value = figure_words(shown.indicator, shown.value, (14, 9), language)
    cells += [Cell(target)] if is_wide else []
    cells.append(Cell(value))
    cells.append(Cell(format_points(shown.gap) if shown and shown.gap is not None else ""))
    return Row(key_of(item), (*cells, _notes(item, language), Cell(str(item.days_waiting or "."))))


def _notes(item: ReviewItem, language: Language) -> Cell:
    """Warnings, returns and lateness in a few signs and words."""
    parts = [
        language.say(N_("!{count} noted"), count=len(item.view.findings)) if item.has_warnings else "",
        language.say(N_("again")) if item.returns else "",
        language.say(N_("late")) if item.view.is_late else "",
    ]
    text = " ".join(part for part in parts if part)
    return Cell(text, "slightly-behind" if item.has_warnings else "")
