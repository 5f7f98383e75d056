"""The app as a visitor over SSH gets it: at the own desk from the start, and gone when the person leaves it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from tui.app import TianbaoApp
from tui.screens.change_password import ChangePasswordScreen
from tui.screens.place import Place
from tui.ssh.driver import ChannelApp

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.events import Ready

    from departments.desks import Office
    from departments.settings import Settings
    from tui.language import Language
    from tui.messages import SignedIn, SignedOut
    from tui.ssh.outflow import Outflow
    from tui.ssh.premises import Guest
    from tui.ssh.terminal import Terminal
    from tui.style_sheets import ParsedSheets


SCREENS = Path(__file__).parent.parent / "screens"
"""Textual looks for a style sheet beside the class that it belongs to; this one's belong to the class above it."""


class LineLost(Message):
    """Nobody is at the other end any more, or nobody shall be."""


class FirstPasswordScreen(ChangePasswordScreen):
    """Choosing a password, with no way back to a sign-in page: behind SSH there is none."""

    CSS_PATH = f"{SCREENS}/change_password.tcss"

    def action_go_back(self) -> None:
        """Leave, with the old password still good for another try."""
        self.app.exit()


class ServedApp(ChannelApp, TianbaoApp):
    """One visitor's app."""

    def __init__(
        self,
        office: Office,
        language: Language,
        guest: Guest,
        *,
        settings: Settings | None = None,
        sheets: ParsedSheets | None = None,
    ) -> None:
        """Take what it needs.

        Args:
            office: signs in.
            language: the one that was asked for.
            guest: who it is.
            settings: what that one has chosen.
            sheets: the style sheets that the other visitors' apps have parsed.
        """
        super().__init__(office, language, desk=guest.desk, settings=settings, sheets=sheets)
        self._guest = guest
        self._words = language
        self.desk = guest.desk
        """The person's desk, as soon as there is one."""
        self.when_ready: Callable[[], None] | None = None
        """Called when the first page stands and keys can be taken."""

    def serve_on(self, outflow: Outflow, terminal: Terminal) -> None:
        """Belong to a channel from now on, and be drawn for its terminal."""
        super().serve_on(outflow, terminal)
        self.know(terminal.facts)

    @property
    def is_waiting(self) -> bool:
        """Whether the terminal was asked how wide it draws."""
        return self.appearance.is_waiting

    @property
    def has_mouse(self) -> bool:
        """Whether the person has chosen to use the mouse."""
        return self.appearance.look.has_mouse

    @property
    def keys_waiting(self) -> int:
        """Keys that wait for those before them."""
        return self._type_ahead.waiting

    async def on_ready(self, _event: Ready) -> None:
        """Let a password be chosen where the old one was for one use, and keys be taken."""
        if self._guest.desk is None:
            account, password = self._guest.account, self._guest.one_time
            await self.push_screen(FirstPasswordScreen(self._office, self._words, account, password))
        if self.when_ready is not None:
            self.when_ready()

    async def on_signed_in(self, message: SignedIn) -> None:
        """Remember the desk; the place is shown by the app itself."""
        self.desk = message.desk

    async def on_signed_out(self, message: SignedOut) -> None:
        """Leave: nobody signs in as somebody else on a line that was opened by an account."""
        message.prevent_default()
        if not await self.end_practice():
            await self.leave()

    def end(self) -> None:
        """End soon, with what is typed kept; may be called from anywhere on the loop."""
        self.post_message(LineLost())

    async def on_line_lost(self, _message: LineLost) -> None:
        """Keep what is typed, and end."""
        await self.leave()

    def announce(self, sentence: str) -> None:
        """Say something to the person, whatever is open."""
        if isinstance(self.screen, Place):
            self.screen.tell(sentence, is_alarm=True)
        else:
            self.notify(sentence, markup=False, severity="warning")
