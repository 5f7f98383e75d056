"""历史: who did what when, the latest first; Enter shows the old value beside the new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from departments.desks import CoordinatorDesk
from departments.history import HistoryEntry, Sought
from departments.ledger import Head
from departments.periods import Calendar
from departments.plan import Plan
from departments.wording import N_
from tui.actions import bindings
from tui.dialogs.choose import Choice, ChooseDialog
from tui.screens.commission_list import CommissionList
from tui.screens.commission_place import HISTORY
from tui.screens.exporting import export_history
from tui.screens.history_rows import WIDE, entry_page, found_by, history_columns, history_rows
from tui.screens.story import story
from tui.screens.text_page import TextPage
from tui.widgets.found_table import Finder
from tui.widgets.row_table import Row

if TYPE_CHECKING:
    from textual.binding import BindingType

FEW, MOST = 100, 2_000
"""Entries that are shown at once, and that are read in all: the latest of what is sought."""
_ALL = "all"


@frozen
class Past:
    """What was read at one go."""

    calendar: Calendar
    plan: Plan
    people: Mapping[str, str]
    heads: tuple[Head, ...]
    """Where every book ended."""
    department: str | None
    """The one department that it is about; None for all of them."""
    entries: Mapping[str, HistoryEntry]
    """Under their rows' keys."""
    rows: tuple[Row, ...]
    """A row an entry; made off the loop, since there are many."""
    finder: Finder
    """What each is found by."""
    width: int
    """The columns of the terminal that the rows were made for."""
    is_whole: bool
    """Whether no more of it is read."""


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
        if self.seen is not None and (self.seen.width >= WIDE) != (self.app.size.width >= WIDE):
            self.read()

    def read_now(self) -> Past:
        """The record; of one that was not shown yet the latest."""
        heads, known = self.desk.heads(), self.seen
        if known is None or known.department != self._department:
            return self._past(heads, FEW)
        is_as_it_was = known.is_whole and (known.heads, known.width) == (heads, self.app.size.width)
        return known if is_as_it_was else self._past(heads, MOST)

    def read_rest(self, seen: Past) -> Past | None:
        """The rest of it."""
        return None if seen.is_whole else self._past(seen.heads, MOST)

    def _past(self, heads: tuple[Head, ...], most: int) -> Past:
        desk, language, width = self.desk, self.language, self.app.size.width
        plan, people = desk.plan(), desk.people()
        found = desk.history(Sought(department=self._department), limit=most)
        entries = {f"{each.book}/{each.seq}": each for each in found}
        return Past(
            desk.calendar(),
            plan,
            people,
            heads,
            self._department,
            entries,
            rows=history_rows(entries, plan, people, width, language),
            finder=found_by(entries, plan, people, language),
            width=width,
            is_whole=most == MOST or len(found) < most,
        )

    def show_list(self, seen: Past) -> None:
        """Show the entries that are found."""
        rows = [row for row in seen.rows if self.is_found(row.key)]
        self.table.show(history_columns(seen.width, self.language), rows)
        self.show_counts(
            self.say("{shown} of {count} entries", shown=len(rows), count=len(seen.entries)),
            self.say("the latest {most} only", most=MOST) if len(seen.entries) == MOST else "",
            "" if seen.is_whole else self.say("reading on"),
            seen.plan.directory[seen.department].short_name if seen.department else "",
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
            text = entry_page(entry, self.seen.plan, self.seen.people, self.language)
            await self.app.push_screen(TextPage(self.language, self.name_of_place, text))

    @story
    async def action_choose_department(self) -> None:
        """Ask for a department."""
        if self.seen is None:
            return
        choices = [Choice(_ALL, self.say("All departments"))]
        choices += [Choice(each.code, each.short_name) for each in self.seen.plan.directory.departments]
        dialog = ChooseDialog(self.language, self.say("Which department?"), choices, chosen=self._department)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None:
            self._department = None if chosen == _ALL else chosen
            await self.read_and_show()

    @story
    async def action_export_history(self) -> None:
        """Write what is listed as a table."""
        seen = self.seen
        if seen is not None:
            listed = [entry for key, entry in seen.entries.items() if self.is_found(key)]
            department = seen.plan.directory[seen.department] if seen.department else None
            await export_history(self, self.desk, listed, department)

    def action_go_back(self) -> None:
        """Show all again."""
        self._department = None
        self.forget_wanted()
        self.read()
