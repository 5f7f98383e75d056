"""Keys one after the other: each does what it does before the next one is taken.

Over a slow line several keys arrive at once. Textual would hand all of them to the field that has the focus now, and
only then look what Enter or a function key among them does: a password typed after Enter would end, readable, in the
field of the account. So an app holds its keys here, and a task of its own hands them on with time in between.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.events import Key, Paste

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import App
    from textual.events import Event
    from textual.message_pump import MessagePump

_ROUNDS = 2
"""Ways from the focused field up to the app: first the key goes up, then what it has made the field say."""
_PATIENCE = 1.0
"""Seconds after which the next key is handed on although a handler is still at work on the last one."""
_LOOK = 0.01
"""Seconds between two looks at a page that is on its way."""


class TypeAhead:
    """The keys that an app has been sent and has not taken yet."""

    def __init__(self) -> None:
        self._keys: asyncio.Queue[Key | Paste] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> int:
        """How many keys that is."""
        return self._keys.qsize()

    def hold(self, event: Event) -> bool:
        """Hold a key or a paste that comes fresh from the terminal; whether it was one."""
        if self._task is None or not isinstance(event, Key | Paste) or event.is_forwarded:
            return False
        self._keys.put_nowait(event)
        return True

    def start(self, app: App[None], hand_on: Callable[[Event], Awaitable[None]]) -> None:
        """Begin to hand keys on, in this context.

        Args:
            app: whose keys they are.
            hand_on: takes a key to whatever has the focus.
        """
        self._task = asyncio.create_task(self._hand_on(app, hand_on))

    def stop(self) -> None:
        """Hand no more on."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _hand_on(self, app: App[None], hand_on: Callable[[Event], Awaitable[None]]) -> None:
        while True:
            key = await self._keys.get()
            await _whole_page(app)
            above = list((app.focused or app.screen).ancestors_with_self)
            await hand_on(key)
            with suppress(TimeoutError):
                async with asyncio.timeout(_PATIENCE):
                    await _settled(above)


async def _whole_page(app: App[None]) -> None:
    """Wait until all of the page on top is there, however long that takes: half of one knows none of its keys."""
    while not app.screen.is_mounted:  # noqa: ASYNC110 - Textual tells it to nobody
        await asyncio.sleep(_LOOK)


async def _settled(above: Sequence[MessagePump]) -> None:
    """Wait until each of them has done what came to it: a field first, the app last, since messages go up."""
    for _ in range(_ROUNDS):
        for each in above:
            is_done = asyncio.Event()
            if each.call_later(is_done.set):
                await is_done.wait()
