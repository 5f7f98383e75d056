"""A department's workbooks: its own written into the outbox, a filled form taken from the inbox after a look at it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual import getters
from textual.widgets import Static

from departments.desks import ClerkDesk
from departments.directory import readings_of
from departments.ledger import TrayFile
from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.screens.exporting import export_department
from tui.screens.numbering import NumberedPlace
from tui.screens.read_place import ReadPlace
from tui.screens.story import errand, story
from tui.screens.tray_rows import tray_columns, tray_rows, workbooks_first
from tui.terminal_safety import plain
from tui.tray_names import INBOX, OUTBOX
from tui.widgets.find_line import FindLine
from tui.widgets.found_table import Finder, FoundTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from departments.desks import HeadDesk
    from departments.periods import Period
    from tui.form_import import Preview
    from tui.language import Language
    from tui.widgets.row_table import Row

_TO_FETCH = N_("Your department's workbooks. {key_export_department} writes one; it is fetched over SFTP.")


@frozen
class _Trays:
    """What lies in the department's trays."""

    sent: tuple[TrayFile, ...]
    ready: tuple[TrayFile, ...]
    zone: dt.tzinfo | None
    finder: Finder
    """What each file is found by."""


class WorkbooksScreen(NumberedPlace, ReadPlace):
    """The department's inbox and outbox."""

    CSS_PATH = "workbooks.tcss"
    HELP = N_(
        "Your department's workbooks. {key_export_department} writes the workbook, which is the form to"
        " fill in as well. A filled form is sent in over SFTP; Enter shows first what it would change,"
        " and nothing is saved before you say so."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("open_item", "export_department", "refresh", "go_back")

    def __init__(self, desk: ClerkDesk | HeadDesk, language: Language, period: Period) -> None:
        """Args: the desk, the language, and of which period a workbook is written."""
        super().__init__(language)
        self._desk = desk
        self._period = period

    _trays = _Trays((), (), None, Finder())

    sent_table = getters.query_one("#sent", FoundTable)
    ready_table = getters.query_one("#ready", FoundTable)
    empty_line = getters.query_one("#empty", Static)

    def compose_place(self) -> ComposeResult:
        """What was sent in, where somebody may send; what lies ready."""
        yield FindLine()
        if isinstance(self._desk, ClerkDesk):
            yield Static(id="about-sent", classes="label", markup=False)
            yield Static(id="empty", classes="hidden", markup=False)
            yield FoundTable(id="sent")
        yield Static(plain(self.say("{tray}: what lies ready to be fetched over SFTP", tray=OUTBOX)), classes="label")
        yield FoundTable(id="ready")

    @property
    def purpose(self) -> str:
        """What somebody does here who sends nothing in."""
        return super().purpose if isinstance(self._desk, ClerkDesk) else self.say(_TO_FETCH)

    def on_mount(self) -> None:
        """Say whose they are."""
        title, name, account = self.say("Workbooks"), self._desk.department.short_name, self._desk.account.label
        self.title_line.show(f"{title} | {name} | {account}", str(self._period))

    def on_screen_resume(self) -> None:
        """Show what has come or gone meanwhile."""
        self.read()

    async def read_and_show(self) -> None:
        """Read the trays off the loop, and show them."""
        trays = await answer(self, self._read_now)
        if trays is not None:
            self._trays, self.finder = trays, trays.finder
            self.show_found()
            self.mark_found()
            self.refresh_bindings()

    def show_found(self) -> None:
        """Show the files that have what is looked for, in both trays."""
        trays, say = self._trays, self.say
        self.ready_table.show(tray_columns(say("Laid ready"), self.language), self._rows(trays.ready))
        if isinstance(self._desk, ClerkDesk):
            numbers = {name: number for number, name in enumerate(self.numbered, 1)}
            columns = tray_columns(say("Sent in"), self.language, has_numbers=True)
            self.sent_table.show(columns, self._rows(trays.sent, numbers))
            sent = N_("{tray}: what was sent in; Enter on a filled form shows what it changes")
            about = say(sent if trays.sent else N_("{tray}: what was sent in"), tray=INBOX)
            self.query_one("#about-sent", Static).update(plain(about))
            empty = say("Empty. Send the filled form into {tray} over SFTP, then press {key_refresh}.", tray=INBOX)
            self.empty_line.update(plain(empty))
            self.empty_line.set_class(bool(trays.sent), "hidden")

    def _rows(self, files: tuple[TrayFile, ...], numbers: Mapping[str, int] | None = None) -> list[Row]:
        return tray_rows([each for each in files if self.is_found(each.name)], self._trays.zone, numbers=numbers)

    @property
    def numbered(self) -> Sequence[str]:
        """What was sent in; what lies ready is fetched, and opened nowhere here."""
        return [each.name for each in self._trays.sent]

    def mark_found(self) -> None:
        """Mark it in both trays."""
        super().mark_found()
        self.ready_table.empty = self.table.empty
        self.ready_table.mark(self.finder, self.wanted)

    @property
    def nothing_listed(self) -> str:
        """Nothing: what stands above a tray says it."""
        return ""

    def _read_now(self) -> _Trays:
        desk = self._desk
        sent = workbooks_first(desk.inbox()) if isinstance(desk, ClerkDesk) else ()
        ready = tuple(desk.outbox())
        names = {each.name: (each.name,) for each in (*sent, *ready)}
        finder = Finder.of(names, readings=readings_of((desk.department,)))
        return _Trays(sent, ready, desk.now().tzinfo, finder)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Only what was sent in can be opened, by a clerk; only where there is something can it be found."""
        if action == "find_item":
            return bool(self._trays.sent or self._trays.ready)
        if action == "open_item":
            table = self.focused
            has_chosen = isinstance(table, FoundTable) and self._is_sent(table)
            return isinstance(self._desk, ClerkDesk) and (bool(self.number_typed) or has_chosen)
        return True

    @staticmethod
    def _is_sent(table: FoundTable) -> bool:
        """Whether it lists what was sent in, and there is something."""
        return table.id == "sent" and bool(table.rows)

    def on_descendant_focus(self) -> None:
        """What can be done depends on where one is."""
        self.refresh_bindings()

    @story
    async def action_open_item(self) -> None:
        """Show what the chosen form would change."""
        if not isinstance(self._desk, ClerkDesk):
            return
        name = self.take_chosen(self.sent_table.chosen)
        if name is None:
            return
        self.sent_table.choose(name)
        self.tell(self.say("Reading {name} ...", name=name))
        preview = await answer(self, partial(self._preview, self._desk, name))
        if preview is not None:
            from tui.screens.importing import ImportScreen

            self.tell("")
            await self.app.push_screen(ImportScreen(self._desk, self.language, preview), self._imported)

    def _preview(self, desk: ClerkDesk, name: str) -> Preview:
        from tui.form_import import preview_form
        from tui.workbooks_in import read_sent

        return preview_form(desk, name, read_sent(desk, name), self.language)

    def _imported(self, said: str | None) -> None:
        self.tell(said or "")

    @errand
    async def action_export_department(self) -> None:
        """Write the department's workbook of the period."""
        await export_department(self, self._desk, self._period)
        self.read()
