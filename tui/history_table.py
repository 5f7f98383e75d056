"""The history as a table in a file: comma-separated values as Excel opens them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from departments.clean_text import clean_text
from departments.wording import N_
from tui.history_words import action_word, changes_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from departments.history import HistoryEntry
    from tui.history_names import HistoryNames
    from tui.language import Language

_HEAD = (N_("When"), N_("Who"), N_("Did what"), N_("Book"), N_("About"), N_("What changed"), N_("Old"), N_("New"))
_FORMULAS_BEGIN = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def history_table(entries: Iterable[HistoryEntry], names: HistoryNames, language: Language) -> bytes:
    """A row for everything that changed; an event that tells no more than itself has one too.

    Args:
        entries: in the order of the rows.
        names: what the codes in them mean.
        language: the reader's.

    Returns:
        UTF-8 with the mark by which Excel knows it.
    """
    page = io.StringIO(newline="")
    rows = csv.writer(page)
    rows.writerow([language.say(each) for each in _HEAD])
    for each in entries:
        book, key = names.book(each, language), names.key(each)
        event = (str(language.word(each.at)), names.person(each.by), action_word(each.action, language), book, key)
        changes = [(one.label, one.old, one.new) for one in changes_in_words(each, names, language)]
        for change in changes or [("", "", "")]:
            rows.writerow([as_text(clean_text(cell)) for cell in (*event, *change)])
    return page.getvalue().encode("utf-8-sig")


def as_text(cell: str) -> str:
    """The text, so that a spreadsheet calculates nothing of it."""
    is_figure = cell.startswith("-") and cell[1:].replace(",", "").replace(".", "", 1).isdecimal()
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULAS_BEGIN) and not is_figure else cell
