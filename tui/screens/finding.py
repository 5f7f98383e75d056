"""Finding in a place's list: F3 or / opens a line, every key narrows the list, Esc shows all again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on

from departments.search import Wanted
from tui.actions import bindings
from tui.screens.place import Place
from tui.widgets.find_line import SLASHES, FindLine
from tui.widgets.found_table import NOTHING, Finder, FoundTable

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Key


class FindLinePlace(Place):
    """A place that can be narrowed to what is typed; it composes a find line, and says what is narrowed and how."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("find_item", "go_back")

    find_line = getters.query_one(FindLine)

    finder = Finder()
    """What is found by what; the place reads it together with what it shows."""
    wanted = NOTHING
    """What is looked for."""

    def on_mount(self) -> None:
        """Begin in what can be narrowed."""
        self.go_to_found()

    def on_key(self, event: Key) -> None:
        """The slash of a Chinese input method is understood."""
        if event.character in SLASHES:
            event.stop()
            self.action_find_item()

    def go_to_found(self) -> None:
        """Go to what is narrowed."""
        raise NotImplementedError

    def show_found(self) -> None:
        """Show what has what is looked for; each place has its own way."""

    def mark_found(self) -> None:
        """Mark what is looked for in what is shown, or say that nothing has it."""

    @property
    def found_words(self) -> str:
        """What is looked for, in words; empty if nothing is."""
        return self.say("Find: {text}", text=self.wanted.text) if self.wanted else ""

    @property
    def nothing_found(self) -> str:
        """What stands there where nothing has what is looked for."""
        return self.say("Nothing has that; Esc shows all again.")

    @property
    def is_finding(self) -> bool:
        """Whether Esc has something to show again."""
        return bool(self.wanted) or self.find_line.has_focus

    def action_find_item(self) -> None:
        """Let something be typed."""
        self.find_line.open()

    def action_go_back(self) -> None:
        """Show all again."""
        self.forget_wanted()

    @on(FindLine.Changed, "FindLine")
    def narrow_to_typed(self, event: FindLine.Changed) -> None:
        """Narrow with every key."""
        event.stop()
        self._look_for(event.value)

    @on(FindLine.Submitted, "FindLine")
    def leave_find_line(self, event: FindLine.Submitted) -> None:
        """Go to what was found."""
        event.stop()
        self.go_to_found()

    def forget_wanted(self) -> None:
        """Look for nothing any more."""
        self.find_line.close()
        self._look_for("")
        self.go_to_found()

    def _look_for(self, text: str) -> None:
        self.wanted = Wanted.typed(text)
        self.show_found()
        self.mark_found()
        self.refresh_bindings()


class FindingPlace(FindLinePlace):
    """A place whose list can be narrowed to what is typed; it composes a find line and a found table."""

    table = getters.query_one(FoundTable)

    def on_resize(self) -> None:
        """Show the columns that fit now."""
        self.show_found()

    def go_to_found(self) -> None:
        """Go to the list."""
        self.table.focus()

    def is_found(self, key: str) -> bool:
        """Whether the row of this key has what is looked for."""
        return self.finder.takes(key, self.wanted)

    def mark_found(self) -> None:
        """Mark what is looked for in the rows that are shown, or say that there are none."""
        self.table.empty = self.nothing_found if self.wanted else self.nothing_listed
        self.table.mark(self.finder, self.wanted)

    @property
    def nothing_listed(self) -> str:
        """What stands in the list where there is nothing to list."""
        return self.say("Nothing is listed.")

    @property
    def chosen(self) -> str | None:
        """The key of the chosen row; None where nothing was found, or the page is being taken away."""
        return next((table.chosen for table in self.query(FoundTable)), None)

    @property
    def has_chosen(self) -> bool:
        """Whether there is a row to open, in any list."""
        return any(table.chosen is not None for table in self.query(FoundTable))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A row can be opened only where there is one."""
        return self.has_chosen if action == "open_item" else super().check_action(action, parameters)
