"""The app: language, theme, safety, and which places follow from a desk. Nothing of any feature.

Everything that changes hangs on the instance, since one process may serve many people's apps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App

from tui.actions import bindings
from tui.screens.places import SIGN_IN, places_of, sign_in_place
from tui.screens.too_small import TooSmallScreen, is_too_small
from tui.terminal_safety import HarmlessText
from tui.themes import sixteen_colours
from tui.type_ahead import TypeAhead

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Sequence

    from textual.app import AutopilotCallbackType
    from textual.binding import BindingType
    from textual.events import Event, Resize
    from textual.filter import LineFilter

    from departments.desks import Desk, Office
    from tui.language import Language
    from tui.messages import SignedIn, SignedOut
from tui.screens.place import Place


class TianbaoApp(App[None], inherit_bindings=False):
    """One person's app, from sign-in to sign-out."""

    CSS_PATH = "styles/base.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("quit_app")

    def __init__(self, office: Office, language: Language, *, desk: Desk | None = None) -> None:
        """Args: the office that signs in, the person's language, and a desk for one who is signed in already."""
        super().__init__()
        self.animation_level = "none"
        self.title = "Tianbao"
        self._filter = HarmlessText()
        self._type_ahead = TypeAhead()
        self._language = language
        self._desk = desk
        self._desk_places: tuple[str, ...] = ()
        self.register_theme(sixteen_colours())
        self.theme = "tianbao"
        self._sign_in_place = sign_in_place(office, language)

    def run(
        self,
        *,
        headless: bool = False,
        inline: bool = False,
        inline_no_clear: bool = False,
        mouse: bool = False,
        size: tuple[int, int] | None = None,
        auto_pilot: AutopilotCallbackType | None = None,
        loop: AbstractEventLoop | None = None,
    ) -> None:
        """Run until the person leaves; without the mouse, so that the terminal's own select and copy work."""
        super().run(
            headless=headless,
            inline=inline,
            inline_no_clear=inline_no_clear,
            mouse=mouse,
            size=size,
            auto_pilot=auto_pilot,
            loop=loop,
        )

    async def on_event(self, event: Event) -> None:
        """Keys wait for their turn; everything else goes its way."""
        if not self._type_ahead.hold(event):
            await super().on_event(event)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Every line goes through the safety filter, after whatever else filters."""
        return [*super().get_line_filters(), self._filter]

    async def on_mount(self) -> None:
        """Go to the sign-in page, or straight to the desk's place."""
        self._type_ahead.start(self, super().on_event)
        if self._desk is None:
            await self._ask_who()
        else:
            await self._sit_down(self._desk)

    def on_unmount(self) -> None:
        """Take no more keys."""
        self._type_ahead.stop()

    async def on_signed_in(self, message: SignedIn) -> None:
        """Show the desk's place, and forget what was typed on the way to it."""
        await self._sit_down(message.desk)
        await self.remove_mode(SIGN_IN)

    async def on_signed_out(self, _message: SignedOut) -> None:
        """Show a fresh sign-in page, and forget the desk with everything that was open at it."""
        await self._ask_who()
        for name in self._desk_places:
            await self.remove_mode(name)
        self._desk, self._desk_places = None, ()

    async def on_resize(self, event: Resize) -> None:
        """Say so where the terminal is too small; what was there comes back when it has grown."""
        is_covered = isinstance(self.screen, TooSmallScreen)
        if is_too_small(event.size) and not is_covered:
            await self.push_screen(TooSmallScreen(self._language))
        elif is_covered and not is_too_small(event.size):
            await self.pop_screen()

    async def action_quit_app(self) -> None:
        """Leave; a half-typed form is kept."""
        await self.leave()

    async def leave(self) -> None:
        """Keep what is typed, and end."""
        for screen in self.screen_stack:
            if isinstance(screen, Place):
                await screen.keep_typed()
        self.exit()

    def action_suspend_process(self) -> None:
        """Do nothing: behind a served session there is no shell to go back to."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Do nothing: a link would open on the server."""

    def _set_pointer_shape(self, shape: str) -> None:
        """Send nothing: the mouse is off, and old terminals print an OSC that they don't know."""

    async def _ask_who(self) -> None:
        self.add_mode(SIGN_IN, self._sign_in_place)
        await self._show(SIGN_IN)

    async def _sit_down(self, desk: Desk) -> None:
        places = places_of(desk, self._language)
        for name, place in places.items():
            self.add_mode(name, place)
        self._desk, self._desk_places = desk, tuple(places)
        await self._show(self._desk_places[0])

    async def _show(self, place: str) -> None:
        if isinstance(self.screen, TooSmallScreen):
            await self.pop_screen()
        await self.switch_mode(place)
        if is_too_small(self.size):
            await self.push_screen(TooSmallScreen(self._language))
