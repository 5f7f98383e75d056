"""The app: language, theme, safety, and which places follow from a desk. Nothing of any feature.

Everything that changes hangs on the instance, since one process may serve many people's apps.
"""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.console import Console
from textual.app import App
from textual.events import Key
from textual.filter import ANSIToTruecolor

from departments.settings import Settings, Tongue
from tui.actions import bindings
from tui.background import answer
from tui.changes import tell_changes
from tui.key_map import KeyedLanguage, own_keymap
from tui.language import speak
from tui.messages import BooksChanged, TerminalAnswered
from tui.screens.places import SIGN_IN, places_of, sign_in_place
from tui.screens.too_small import TooSmallScreen, is_too_small
from tui.style_sheets import ParsedSheets
from tui.terminal_kinds import TerminalFacts
from tui.terminal_look import MOUSE_OFF, MOUSE_ON, Appearance
from tui.themes import themes
from tui.type_ahead import TypeAhead
from tui.widgets.practice_line import PRACTISING, PracticeLine

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from textual.binding import BindingType
    from textual.events import CursorPosition, Event, Resize
    from textual.filter import LineFilter
    from textual.screen import Screen

    from departments.desks import Desk
    from departments.refusals import Damage, Refusal
    from tui.changes import Watch
    from tui.language import Language
    from tui.messages import PracticeBegun, SettingsChosen, SignedIn, SignedOut
    from tui.practice import Practice
    from tui.screens.places import FrontRoom, OpenPlace
from tui.screens.place import Place

_BETWEEN = "between"
"""The name of an empty page, while every other one is made anew."""


class _Between(Place):
    """That page."""

    @property
    def takes_keys(self) -> bool:
        """What is typed is for the page that comes."""
        return False


class TianbaoApp(App[None], inherit_bindings=False):
    """One person's app, from sign-in to sign-out."""

    CSS_PATH = str(Path(__file__).parent / "styles" / "base.tcss")
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("show_palette", "show_settings", "quit_app")

    def __init__(
        self,
        office: FrontRoom,
        language: Language,
        *,
        desk: Desk | None = None,
        settings: Settings | None = None,
        terminal: TerminalFacts | None = None,
        sheets: ParsedSheets | None = None,
    ) -> None:
        """Take what it needs.

        Args:
            office: signs in.
            language: the one that is asked for.
            desk: of one who is signed in already.
            settings: what that one has chosen; read at the desk where they aren't given.
            terminal: what it says of itself.
            sheets: the style sheets that other apps of the process have parsed.
        """
        self._office, self._asked_language, self._desk = office, self._naming_keys(language), desk
        settings = (settings or desk.settings()) if desk else Settings()
        self._language = self._spoken(settings)
        self._first_places = (
            places_of(desk, self._language) if desk else {SIGN_IN: sign_in_place(office, self._language)}
        )
        # An app of Textual's begins with an empty page; here the first one that anybody needs is the first one.
        self.DEFAULT_MODE = next(iter(self._first_places))  # type: ignore[misc]
        super().__init__()
        self._desk_places = tuple(self._first_places) if desk else ()
        self.stylesheet = (ParsedSheets() if sheets is None else sheets).of(self.get_css_variables())
        self.animation_level = "none"
        self.title = "Tianbao"
        # Each session brings colours down by itself, so that the console has none to take away.
        self.console = Console(
            file=self.console.file, color_system="truecolor", force_terminal=True, legacy_windows=False, _environ={}
        )
        self._type_ahead = TypeAhead()
        self._watching: asyncio.Task[None] | None = None
        for theme in themes():
            self.register_theme(theme)
        self._is_mouse_on = False
        self._practice: Practice | None = None
        self._waiting: Desk | None = None
        self.appearance = Appearance(terminal or TerminalFacts(), settings)
        """How this session is drawn."""
        self._wear_look()
        self._wear_keys()

    def know(self, terminal: TerminalFacts) -> None:
        """Be drawn for this terminal; for one that is known before the app runs, but after it was made."""
        self.appearance = Appearance(terminal, self.appearance.settings)
        self._wear_look()

    def get_default_screen(self) -> Screen[str]:
        """The first place, known by its name only from here on: a page with a name Textual draws once for nothing.

        It waits for such a page while the screen is held back, and draws it again afterwards.
        """
        self._add(self._first_places)
        page = self._first_places[self.DEFAULT_MODE]()
        self._load_screen_css(page)
        return page

    async def on_event(self, event: Event) -> None:
        """Keys wait for their turn; everything else goes its way."""
        if not self._type_ahead.hold(event):
            await super().on_event(event)

    def simulate_key(self, key: str) -> None:
        """Press a key for a click, before what was typed after it."""
        self._type_ahead.put_first(Key(key, key if len(key) == 1 else None))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Every line goes through what the session's terminal needs, and through the safety filter at last."""
        colours = [each for each in super().get_line_filters() if isinstance(each, ANSIToTruecolor)]
        return [*colours, *self.appearance.filters]

    async def on_mount(self) -> None:
        """Take keys, and ask the terminal what it can show."""
        self._type_ahead.start(self, super().on_event)
        self._switch_mouse(is_on=self.appearance.look.has_mouse)
        self.ask_terminal()

    def follow(self, watch: Watch) -> None:
        """Look from now on at what others write; for an app that nobody tells of it.

        Args:
            watch: what to look at.
        """
        self._watching = asyncio.create_task(tell_changes(watch, self.post_change))

    def post_change(self, books: Collection[str]) -> None:
        """Take the news that somebody has written in these books."""
        self.post_message(BooksChanged(books))

    def on_books_changed(self, message: BooksChanged) -> None:
        """Let the page show what others did, if it can have to do with this desk."""
        if self._desk is not None and self._desk.sees(message.books) and isinstance(self.screen, Place):
            self.screen.look_again()

    def on_unmount(self) -> None:
        """Take no more keys, let the terminal have its mouse back, and leave nothing of a practice."""
        self._type_ahead.stop()
        if self._watching is not None:
            self._watching.cancel()
        if self._practice is not None:
            self._practice.end()
        self._switch_mouse(is_on=False)

    def ask_terminal(self) -> None:
        """Ask the terminal how wide it draws; nobody waits for the answer."""
        self._send(self.appearance.ask())

    def on_cursor_position(self, event: CursorPosition) -> None:
        """Take the terminal's answer, and draw everything anew if it changes something."""
        if self.appearance.hear(event.x):
            self._draw_anew()
        if not self.appearance.is_waiting:
            self.screen.post_message(TerminalAnswered())

    async def on_signed_in(self, message: SignedIn) -> None:
        """Show the desk's place, and forget what was typed on the way to it."""
        await self._sit_down(message.desk)
        await self.remove_mode(SIGN_IN)

    async def on_signed_out(self, _message: SignedOut) -> None:
        """Show a fresh sign-in page, and forget the desk with everything that was open at it; end a practice first."""
        if await self.end_practice():
            return
        former, self._desk, self._desk_places = self._desk_places, None, ()
        await self._ask_who()
        for name in former:
            await self.remove_mode(name)
        self._language = self._asked_language
        self._choose(Settings())

    async def on_practice_begun(self, message: PracticeBegun) -> None:
        """Sit down at the desk of a practice; the real one waits."""
        self._practice, self._waiting = message.practice, self._desk
        self.add_class(PRACTISING)
        await self._change_desk(message.practice.desk)

    async def end_practice(self) -> bool:
        """Go back from a practice to the real desk, and forget all of it; whether there was one."""
        practice, self._practice = self._practice, None
        if practice is None or self._waiting is None:
            return False
        self.remove_class(PRACTISING)
        await self._change_desk(self._waiting)
        await answer(self, practice.end)
        return True

    async def on_resize(self, event: Resize) -> None:
        """Say so where the terminal is too small; what was there comes back when it has grown."""
        is_covered = isinstance(self.screen, TooSmallScreen)
        if is_too_small(event.size) and not is_covered:
            await self.push_screen(TooSmallScreen(self._language))
        elif is_covered and not is_too_small(event.size):
            await self.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """There are commands at a desk; settings belong to an account, and are not opened over themselves."""
        if action not in ("show_palette", "show_settings"):
            return True
        page = self.screen if self._desk is not None else None
        return isinstance(page, Place) and (action == "show_palette" or page.HAS_SETTINGS)

    async def action_show_palette(self) -> None:
        """Let something that can be done on the page be found by its name."""
        from tui.dialogs.palette import show_palette

        if isinstance(self.screen, Place):
            await show_palette(self.screen)

    async def action_show_settings(self) -> None:
        """Let the person choose how the app looks and is worked."""
        if self._desk is not None:
            from tui.screens.settings import SettingsScreen

            await self.push_screen(SettingsScreen(self._desk, self._language, self.appearance))

    async def on_settings_chosen(self, message: SettingsChosen) -> None:
        """Let what was chosen hold at once."""
        is_other_language = message.settings.language is not self.appearance.settings.language
        self._choose(message.settings)
        if is_other_language:
            await self._speak_anew()

    async def action_check_terminal(self) -> None:
        """Show what the terminal can show, and ask it anew."""
        from tui.screens.terminal_check import TerminalCheckScreen

        await self.push_screen(TerminalCheckScreen(self._language, self.appearance))
        self.ask_terminal()
        self._draw_anew()

    async def action_quit_app(self) -> None:
        """Leave; a half-typed form is kept."""
        await self.leave()

    async def leave(self) -> None:
        """Keep what is typed, and end."""
        await self._keep_typed()
        self.exit()

    async def _keep_typed(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Place):
                await screen.keep_typed()

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
        self._language = self._spoken(settings)
        self._choose(settings)
        places = places_of(desk, self._language)
        self._add(places)
        self._desk, self._desk_places = desk, tuple(places)
        self._wear_keys()
        await self._show(self._desk_places[0])

    def _add(self, places: Mapping[str, OpenPlace]) -> None:
        for name, place in places.items():
            self.add_mode(name, place)

    async def _show(self, place: str) -> None:
        if isinstance(self.screen, TooSmallScreen):
            await self.pop_screen()
        await self.switch_mode(place)
        if is_too_small(self.size):
            await self.push_screen(TooSmallScreen(self._language))

    async def _speak_anew(self) -> None:
        """Open every place again in the language that was chosen; what is half typed is kept, and the settings stay."""
        if self._desk is not None:
            await self._change_desk(self._desk)
            await self.action_show_settings()

    async def _change_desk(self, desk: Desk) -> None:
        """Sit down at a desk, with every place opened anew; what is half typed is kept."""
        former = self._desk_places
        await self._keep_typed()
        self.add_mode(_BETWEEN, partial(_Between, self._language))
        await self.switch_mode(_BETWEEN)
        for name in former:
            await self.remove_mode(name)
        await self._sit_down(desk)
        await self.remove_mode(_BETWEEN)

    def _choose(self, settings: Settings) -> None:
        if self.appearance.choose(settings):
            self._draw_anew()
        self._wear_keys()

    def _wear_keys(self) -> None:
        """Let the person's own keys hold, as far as they collide with nothing."""
        keymap = own_keymap(self.appearance.settings.keys, self._desk) if self._desk else {}
        if keymap != self._keymap:
            self.set_keymap(keymap)
            for each in self.screen_stack if self.is_running else ():
                if isinstance(each, Place):
                    each.say_keys_anew()
                    for line in each.query(PracticeLine):
                        line.say_keys_anew()

    def _spoken(self, settings: Settings) -> Language:
        """The language that somebody has chosen, else the one that was asked for."""
        is_chosen = settings.language is not Tongue.AUTO
        return self._naming_keys(speak(settings.language)) if is_chosen else self._asked_language

    def _naming_keys(self, language: Language) -> Language:
        """The language as its sentences name keys in this session."""
        return KeyedLanguage(language.code, language.catalogue, lambda: self._keymap)

    def _draw_anew(self) -> None:
        """Let every line be drawn again, since it looks different now."""
        self._wear_look()
        self._switch_mouse(is_on=self.appearance.look.has_mouse)
        for screen in self.screen_stack:
            for each in screen.walk_children(with_self=True):
                each.refresh()

    def _wear_look(self) -> None:
        look = self.appearance.look
        self.theme = look.theme_name
        other = [name for name, is_on in look.classes.items() if self.has_class(name) is not is_on]
        for name in other:
            self.toggle_class(name)
        if other and self.is_running:
            # Textual styles the page in front alone; those below and of other modes would keep what they had.
            self._invalidate_css()
            self.refresh_css(animate=False)

    def _switch_mouse(self, *, is_on: bool) -> None:
        if self._is_mouse_on is not is_on:
            self._is_mouse_on = is_on
            self._send(MOUSE_ON if is_on else MOUSE_OFF)

    def _send(self, sequence: str) -> None:
        if self._driver is not None:
            self._driver.write(sequence)
