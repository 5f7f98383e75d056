"""Fields to type in: without a blinking cursor, and each with a sentence about what goes in."""

from __future__ import annotations

from textual.reactive import reactive
from textual.widgets import Input, TextArea


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
            value, id=id, password=password, disabled=disabled, classes=classes, select_on_focus=False, compact=True
        )
        self.help = help


class TextInput(TextArea):
    """Several lines, as high as their text."""

    DEFAULT_CSS = """
    TextInput { height: auto; min-height: 2; max-height: 8; }
    """

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        help: str = "",  # noqa: A002 - what it is
        disabled: bool = False,
        classes: str | None = None,
    ) -> None:
        """Args: as for any text area; ``help`` is an English sentence of the catalogue about what goes in."""
        super().__init__(
            text, id=id, soft_wrap=True, show_line_numbers=False, disabled=disabled, classes=classes, compact=True
        )
        self.cursor_blink = False
        self.help = help
