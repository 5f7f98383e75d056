"""Keys one after the other: each does what it does before the next one is taken.

Over a slow line several keys arrive at once. Textual would hand all of them to the field that has the focus now, and
only then look what Enter or a function key among them does: a password typed after Enter would end, readable, in the
field of the account. So an app holds its keys here, and a task of its own hands them on with time in between.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.events import Key, Paste

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.events import Event

_TURNS = 64
"""Turns of the event loop from a key to what it changed: up to the app, back to the field, and up to the page."""


class TypeAhead:
    """The keys that an app has been sent and has not taken yet."""

    def __init__(self) -> None:
        self._keys: asyncio.Queue[Key | Paste] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def hold(self, event: Event) -> bool:
        """Hold a key or a paste that comes fresh from the terminal; whether it was one."""
        if self._task is None or not isinstance(event, Key | Paste) or event.is_forwarded:
            return False
        self._keys.put_nowait(event)
        return True

    def start(self, hand_on: Callable[[Event], Awaitable[None]]) -> None:
        """Begin to hand keys on, in this context."""
        self._task = asyncio.create_task(self._hand_on(hand_on))

    def stop(self) -> None:
        """Hand no more on."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _hand_on(self, hand_on: Callable[[Event], Awaitable[None]]) -> None:
        while True:
            await hand_on(await self._keys.get())
            for _ in range(_TURNS):
                await asyncio.sleep(0)
