"""A field of one line: without a blinking cursor, and with a sentence about what goes in.

The page that everybody starts from needs no other kind; fields of several lines are loaded with the forms.
"""

from __future__ import annotations

from textual.reactive import reactive
from textual.widgets import Input


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
        super().__init__(value, id=id, password=password, disabled=disabled, classes=classes, select_on_focus=False)
        self.help = help
