"""The command palette: what can be done on a page now, and where else to go, found by typing a part of its name.

What of the plan can be opened is found as well, below all that, by whoever types: it is read when the palette stands.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual import getters, work

from departments.wording import N_
from tui.actions import bindings, key_name
from tui.background import answer
from tui.dialogs.dialog import Dialog
from tui.key_map import actions_here
from tui.screens.leaving import open_over
from tui.screens.place import Place
from tui.widgets.found_table import Finder
from tui.widgets.pick_table import PickTable
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.destinations import Destinations

_NUMBER, _LABEL, _KEYS = 2, 14, 9
"""Cells of the columns before the sentence."""
_ROWS = 15
_ITSELF = "show_palette"

Run = Callable[[], Awaitable[object]]


@frozen
class Command:
    """Something that the palette offers."""

    key: str
    """An action's id, or a place's name."""
    label: str
    keys: str
    """What does the same without the palette, as it is written on the keyboard."""
    sentence: str
    run: Run


class PaletteDialog(Dialog[Run]):
    """Answers how to do what was chosen."""

    HELP = N_(
        "What can be done on the page beneath, with its key, and the places to go to. What you type narrows the list:"
        " characters, Pinyin or its initials, a key. It finds commitments by their code, too, and whatever else of the"
        " plan you may open. Enter does or opens what is chosen; a form with text that isn't saved asks first."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("accept")

    table = getters.query_one(PickTable)

    def __init__(self, page: Place, commands: Sequence[Command]) -> None:
        """Args: the page beneath, and what can be done there."""
        super().__init__(page.language, page.say("Commands"))
        self._page = page
        self._commands = tuple(commands)
        self._runs: dict[str, Run] = {each.key: each.run for each in commands}
        self._is_read = False

    @property
    def takes_keys(self) -> bool:
        """Once the plan can be found, too."""
        return self._is_read and super().takes_keys

    def compose_dialog(self) -> ComposeResult:
        """The commands."""
        yield PickTable(self.language)

    def on_mount(self) -> None:
        """Show them, with numbers."""
        told = Column(self.say("Type to find, commitments too"), 0)
        columns = (Column("", _NUMBER, is_right=True), Column("", _LABEL), Column("", _KEYS), told)
        rows = [
            Row(each.key, (Cell(str(n)), Cell(each.label), Cell(each.keys), Cell(each.sentence)))
            for n, each in enumerate(self._commands, 1)
        ]
        self.table.styles.height = min(len(rows) + 1, _ROWS)
        texts = {each.key: (each.label, each.keys, each.sentence) for each in self._commands}
        self.table.offer(columns, rows, texts, is_numbered=True, takes_digits=True)
        self.table.focus()
        self.call_after_refresh(self._read_destinations)

    @work
    async def _read_destinations(self) -> None:
        """Read what of the plan can be opened, once the commands stand there."""
        base = self.app.screen_stack[0]
        if isinstance(base, Place):
            read = await answer(self._page, partial(_read, base))
            if read is not None:
                destinations, finder = read
                self._runs |= {each.key: partial(_open, base, each.open) for each in destinations.listed}
                self.table.offer_more([each.row for each in destinations.listed], finder)
        self._is_read = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Only what is left can be done."""
        return action != "accept" or any(table.chosen is not None for table in self.query(PickTable))

    def action_accept(self) -> None:
        """Answer what is chosen, if anything is left to choose from."""
        if self.table.chosen is not None:
            self.dismiss(self._runs[self.table.chosen])


def _read(base: Place) -> tuple[Destinations, Finder]:
    """What can be opened over a page, and what it is found by. Reads Pinyin: not for the event loop."""
    read = base.read_destinations()
    return read, Finder.of({each.key: each.found_by for each in read.listed}, readings=read.readings)


async def _open(base: Place, open_: Run) -> None:
    open_over(base, open_)


async def show_palette(page: Place) -> None:
    """Offer what can be done on a page now, and do what is chosen there, as its key would.

    Args:
        page: the one on the screen.
    """

    async def do(run: Run | None) -> None:
        if run is not None:
            await run()

    await page.app.push_screen(PaletteDialog(page, (*_actions(page), *_places(page))), do)


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
