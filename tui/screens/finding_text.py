"""Finding in a text: as in a list, F3 or / opens a line, every key narrows the text, and Esc shows all of it again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import getters, work
from textual.containers import VerticalScroll

from tui.background import answer
from tui.screens.finding import FindLinePlace
from tui.text_passages import narrowed, passages, words_of
from tui.widgets.find_line import FindLine
from tui.widgets.folded_text import FoldedText, Paragraph, paragraphs
from tui.widgets.found_table import Finder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from departments.readings import Readings
    from tui.text_passages import Passage


def _found_by(found: Sequence[Passage], read: Callable[[], Readings]) -> Finder:
    """What passages are found by. Reads Pinyin: not for the event loop."""
    return Finder.of(words_of(found), readings=read())


class FindingTextPlace(FindLinePlace):
    """A place with one text, read in Pinyin when somebody looks for something: most texts are only read."""

    scroll = getters.query_one("#text", VerticalScroll)
    shown = getters.query_one("#text FoldedText", FoldedText)

    text = ""
    """All of it."""
    _passages: tuple[Passage, ...] = ()
    _is_ready = False

    def compose_text(self) -> ComposeResult:
        """The find line, and the text as far as it is there."""
        yield FindLine()
        with VerticalScroll(id="text", can_focus=True):
            yield FoldedText(paragraphs(self.text))

    def go_to_found(self) -> None:
        """Go to the text."""
        self.scroll.focus()

    def show_text(self, text: str) -> None:
        """Show another text from now on, narrowed as the one before was."""
        if text != self.text:
            self.text, self._is_ready = text, False
            if self.wanted:
                self._make_ready(text)
        self.show_found()

    def read_readings(self) -> Readings:
        """How names of departments in the text are said. Not for the event loop."""
        return ()

    def action_find_item(self) -> None:
        """Let something be typed, and make the text ready for it meanwhile."""
        super().action_find_item()
        if not self._is_ready:
            self._make_ready(self.text)

    @work(exclusive=True, group="make ready")
    async def _make_ready(self, text: str) -> None:
        found = passages(text)
        finder = await answer(self, partial(_found_by, found, self.read_readings))
        if finder is not None:
            self._passages, self.finder, self._is_ready = found, finder, True
            if self.wanted:
                self.show_found()

    def show_found(self) -> None:
        """Show what has what is looked for, marked; all of it as long as nothing is, or it isn't ready."""
        if not (self.wanted and self._is_ready):
            self.shown.show(paragraphs(self.text))
            return
        lines = narrowed(self._passages, lambda place: self.finder.takes(place, self.wanted))
        found = [Paragraph(line, marks=self.finder.spans(line, self.wanted)) for line in lines]
        self.shown.show(found or [Paragraph(self.nothing_found)])
        self.scroll.scroll_home(animate=False)
