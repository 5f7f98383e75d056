"""A few short pages at the first sign-in, and again from help: Enter goes on, Esc leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.containers import Vertical
from textual.widgets import Static

from departments.wording import N_
from tui.actions import bindings, moving_keys
from tui.dialogs.dialog import Dialog
from tui.terminal_safety import plain
from tui.widgets.folded_text import FoldedText, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.language import Language
    from tui.screens.tour_pages import TourPage


class TourDialog(Dialog[bool]):
    """Answers True after the last page, None for Esc."""

    DEFAULT_CSS = """
    TourDialog .tour-page { height: 14; }
    TourDialog #tour-title { height: 2; }
    """
    HELP = N_("A short tour, page by page; nothing is changed by it. Help on the list shows it again.")
    BINDINGS: ClassVar[list[BindingType]] = bindings("next_page", "end_tour", "previous_page") + moving_keys(
        right="next_page", left="previous_page"
    )

    heading = getters.query_one("#tour-title", Static)
    text = getters.query_one(FoldedText)

    def __init__(self, language: Language, pages: Sequence[TourPage]) -> None:
        """Args: the reader's language, and the pages."""
        super().__init__(language, language.say("A short tour; Esc skips it"))
        self._pages = tuple(pages)
        self._place = 0

    def compose_dialog(self) -> ComposeResult:
        """Which page, its title, and its text."""
        with Vertical(classes="tour-page"):
            yield Static(id="tour-title", classes="label strong", markup=False)
            yield FoldedText()

    def on_mount(self) -> None:
        """Begin at the first page."""
        self._show()

    def _show(self) -> None:
        page = self._pages[self._place]
        self.heading.update(plain(f"{self._place + 1}/{len(self._pages)}  {self.say(page.title)}"))
        self.text.show(paragraphs(self.say(page.text)))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """There is nothing before the first page and nothing after the last one."""
        is_last = self._place + 1 == len(self._pages)
        return {"previous_page": self._place > 0, "next_page": not is_last, "end_tour": is_last}.get(action, True)

    def action_next_page(self) -> None:
        """Go on."""
        self._place += 1
        self._show()

    def action_end_tour(self) -> None:
        """Leave, from the last page."""
        self.dismiss(True)  # noqa: FBT003 - the answer itself

    def action_previous_page(self) -> None:
        """Go a page back."""
        self._place -= 1
        self._show()
