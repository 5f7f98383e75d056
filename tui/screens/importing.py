"""A filled form looked at before it is taken: every change with its cell, and all of it saved as drafts or nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from departments.wording import N_
from exports.importing import Outcome, apply
from tui.actions import bindings
from tui.background import answer
from tui.dialogs.confirm import ConfirmDialog
from tui.screens.exporting import where_it_lies
from tui.screens.importing_rows import ImportLine, import_columns, import_lines, import_rows, import_summary
from tui.screens.lines_place import LinesPlace
from tui.screens.story import errand, story

if TYPE_CHECKING:
    from textual.binding import BindingType

    from departments.desks import ClerkDesk
    from tui.form_import import Preview
    from tui.language import Language
    from tui.widgets.row_table import Column, Row


class ImportScreen(LinesPlace[ImportLine]):
    """What a form would change."""

    CSS_PATH = "importing.tcss"
    HELP = N_(
        "What the filled form would change; nothing is saved yet. Arrows choose a line, and it stands"
        " below in full; Tab goes there to read on. All of it can be saved as drafts; where a cell is refused"
        " nothing can, but a copy with the refused cells in red can be put into the outbox."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("import_form", "lay_marked")

    def __init__(self, desk: ClerkDesk, language: Language, preview: Preview) -> None:
        """Args: the clerk's desk, the language, and what the form would change."""
        super().__init__(language)
        self._desk = desk
        self._preview = preview

    def on_mount(self) -> None:
        """Show what was found."""
        period = str(self._preview.proposal.form.stamp.period)
        self.title_line.show(self.say("Import {name}", name=self._preview.name), period)
        self.summary.set_class(bool(self._preview.proposal.refused), "alarm")
        self.say_keys_anew()

    def say_keys_anew(self) -> None:
        """Show the lines, under a sentence that may name a key."""
        self.show_lines(import_lines(self._preview, self.language), import_summary(self._preview, self.language))

    def columns(self) -> list[Column]:
        """The columns that fit."""
        return import_columns(self.size.width, self.language)

    def rows(self) -> list[Row]:
        """A row a line."""
        return import_rows(self.lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """All of it or nothing: there is something to save, or something to put right."""
        match action:
            case "import_form":
                return bool(self._preview.proposal.reports) and self._preview.marked is None
            case "lay_marked":
                return self._preview.marked is not None
        return True

    @story
    async def action_import_form(self) -> None:
        """Save everything as drafts, after asking."""
        preview = self._preview
        title = self.say("Import {name}?", name=preview.name)
        lines = [
            self.say(
                "Reports that begin: {new}, that change: {changed}; all are saved as drafts, none is submitted.",
                new=preview.count(Outcome.NEW),
                changed=preview.count(Outcome.CHANGED),
            )
        ]
        if not await self.app.push_screen_wait(ConfirmDialog(self.language, title, lines)):
            return
        saved = await answer(self, partial(apply, self._desk, preview.proposal))
        if saved is not None:
            self.dismiss(self.say("Saved as drafts: {count}; look at them and submit them.", count=len(saved)))

    @errand
    async def action_lay_marked(self) -> None:
        """Put the marked copy into the outbox."""
        marked, name = self._preview.marked, self._preview.marked_name
        if marked is None:
            return

        def laid() -> int:
            self._desk.lay_ready(name, marked)
            return len(marked)

        size = await answer(self, laid)
        if size is not None:
            self.tell(where_it_lies(self, name, size))
