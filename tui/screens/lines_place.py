"""What came of reading files, line by line: how much of what above, the chosen line in full below.

The lines are narrowed to what is typed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from textual import getters, work
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.background import answer
from tui.screens.finding import FindingPlace
from tui.terminal_safety import plain
from tui.widgets.find_line import FindLine
from tui.widgets.folded_text import FoldedText, paragraphs
from tui.widgets.found_table import Finder, FoundTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from departments.readings import Readings
    from tui.widgets.row_table import Column, Row


class Line(Protocol):
    """One thing to look at."""

    @property
    def words(self) -> tuple[str, ...]:
        """What it is found by, as its row shows it."""

    @property
    def detail(self) -> tuple[str, ...]:
        """The same in full."""


L = TypeVar("L", bound=Line)


def _found_by(lines: Sequence[Line], read: Callable[[], Readings]) -> Finder:
    """What lines are found by. Reads Pinyin: not for the event loop."""
    return Finder.of({_key(each): each.words for each in lines}, readings=read())


def _key(line: Line) -> str:
    """What stays the same of a line wherever it stands, and whatever was decided about it."""
    return "\n".join(line.words)


class LinesPlace(FindingPlace, Generic[L]):
    """It says which lines there are and what they look like as rows; a row's key is its line's place."""

    summary = getters.query_one("#summary", Static)
    detail = getters.query_one(FoldedText)

    lines: Sequence[L] = ()
    """All that there are."""
    summed_up = ""
    """How much of what, in words."""

    def compose_place(self) -> ComposeResult:
        """How much of what; the lines; the chosen one in full."""
        yield Static(id="summary", markup=False)
        yield FindLine()
        yield FoundTable()
        with VerticalScroll(id="detail"):
            yield FoldedText()

    def columns(self) -> list[Column]:
        """The columns that fit."""
        raise NotImplementedError

    def rows(self) -> list[Row]:
        """A row a line."""
        raise NotImplementedError

    def read_readings(self) -> Readings:
        """How names of departments in the lines are said. Not for the event loop."""
        return ()

    def show_lines(self, lines: Sequence[L], summed_up: str) -> None:
        """Show these lines, under a sentence about all of them."""
        self.lines, self.summed_up = lines, summed_up
        self.show_found()
        self._make_ready(lines)

    @work(exclusive=True, group="make ready")
    async def _make_ready(self, lines: Sequence[L]) -> None:
        finder = await answer(self, partial(_found_by, lines, self.read_readings))
        if finder is not None:
            self.finder = finder
            self.show_found()
            self.mark_found()

    def is_found(self, key: str) -> bool:
        """Whether the line of this row has what is looked for."""
        return self.finder.takes(_key(self.lines[int(key)]), self.wanted)

    def show_found(self) -> None:
        """Show the lines that have what is looked for."""
        rows = [row for row in self.rows() if self.is_found(row.key)]
        self.table.show(self.columns(), rows)
        shown = self.say("{shown} of {all} shown; Esc shows all", shown=len(rows), all=len(self.lines))
        self.summary.update(plain(f"{self.summed_up}\n{self.found_words}  {shown}" if self.wanted else self.summed_up))
        self._show_detail()

    def on_row_table_highlighted(self) -> None:
        """Show the chosen line in full."""
        self._show_detail()

    def _show_detail(self) -> None:
        line = self.line
        self.detail.show(paragraphs("\n".join(line.detail) if line else ""))
        self.refresh_bindings()

    @property
    def line(self) -> L | None:
        """The chosen line; None where none is shown."""
        chosen = self.chosen
        return self.lines[int(chosen)] if chosen is not None and int(chosen) < len(self.lines) else None

    def action_go_back(self) -> None:
        """Show all lines again, or leave the page."""
        if self.is_finding:
            self.forget_wanted()
        else:
            self.leave_page()

    def leave_page(self) -> None:
        """Leave everything as it is."""
        self.dismiss("")
