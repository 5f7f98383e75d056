"""Fields to type in: without a blinking cursor, and each with a sentence about what goes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.reactive import reactive
from textual.widgets import Input, TextArea

from tui.actions import editing_keys

if TYPE_CHECKING:
    from textual.binding import BindingType


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


class TextInput(TextArea, inherit_bindings=False):
    """Several lines, as high as their text; its function keys are left to the page."""

    DEFAULT_CSS = """
    TextInput { height: auto; min-height: 2; max-height: 8; }
    """
    BINDINGS: ClassVar[list[BindingType]] = editing_keys(TextArea.BINDINGS)

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
