"""History in words: who did what about which, and the old value beside the new one."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from departments.history import Subject
from departments.wording import N_
from tui.history_words import action_word, field_word, is_told, value_words
from tui.widgets.found_table import Finder
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from departments.field_changes import FieldChange
    from departments.history import HistoryEntry
    from departments.plan import Plan
    from tui.language import Language

WIDE = 120
_MOST_CHANGES = 3
"""Fields that a row names; the entry's own page has all."""


def history_columns(width: int, language: Language) -> tuple[Column, ...]:
    """The columns that fit."""
    say, is_wide = language.say, width >= WIDE
    return (
        Column(say(N_("When")), 16 if is_wide else 11),
        Column(say(N_("Who")), 24 if is_wide else 14),
        Column(say(N_("Did what")), 18 if is_wide else 12),
        Column(say(N_("About")), 0),
        *((Column(say(N_("Changed")), 60),) if is_wide else ()),
    )


def history_rows(
    entries: Mapping[str, HistoryEntry], plan: Plan, people: Mapping[str, str], width: int, language: Language
) -> tuple[Row, ...]:
    """A row an event, under its key."""
    is_wide, when = width >= WIDE, "%Y-%m-%d %H:%M" if width >= WIDE else "%m-%d %H:%M"
    return tuple(
        Row(
            key,
            (
                Cell(f"{each.at:{when}}"),
                Cell(people.get(each.by, each.by)),
                Cell(action_word(each.action, language)),
                Cell(about(each, plan)),
                *((Cell("; ".join(islice(changed_lines(each, plan, language), _MOST_CHANGES))),) if is_wide else ()),
            ),
        )
        for key, each in entries.items()
    )


def about(entry: HistoryEntry, plan: Plan) -> str:
    """Which report, period, commitment or account it was."""
    name = plan.directory[entry.department].short_name if entry.department else ""
    quote = ""
    if entry.commitment:
        quote = plan.commitment(entry.commitment).quote if entry.commitment in plan else ""
    subject = {
        Subject.REPORT: f"{entry.period} {name} {entry.commitment} {quote}",
        Subject.PLAN: f"{entry.commitment} {quote}",
        Subject.PERIOD: entry.key,
        Subject.EXTENSION: f"{entry.period} {name}",
        Subject.URGE: f"{entry.period} {name}",
        Subject.ACCOUNT: f"{entry.account}",
    }
    return subject[entry.subject].strip()


def found_by(entries: Mapping[str, HistoryEntry], plan: Plan, people: Mapping[str, str], language: Language) -> Finder:
    """What each event is found by, under its key. Reads Pinyin: not for the event loop."""
    texts = {
        key: (
            f"{each.at:%Y-%m-%d %H:%M}",
            about(each, plan),
            each.by,
            people.get(each.by, ""),
            action_word(each.action, language),
        )
        for key, each in entries.items()
    }
    return Finder.of(texts, people=people.values())


def entry_page(entry: HistoryEntry, plan: Plan, people: Mapping[str, str], language: Language) -> str:
    """An event on a page: who, what, about which, and every field that changed, old beside new."""
    say, who = language.say, people.get(entry.by, entry.by)
    head = (
        f"{entry.at:%Y-%m-%d %H:%M:%S}  {who if who == entry.by else f'{who} ({entry.by})'}",
        f"{action_word(entry.action, language)}: {about(entry, plan)}",
        say("Entry {seq} of the book {book}", seq=entry.seq, book=entry.book),
    )
    lines = []
    for each in entry.changes:
        if is_told(each.field):
            lines += ["", _label(each, plan, entry, language)]
            lines += [f"  - {value_words(each.old, language)}", f"  + {value_words(each.new, language)}"]
    return "\n".join((*head, *lines))


def entry_pages(entries: Sequence[HistoryEntry], plan: Plan, people: Mapping[str, str], language: Language) -> str:
    """Several events on a page."""
    found = [entry_page(each, plan, people, language) for each in entries]
    return "\n\n".join(found) or language.say(N_("Nothing was done yet."))


def changed_lines(entry: HistoryEntry, plan: Plan, language: Language) -> Iterator[str]:
    """What changed, a few words a field."""
    for each in entry.changes:
        if is_told(each.field):
            old = "" if each.old in (None, "") else f"{value_words(each.old, language)} > "
            yield f"{_label(each, plan, entry, language)} {old}{value_words(each.new, language)}"


def _label(change: FieldChange, plan: Plan, entry: HistoryEntry, language: Language) -> str:
    """The field's name; a figure's is its indicator's."""
    kind, _, key = change.field.partition(".")
    if kind not in ("values", "figure_absent") or not entry.commitment or entry.commitment not in plan:
        return field_word(change.field, language)
    names = {each.id: each.name for each in plan.commitment(entry.commitment).indicators}
    name = names.get(key, key)
    return name if kind == "values" else language.say("{name}: why there is no figure", name=name)
