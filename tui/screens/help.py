"""Help: what the page is for, what goes into the focused field, and every key that does something here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.actions import ACTIONS, key_name
from tui.dialogs.dialog import Dialog
from tui.key_map import keys_here
from tui.terminal_safety import plain
from tui.widgets.folded_text import FoldedText, paragraphs

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.language import Language
    from tui.screens.place import Place


class HelpScreen(Dialog[None]):
    """A page of help over the place it is about."""

    DEFAULT_CSS = "HelpScreen VerticalScroll { height: auto; max-height: 18; }"

    def __init__(self, language: Language, page: str, field: str, keys: list[tuple[str, str]]) -> None:
        """Args: language; what page and field are for, in it; and pairs of key and sentence."""
        super().__init__(language, language.say("Help"))
        self._page = page
        self._field = field
        self._keys = keys

    @classmethod
    def about(cls, place: Place, language: Language) -> HelpScreen:
        """The help of a place as it is now: its focused field and the actions that are possible."""
        here = keys_here(place.active_bindings.values())
        keys = [
            (", ".join(key_name(key, language) for key in here[each.id]), language.say(each.help))
            for each in ACTIONS
            if each.id in here
        ]
        field = getattr(place.focused, "help", "")
        return cls(language, _said(place.HELP, language), _said(field, language), keys)

    def compose_dialog(self) -> ComposeResult:
        """Page, field, keys."""
        with VerticalScroll(can_focus=True):
            yield Static(plain(self._page))
            if self._field:
                yield Static(plain(self.say("This field")), classes="label strong")
                yield FoldedText(paragraphs(self._field))
            yield Static(plain(self.say("Keys")), classes="label strong")
            yield Static(plain("\n".join(f"{key:<10} {sentence}" for key, sentence in self._keys)))


def _said(sentence: str, language: Language) -> str:
    return language.say(sentence) if sentence else ""
