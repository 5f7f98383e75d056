"""合并: departments' workbooks from the commission's inbox, picked and merged into the report that goes upward."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual import getters
from textual.widgets import Static

from departments.desks import CoordinatorDesk
from departments.ledger import TrayFile
from departments.periods import Calendar
from departments.wording import N_
from tui.actions import bindings
from tui.screens.commission_place import MERGING, CommissionPlace
from tui.screens.merging_files import merge_picked
from tui.screens.story import story
from tui.screens.tray_rows import is_workbook, tray_columns, tray_rows, workbooks_first
from tui.terminal_safety import plain
from tui.tray_names import INBOX
from tui.widgets.folded_text import FoldedText, paragraphs
from tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


_EMPTY = N_(
    "Nothing was sent in. Put the departments' workbooks into {tray} over SFTP (WinSCP, FileZilla) with your own"
    " account, then press F5. What departments report here themselves is not merged from files: F9 on the first page"
    " writes it."
)


@frozen
class _Inbox:
    """What was sent in to the commission."""

    calendar: Calendar
    files: tuple[TrayFile, ...]
    zone: dt.tzinfo | None


class MergingScreen(CommissionPlace[CoordinatorDesk, _Inbox]):
    """The commission's inbox."""

    CSS_PATH = "merging.tcss"
    HELP = N_(
        "Workbooks that departments filled in without signing in. Enter picks a file, F4 picks all of them or none; F8"
        " reads what is picked and shows what is wrong and what the files disagree about, before anything is written."
    )
    NAME = MERGING
    HAS_PERIOD = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("pick_file", "pick_all", "merge_files")

    table = getters.query_one(RowTable)
    counts = getters.query_one("#counts", Static)
    empty_text = getters.query_one("#empty", FoldedText)

    _picked: frozenset[str] = frozenset()

    def compose_page(self) -> ComposeResult:
        """How many are picked, and the files."""
        yield Static(id="counts", markup=False)
        yield FoldedText(paragraphs(self.say(_EMPTY, tray=INBOX)), id="empty", classes="hidden")
        yield RowTable()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.table.focus()

    def read_now(self) -> _Inbox:
        """The inbox."""
        desk = self.desk
        return _Inbox(desk.calendar(), workbooks_first(desk.inbox()), desk.now().tzinfo)

    def show_seen(self, seen: _Inbox) -> None:
        """Show the files, and which of them are picked."""
        self._picked &= {each.name for each in seen.files}
        columns = tray_columns(self.say("Sent in"), self.language, has_marks=True)
        self.table.show(columns, tray_rows(seen.files, seen.zone, picked=self._picked))
        told = self.say("{picked} of {count} files picked", picked=len(self._picked), count=len(seen.files))
        self.counts.update(plain(told))
        self.counts.set_class(not seen.files, "hidden")
        self.empty_text.set_class(bool(seen.files), "hidden")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Files can be picked where there are some."""
        match action:
            case "pick_file" | "pick_all":
                return self.seen is not None and bool(self.seen.files)
            case "merge_files":
                return bool(self._picked)
        return super().check_action(action, parameters)

    def action_pick_file(self) -> None:
        """Pick the chosen file, or leave it again."""
        if self.seen is not None and self.table.chosen is not None:
            self._pick(self.seen, self._picked ^ {self.table.chosen})

    def action_pick_all(self) -> None:
        """Pick everything that is called like a workbook, or nothing where all of it is picked."""
        if self.seen is not None:
            workbooks = frozenset(each.name for each in self.seen.files if is_workbook(each))
            self._pick(self.seen, frozenset() if workbooks <= self._picked else workbooks)

    def _pick(self, inbox: _Inbox, picked: frozenset[str]) -> None:
        self._picked = picked
        self.show_seen(inbox)
        self.refresh_bindings()

    @story
    async def action_merge_files(self) -> None:
        """Read what is picked, and show what came of it."""
        if self.seen is None:
            return
        names = [each.name for each in self.seen.files if each.name in self._picked]
        found = await merge_picked(self, self.desk, names)
        if found is not None:
            from tui.screens.merging_findings import MergingFindingsScreen

            self.tell("")
            await self.app.push_screen(
                MergingFindingsScreen(self.desk, self.language, tuple(names), found), self._merged
            )

    def _merged(self, said: str | None) -> None:
        self.tell(said or "")
