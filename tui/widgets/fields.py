"""A field of one line: without a blinking cursor, and with a sentence about what goes in.

The page that everybody starts from needs no other kind; fields of several lines are loaded with the forms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from departments.wording import N_

if TYPE_CHECKING:
    from textual.events import Paste

MOST_TYPED = 70_000
"""Characters that a field takes: the longest text of a report with the longest paste in it.

A field is broken into lines anew at every key, on the loop that answers everybody's.
"""
NO_ROOM = N_("Nothing was added: a field takes {most} characters at most.")
"""What a page says then."""


class FieldFull(Message):
    """What was typed or pasted was too much for a field, which stays as it was."""


class LineInput(Input):
    """One line."""

    cursor_blink = reactive(default=False, init=False)

    def __init__(
        self,
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        help: str = "",  # noqa: A002 - what it is
        password: bool = False,
        disabled: bool = False,
        classes: str | None = None,
    ) -> None:
        """Args: as for any input; ``help`` is an English sentence of the catalogue about what goes in."""
        super().__init__(
            value,
            id=id,
            password=password,
            disabled=disabled,
            classes=classes,
            select_on_focus=False,
            max_length=MOST_TYPED,
        )
        self.help = help

    def on_paste(self, event: Paste) -> None:
        """Take every line that is pasted, a space between them; Textual's field takes the first alone."""
        event.prevent_default()
        event.stop()
        lines = event.text.splitlines()
        text = " ".join(filter(None, map(str.strip, lines))) if len(lines) > 1 else "".join(lines)
        self.replace(text, *self.selection)

    def restricted(self) -> None:
        """Let the page say that there was no room."""
        self.post_message(FieldFull())
