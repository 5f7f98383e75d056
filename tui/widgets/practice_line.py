"""The line that says on every page and dialog of a practice that it is one; not there at any other time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from tui.terminal_safety import plain

if TYPE_CHECKING:
    from tui.language import Language

PRACTISING = "-practice"
"""The class of an app in which somebody practises."""


class PracticeLine(Static):
    """One line; pages and dialogs have it that are opened while the app has the class."""

    DEFAULT_CSS = """
    PracticeLine { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, language: Language) -> None:
        """Args: the reader's language."""
        said = language.say("PRACTICE: nothing of this is reported. Signing out leads back to the real reports.")
        super().__init__(plain(said), classes="alarm", markup=False)
