"""What all visits of one worker share, and what is known of a visitor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from attrs import define, field, frozen

from departments.desks import Desk, Office
from tui.ssh.hands import Hands
from tui.ssh.limits import Limits
from tui.style_sheets import ParsedSheets

if TYPE_CHECKING:
    from collections.abc import Collection
    from contextlib import AbstractContextManager

HASHES_AT_ONCE = 2
"""Passwords that are hashed at a time: each takes a tenth of a second and 64 MiB."""
_DISK_AT_ONCE = 16


class Seats(Protocol):
    """How many sessions, or connections, an account has, over all workers."""

    def taken(self, account: str, among: int) -> AbstractContextManager[bool]:
        """Hold one of so many seats of the account in the ``with`` block; gives whether there was one."""


class Visitor(Protocol):
    """A visit, as the worker sees it."""

    on_stop: Callable[[], None] | None
    on_change: Callable[[Collection[str]], None] | None
    work: asyncio.Future[int] | None

    def stop(self) -> None:
        """End it, since the server stops."""

    async def run(self) -> None:
        """Serve the visit to its end."""


class Line(Protocol):
    """A connection, as the worker sees it."""

    def cut(self) -> None:
        """End it, and tell the client why."""

    async def wait_closed(self) -> None:
        """Wait until it has ended."""


@frozen
class Guest:
    """Whoever has proven to be an account."""

    account: str
    desk: Desk | None
    """None for one who has to choose a password first."""
    one_time: str = field(default="", repr=False)
    """The password that was for one use, where it was."""


@define(eq=False)
class Premises:
    """One worker's office, limits and visitors."""

    data: Path
    office: Office
    seats: Seats
    """Of sessions."""
    line_seats: Seats
    """Of connections."""
    limits: Limits
    end_patience_within: Callable[[float], None]
    """Lets nobody wait for a book's lock for longer than so many seconds from then on."""
    hashing: ThreadPoolExecutor = field(factory=lambda: ThreadPoolExecutor(HASHES_AT_ONCE, "hashing"))
    """Where passwords are checked; whoever is over the number waits in line, and keeps no other thread waiting."""
    hands: Hands = field(init=False)
    """By whom one-liners are done, and workbooks made for whoever comes to fetch one."""
    disk: ThreadPoolExecutor = field(factory=lambda: ThreadPoolExecutor(_DISK_AT_ONCE, "disk"))
    """Where the apps' desks and SFTP read and write."""
    sheets: ParsedSheets = field(factory=ParsedSheets)
    """The style sheets of all apps."""
    visits: set[Visitor] = field(factory=set)
    """Everybody who is there now."""
    lines: set[Line] = field(factory=set)
    """Every connection, whether anybody has signed in on it or not."""
    is_closing: bool = False
    """Whether nobody is let in any more."""
    _tasks: set[asyncio.Task[None]] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        """Engage the hands."""
        self.hands = Hands(self.limits.commands)

    def receive(self, visit: Visitor) -> None:
        """Let a visit begin."""
        task = asyncio.create_task(visit.run())
        self.visits.add(visit)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: self.visits.discard(visit))

    def tell_changed(self, books: Collection[str]) -> None:
        """Tell every visitor's app that somebody has written in these books."""
        for visit in tuple(self.visits):
            if visit.on_change:
                visit.on_change(books)

    async def empty(self, within: float) -> None:
        """Wait until every visit has ended, but not for longer than so many seconds."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=within)

    async def hang_up(self, within: float) -> None:
        """Let clients whose last visit has ended hang up by themselves, and cut off who is there after so many seconds.

        A client that reads of the end of its connection no longer writes out what it was sent before that.
        """
        leaving = [asyncio.create_task(line.wait_closed()) for line in self.lines]
        if leaving:
            _, staying = await asyncio.wait(leaving, timeout=within)
            for each in staying:
                each.cancel()
        for line in tuple(self.lines):
            line.cut()

    def close(self) -> None:
        """Let the threads go; one that still works ends with the process."""
        self.hands.close()
        for pool in (self.hashing, self.disk):
            pool.shutdown(wait=False, cancel_futures=True)
