"""The line that says on every page and dialog of a practice that it is one; not there at any other time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from departments.wording import N_
from tui.terminal_safety import plain

if TYPE_CHECKING:
    from tui.language import Language

PRACTISING = "-practice"
"""The class of an app in which somebody practises."""
_PAGE = N_("PRACTICE: nothing of this is reported. {key_sign_out} leads back to the real reports.")
IN_DIALOG = N_("PRACTICE: nothing of this is reported.")
"""What stands over a dialog, where nobody signs out."""


class PracticeLine(Static):
    """One line; pages and dialogs have it that are opened while the app has the class."""

    DEFAULT_CSS = """
    PracticeLine { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, language: Language, message: str = _PAGE) -> None:
        """Args: the reader's language, and :data:`IN_DIALOG` where no key leads back."""
        super().__init__(classes="alarm", markup=False)
        self._language, self._message = language, message

    def on_mount(self) -> None:
        """Say it."""
        self.say_keys_anew()

    def say_keys_anew(self) -> None:
        """Say it with the key that leads back now."""
        self.update(plain(self._language.say(self._message)))
