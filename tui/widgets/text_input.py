"""Fields of several lines, and where the cursor is in a field of any kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import TextArea
from textual.widgets.text_area import EditResult

from tui.actions import editing_keys
from tui.widgets.fields import MOST_TYPED, FieldFull

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.widgets import Input
    from textual.widgets.text_area import Edit


class TextInput(TextArea, inherit_bindings=False):
    """Several lines, as high as their text; its function keys are left to the page."""

    DEFAULT_CSS = """
    TextInput { height: auto; min-height: 2; max-height: 8; }
    TextInput:disabled { max-height: 1000; }
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
        super().__init__(text, id=id, soft_wrap=True, show_line_numbers=False, disabled=disabled, classes=classes)
        self.cursor_blink = False
        self.help = help

    def edit(self, edit: Edit) -> EditResult:
        """Change the text, or leave it and let the page say that there was no room."""
        replaced = self.get_text_range(edit.from_location, edit.to_location)
        grown = len(edit.text) - len(replaced)
        if grown > 0 and len(self.text) + grown > MOST_TYPED:
            self.post_message(FieldFull())
            return EditResult(self.cursor_location, "")
        return super().edit(edit)


class FormText(TextInput, inherit_bindings=False):
    """Several lines of a form; taking back is the form's matter, over all of its fields."""

    BINDINGS: ClassVar[list[BindingType]] = editing_keys(TextArea.BINDINGS, without=("undo", "redo"))


def cursor_of(field: Input | TextArea) -> str:
    """Where the cursor is in a field, as a text that :func:`put_cursor` understands."""
    if isinstance(field, TextArea):
        return "{},{}".format(*field.cursor_location)
    return str(field.cursor_position)


def put_cursor(field: Input | TextArea, cursor: str) -> None:
    """Put the cursor where it was, as far as the text reaches; to the text's end where nothing is said.

    Args:
        field: whose cursor.
        cursor: what :func:`cursor_of` gave once; anything else counts as nothing.
    """
    numbers = [int(each) for each in cursor.split(",") if each.isascii() and each.isdigit()]
    if isinstance(field, TextArea):
        document = field.document
        row, column = numbers if len(numbers) == 2 else document.end  # noqa: PLR2004 - line and column
        row = min(row, document.line_count - 1)
        field.move_cursor((row, min(column, len(document.get_line(row)))))
    else:
        field.cursor_position = min(numbers[0], len(field.value)) if len(numbers) == 1 else len(field.value)
