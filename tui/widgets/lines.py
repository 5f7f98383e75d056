"""The lines around every place: title above, notice and keys below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from tui.actions import key_name
from tui.key_map import actions_here
from tui.terminal_safety import plain
from tui.widgets.pressing_line import PressingLine, pressing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen

    from tui.language import Language

_BETWEEN = 2
"""Cells between the two texts of a title, at least."""


class TitleLine(Static):
    """Where one is, on the left, and who and when, on the right."""

    DEFAULT_CSS = """
    TitleLine { height: 1; dock: top; padding: 0 1; }
    """

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__(markup=False)
        self._left = self._right = plain("")

    def show(self, left: str, right: str = "") -> None:
        """Replace both texts."""
        self._left, self._right = plain(left), plain(right)
        self.refresh()

    def render(self) -> Content:
        """Both texts; the left one gives way where there is no room for it."""
        room = self.content_size.width - self._right.cell_length - _BETWEEN
        return Content.assemble(self._left.truncate(room, ellipsis=True, pad=True), " " * _BETWEEN, self._right)


class NoticeLine(Static):
    """What just happened, or why it didn't; stays until the next one, or until it is not so any more."""

    DEFAULT_CSS = """
    NoticeLine { height: auto; max-height: 4; padding: 0 1; display: none; }
    NoticeLine.-shown { display: block; }
    """

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__(markup=False)
        self._about: object = None

    def tell(self, text: str, *, about: object = None, is_alarm: bool = False) -> None:
        """Show a sentence; an empty one clears the line.

        Args:
            text: the sentence.
            about: what it holds for: what is typed now.
            is_alarm: whether it says that something is wrong.
        """
        self._about = about
        self.update(plain(text))
        self.set_class(bool(text), "-shown")
        self.set_class(is_alarm, "-alarm")

    def hold_against(self, about: object) -> None:
        """Clear the line if what it holds for has become something else; only then, so that it can be read."""
        if about != self._about:
            self.clear()

    def clear(self) -> None:
        """Show nothing; the page is laid out anew only where something was shown."""
        if self.has_class("-shown"):
            self.tell("")


class KeyLine(PressingLine):
    """The keys that do something here and now, from the table of actions."""

    DEFAULT_CSS = """
    KeyLine { height: auto; max-height: 2; padding: 0 1; }
    """

    def __init__(self, language: Language) -> None:
        """Args: the reader's language."""
        super().__init__()
        self._language = language

    def on_mount(self) -> None:
        """Follow what can be done."""
        self.screen.bindings_updated_signal.subscribe(self, self._show)
        self.call_after_refresh(self._show, self.screen)

    def _show(self, screen: Screen[object]) -> None:
        width = self.content_size.width
        if not (width and self.display and screen.is_attached and screen is self.screen):
            return
        here = actions_here(screen.active_bindings.values())
        entries = [self._entry(keys[0], self._language.say(each.label)) for each, keys in here if each.is_shown]
        self.update(Content("\n").join(_folded(entries, width)))

    def on_resize(self) -> None:
        """Fold anew."""
        self._show(self.screen)

    def _entry(self, key: str, label: str) -> Content:
        return pressing(key, (key_name(key, self._language), "bold $label"), f" {label}", "  ")


def _folded(entries: Sequence[Content], width: int) -> list[Content]:
    """Lines of whole entries: Textual would break a key from its label."""
    lines: list[Content] = []
    for each in entries:
        if lines and lines[-1].cell_length + each.rstrip().cell_length <= width:
            lines[-1] += each
        else:
            lines.append(each)
    return [each.rstrip() for each in lines]
