"""Public keys and failed tries in memory."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from departments.public_keys import PublicKey
from departments.tries import FailedTries

if TYPE_CHECKING:
    import datetime as dt
    from contextlib import AbstractContextManager


@define
class MemoryProofs:
    """What is kept of each account beside its password."""

    _keys: dict[str, Sequence[PublicKey]] = field(factory=dict)
    _tries: dict[str, FailedTries] = field(factory=dict)
    _trying: defaultdict[str, threading.Lock] = field(factory=lambda: defaultdict(threading.Lock))

    def public_keys(self, account: str) -> Sequence[PublicKey]:
        """The account's keys."""
        return self._keys.get(account, ())

    def set_public_keys(self, account: str, keys: Sequence[PublicKey]) -> None:
        """Replace the account's keys."""
        self._keys[account] = tuple(keys)

    def one_try(self, account: str) -> AbstractContextManager[Any]:
        """Let no other try of this name go on meanwhile."""
        return self._trying[account]

    def failed_tries(self, account: str) -> FailedTries:
        """The wrong passwords under this name."""
        return self._tries.get(account, FailedTries())

    def note_failed_try(self, account: str, at: dt.datetime) -> None:
        """Count one more."""
        known = self.failed_tries(account)
        self._tries[account] = evolve(known, count=known.count + 1, last_at=at)

    def forgive_tries(self, account: str) -> None:
        """Count from nothing again."""
        self._tries.pop(account, None)
