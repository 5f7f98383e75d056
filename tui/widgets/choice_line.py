"""A choice among a few words on one line: arrows, digits, Backspace for none."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.actions import moving_keys
from tui.terminal_safety import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.events import Key


class ChoiceLine(Widget, can_focus=True):
    """One of a few, or none."""

    DEFAULT_CSS = """
    ChoiceLine { height: auto; width: 1fr; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = moving_keys(
        left="move(-1)", right="move(1)", space="move(1)", backspace="clear", delete="clear"
    )

    chosen: reactive[str] = reactive("", layout=True)
    """The key of what is chosen; empty for none."""

    class Changed(Message):
        """Something else is chosen."""

        def __init__(self, line: ChoiceLine) -> None:
            """Args: the line."""
            super().__init__()
            self.line = line

    def __init__(self, choices: Sequence[tuple[str, str]], *, help: str = "") -> None:  # noqa: A002 - what it is
        """Args: pairs of key and word; an English sentence of the catalogue about what to choose."""
        super().__init__()
        self._choices = tuple(choices)
        self.help = help

    def render(self) -> Content:
        """The words, each with a mark; the chosen one's is filled."""
        parts: list[Content | tuple[str, str]] = []
        for key, word in self._choices:
            is_chosen = key == self.chosen
            text = f"({'*' if is_chosen else ' '}) {word}"
            parts += [
                (text, "bold reverse" if is_chosen and self.has_focus else "bold" if is_chosen else ""),
                plain("  "),
            ]
        return Content.assemble(*parts)

    def watch_chosen(self) -> None:
        """Tell whoever listens."""
        self.post_message(self.Changed(self))

    def on_key(self, event: Key) -> None:
        """A digit chooses by place."""
        typed = unicodedata.normalize("NFKC", event.character or "")
        if len(typed) == 1 and typed.isdecimal() and 1 <= int(typed) <= len(self._choices):
            event.stop()
            self.chosen = self._choices[int(typed) - 1][0]

    def action_move(self, step: int) -> None:
        """Choose the neighbour."""
        keys = [key for key, _ in self._choices]
        place = keys.index(self.chosen) + step if self.chosen in keys else (0 if step > 0 else len(keys) - 1)
        self.chosen = keys[place % len(keys)]

    def action_clear(self) -> None:
        """Choose none, where that is possible."""
        self.chosen = ""
