"""The frame of every dialog: a box with a title, the keys under it, and help of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.actions import bindings
from tui.departure import Departing
from tui.terminal_safety import plain
from tui.widgets.fields import MOST_TYPED, NO_ROOM, FieldFull
from tui.widgets.lines import KeyLine
from tui.widgets.pick_table import PickTable
from tui.widgets.practice_line import IN_DIALOG, PRACTISING, PracticeLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.actions import Action
    from tui.language import Language

T = TypeVar("T")


class Dialog(ModalScreen[T | None], Departing[T | None]):
    """A question over a place; Esc answers None."""

    HELP: ClassVar[str] = ""
    """What it asks and how it is answered: an English sentence of the catalogue."""
    BINDINGS: ClassVar[list[BindingType]] = bindings("show_help", "go_back")

    def __init__(self, language: Language, title: str) -> None:
        """Args: the reader's language, and the question in it."""
        super().__init__()
        self.language = language
        self.say = language.say
        self._title = title

    @property
    def takes_keys(self) -> bool:
        """Whether what is typed has somewhere to go: until a list can be narrowed, keys wait."""
        return all(table.is_ready for table in self.query(PickTable))

    def compose(self) -> ComposeResult:
        """The box around what the dialog composes itself."""
        with Vertical(classes="dialog-box") as box:
            box.border_title = plain(f" {self._title} ")
            if self.app.has_class(PRACTISING):
                yield PracticeLine(self.language, IN_DIALOG)
            yield from self.compose_dialog()
            yield KeyLine(self.language)

    def does(self, each: Action) -> str:
        """What an action does in the dialog, in words."""
        return self.say(each.help)

    def compose_dialog(self) -> ComposeResult:
        """The dialog's own widgets."""
        yield from ()

    @on(FieldFull)
    def _tell_full(self) -> None:
        self.query_one(".dialog-box").border_subtitle = plain(f" {self.say(NO_ROOM, most=MOST_TYPED)} ")

    def action_show_help(self) -> None:
        """Show the keys and what goes into the focused field; the dialog waits beneath as it is."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen.about(self, self.language))

    async def action_go_back(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
