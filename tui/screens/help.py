"""Help: what the page is for, what goes into the focused field, and every key that does something here."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.actions import bindings, key_name
from tui.dialogs.dialog import Dialog
from tui.key_map import actions_here
from tui.terminal_safety import plain
from tui.widgets.folded_text import FoldedText, paragraphs

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.language import Language
    from tui.screens.place import Place
    from tui.screens.tour_pages import TourPage


_KEYS_WIDTH = 10


class HelpScreen(Dialog[None]):
    """A page of help over the place or the dialog it is about."""

    DEFAULT_CSS = "HelpScreen VerticalScroll { height: auto; max-height: 18; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("show_tour")

    def __init__(
        self, language: Language, page: str, field: str, keys: list[tuple[str, str]], tour: tuple[TourPage, ...] = ()
    ) -> None:
        """Args: language; what page and field are for, in it; pairs of key and sentence; and the tour there is."""
        super().__init__(language, language.say("Help"))
        self._tour = tour
        self._page = page
        self._field = field
        self._keys = keys

    @classmethod
    def about(cls, page: Place | Dialog[Any], language: Language) -> HelpScreen:
        """The help of a place or a dialog as it is now: its focused field and the actions that are possible."""
        keys = [
            (", ".join(key_name(key, language) for key in pressed), page.does(each))
            for each, pressed in actions_here(page.active_bindings.values())
        ]
        field = getattr(page.focused, "help", "")
        about, tour = (_said(page.HELP, language), ()) if isinstance(page, Dialog) else (page.purpose, page.TOUR)
        return cls(language, about, _said(field, language), keys, tour)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Show a tour only where there is one; help has no help of its own."""
        return bool(self._tour) if action == "show_tour" else action != "show_help"

    def action_show_tour(self) -> None:
        """Show the tour again, in the place of help."""
        from tui.screens.tour import TourDialog

        self.app.switch_screen(TourDialog(self.language, self._tour))

    def compose_dialog(self) -> ComposeResult:
        """Page, field, keys."""
        with VerticalScroll(can_focus=True):
            yield FoldedText(paragraphs(self._page))
            if self._field:
                yield Static(plain(self.say("This field")), classes="label strong")
                yield FoldedText(paragraphs(self._field))
            yield Static(plain(self.say("Keys")), classes="label strong")
            yield Static(plain("\n".join(starmap(_line, self._keys))))


def _line(key: str, sentence: str) -> str:
    return f"{key}{' ' * (_KEYS_WIDTH - cell_len(key))} {sentence}"


def _said(sentence: str, language: Language) -> str:
    return language.say(sentence) if sentence else ""
