"""合并: departments' workbooks from the commission's inbox, picked and merged into the report that goes upward."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual import getters

from departments.desks import CoordinatorDesk
from departments.ledger import TrayFile
from departments.periods import Calendar
from departments.wording import N_
from tui.actions import bindings
from tui.screens.commission_list import CommissionList
from tui.screens.commission_place import MERGING
from tui.screens.merging_files import merge_picked
from tui.screens.story import story
from tui.screens.tray_rows import is_workbook, tray_columns, tray_rows, workbooks_first
from tui.tray_names import INBOX
from tui.widgets.folded_text import FoldedText, paragraphs
from tui.widgets.found_table import Finder

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


_EMPTY = N_(
    "Nothing was sent in. Put the departments' workbooks into {tray} over SFTP (WinSCP, FileZilla)"
    " with your own account, then press {key_refresh}. What departments report here themselves is not"
    " merged from files: {key_export_merged} in the overview writes it."
)


@frozen
class _Inbox:
    """What was sent in to the commission."""

    calendar: Calendar
    files: tuple[TrayFile, ...]
    zone: dt.tzinfo | None
    finder: Finder


class MergingScreen(CommissionList[CoordinatorDesk, _Inbox]):
    """The commission's inbox."""

    CSS_PATH = "merging.tcss"
    HELP = N_(
        "Workbooks that departments filled in without signing in. What is picked of them is read, and it is shown what"
        " is wrong and what the files disagree about, before anything is written."
    )
    NAME = MERGING
    HAS_PERIOD = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("pick_file", "pick_all", "merge_files")

    empty_text = getters.query_one("#empty", FoldedText)

    _picked: frozenset[str] = frozenset()

    def compose_page(self) -> ComposeResult:
        """How many are picked, and the files; how to send some in where there are none."""
        yield FoldedText(id="empty", classes="hidden")
        yield from super().compose_page()

    def read_now(self) -> _Inbox:
        """The inbox."""
        desk = self.desk
        files = workbooks_first(desk.inbox())
        finder = Finder.of({each.name: (each.name,) for each in files}, readings=desk.plan().directory.readings)
        return _Inbox(desk.calendar(), files, desk.now().tzinfo, finder)

    @property
    def nothing_listed(self) -> str:
        """Nothing: how to send something in stands above the list."""
        return ""

    def show_list(self, seen: _Inbox) -> None:
        """Show the files that are found, and which of them are picked."""
        self._picked &= {each.name for each in seen.files}
        columns = tray_columns(self.say("Sent in"), self.language, has_marks=True)
        found = [each for each in seen.files if self.is_found(each.name)]
        self.table.show(columns, tray_rows(found, seen.zone, picked=self._picked))
        told = self.say("Files picked: {picked} of {count}", picked=len(self._picked), count=len(seen.files))
        self.show_counts(told, self.found_words)
        self.counts.set_class(not seen.files, "hidden")
        self.empty_text.show(paragraphs(self.say(_EMPTY, tray=INBOX)))
        self.empty_text.set_class(bool(seen.files), "hidden")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Files can be picked where there are some."""
        match action:
            case "pick_file":
                return self.has_chosen
            case "pick_all" | "find_item":
                return self.seen is not None and bool(self.seen.files)
            case "merge_files":
                return bool(self._picked)
        return super().check_action(action, parameters)

    def action_pick_file(self) -> None:
        """Pick the chosen file, or leave it again."""
        if self.seen is not None and self.table.chosen is not None:
            self._pick(self._picked ^ {self.table.chosen})

    def action_pick_all(self) -> None:
        """Pick everything shown that is called like a workbook, or nothing of it where all of it is picked."""
        if self.seen is not None:
            files = [each for each in self.seen.files if self.is_found(each.name)]
            workbooks = frozenset(each.name for each in files if is_workbook(each))
            self._pick(self._picked - workbooks if workbooks <= self._picked else self._picked | workbooks)

    def _pick(self, picked: frozenset[str]) -> None:
        self._picked = picked
        self.show_found()

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
