"""A dialog with lines to fill in, in which what was typed can be taken back and done again, as in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from tui.actions import bindings
from tui.dialogs.dialog import Dialog
from tui.typed_history import Moment, TypedHistory
from tui.widgets.fields import LineInput
from tui.widgets.text_input import cursor_of, put_cursor

if TYPE_CHECKING:
    from textual.binding import BindingType

    from tui.language import Language

T = TypeVar("T")


class TypingDialog(Dialog[T]):
    """Taking back goes over all of its lines."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("undo_typing", "redo_typing")

    def __init__(self, language: Language, title: str) -> None:
        """Args: the reader's language, and the question in it."""
        super().__init__(language, title)
        self._history = TypedHistory(Moment({}))

    def on_mount(self) -> None:
        """What stands in the lines at first is never taken back."""
        self._history = TypedHistory(self._moment())

    def on_input_changed(self) -> None:
        """Note every key."""
        self._history.note(self._moment())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Only what there is can be taken back, or done again."""
        match action:
            case "undo_typing":
                return self._history.can_undo
            case "redo_typing":
                return self._history.can_redo
        return True

    def action_undo_typing(self) -> None:
        """Take back what was typed last."""
        self._put(self._history.undo())

    def action_redo_typing(self) -> None:
        """Do again what was taken back last."""
        self._put(self._history.redo())

    def _lines(self) -> dict[str, LineInput]:
        return {str(place): each for place, each in enumerate(self.query(LineInput))}

    def _moment(self) -> Moment:
        lines = self._lines()
        typed = {place: each.value for place, each in lines.items() if each.value}
        place, cursor = next(((place, cursor_of(each)) for place, each in lines.items() if each.has_focus), ("", ""))
        return Moment(typed, place, cursor)

    def _put(self, moment: Moment | None) -> None:
        if moment is None:
            return
        for place, each in self._lines().items():
            each.value = moment.typed.get(place, "")
            if place == moment.place:
                each.focus()
                put_cursor(each, moment.cursor)
