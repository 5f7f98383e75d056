"""The connections that are signing in, counted over all workers of the host and refused early, as OpenSSH does."""

from __future__ import annotations

import mmap
import random
import struct
from collections.abc import Callable

from attrs import define

from tui.ssh.limits import Limits

_ALL = 100
_BYTES = struct.calcsize("I")


class Tally:
    """A number for each worker, in memory that its processes share: made before they are forked, read by all of them.

    Each worker writes its own place alone, so that it takes no lock; whoever follows a dead one begins at nothing. Of
    connections that come to several workers within the same microseconds one too many may be let in, and none is
    refused that should not be.
    """

    def __init__(self, workers: int) -> None:
        """Args: how many workers there are."""
        self._places = memoryview(mmap.mmap(-1, workers * _BYTES)).cast("I")

    def add(self, place: int, number: int) -> None:
        """Add to one worker's number."""
        self._places[place] += number

    def clear(self, place: int) -> None:
        """Forget what a worker had that has died."""
        self._places[place] = 0

    @property
    def total(self) -> int:
        """All workers' together."""
        return sum(self._places)


def _percent() -> float:
    return random.uniform(0, _ALL)  # noqa: S311 - spread, not secrecy


@define(eq=False)
class Startups:
    """One worker's view: refuses new connections early and by chance, so that nobody can hold them all."""

    _limits: Limits
    _tally: Tally
    _place: int
    """The worker's."""
    _percent: Callable[[], float] = _percent

    def begin(self) -> None:
        """Count one more with this worker."""
        self._tally.add(self._place, 1)

    def end(self) -> None:
        """Count one less."""
        self._tally.add(self._place, -1)

    def is_refused(self) -> bool:
        """Whether one more is turned away now."""
        limits, count = self._limits, self._tally.total
        if count < limits.startups_free:
            return False
        if count >= limits.startups_full:
            return True
        risen = (_ALL - limits.startups_chance) * (count - limits.startups_free)
        chance = limits.startups_chance + risen / (limits.startups_full - limits.startups_free)
        return self._percent() < chance
