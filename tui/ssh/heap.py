"""The memory of a process with hundreds of screens: what sessions leave is collected when nobody is kept waiting.

A session's screens refer to each other in circles, so they are freed by garbage collection alone; and a whole
collection looks at every living session too, a second for a hundred of them, in which no key is answered. It is left to
no chance, therefore, but done when little else is.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import time

log = logging.getLogger("tianbao.ssh")
_YOUNG, _MIDDLE, _NEVER = 50_000, 20, 1_000_000
"""Passes over what is new happen by themselves, seldom; whole ones never do."""
_LOOK = 1.0
"""Seconds between two looks at whether it is worth it."""
_FEW = 20_000
"""New objects, about one session's, below which it never is."""
_SHARE = 10
"""And as many as this part of what lives, or looking through the living would be all that is done."""
_MANY = 3_000_000
"""New objects, some hundred megabytes, that are not left lying however busy it is."""
_CALM = 0.1
"""The part of a second that a worker may have been at work to count as calm."""


def spare_the_heap() -> None:
    """Take everything that is loaded out of garbage collection, and let no whole collection happen by itself."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)


async def tidy_heap() -> None:
    """Collect what ended sessions have left, in calm seconds, until cancelled."""
    living = 0
    worked = time.process_time()
    while True:
        await asyncio.sleep(_LOOK)
        before, worked = worked, time.process_time()
        new = _new_objects()
        is_calm = worked - before < _CALM * _LOOK
        if new > _MANY or (is_calm and new > max(_FEW, living // _SHARE)):
            found = gc.collect()
            # Counted by what came and went: listing them all would hold on to tuples that other threads are making.
            living = max(0, living + new - found)
            worked = time.process_time()
            log.debug("collected %d objects, about %d are left", found, living)


def _new_objects() -> int:
    """About how many have come, and not gone again by themselves, since the last whole collection."""
    new, young, middle = gc.get_count()
    return new + _YOUNG * (young + _MIDDLE * middle)
