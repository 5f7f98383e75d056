"""Settings: how the app looks and is worked, changed and seen at once, and kept for the account."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve
from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from departments.lights import Light
from departments.settings import Settings
from departments.wording import N_
from tui.actions import bindings, moving_keys
from tui.background import answer
from tui.messages import SettingsChosen
from tui.screens.place import Place
from tui.screens.settings_keys import KeysScreen
from tui.settings_words import Setting, changes_to, chosen_in, settings_to_choose
from tui.terminal_safety import plain
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.light import LightLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from departments.desks import Desk
    from tui.language import Language
    from tui.terminal_look import Appearance


SHOWN = (Light.DONE, Light.ON_TRACK, Light.SLIGHTLY_BEHIND, Light.BEHIND, Light.MISSING)
"""Lights of the sample."""


class SettingLine(Horizontal):
    """One thing to choose, with its name."""

    DEFAULT_CSS = """
    SettingLine { height: auto; }
    SettingLine > .name { width: 14; height: 1; padding: 0 1; }
    """

    def __init__(self, setting: Setting) -> None:
        """Args: what is to be chosen."""
        super().__init__()
        self.setting = setting

    def compose(self) -> ComposeResult:
        """Name and choices."""
        yield Static(plain(self.setting.label), classes="name label")
        yield ChoiceLine(self.setting.choices, help=self.setting.help)

    def show(self, key: str) -> None:
        """Show what is chosen."""
        self.query_one(ChoiceLine).chosen = key


class SettingsScreen(Place):
    """What somebody may choose for the own account."""

    CSS_PATH = "settings.tcss"
    HAS_SETTINGS = False
    HELP = N_(
        "How the app looks and is worked, for your account alone; everything holds at once and at the next sign-in."
        " Up and down go from line to line, left and right or a digit choose."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "show_keys", "check_terminal", "reset_settings", "go_back"
    ) + moving_keys(up="move_line(-1)", down="move_line(1)")

    def __init__(self, desk: Desk, language: Language, appearance: Appearance) -> None:
        """Args: whose settings, the language, and how this session is drawn."""
        super().__init__(language)
        self._desk = desk
        self._appearance = appearance
        self._keeping = asyncio.Lock()
        self.settings = self._kept = appearance.settings
        """As they are chosen now."""

    def compose_place(self) -> ComposeResult:
        """A line for each, what the focused one is about, and a sample."""
        with Vertical(id="choices"):
            for each in settings_to_choose(self._appearance.facts, self.language):
                yield SettingLine(each)
            yield Static(id="own-keys", markup=False)
            yield Static(id="about", markup=False)
            with Horizontal(id="sample"):
                yield Static(plain(self.say("Sample")), classes="name label")
                for light in SHOWN:
                    yield LightLine(self.language, classes=f"of-{light}")

    def on_mount(self) -> None:
        """Begin with the first."""
        self.title_line.show(f"{self.say('TIANBAO')} | {self.say('Settings')}", self._desk.account.label)
        for light in SHOWN:
            self.query_one(f".of-{light}", LightLine).show(light)
        self._show()
        self.query(ChoiceLine).first().focus()

    def _show(self) -> None:
        """Show what is chosen."""
        for line in self.query(SettingLine):
            line.show(chosen_in(self.settings, line.setting.name))
        count = len(self.settings.keys)
        said = self.say("Keys of your own: {count}", count=count)
        self.query_one("#own-keys", Static).update(plain(said))

    def on_descendant_focus(self) -> None:
        """Say what the line is about."""
        line = self.focused
        about = self.say(line.help) if isinstance(line, ChoiceLine) else ""
        self.query_one("#about", Static).update(plain(about))

    @on(ChoiceLine.Changed)
    def choose(self, message: ChoiceLine.Changed) -> None:
        """Take what was chosen; nothing chosen is the default."""
        line = message.line.parent
        assert isinstance(line, SettingLine)  # noqa: S101 - there are no others
        key = message.line.chosen or line.setting.choices[0][0]
        if not message.line.chosen:
            line.show(key)
        self.take(evolve(self.settings, **changes_to(line.setting.name, key)))

    def take(self, settings: Settings) -> None:
        """Let these hold from now on."""
        if settings != self.settings:
            self.settings = settings
            self._keep_and_tell()

    @work(group="keep")
    async def _keep_and_tell(self) -> None:
        await self.keep_typed()
        self.app.post_message(SettingsChosen(self.settings))

    async def keep_typed(self) -> None:
        """Keep the latest choice; one after the other, so that no older one comes last."""
        async with self._keeping:
            if self._kept != self.settings:
                chosen = self.settings
                if await answer(self, partial(self._keep, chosen, self._kept)):
                    self._kept = chosen

    def _keep(self, chosen: Settings, before: Settings) -> bool:
        """Keep what was changed on this page; what another session of the account has chosen meanwhile stays."""
        self._desk.keep_settings(chosen.laid_over(self._desk.settings(), before=before))
        return True

    async def action_show_keys(self) -> None:
        """Look at the keys, and change them."""
        await self.app.push_screen(KeysScreen(self._desk, self.language, self.settings.keys, self._take_keys))

    def _take_keys(self, keys: dict[str, str]) -> None:
        self.take(evolve(self.settings, keys=keys))
        self._show()

    def action_reset_settings(self) -> None:
        """Choose the defaults; the own keys stay, which have a page and a way back of their own."""
        self.take(Settings(is_tour_seen=self.settings.is_tour_seen, keys=self.settings.keys))
        self._show()
        done = N_("Everything is as for somebody who never chose anything.")
        but_keys = N_("Everything is as for somebody who never chose anything; your own keys are as they were.")
        self.tell(self.say(but_keys if self.settings.keys else done))

    def action_move_line(self, step: int) -> None:
        """Go to the line above or below."""
        lines = list(self.query(ChoiceLine))
        place = lines.index(self.focused) if isinstance(self.focused, ChoiceLine) else 0
        lines[(place + step) % len(lines)].focus()

    async def action_go_back(self) -> None:
        """Back to where it was opened from."""
        await self.keep_typed()
        self.dismiss("")

    def leave_for(self, go: Callable[[], object]) -> None:
        """Go elsewhere, once what was chosen is kept."""
        self._keep_and_go(go)

    @work(group="keep")
    async def _keep_and_go(self, go: Callable[[], object]) -> None:
        await self.keep_typed()
        go()
