"""What screens tell each other: announcements in the past tense, with the domain's own values in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Collection

    from departments.desks import Desk
    from departments.settings import Settings
    from tui.practice import Practice


class SignedIn(Message):
    """Somebody has been shown to a desk."""

    def __init__(self, desk: Desk) -> None:
        """Args: the desk of the account that signed in."""
        super().__init__()
        self.desk = desk


class SignedOut(Message):
    """The person has left the desk."""


class PracticeBegun(Message):
    """A practice has been made, and waits for the person."""

    def __init__(self, practice: Practice) -> None:
        """Args: the practice, which whoever takes it has to end."""
        super().__init__()
        self.practice = practice


class SettingsChosen(Message):
    """The person has chosen how the app is to look and to be worked; it is kept already."""

    def __init__(self, settings: Settings) -> None:
        """Args: everything that is chosen now."""
        super().__init__()
        self.settings = settings


class TerminalAnswered(Message, bubble=False):
    """The terminal has answered how wide it draws."""


class BooksChanged(Message):
    """Somebody has written in one of the books, in this process or another."""

    def __init__(self, books: Collection[str]) -> None:
        """Args: the names of the books."""
        super().__init__()
        self.books = books
