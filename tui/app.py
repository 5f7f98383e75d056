"""The app: language, theme, safety, and which places follow from a desk. Nothing of any feature.

Everything that changes hangs on the instance, since one process may serve many people's apps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.console import Console
from textual.app import App
from textual.filter import ANSIToTruecolor

from departments.settings import Settings, Tongue
from tui.actions import bindings
from tui.background import answer
from tui.language import speak
from tui.screens.places import SIGN_IN, places_of, sign_in_place
from tui.screens.too_small import TooSmallScreen, is_too_small
from tui.style_sheets import ParsedSheets
from tui.terminal_kinds import TerminalFacts
from tui.terminal_look import MOUSE_OFF, MOUSE_ON, Appearance
from tui.themes import themes
from tui.type_ahead import TypeAhead

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Sequence

    from textual.app import AutopilotCallbackType
    from textual.binding import BindingType
    from textual.events import CursorPosition, Event, Resize
    from textual.filter import LineFilter

    from departments.desks import Desk, Office
    from departments.refusals import Damage, Refusal
    from tui.language import Language
    from tui.messages import SignedIn, SignedOut
from tui.screens.place import Place


class TianbaoApp(App[None], inherit_bindings=False):
    """One person's app, from sign-in to sign-out."""

    CSS_PATH = "styles/base.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("quit_app")

    def __init__(
        self,
        office: Office,
        language: Language,
        *,
        desk: Desk | None = None,
        terminal: TerminalFacts | None = None,
        sheets: ParsedSheets | None = None,
    ) -> None:
        """Take what it needs.

        Args:
            office: signs in.
            language: the one that is asked for.
            desk: of one who is signed in already.
            terminal: what it says of itself.
            sheets: the style sheets that other apps of the process have parsed.
        """
        super().__init__()
        self.stylesheet = (sheets or ParsedSheets()).of(self.get_css_variables())
        self.animation_level = "none"
        self.title = "Tianbao"
        # Each session brings colours down by itself, so that the console has none to take away.
        self.console = Console(
            file=self.console.file, color_system="truecolor", force_terminal=True, legacy_windows=False, _environ={}
        )
        self._type_ahead = TypeAhead()
        self._office = office
        self._asked_language = self._language = language
        self._desk = desk
        self._desk_places: tuple[str, ...] = ()
        for theme in themes():
            self.register_theme(theme)
        self._is_mouse_on = False
        self.know(terminal or TerminalFacts())

    def know(self, terminal: TerminalFacts) -> None:
        """Be drawn for this terminal, as far as it is known before it is asked."""
        self.appearance = Appearance(terminal)
        """How this session is drawn."""
        self.theme = self.appearance.look.theme_name

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
        """Every line goes through what the session's terminal needs, and through the safety filter at last."""
        colours = [each for each in super().get_line_filters() if isinstance(each, ANSIToTruecolor)]
        return [*colours, *self.appearance.filters]

    async def on_mount(self) -> None:
        """Go to the sign-in page, or straight to the desk's place."""
        self._type_ahead.start(self, super().on_event)
        self.ask_terminal()
        if self._desk is None:
            await self._ask_who()
        else:
            await self._sit_down(self._desk)

    def on_unmount(self) -> None:
        """Take no more keys, and let the terminal have its mouse back."""
        self._type_ahead.stop()
        self._switch_mouse(is_on=False)

    def ask_terminal(self) -> None:
        """Ask the terminal how wide it draws; nobody waits for the answer."""
        self._send(self.appearance.ask())

    def on_cursor_position(self, event: CursorPosition) -> None:
        """Take the terminal's answer, and draw everything anew if it changes something."""
        if self.appearance.hear(event.x):
            self._draw_anew()

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
        self._language = self._asked_language
        self._choose(Settings())

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

    def refuse(self, refusal: Refusal | Damage) -> None:
        """Show why something was refused, on the page that is there."""
        if isinstance(self.screen, Place):
            self.screen.refuse(refusal)

    async def _ask_who(self) -> None:
        self.add_mode(SIGN_IN, sign_in_place(self._office, self._asked_language))
        await self._show(SIGN_IN)

    async def _sit_down(self, desk: Desk) -> None:
        settings = await answer(self, desk.settings) or Settings()
        if settings.language is not Tongue.AUTO:
            self._language = speak(settings.language)
        self._choose(settings)
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

    def _choose(self, settings: Settings) -> None:
        if self.appearance.choose(settings):
            self._draw_anew()

    def _draw_anew(self) -> None:
        """Let every line be drawn again, since it looks different now."""
        look = self.appearance.look
        self.theme = look.theme_name
        for name, is_on in look.classes.items():
            self.set_class(is_on, name)
        self._switch_mouse(is_on=look.has_mouse)
        for screen in self.screen_stack:
            for each in screen.walk_children(with_self=True):
                each.refresh()

    def _switch_mouse(self, *, is_on: bool) -> None:
        if self._is_mouse_on is not is_on:
            self._is_mouse_on = is_on
            self._send(MOUSE_ON if is_on else MOUSE_OFF)

    def _send(self, sequence: str) -> None:
        if self._driver is not None:
            self._driver.write(sequence)
