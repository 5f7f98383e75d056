"""A department's workbooks: its own written into the outbox, a filled form taken from the inbox after a look at it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual import getters
from textual.widgets import Static

from departments.desks import ClerkDesk
from departments.ledger import TrayFile
from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.screens.exporting import export_department
from tui.screens.read_place import ReadPlace
from tui.screens.story import story
from tui.screens.tray_rows import tray_columns, tray_rows, workbooks_first
from tui.terminal_safety import plain
from tui.tray_names import INBOX, OUTBOX
from tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from departments.desks import HeadDesk
    from departments.periods import Period
    from tui.form_import import Preview
    from tui.language import Language

_TO_FETCH = N_("Your department's workbooks. {key_export_department} writes one; it is fetched over SFTP.")


@frozen
class _Trays:
    """What lies in the department's trays."""

    sent: tuple[TrayFile, ...]
    ready: tuple[TrayFile, ...]
    zone: dt.tzinfo | None


class WorkbooksScreen(ReadPlace):
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

    sent_table = getters.query_one("#sent", RowTable)
    ready_table = getters.query_one("#ready", RowTable)
    empty_line = getters.query_one("#empty", Static)

    def compose_place(self) -> ComposeResult:
        """What was sent in, where somebody may send; what lies ready."""
        if isinstance(self._desk, ClerkDesk):
            yield Static(id="about-sent", classes="label", markup=False)
            yield Static(id="empty", classes="hidden", markup=False)
            yield RowTable(id="sent")
        yield Static(plain(self.say("{tray}: what lies ready to be fetched over SFTP", tray=OUTBOX)), classes="label")
        yield RowTable(id="ready")

    @property
    def purpose(self) -> str:
        """What somebody does here who sends nothing in."""
        return super().purpose if isinstance(self._desk, ClerkDesk) else self.say(_TO_FETCH)

    def on_mount(self) -> None:
        """Begin with what was sent in."""
        title, name, account = self.say("Workbooks"), self._desk.department.short_name, self._desk.account.label
        self.title_line.show(f"{title} | {name} | {account}", str(self._period))
        self.query(RowTable).first().focus()

    def on_screen_resume(self) -> None:
        """Show what has come or gone meanwhile."""
        self.read()

    async def read_and_show(self) -> None:
        """Read the trays off the loop, and show them."""
        trays = await answer(self, self._read_now)
        if trays is None:
            return
        self.ready_table.show(tray_columns(self.say("Laid ready"), self.language), tray_rows(trays.ready, trays.zone))
        if isinstance(self._desk, ClerkDesk):
            self.sent_table.show(tray_columns(self.say("Sent in"), self.language), tray_rows(trays.sent, trays.zone))
            sent = N_("{tray}: what was sent in; Enter on a filled form shows what it changes")
            about = self.say(sent if trays.sent else N_("{tray}: what was sent in"), tray=INBOX)
            self.query_one("#about-sent", Static).update(plain(about))
            empty = self.say("Empty. Send the filled form into {tray} over SFTP, then press {key_refresh}.", tray=INBOX)
            self.empty_line.update(plain(empty))
            self.empty_line.set_class(bool(trays.sent), "hidden")
        self.refresh_bindings()

    def _read_now(self) -> _Trays:
        desk = self._desk
        sent = workbooks_first(desk.inbox()) if isinstance(desk, ClerkDesk) else ()
        return _Trays(sent, tuple(desk.outbox()), desk.now().tzinfo)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Only what was sent in can be opened, by a clerk."""
        if action == "open_item":
            return isinstance(self._desk, ClerkDesk) and self.focused is self.sent_table and bool(self.sent_table.rows)
        return True

    def on_descendant_focus(self) -> None:
        """What can be done depends on where one is."""
        self.refresh_bindings()

    @story
    async def action_open_item(self) -> None:
        """Show what the chosen form would change."""
        name = self.sent_table.chosen
        if name is None or not isinstance(self._desk, ClerkDesk):
            return
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

    @story
    async def action_export_department(self) -> None:
        """Write the department's workbook of the period."""
        await export_department(self, self._desk, self._period)
        self.read()

    def action_go_back(self) -> None:
        """Back to the list."""
        self.dismiss("")
