"""Naming a piece of evidence: a file that lies in the inbox, or a reference to something kept elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual import getters
from textual.widgets import Static

from departments.wording import N_
from tui.actions import bindings
from tui.dialogs.typing_dialog import TypingDialog
from tui.terminal_safety import plain
from tui.widgets.evidence_list import size_words
from tui.widgets.fields import LineInput
from tui.widgets.pick_table import PickTable
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from departments.ledger import TrayFile
    from tui.language import Language


@frozen
class NamedEvidence:
    """What was named."""

    name: str
    """A file's name in the inbox, or the reference."""
    is_file: bool
    note: str


class EvidenceDialog(TypingDialog[NamedEvidence]):
    """Answers a file of the inbox, or the reference that was typed."""

    DEFAULT_CSS = "EvidenceDialog PickTable { height: 8; }"
    HELP = N_(
        "What proves the report: a file that was sent into the inbox, or a document number or address. Tab goes from"
        " the files to the lines; what you type at the files narrows them. Enter on a file adds it, with the note; in"
        " the lines the reference is added."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("accept_text", "accept")

    table = getters.query_one(PickTable)
    reference = getters.query_one("#reference", LineInput)
    note = getters.query_one("#note", LineInput)

    def __init__(self, language: Language, files: Sequence[TrayFile]) -> None:
        """Args: language, and the inbox."""
        super().__init__(language, language.say("Add evidence"))
        self._files = tuple(files)

    def compose_dialog(self) -> ComposeResult:
        """Inbox, reference, note."""
        yield Static(plain(self.say("A file from the inbox (sent in over SFTP)")), classes="label")
        if self._files:
            yield PickTable(self.language)
        else:
            yield Static(plain(self.say("The inbox is empty.")))
        yield Static(plain(self.say("or a reference: document number or address")), classes="label")
        yield LineInput(id="reference", help=N_("A document number such as 南政发〔2021〕5号, or an address."))
        yield Static(plain(self.say("Note")), classes="label")
        yield LineInput(id="note", help=N_("What it proves; may stay empty."))

    def on_mount(self) -> None:
        """Begin at the inbox where there is something in it."""
        if not self._files:
            self.reference.focus()
            return
        say = self.say
        columns = (Column(say("File"), 0), Column(say("Size"), 9, is_right=True), Column(say("Sent in"), 16))
        rows = [
            Row(each.name, (Cell(each.name), Cell(size_words(each.size)), Cell(f"{each.modified_at:%Y-%m-%d %H:%M}")))
            for each in self._files
        ]
        self.table.styles.height = min(len(rows) + 1, 8)
        self.table.offer(columns, rows, {each.name: (each.name,) for each in self._files})
        self.table.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One key says yes at the files, and one in the lines."""
        if action in ("accept", "accept_text"):
            return isinstance(self.focused, PickTable) is (action == "accept")
        return super().check_action(action, parameters)

    def on_descendant_focus(self) -> None:
        """Name the key that does it here."""
        self.refresh_bindings()

    def on_input_submitted(self) -> None:
        """Enter in a field."""
        self.action_accept_text()

    def on_input_changed(self) -> None:
        """What was missing is being typed."""
        self._box.border_subtitle = ""

    def action_accept(self) -> None:
        """Enter on a file: answer it."""
        if self.table.chosen is not None:
            self.dismiss(NamedEvidence(self.table.chosen, is_file=True, note=self.note.value.strip()))

    def action_accept_text(self) -> None:
        """Answer the reference; without one nothing, since nobody in the lines looks at which file is chosen."""
        reference = self.reference.value.strip()
        if reference:
            self.dismiss(NamedEvidence(reference, is_file=False, note=self.note.value.strip()))
            return
        self.reference.focus()
        wanted = N_("Type a number or address; Enter on a file adds the file")
        alone = N_("Type a document number or address")
        self._box.border_subtitle = plain(f" {self.say(wanted if self._files else alone)} ")

    @property
    def _box(self) -> Widget:
        return self.query_one(".dialog-box")
