"""The app in hand: on a real disk, at a real desk, in a terminal of a chosen size."""

from __future__ import annotations

import threading
import unicodedata
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import pytest
from attrs import evolve, frozen
from textual.events import Key, Paste
from textual.pilot import Pilot

from departments import search
from departments.readings import syllables
from storage.installation import Installation
from tui.app import TianbaoApp
from tui.language import speak
from tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    import builtins
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from textual.screen import Screen
    from textual.widget import Widget

    from departments.desks import Desk, Office

SMALL, LARGE = (80, 24), (160, 48)
PageT = TypeVar("PageT", bound="Screen[Any]")

PATIENCE = 1200
"""How many times it is looked for what happens by itself, a hundredth of a second or more apart."""
ASKING = frozenset({"story", "tour"})
"""The groups of workers that may wait for the person."""


@frozen
class Hands:
    """A person at the keyboard who reads the screen."""

    pilot: Pilot[None]

    @property
    def app(self) -> TianbaoApp:
        """What is running."""
        app = self.pilot.app
        assert isinstance(app, TianbaoApp)
        return app

    @property
    def page(self) -> str:
        """Every line on the screen, as it goes to the terminal."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    async def press(self, *keys: str) -> None:
        """Press keys and let everything that follows from them happen."""
        for key in keys:
            await self._press(key)
            await self.settle()

    async def _press(self, key: str) -> None:
        if len(key) == 1 and not key.isascii():
            self.app.post_message(Key(unicodedata.name(key).lower().replace(" ", "_"), key))
            return
        with self.app._context():
            await self.pilot.press(key)

    def is_asked(self) -> bool:
        """Whether a dialog stands before the page."""
        return self.app.screen.is_modal

    def is_at(self, kind: builtins.type[Screen[Any]]) -> bool:
        """Whether the page or dialog on the screen is of this kind."""
        return isinstance(self.app.screen, kind)

    def at(self, kind: builtins.type[PageT]) -> PageT:
        """The page or dialog on the screen, which has to be of this kind."""
        page = self.app.screen
        assert isinstance(page, kind), page
        return page

    async def type(self, text: str) -> None:
        """Type text, a character after the other, as an input method hands it over."""
        for character in text:
            await self._press("enter" if character == "\n" else character)
        await self.settle()

    async def paste(self, text: str) -> None:
        """Put text into the focused field at once, as a terminal hands over what is pasted."""
        self.app.post_message(Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Wait until no worker has anything left to do, dialogs that wait for the person aside."""
        with self.app._context():
            for _ in range(PATIENCE):
                await self.pilot.pause()
                if not self._is_busy():
                    break
                await self.pilot.pause(0.01)
            else:
                raise TimeoutError
            await self.pilot.pause()

    def _is_busy(self) -> bool:
        """Whether a worker runs that doesn't wait for the person in a dialog."""
        return any(each.is_running and not (self.is_asked() and each.group in ASKING) for each in self.app.workers)

    async def until(self, question: Callable[[], bool], what: str) -> None:
        """Wait for what happens by itself, until the answer is yes."""
        for _ in range(PATIENCE):
            if question():
                return
            await self.pilot.pause(0.05)
        raise AssertionError(f"waited in vain for {what}; the page is:\n{self.page}")

    async def wait_for(self, text: str) -> None:
        """Wait until a text stands on the page."""
        await self.until(lambda: text in self.page, text)

    async def wait_until_gone(self, text: str) -> None:
        """Wait until a text doesn't stand on the page any more."""
        await self.until(lambda: text not in self.page, f"the end of {text}")

    async def choose_row(self, label: str) -> None:
        """Go to the row of the page's table that begins with this cell."""
        table = self.app.screen.query_one(RowTable)
        table.choose(next(row.key for row in table.rows if row.cells[0].text == label))
        await self.settle()

    def has(self, kind: builtins.type[Widget]) -> bool:
        """Whether such a widget has the focus."""
        return isinstance(self.app.focused, kind)


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """The app is tried on a real disk alone."""
    return Installation.create(tmp_path / "data", {})


class AtTerminal(Protocol):
    """Opens the app at a desk, or at its sign-in page."""

    def __call__(
        self,
        desk: Desk | None = None,
        *,
        language: str = "zh",
        size: tuple[int, int] = SMALL,
        is_new: bool = False,
    ) -> AbstractAsyncContextManager[Hands]:
        """The hands of a person at it.

        Args:
            desk: whose app it is; None for the sign-in page.
            language: ``zh`` or ``en``.
            size: columns and lines.
            is_new: whether the person has yet to see the tour.
        """


@pytest.fixture
def at_terminal(office: Office, installation: Installation) -> AtTerminal:
    """Opens the app, at a desk or at its sign-in page; who isn't new has seen the tour."""

    @asynccontextmanager
    async def opened(
        desk: Desk | None = None, *, language: str = "zh", size: tuple[int, int] = SMALL, is_new: bool = False
    ) -> AsyncIterator[Hands]:
        if desk is not None and not (is_new or desk.settings().is_tour_seen):
            desk.keep_settings(evolve(desk.settings(), is_tour_seen=True))
        app = TianbaoApp(office, speak(language), desk=desk)
        async with app.run_test(size=size) as pilot:
            app.follow(installation.watch)
            hands = Hands(pilot)
            await hands.settle()
            yield hands
            # Textual's test takes the pages of a running app away; a person's app has ended before.
            app.exit()
            await app.task

    return opened


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Each text that is read in Pinyin from now on, none of them being known: whether that kept the event loop."""
    readings: list[bool] = []

    def noted(text: str, **how: Any) -> tuple[str, ...]:
        readings.append(threading.current_thread() is threading.main_thread())
        return syllables(text, **how)

    search._units.cache_clear()
    monkeypatch.setattr("departments.search.syllables", noted)
    return readings
