"""The command palette: what can be done on a page now, and where else to go, found by typing a part of its name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual import getters

from departments.wording import N_
from tui.actions import bindings, key_name
from tui.dialogs.dialog import Dialog
from tui.key_map import actions_here
from tui.widgets.pick_table import PickTable
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.language import Language
    from tui.screens.place import Place

_NUMBER, _LABEL, _KEYS = 2, 14, 9
"""Cells of the columns before the sentence."""
_ROWS = 15
_ITSELF = "show_palette"


@frozen
class Command:
    """Something that the palette offers."""

    key: str
    """What the dialog answers: an action's id, or a place's name."""
    label: str
    keys: str
    """What does the same without the palette, as it is written on the keyboard."""
    sentence: str
    run: Callable[[], Awaitable[object]]


class PaletteDialog(Dialog[str]):
    """Answers the key of the chosen command."""

    HELP = N_(
        "What can be done on the page beneath, with its key, and the places to go to. What you type narrows the list:"
        " characters, Pinyin initials or a key; Enter does what is chosen."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("accept")

    table = getters.query_one(PickTable)

    def __init__(self, language: Language, commands: Sequence[Command]) -> None:
        """Args: the reader's language, and what there is to choose from."""
        super().__init__(language, language.say("Commands"))
        self._commands = tuple(commands)

    def compose_dialog(self) -> ComposeResult:
        """The commands."""
        yield PickTable(self.language)

    def on_mount(self) -> None:
        """Show them, with numbers."""
        told = Column(self.say("Type to find"), 0)
        columns = (Column("", _NUMBER, is_right=True), Column("", _LABEL), Column("", _KEYS), told)
        rows = [
            Row(each.key, (Cell(str(n)), Cell(each.label), Cell(each.keys), Cell(each.sentence)))
            for n, each in enumerate(self._commands, 1)
        ]
        self.table.styles.height = min(len(rows) + 1, _ROWS)
        texts = {each.key: (each.label, each.keys, each.sentence) for each in self._commands}
        self.table.offer(columns, rows, texts, is_numbered=True)
        self.table.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Only what is left can be done."""
        return action != "accept" or any(table.chosen is not None for table in self.query(PickTable))

    def action_accept(self) -> None:
        """Answer what is chosen, if anything is left to choose from."""
        if self.table.chosen is not None:
            self.dismiss(self.table.chosen)


async def show_palette(page: Place) -> None:
    """Offer what can be done on a page now, and do what is chosen there, as its key would.

    Args:
        page: the one on the screen.
    """
    commands = {each.key: each for each in (*_actions(page), *_places(page))}

    async def run(key: str | None) -> None:
        if key is not None:
            await commands[key].run()

    await page.app.push_screen(PaletteDialog(page.language, tuple(commands.values())), run)


def _actions(page: Place) -> Iterator[Command]:
    active = page.active_bindings.values()
    bound = {each.binding.id: each for each in active}
    for each, keys in actions_here(active):
        if each.id != _ITSELF:
            run = partial(page.app.run_action, bound[each.id].binding.action, bound[each.id].node)
            written = " ".join(key_name(key, page.language) for key in keys)
            yield Command(each.id, page.say(each.label), written, page.does(each), run)


def _places(page: Place) -> Iterator[Command]:
    for digit, (place, name) in enumerate(page.places, 1):
        sentence = page.say("Go to {place}.", place=name)
        yield Command(place, name, str(digit), sentence, partial(page.go_to_place, place))
