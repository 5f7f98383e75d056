"""A commission's place with one list: it can be narrowed to what is typed, and is counted above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from textual import getters
from textual.widgets import Static

from tui.screens.commission_place import CommissionPlace, D, Seen
from tui.screens.finding import FindingPlace
from tui.terminal_safety import plain
from tui.widgets.find_line import FindLine
from tui.widgets.found_table import FoundTable

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.widgets.found_table import Finder


class Listed(Seen, Protocol):
    """What a place lists, read at one go."""

    @property
    def finder(self) -> Finder:
        """What the rows are found by."""


L = TypeVar("L", bound=Listed)


class CommissionList(FindingPlace, CommissionPlace[D, L], Generic[D, L]):
    """It says what it reads and how it lists that."""

    counts = getters.query_one("#counts", Static)

    def compose_page(self) -> ComposeResult:
        """Counts and list."""
        yield Static(id="counts", markup=False)
        yield FindLine()
        yield FoundTable()

    def show_seen(self, seen: L) -> None:
        """Show of what was read what has what is looked for."""
        self.finder = seen.finder
        self.show_found()
        self.mark_found()

    def show_found(self) -> None:
        """Show what has what is looked for."""
        if self.seen is not None:
            self.show_list(self.seen)
            self.refresh_bindings()

    def show_list(self, seen: L) -> None:
        """Show the rows that are found, and whatever stands beside them."""
        raise NotImplementedError

    def show_counts(self, *parts: str) -> None:
        """Show how much is listed, and what of it; empty parts are left out."""
        self.counts.update(plain("   ".join(part for part in parts if part)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc shows all again where something is looked for."""
        if action == "go_back":
            return self.is_finding
        return super().check_action(action, parameters)
