"""Who is there and does nothing: a connection on which nothing runs, and a file client or command that stands still.

The app sees to its own people, whom it warns (:mod:`tui.ssh.session`).
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from departments.wording import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.ssh.visit import Visit

log = logging.getLogger("tianbao.ssh")
_ENDED = 70
"""An exit status."""
_LEAVE = 5.0
"""Seconds within which a client that was told takes its leave, before its visit is broken off."""
_MINUTE = 60


class Unused:
    """A connection's time without a visit, after which it ends."""

    def __init__(self, seconds: float, end: Callable[[], None]) -> None:
        """Args: how long it may stay, and what ends it."""
        self._seconds = seconds
        self._end = end
        self._visits = 0
        self._timer: asyncio.TimerHandle | None = None
        self._is_over = False

    def begin(self) -> None:
        """Somebody has signed in on it."""
        if not self._visits and not self._is_over:
            self._timer = asyncio.get_running_loop().call_later(self._seconds, self._end)

    def visit_begins(self) -> None:
        """Something runs on it."""
        self._visits += 1
        self._stop()

    def visit_ends(self) -> None:
        """One thing less does."""
        self._visits -= 1
        self.begin()

    def over(self) -> None:
        """The connection has ended."""
        self._is_over = True
        self._stop()

    def _stop(self) -> None:
        if self._timer:
            self._timer.cancel()


class Standstill:
    """Ends a visit of a file client or a command over which nothing has gone, either way, for the limit."""

    def __init__(self, visit: Visit) -> None:
        """Args: which."""
        self._visit = visit
        self._limit = visit.premises.limits.idle
        self._loop = asyncio.get_running_loop()
        self._timer = self._loop.call_later(self._limit, self._look)

    def stop(self) -> None:
        """Look no longer."""
        self._timer.cancel()

    def _look(self) -> None:
        left = self._visit.outflow.stirred_at + self._limit - self._loop.time()
        if left > 0:
            self._timer = self._loop.call_later(left, self._look)
            return
        visit = self._visit
        log.warning("%s did nothing over %s for %.0f s and was cut off", visit.guest.account, visit.what, self._limit)
        visit.say(
            N_("Nothing was sent or fetched for {minutes} minutes, and the session has ended; connect again."),
            minutes=max(1, round(self._limit / _MINUTE)),
        )
        if not visit.channel.is_closing():
            visit.channel.exit(_ENDED)
        self._timer = self._loop.call_later(_LEAVE, self._break_off)

    def _break_off(self) -> None:
        if self._visit.work:
            self._visit.work.cancel()
