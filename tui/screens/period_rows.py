"""The year's calendar as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen
from rich.cells import cell_len

from departments.ledger import Head
from departments.lights import Light
from departments.periods import Calendar, PeriodStatus
from departments.plan import Plan
from departments.review import Waiting
from departments.wording import N_
from tui.screens.year_so_far import YearSoFar
from tui.widgets.found_table import Finder
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.directory import Directory
    from departments.periods import Extension, Period, PeriodRecord
    from tui.language import Language

_TONES = ("muted", "on-track", "")


@frozen
class Year:
    """The calendar with what happened in it, read at one go."""

    calendar: Calendar
    plan: Plan
    backlog: tuple[Waiting, ...]
    heads: tuple[Head, ...]
    """Where every book ended."""
    so_far: YearSoFar
    """As it was read last, until it has been read again."""
    finder: Finder = field(factory=Finder)
    """What each period is found by."""

    def missing(self, period: Period) -> int | None:
        """How many commitments are due and not reported; None where it was never opened, or is not known yet."""
        return next((each.lights.of(Light.MISSING) for each in self.so_far.points if each.period == period), None)

    def waiting(self, period: Period) -> int:
        """How many reports wait for review."""
        return sum(each.period == period for each in self.backlog)

    def extensions(self, period: Period) -> tuple[Extension, ...]:
        """The leaves given in the period, ended ones too."""
        return tuple(each for each in self.calendar.extensions if each.period == period)


def found_by(year: Year, language: Language) -> Finder:
    """What each period is found by, as its row says it. Reads Pinyin: not for the event loop."""
    texts = {row.key: [cell.text for cell in row.cells] for row in period_rows(year, language)}
    return Finder.of(texts, readings=year.plan.directory.readings)


def period_columns(language: Language) -> tuple[Column, ...]:
    """The columns."""
    say = language.say
    return (
        Column(say("Period"), 7),
        Column(say("Status"), max(cell_len(language.term(each)) for each in PeriodStatus)),
        Column(say("Due date"), 10),
        *(
            Column(say(head), max(cell_len(say(head)), 6), is_right=True)
            for head in (N_("Missing"), N_("Not reviewed"), N_("Extensions"))
        ),
        Column(say(N_("Remark")), 0),
    )


def period_rows(year: Year, language: Language) -> tuple[Row, ...]:
    """A row a month."""
    return tuple(_row(record, year, language) for record in year.calendar.records)


def _row(record: PeriodRecord, year: Year, language: Language) -> Row:
    missing, waiting = year.missing(record.period), year.waiting(record.period)
    extensions = year.extensions(record.period)
    tone = _TONES[list(PeriodStatus).index(record.status)]
    named = ", ".join(year.plan.directory[each.department].short_name for each in extensions)
    remarks = [record.reason, language.say(N_("extended: {names}"), names=named) if extensions else ""]
    return Row(
        str(record.period),
        (
            Cell(str(record.period), tone),
            Cell(language.term(record.status), tone),
            Cell(str(record.due_on), tone),
            Cell("" if missing is None else str(missing), "slightly-behind" if missing else ""),
            Cell(str(waiting) if waiting else "", "slightly-behind"),
            Cell(str(len(extensions)) if extensions else ""),
            Cell("  ".join(part for part in remarks if part)),
        ),
    )


def extension_lines(extensions: Sequence[Extension], directory: Directory, language: Language) -> list[str]:
    """Each leave of a period: whose, until when, why, and by whom."""
    return [
        language.say(
            N_("Extension for {name} until {until}: {reason} ({by})"),
            name=directory[each.department].short_name,
            until=each.until,
            reason=each.reason,
            by=each.granted_by,
        )
        for each in extensions
    ]
