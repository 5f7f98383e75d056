"""历史: who did what when, the latest first; Enter shows the old value beside the new one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual import getters, on
from textual.widgets import Static

from departments.history import HistoryEntry, Sought
from departments.periods import Calendar
from departments.plan import Plan
from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.dialogs.choose import Choice, ChooseDialog
from tui.screens.commission_place import HISTORY, CommissionPlace, Round
from tui.screens.history_rows import WIDE, entry_page, found_by, history_columns, history_rows
from tui.screens.story import story
from tui.screens.text_page import TextPage
from tui.terminal_safety import plain
from tui.widgets.fields import LineInput
from tui.widgets.row_table import Row, RowTable

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from departments.desks import CoordinatorDesk
    from tui.language import Language

MOST = 2_000
"""Entries that are read: the latest of what is sought."""
_ALL = "all"


@frozen
class Past:
    """What was read at one go."""

    calendar: Calendar
    plan: Plan
    people: Mapping[str, str]
    entries: tuple[HistoryEntry, ...]
    rows: tuple[Row, ...]
    """A row an entry, under its place; made off the loop, since there are many."""
    words: tuple[str, ...]
    """What each is found by."""
    is_wide: bool


class HistoryScreen(CommissionPlace):
    """The record of everything."""

    CSS_PATH = "history.tcss"
    HELP = N_(
        "Who did what when, the latest first. F2 shows one department alone, F3 narrows to what you type: a name, an"
        " account, a code, a day. Enter shows what changed."
    )
    NAME = HISTORY
    BINDINGS: ClassVar[list[BindingType]] = bindings("open_item", "choose_department", "find_item", "go_back")

    table = getters.query_one(RowTable)
    search = getters.query_one("#search", LineInput)
    counts = getters.query_one("#counts", Static)

    def __init__(self, desk: CoordinatorDesk, language: Language, round_: Round) -> None:
        """Args: the coordinator's desk, the language, and what the places have in common."""
        super().__init__(desk, language, round_)
        self._desk = desk
        self._past: Past | None = None
        self._department: str | None = None
        self._text = ""

    def compose_page(self) -> ComposeResult:
        """Counts, search, list."""
        yield Static(id="counts", markup=False)
        yield LineInput(id="search", classes="hidden", help=N_("Words that an entry has to have, in any order."))
        yield RowTable()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.table.focus()

    def on_resize(self, event: Resize) -> None:
        """Lay out anew where other columns fit now."""
        if self._past is not None and self._past.is_wide != (event.size.width >= WIDE):
            self.read()

    async def read_and_show(self) -> None:
        """Read the record."""
        past = await answer(self, partial(self._read_now, self.size.width))
        if past is not None:
            self._past = past
            self.show_head(past.calendar)
            self._show()

    def _read_now(self, width: int) -> Past:
        desk, language = self._desk, self.language
        plan, people = desk.plan(), desk.people()
        entries = desk.history(Sought(department=self._department), limit=MOST)
        return Past(
            desk.calendar(),
            plan,
            people,
            entries,
            rows=history_rows(entries, plan, people, width, language),
            words=tuple(found_by(each, plan, people, language) for each in entries),
            is_wide=width >= WIDE,
        )

    def _show(self) -> None:
        past = self._past
        if past is None:
            return
        sought = self._text.lower().split()
        found = zip(past.rows, past.words, strict=True)
        rows = [row for row, words in found if all(word in words for word in sought)]
        self.table.show(history_columns(self.size.width, self.language), rows)
        name = past.plan.directory[self._department].short_name if self._department else ""
        parts = [
            self.say("{shown} of {count} entries", shown=len(rows), count=len(past.entries)),
            self.say("the latest {most} only", most=MOST) if len(past.entries) == MOST else "",
            name,
            self.say("Find: {text}", text=self._text) if self._text else "",
        ]
        self.counts.update(plain("   ".join(part for part in parts if part)))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Esc shows all again where something is left out; the record knows no period."""
        if action == "go_back":
            return bool(self._text or self._department) or self.search.has_focus
        return action not in ("previous_period", "next_period", "choose_period")

    async def action_open_item(self) -> None:
        """Show what changed."""
        chosen = self.table.chosen
        if self._past is not None and chosen is not None:
            entry = self._past.entries[int(chosen)]
            text = entry_page(entry, self._past.plan, self._past.people, self.language)
            await self.app.push_screen(TextPage(self.language, self.name_of_place, text))

    @story
    async def action_choose_department(self) -> None:
        """Ask for a department."""
        if self._past is None:
            return
        choices = [Choice(_ALL, self.say("All departments"))]
        choices += [Choice(each.code, each.short_name) for each in self._past.plan.directory.departments]
        dialog = ChooseDialog(self.language, self.say("Which department?"), choices, chosen=self._department)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None:
            self._department = None if chosen == _ALL else chosen
            await self.read_and_show()

    def action_find_item(self) -> None:
        """Let words be typed."""
        self.search.remove_class("hidden")
        self.search.focus()

    @on(LineInput.Changed, "#search")
    def narrow_to_text(self, event: LineInput.Changed) -> None:
        """Narrow with every key."""
        self._text = unicodedata.normalize("NFKC", event.value).strip()
        self._show()

    @on(LineInput.Submitted, "#search")
    def leave_search(self) -> None:
        """Go to what was found."""
        self.table.focus()

    def action_go_back(self) -> None:
        """Show all again."""
        self.search.value = ""
        self.search.add_class("hidden")
        self._department, self._text = None, ""
        self.table.focus()
        self.read()
