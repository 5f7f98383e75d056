"""历史: who did what when, the latest first; Enter shows the old value beside the new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve, frozen

from departments.desks import CoordinatorDesk
from departments.history import HistoryEntry, Sought
from departments.ledger import Head
from departments.periods import Calendar
from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.dialogs.choose import Choice, ChooseDialog, choose_department
from tui.history_names import HistoryNames
from tui.screens.commission_list import CommissionList
from tui.screens.commission_place import HISTORY
from tui.screens.exporting import export_history
from tui.screens.history_rows import WIDE, entry_page, found_by, history_columns, history_rows
from tui.screens.story import errand, story
from tui.screens.text_page import TextPage
from tui.widgets.found_table import Finder
from tui.widgets.row_table import Row

if TYPE_CHECKING:
    import datetime as dt

    from textual.binding import BindingType

FEW = 100
"""Entries that are shown at once, the latest; the rest comes after them."""
_ALL = "all"


@frozen
class Past:
    """The record, as far as it has been read."""

    calendar: Calendar
    names: HistoryNames
    heads: tuple[Head, ...]
    """Where every book ended."""
    department: str | None
    """The one department that it is about; None for all of them."""
    entries: Mapping[str, HistoryEntry]
    """Under their rows' keys, the latest first."""
    rows: tuple[Row, ...]
    """A row an entry; made off the loop, since there are many."""
    finder: Finder
    """What each is found by."""
    is_wide: bool
    """Whether the rows were made for a wide terminal."""
    is_whole: bool
    """Whether all of it has been read."""

    def grown(self, fresh: Past) -> Past:
        """This with what came meanwhile above it."""
        entries = {**fresh.entries, **self.entries}
        latest_first = sorted(entries, key=lambda key: _order(entries[key]), reverse=True)
        rows = {each.key: each for each in (*fresh.rows, *self.rows)}
        return evolve(
            fresh,
            entries={key: entries[key] for key in latest_first},
            rows=tuple(rows[key] for key in latest_first),
            finder=fresh.finder.beside(self.finder),
        )


def _order(entry: HistoryEntry) -> tuple[dt.datetime, str, int]:
    return entry.at, entry.book, entry.seq


class HistoryScreen(CommissionList[CoordinatorDesk, Past]):
    """The record of everything."""

    CSS_PATH = "history.tcss"
    HELP = N_(
        "Who did what when, the latest first. {key_choose_department} shows one department alone,"
        " {key_find_item} narrows to what you type: a name, an account, a code, a day. Enter shows what"
        " changed, {key_export_history} writes what is listed as a table."
    )
    NAME = HISTORY
    HAS_PERIOD = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "open_item", "choose_department", "find_item", "export_history", "go_back"
    )

    _department: str | None = None

    def on_resize(self) -> None:
        """Make the rows anew where other columns fit now."""
        if self.seen is not None and self.seen.is_wide != self._is_wide:
            self.read()

    @property
    def _is_wide(self) -> bool:
        return self.app.size.width >= WIDE

    def look_again(self) -> None:
        """Read what came meanwhile; a reading under way does so at its end, and is not begun anew."""
        if not any(each.node is self and each.group == "read" and each.is_running for each in self.workers):
            super().look_again()

    def read_now(self) -> Past:
        """The record; of one that was not shown yet the latest."""
        known = self.seen
        if known is None or known.department != self._department or not known.is_whole:
            return self._past(limit=FEW)
        return self._further(known) or known

    def read_rest(self, seen: Past) -> Past | None:
        """The rest of it, and then what came while that was read."""
        return self._further(seen) if seen.is_whole else self._past()

    def _further(self, known: Past) -> Past | None:
        """A whole record as it stands now, read no further back than it has grown; None where it stands as known."""
        is_wide = self._is_wide
        if (known.heads, known.is_wide) == (self.desk.heads(), is_wide):
            return None
        fresh = self._past(after=known.heads)
        if (fresh.names, fresh.is_wide) == (known.names, known.is_wide):
            return known.grown(fresh)
        return self._past()

    def _past(self, *, limit: int | None = None, after: tuple[Head, ...] = ()) -> Past:
        desk, language, is_wide, department = self.desk, self.language, self._is_wide, self._department
        heads, names = desk.heads(), HistoryNames.read(desk)
        found = desk.history(Sought(department=department), limit=limit, after=after)
        entries = {f"{each.book}/{each.seq}": each for each in found}
        return Past(
            desk.calendar(),
            names,
            heads,
            department,
            entries,
            rows=history_rows(entries, names, language, is_wide=is_wide),
            finder=found_by(entries, names, language),
            is_wide=is_wide,
            is_whole=limit is None or len(found) < limit,
        )

    def show_list(self, seen: Past) -> None:
        """Show the entries that are found."""
        rows = [row for row in seen.rows if self.is_found(row.key)]
        self.table.show(history_columns(self.language, is_wide=seen.is_wide), rows)
        counted = N_("Entries: {shown} of {count}") if seen.is_whole else N_("Latest entries: {shown} of {count}")
        self.show_counts(
            self.say(counted, shown=len(rows), count=len(seen.entries)),
            "" if seen.is_whole else self.say("reading on"),
            seen.names.department(seen.department),
            self.found_words,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc shows all again where something is left out."""
        if action == "go_back":
            return bool(self._department) or self.is_finding
        return super().check_action(action, parameters)

    async def action_open_item(self) -> None:
        """Show what changed."""
        chosen = self.table.chosen
        if self.seen is not None and chosen is not None:
            entry = self.seen.entries[chosen]
            text = entry_page(entry, self.seen.names, self.language)
            await self.app.push_screen(TextPage(self.language, self.name_of_place, text))

    @story
    async def action_choose_department(self) -> None:
        """Ask for a department."""
        if self.seen is None:
            return
        directory, question = self.seen.names.directory, self.say("Which department?")
        choices = [Choice(_ALL, self.say("All departments"))]
        choices += [choose_department(each) for each in directory.departments]
        dialog = ChooseDialog(self.language, question, choices, chosen=self._department, readings=directory.readings)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None:
            self._department = None if chosen == _ALL else chosen
            self.read()

    @errand
    async def action_export_history(self) -> None:
        """Write what is listed as a table; what has not been read yet is read for it."""
        seen, wanted = self.seen, self.wanted
        if seen is not None and not seen.is_whole:
            self.tell(self.say("reading on"))
            seen = await answer(self, self._past)
        if seen is not None:
            listed = [entry for key, entry in seen.entries.items() if seen.finder.takes(key, wanted)]
            department = seen.names.directory[seen.department] if seen.department else None
            await export_history(self, self.desk, listed, seen.names, department)

    def action_go_back(self) -> None:
        """Show all again."""
        self._department = None
        self.forget_wanted()
        self.read()
