"""What goes to a client: as fast as it reads, never more unread than a bound, and not at all to one that stopped."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from tui.ssh.channel import unread

if TYPE_CHECKING:
    from collections.abc import Callable

    from asyncssh import SSHServerChannel

    from tui.ssh.limits import Limits

log = logging.getLogger("tianbao.ssh")
_LOOK = 0.1
"""Seconds between two looks at a client that is behind; nobody looks at one that isn't."""
_CALM = 8
"""A client has caught up when no more than this part of the bound lies unread."""


class Outflow:
    """The way out of one channel.

    SSH lets a client grant itself a window of two gigabytes, so the channel's own flow control bounds nothing; what
    counts is what has not yet left the process.
    """

    def __init__(self, channel: SSHServerChannel[bytes], limits: Limits) -> None:
        """Args: the channel, and the door's limits."""
        self._channel = channel
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self._calm = asyncio.Event()
        self._calm.set()
        self._enough = limits.unread // _CALM
        self._looking: asyncio.TimerHandle | None = None
        self._least, self._least_at = 0, 0.0
        self.on_calm: Callable[[], None] | None = None
        """Called when a client that was behind has caught up."""
        self.stirred_at = self._loop.time()
        """When something last went over the channel, either way, by the loop's clock."""

    def stir(self) -> None:
        """Note that something goes over it."""
        self.stirred_at = self._loop.time()

    @property
    def is_behind(self) -> bool:
        """Whether the client has more to read than it should be given more to."""
        return not self._calm.is_set()

    @property
    def is_open(self) -> bool:
        """Whether anybody is there to read."""
        return not self._channel.is_closing()

    def write(self, content: bytes, datatype: int | None = None) -> None:
        """Send it; what a closed channel is sent is lost.

        Args:
            content: any bytes.
            datatype: SSH's number for the error stream, where it goes there.
        """
        if not content or not self.is_open:
            return
        self.stir()
        self._channel.write(content, datatype)
        if self._calm.is_set() and unread(self._channel) > self._limits.unread:
            self._begin_to_look()

    async def room(self) -> None:
        """Wait until the client has caught up, also with what was written past this way out.

        Raises:
            BrokenPipeError: nobody is there any more.
        """
        if self.is_open and self._calm.is_set() and unread(self._channel) > self._limits.unread:
            self._begin_to_look()
        await self._calm.wait()
        if not self.is_open:
            raise BrokenPipeError

    async def drained(self) -> None:
        """Wait until the client has read all of it, or has been cut off."""
        self._enough = 0
        if self.is_open and self._calm.is_set() and unread(self._channel):
            self._begin_to_look()
        await self._calm.wait()

    def close(self) -> None:
        """Stop looking, and let go whoever waits."""
        if self._looking:
            self._looking.cancel()
        self._calm.set()

    def _begin_to_look(self) -> None:
        self._calm.clear()
        self._least, self._least_at = unread(self._channel), self._loop.time()
        self._look_later()

    def _look_later(self) -> None:
        self._looking = self._loop.call_later(_LOOK, self._look)

    def _look(self) -> None:
        left, now = unread(self._channel), self._loop.time()
        if left < self._least:
            self._least, self._least_at = left, now
        if not self.is_open or left <= self._enough:
            self._calm.set()
            if self.on_calm and self.is_open:
                self.on_calm()
        elif now - self._least_at >= self._limits.stalled:
            log.warning("a client read nothing for %.0f s and was cut off", self._limits.stalled)
            self._calm.set()
            self._channel.get_connection().abort()
        else:
            self._look_later()
