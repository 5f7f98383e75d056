"""The keys of every action that somebody may come to, and a key of one's own for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from departments.wording import N_
from tui.actions import ACTIONS, Action, bindings, key_name
from tui.background import answer
from tui.dialogs.dialog import Dialog
from tui.key_map import CHOICES, REQUIRED, PageKeys, clashes, keys_of, page_keys
from tui.pages import pages_of
from tui.screens.finding import FindingPlace
from tui.screens.story import story
from tui.terminal_safety import plain
from tui.widgets.find_line import FindLine
from tui.widgets.found_table import Finder, FoundTable
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key

    from departments.desks import Desk
    from tui.language import Language

_LABEL_WIDTH, _KEYS_WIDTH = 16, 22


class KeyDialog(Dialog[str]):
    """Answers the key that is pressed. F1 is pressed like any other, and all the help there is stands in the dialog."""

    def __init__(self, language: Language, each: Action) -> None:
        """Args: the language, and the action that is to get the key."""
        super().__init__(language, language.say("A key for {action}", action=language.say(each.label)))

    def compose_dialog(self) -> ComposeResult:
        """What can be pressed."""
        keys = ", ".join(key_name(key, self.language) for key in CHOICES)
        yield Static(plain(self.say("Press the key. There are {keys}.", keys=keys)))
        yield Static(id="pressed", classes="alarm-text", markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Every key is looked at, but the way back."""
        return action != "show_help"

    async def on_key(self, event: Key) -> None:
        """Take a key that may be chosen."""
        if event.key in CHOICES:
            event.stop()
            self.dismiss(event.key)
        elif event.key != "escape":
            event.stop()
            said = self.say("{key} can't be given to an action.", key=key_name(event.key, self.language))
            self.query_one("#pressed", Static).update(plain(said))


class KeysScreen(FindingPlace):
    """Every action with its keys; a changed key holds at once."""

    CSS_PATH = "settings_keys.tcss"
    HAS_SETTINGS = False
    HELP = N_(
        "The keys of everything that you can do. Enter gives the chosen action another key,"
        " {key_reset_key} gives it its own one again. F1, Esc and Enter keep what they do."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("choose_key", "reset_key", "reset_keys")

    def __init__(
        self, desk: Desk, language: Language, keys: Mapping[str, str], take: Callable[[dict[str, str]], None]
    ) -> None:
        """Take what it needs.

        Args:
            desk: whose keys.
            language: the person's.
            keys: those that were chosen up to now.
            take: called with the whole key map when it has changed.
        """
        super().__init__(language)
        self._desk = desk
        self._tell_of = take
        self._keys = dict(keys)
        self._pages: tuple[PageKeys, ...] = ()

    def compose_place(self) -> ComposeResult:
        """The table."""
        yield FindLine()
        yield FoundTable()

    def on_mount(self) -> None:
        """Show the actions."""
        self.title_line.show(f"{self.say('TIANBAO')} | {self.say('Keys')}", self._desk.account.label)
        self._read()

    def say_keys_anew(self) -> None:
        """Say what actions do: some name the keys of others; and find them by what is said now."""
        self.show_found()
        self._make_ready()

    @story
    async def _read(self) -> None:
        pages = await answer(self, lambda: tuple(page_keys(each.name, each.load()) for each in pages_of(self._desk)))
        self._pages = pages or ()
        self.show_found()
        self._make_ready()

    @work(exclusive=True, group="make ready")
    async def _make_ready(self) -> None:
        finder = await answer(self, lambda: Finder.of({each.id: self._words(each) for each in ACTIONS}))
        if finder is not None:
            self.finder = finder
            self.show_found()
            self.mark_found()

    def _words(self, each: Action) -> tuple[str, ...]:
        keys = ", ".join(key_name(key, self.language) for key in keys_of(each, self._keys))
        own = self.say("own") if each.id in self._keys else ""
        return self.say(each.label), f"{keys}  {own}".rstrip(), self.say(each.help)

    def show_found(self) -> None:
        """Show the actions that are found."""
        there = {each.id for page in self._pages for each in page.actions}
        columns = (
            Column(self.say("Action"), _LABEL_WIDTH),
            Column(self.say("Keys"), _KEYS_WIDTH),
            Column(self.say("What it does"), 0),
        )
        self.table.show(columns, [self._row(each) for each in ACTIONS if each.id in there and self.is_found(each.id)])

    def _row(self, each: Action) -> Row:
        label, keys, what = self._words(each)
        return Row(each.id, (Cell(label), Cell(keys, "on-track" if each.id in self._keys else ""), Cell(what)))

    @property
    def _chosen(self) -> Action | None:
        return next((each for each in ACTIONS if each.id == self.table.chosen), None)

    @story
    async def action_choose_key(self) -> None:
        """Give the chosen action another key."""
        chosen = self._chosen
        key = None if chosen is None else await self.app.push_screen_wait(KeyDialog(self.language, chosen))
        if chosen is None or key is None:
            return
        keys = {**self._keys, chosen.id: key}
        if key == chosen.keys[0]:
            del keys[chosen.id]
        self._take(keys)

    def action_reset_key(self) -> None:
        """Give the chosen action its own key again."""
        chosen = self._chosen
        if chosen is not None and chosen.id in self._keys:
            self._take({each: key for each, key in self._keys.items() if each != chosen.id})

    def action_reset_keys(self) -> None:
        """Give every action its own key again."""
        self._take({})

    def _take(self, keys: dict[str, str]) -> None:
        found = clashes(keys, self._pages)
        if found:
            clash = found[0]
            said = self.say(
                "{key} would be both “{one}” and “{other}” on the page “{page}”; give the other one another key first.",
                key=key_name(clash.key, self.language),
                one=self.say(clash.one.label),
                other=self.say(clash.other.label),
                page=self.say(clash.page),
            )
            self.tell(said, is_alarm=True)
            return
        self._keys = keys
        self._tell_of(keys)
        self.show_found()
        kept = ", ".join(key_name(key, self.language) for key in sorted(REQUIRED))
        self.tell(self.say("Changed, everywhere and at once; {keys} always do what they do.", keys=kept))

    def action_go_back(self) -> None:
        """Show all again, or back to the settings."""
        if self.is_finding:
            self.forget_wanted()
        else:
            self.dismiss("")
