"""One look every two seconds at how long the books are, for all sessions of a worker: what others wrote is shown soon.

A look costs a system call a book, less than a millisecond in all. Sessions that looked for themselves would keep an
idle server busy.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tui.ssh.premises import Premises

_PAUSE = 2.0


async def tell_changes(premises: Premises, lengths: Callable[[], Mapping[str, int]]) -> None:
    """Tell every app which books have grown, until cancelled.

    Args:
        premises: whose visitors.
        lengths: the length of each book's journal, by name.
    """
    known = lengths()
    while True:
        await asyncio.sleep(_PAUSE)
        if not any(visit.on_change for visit in premises.visits):
            continue
        now = lengths()
        changed = {name for name, length in now.items() if known.get(name) != length}
        known = now
        if changed:
            for visit in tuple(premises.visits):
                if visit.on_change:
                    visit.on_change(changed)
