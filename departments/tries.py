"""Wrong passwords: after a few the next try has to wait, longer each time, and in the end a quarter of an hour.

Tries are counted for each account name, whether there is such an account or not, so that the count tells nobody which
names exist. A sign-in that succeeds, or the coordinator, sets it back to nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from attrs import define, frozen

from departments.refusals import Refusal
from departments.wording import N_

FREE = 3
"""Wrong passwords that cost nothing but the try."""
LOCKED_FROM = 10
"""From this wrong password on the account is locked for :data:`LOCKED_FOR` after each one."""
LOCKED_FOR = dt.timedelta(minutes=15)
_FIRST_DELAY = dt.timedelta(seconds=1)


@define
class AccountLocked(Refusal):
    """Too many wrong passwords; right or wrong, the next one is not looked at yet."""

    message: ClassVar[str] = N_(
        "After {count} wrong passwords {account} has to wait until {until};"
        " wait, or ask the coordinator to unlock the account."
    )
    account: str
    count: int
    until: str
    """As :func:`until_words` has it."""
    seconds: float
    """How long that is from now."""


@frozen
class FailedTries:
    """The wrong passwords of an account since it last signed in."""

    count: int = 0
    last_at: dt.datetime | None = None

    def wait(self, now: dt.datetime) -> dt.timedelta:
        """How long the next try has to wait from now; nothing where it may come at once."""
        if self.last_at is None or self.last_at > now:
            # A clock that was set back must not lock anybody out for as long.
            return dt.timedelta()
        return max(dt.timedelta(), self.last_at + delay_after(self.count) - now)


def delay_after(count: int) -> dt.timedelta:
    """How long the try after so many wrong ones has to wait: 1 s, 2 s, 4 s …, then a quarter of an hour."""
    if count <= FREE:
        return dt.timedelta()
    return LOCKED_FOR if count >= LOCKED_FROM else _FIRST_DELAY * 2 ** (count - FREE - 1)


def until_words(now: dt.datetime, wait: dt.timedelta) -> str:
    """When the wait is over: to the second where that is less than a minute, and never before it is."""
    until, second = now + wait, dt.timedelta(seconds=1)
    if wait < dt.timedelta(minutes=1):
        return f"{until + second - dt.timedelta.resolution:%Y-%m-%d %H:%M:%S}"
    return f"{until + 60 * second - dt.timedelta.resolution:%Y-%m-%d %H:%M}"
