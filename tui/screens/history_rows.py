"""History in words: who did what about which, and the old value beside the new one."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from departments.history import Subject
from departments.wording import N_
from tui.history_names import HistoryNames
from tui.history_words import NOTHING, action_word, changes_in_words
from tui.widgets.found_table import Finder
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from departments.desks.looking_back import LookingBackDesk
    from departments.history import HistoryEntry, Sought
    from tui.language import Language

WIDE = 120
_MOST_CHANGES, _MOST_CHARACTERS = 3, 64
"""Fields that a row names, and how much of them is kept: as much as its column shows. The entry's own page has all."""


def history_columns(language: Language, *, is_wide: bool) -> tuple[Column, ...]:
    """The columns that fit."""
    say = language.say
    return (
        Column(say(N_("When")), 16 if is_wide else 11),
        Column(say(N_("Who")), 24 if is_wide else 14),
        Column(say(N_("Did what")), 18 if is_wide else 16 if language.code == "en" else 12),
        Column(say(N_("About")), 0),
        *((Column(say(N_("Changed")), 60),) if is_wide else ()),
    )


def history_rows(
    entries: Mapping[str, HistoryEntry], names: HistoryNames, language: Language, *, is_wide: bool
) -> tuple[Row, ...]:
    """A row an event, under its key."""
    when = "%Y-%m-%d %H:%M" if is_wide else "%m-%d %H:%M"
    return tuple(
        Row(
            key,
            (
                Cell(f"{each.at:{when}}"),
                Cell(names.person(each.by)),
                Cell(action_word(each.action, language)),
                Cell(about(each, names)),
                *((Cell(_changed(each, names, language)),) if is_wide else ()),
            ),
        )
        for key, each in entries.items()
    )


def _changed(entry: HistoryEntry, names: HistoryNames, language: Language) -> str:
    """What changed, a few words a field."""
    told = islice(changes_in_words(entry, names, language), _MOST_CHANGES)
    lines = (f"{each.label} {f'{each.old} > ' if each.old != NOTHING else ''}{each.new}" for each in told)
    return "; ".join(lines)[:_MOST_CHARACTERS]


def about(entry: HistoryEntry, names: HistoryNames) -> str:
    """Which report, period, commitment or account it was."""
    name, quote = names.department(entry.department), names.quotes.get(entry.commitment or "", "")
    subject = {
        Subject.REPORT: f"{entry.period} {name} {entry.commitment} {quote}",
        Subject.PLAN: f"{entry.commitment} {quote}",
        Subject.PERIOD: entry.key,
        Subject.EXTENSION: f"{entry.period} {name}",
        Subject.URGE: f"{entry.period} {name}",
        Subject.ACCOUNT: f"{entry.account}",
    }
    return subject[entry.subject].strip()


def found_by(entries: Mapping[str, HistoryEntry], names: HistoryNames, language: Language) -> Finder:
    """What each event is found by, under its key. Reads Pinyin: not for the event loop."""
    texts = {
        key: (
            f"{each.at:%Y-%m-%d %H:%M}",
            about(each, names),
            each.department or "",
            each.by,
            names.people.get(each.by, ""),
            action_word(each.action, language),
        )
        for key, each in entries.items()
    }
    return Finder.of(texts, people=names.people.values(), readings=names.directory.readings)


def entry_page(entry: HistoryEntry, names: HistoryNames, language: Language) -> str:
    """An event on a page: who, what, about which, and every field that changed, old beside new."""
    say, who = language.say, names.person(entry.by)
    lines = [
        f"{entry.at:%Y-%m-%d %H:%M:%S}  {who if who == entry.by else f'{who} ({entry.by})'}",
        language.labelled(action_word(entry.action, language), about(entry, names)),
        say("Entry {seq} of the book {book}", seq=entry.seq, book=names.book(entry, language)),
    ]
    for each in changes_in_words(entry, names, language):
        lines += ["", each.label]
        lines += [f"  {each.new}"] if each.is_told_alone else [f"  - {each.old}", f"  + {each.new}"]
    return "\n".join(lines)


def history_page(desk: LookingBackDesk, sought: Sought, language: Language) -> str:
    """What is sought of the record, on a page. Not for the event loop."""
    names = HistoryNames.read(desk)
    found = [entry_page(each, names, language) for each in desk.history(sought)]
    return "\n\n".join(found) or language.say(N_("Nothing was done yet."))
