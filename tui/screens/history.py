"""历史: who did what when, the latest first; Enter shows the old value beside the new one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual import getters
from textual.widgets import Static

from departments.history import HistoryEntry, Sought
from departments.periods import Calendar
from departments.plan import Plan
from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.dialogs.choose import Choice, ChooseDialog
from tui.screens.commission_place import HISTORY, CommissionPlace, Round
from tui.screens.finding import FindingPlace
from tui.screens.history_rows import WIDE, entry_page, found_by, history_columns, history_rows
from tui.screens.story import story
from tui.screens.text_page import TextPage
from tui.terminal_safety import plain
from tui.widgets.find_line import FindLine
from tui.widgets.found_table import Finder, FoundTable
from tui.widgets.row_table import Row

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
    finder: Finder
    """What each is found by."""
    is_wide: bool


class HistoryScreen(FindingPlace, CommissionPlace):
    """The record of everything."""

    CSS_PATH = "history.tcss"
    HELP = N_(
        "Who did what when, the latest first. F2 shows one department alone, F3 narrows to what you type: a name, an"
        " account, a code, a day. Enter shows what changed."
    )
    NAME = HISTORY
    BINDINGS: ClassVar[list[BindingType]] = bindings("open_item", "choose_department", "find_item", "go_back")

    table = getters.query_one(FoundTable)
    counts = getters.query_one("#counts", Static)

    def __init__(self, desk: CoordinatorDesk, language: Language, round_: Round) -> None:
        """Args: the coordinator's desk, the language, and what the places have in common."""
        super().__init__(desk, language, round_)
        self._desk = desk
        self._past: Past | None = None
        self._department: str | None = None

    def compose_page(self) -> ComposeResult:
        """Counts, search, list."""
        yield Static(id="counts", markup=False)
        yield FindLine()
        yield FoundTable()

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
            self._past, self.finder = past, past.finder
            self.show_head(past.calendar)
            self.show_found()
            self.mark_found()

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
            finder=found_by(entries, plan, people, language),
            is_wide=width >= WIDE,
        )

    def show_found(self) -> None:
        """Show what has what is looked for."""
        past = self._past
        if past is None:
            return
        rows = [row for row in past.rows if self.is_found(row.key)]
        self.table.show(history_columns(self.size.width, self.language), rows)
        name = past.plan.directory[self._department].short_name if self._department else ""
        parts = [
            self.say("{shown} of {count} entries", shown=len(rows), count=len(past.entries)),
            self.say("the latest {most} only", most=MOST) if len(past.entries) == MOST else "",
            name,
            self.found_words,
        ]
        self.counts.update(plain("   ".join(part for part in parts if part)))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Esc shows all again where something is left out; the record knows no period."""
        if action == "go_back":
            return bool(self._department) or self.is_finding
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

    def action_go_back(self) -> None:
        """Show all again."""
        self._department = None
        self.forget_wanted()
        self.read()
