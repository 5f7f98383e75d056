"""The hands at work: so many commands at a time in one process, of which one that waits for its client is none.

A command has a thread from its beginning to its end. Threads that wait cost next to nothing, and there are no more of
them than the accounts have sessions; what is kept few is those that work, since they all share one processor's time.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from typing import TypeVar

    T = TypeVar("T")

_THREADS = 1024


class Hands:
    """One worker's."""

    def __init__(self, many: int) -> None:
        """Args: how many work at a time."""
        self._free = asyncio.Semaphore(many)
        self._threads = ThreadPoolExecutor(_THREADS, "command")

    async def do(self, work: Callable[[Hand], T]) -> T:
        """What comes of a piece of work, on a thread, as soon as there is a hand for it."""
        hand = Hand(self._free)
        await hand.take_up()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, hand)
        finally:
            hand.put_away()

    def close(self) -> None:
        """Let the threads go; one that still works ends with the process."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class Hand:
    """The one that does a piece of work."""

    def __init__(self, free: asyncio.Semaphore) -> None:
        """Args: what counts those that are free."""
        self._free = free
        self._is_taken = False
        self._is_done = False

    async def take_up(self) -> None:
        """Wait until one is free."""
        await self._free.acquire()
        self._is_taken = True
        if self._is_done:
            # Whoever waited for the work has gone meanwhile.
            self._lay_down()

    def put_away(self) -> None:
        """Leave it to others for good."""
        self._is_done = True
        self._lay_down()

    @asynccontextmanager
    async def laid_down(self) -> AsyncIterator[None]:
        """Leave it to others in the ``with`` block, in which the work stands still."""
        self._lay_down()
        try:
            yield
        finally:
            await self.take_up()

    def _lay_down(self) -> None:
        if self._is_taken:
            self._is_taken = False
            self._free.release()
