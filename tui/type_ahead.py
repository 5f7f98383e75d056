"""Keys and clicks one after the other: each does what it does before the next one is taken.

Over a slow line several keys arrive at once. Textual would hand all of them to the field that has the focus now, and
only then look what Enter or a function key among them does: a password typed after Enter would end, readable, in the
field of the account. So an app holds its keys here, and a task of its own hands them on with time in between; what the
mouse does waits among them, for whoever clicks on a field types into it next.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.errors import NoWidget
from textual.events import Key, MouseDown, MouseEvent, MouseScrollDown, MouseScrollUp, MouseUp, Paste

from tui.departure import Departing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import App
    from textual.dom import DOMNode
    from textual.events import Event
    from textual.message_pump import MessagePump
    from textual.screen import Screen

_HELD = (Key, Paste, MouseDown, MouseUp, MouseScrollDown, MouseScrollUp)
"""What takes its turn."""
_ROUNDS = 2
"""Ways from the focused field up to the app: first the key goes up, then what it has made the field say."""
_PATIENCE = 1.0
"""Seconds after which the next key is handed on although a handler is still at work on the last one."""
_LONGEST = 30.0
"""Seconds after which the next key is handed on although the page hasn't come."""
_LOOK = 0.01
"""Seconds between two looks at a page that is on its way."""


class TypeAhead:
    """The keys and clicks that an app has been sent and has not taken yet."""

    def __init__(self) -> None:
        self._held: deque[Event] = deque()
        self._has_come = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> int:
        """How many that are."""
        return len(self._held)

    def hold(self, event: Event) -> bool:
        """Hold what comes fresh from the keyboard or the mouse; whether it was that."""
        if self._task is None or not isinstance(event, _HELD) or event.is_forwarded:
            return False
        self._held.append(event)
        self._has_come.set()
        return True

    def put_first(self, key: Key) -> None:
        """Hold a key that goes before those that wait: a click has pressed it, and they were typed after the click."""
        self._held.appendleft(key)
        self._has_come.set()

    def start(self, app: App[None], hand_on: Callable[[Event], Awaitable[None]]) -> None:
        """Begin to hand on, in this context.

        Args:
            app: whose keys and clicks they are.
            hand_on: takes each to whatever it is for.
        """
        self._task = asyncio.create_task(self._hand_on(app, hand_on))

    def stop(self) -> None:
        """Hand no more on."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _hand_on(self, app: App[None], hand_on: Callable[[Event], Awaitable[None]]) -> None:
        while True:
            await self._has_come.wait()
            while self._held:
                await _whole_page(app)
                event = self._held.popleft()
                above = list(_meant(app, event).ancestors_with_self)
                await hand_on(event)
                with suppress(TimeoutError):
                    async with asyncio.timeout(_PATIENCE):
                        await _settled(above)
            self._has_come.clear()


def _meant(app: App[None], event: Event) -> DOMNode:
    """What an event is for: what is under the mouse, or has the focus."""
    if isinstance(event, MouseEvent):
        with suppress(NoWidget):
            return app.screen.get_widget_at(int(event.x), int(event.y))[0]
    return app.focused or app.screen


async def _whole_page(app: App[None]) -> None:
    """Wait until all of the page on top is there: half of one knows none of its keys."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_LONGEST):
            while not _is_whole(app.screen):  # noqa: ASYNC110 - Textual tells it to nobody
                await asyncio.sleep(_LOOK)


def _is_whole(page: Screen[Any]) -> bool:
    return page.is_mounted and (not isinstance(page, Departing) or (page.takes_keys and not page.is_leaving))


async def _settled(above: Sequence[MessagePump]) -> None:
    """Wait until each of them has done what came to it: a field first, the app last, since messages go up."""
    for _ in range(_ROUNDS):
        for each in above:
            is_done = asyncio.Event()
            if each.call_later(is_done.set):
                await is_done.wait()
