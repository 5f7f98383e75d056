"""The plan as the commission keeps it: a row a commitment, what was changed about it, and both on a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from departments.periods import Calendar, Period
from departments.plan import Plan
from departments.plan_changes import PlanChange
from departments.wording import N_
from tui.history_words import action_word
from tui.screens.commitment_rows import target_words, words_of
from tui.widgets.found_table import Finder
from tui.widgets.plan_changes import change_lines
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from departments.desks import ReaderDesk
    from departments.plan import Commitment
    from tui.language import Language

_TARGET_WIDTH = 12


@frozen
class KeptPlan:
    """The plan as a change made now finds it, with this year's changes, read at one go."""

    calendar: Calendar
    since: Period
    """The present period, or the first after it where it is closed: from here on a change made now holds."""
    plan: Plan
    changes: tuple[PlanChange, ...]
    """All of the year's, the earliest first; those of commitments that were split among them."""
    people: Mapping[str, str]
    finder: Finder = field(factory=Finder)
    """What each commitment is found by, where the plan is a list."""

    @classmethod
    def read(cls, desk: ReaderDesk) -> KeptPlan:
        """Read it. Not for the event loop."""
        calendar = desk.calendar()
        since = max(calendar.current, calendar.first_not_closed)
        return cls(calendar, since, desk.plan(since), desk.plan_changes(), desk.people())

    def changes_of(self, commitment: str) -> tuple[PlanChange, ...]:
        """What was changed about one commitment."""
        return tuple(each for each in self.changes if each.commitment.id == commitment)


def found_by(kept: KeptPlan) -> Finder:
    """What each commitment is found by: its words and its departments. Reads Pinyin: not for the event loop."""
    directory = kept.plan.directory
    return Finder.of(
        {
            each.id: (*words_of(each), *each.departments, *(directory[code].short_name for code in each.departments))
            for each in kept.plan.commitments
        },
        readings=directory.readings,
    )


def plan_columns(language: Language) -> tuple[Column, ...]:
    """The columns."""
    say = language.say
    return (
        Column(say("Code"), 7),
        Column(say("Commitment"), 0),
        Column(say(N_("Lead")), 12),
        Column(say("Target"), _TARGET_WIDTH, is_right=True),
        Column(say(N_("Changed")), 10),
    )


def plan_rows(kept: KeptPlan, commitments: Iterable[Commitment], language: Language) -> tuple[Row, ...]:
    """A row a commitment; where something was changed, since when."""
    return tuple(_row(each, kept, language) for each in commitments)


def _row(commitment: Commitment, kept: KeptPlan, language: Language) -> Row:
    changes = kept.changes_of(commitment.id)
    others = len(commitment.indicators) - 1
    target = target_words(commitment.indicators[0], _TARGET_WIDTH - 3, language) if commitment.indicators else ""
    return Row(
        commitment.id,
        (
            Cell(commitment.id),
            Cell(commitment.quote),
            Cell(kept.plan.directory[commitment.lead].short_name),
            Cell(f"{target} +{others}" if others > 0 else target),
            Cell(f"* {changes[-1].since}" if changes else "", "slightly-behind"),
        ),
    )


def commitment_page(commitment: Commitment, kept: KeptPlan, language: Language) -> str:
    """A commitment: its words, whose it is, its targets, and what was changed about it."""
    say, directory = language.say, kept.plan.directory
    supporting = language.listed(directory[code].short_name for code in commitment.supporting)
    lines = [commitment.quote, "", say("Lead: {name}", name=directory[commitment.lead].short_name)]
    lines += [say("Supporting: {names}", names=supporting)] if supporting else []
    lines += [language.labelled(each.name, language.figure(each.target, each.unit)) for each in commitment.indicators]
    return "\n".join((*lines, "", *change_lines(kept.changes_of(commitment.id), directory, kept.people, language)))


def changes_page(kept: KeptPlan, language: Language) -> str:
    """Every change of the year, the latest first."""
    parts = []
    for each in reversed(kept.changes):
        what = f"{each.commitment.id} {action_word(each.kind, language)}"
        parts.append(language.labelled(what, each.commitment.quote))
        parts += [f"  {line}" for line in change_lines((each,), kept.plan.directory, kept.people, language)]
        parts += [language.say(N_("  Decision: {source}"), source=each.source)] if each.source else []
        parts.append("")
    return "\n".join(parts) or language.say(N_("Nothing was changed about the plan this year."))
