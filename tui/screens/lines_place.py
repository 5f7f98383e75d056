"""What came of reading files, line by line: how much of what above, the chosen line in full below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from textual import getters
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.screens.place import Place
from tui.widgets.folded_text import FoldedText, paragraphs
from tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class Line(Protocol):
    """One thing to look at."""

    @property
    def detail(self) -> tuple[str, ...]:
        """All that there is to say of it."""


L = TypeVar("L", bound=Line)


class LinesPlace(Place, Generic[L]):
    """A table whose keys are the places of its lines."""

    table = getters.query_one(RowTable)
    summary = getters.query_one("#summary", Static)
    detail = getters.query_one(FoldedText)

    lines: Sequence[L] = ()
    """What the table shows."""

    def compose_place(self) -> ComposeResult:
        """How much of what; the lines; the chosen one in full."""
        yield Static(id="summary", markup=False)
        yield RowTable()
        with VerticalScroll(id="detail"):
            yield FoldedText()

    def on_mount(self) -> None:
        """Begin in the table."""
        self.table.focus()

    @property
    def line(self) -> L | None:
        """The chosen line."""
        chosen = self.table.chosen
        return self.lines[int(chosen)] if chosen is not None and int(chosen) < len(self.lines) else None

    def on_row_table_highlighted(self) -> None:
        """Show the chosen line in full; what can be done depends on it."""
        self.show_detail()
        self.refresh_bindings()

    def show_detail(self) -> None:
        """Show the chosen line in full."""
        self.detail.show(paragraphs("\n".join(self.line.detail) if self.line else ""))
