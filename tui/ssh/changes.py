"""One look a second at whether anybody has written, for all sessions of a worker: what others did is shown soon.

The look costs one system call, since whoever writes in a book leaves a mark on the directory of all books; only when
there is a new one are the books looked at themselves. Sessions that looked for themselves would keep an idle server
busy.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.ssh.premises import Premises

_PAUSE = 1.0


class Books(Protocol):
    """The books, as somebody watches them who doesn't read."""

    def changed_at(self) -> int:
        """A number that is another one soon after anybody has written in any of them."""

    def lengths(self) -> Mapping[str, int]:
        """The length of each book's journal, by name."""


async def tell_changes(premises: Premises, books: Books) -> None:
    """Tell every app which books have grown, until cancelled.

    Args:
        premises: whose visitors.
        books: what to watch.
    """
    mark, known = books.changed_at(), books.lengths()
    is_settled = True
    while True:
        await asyncio.sleep(_PAUSE)
        if not any(visit.on_change for visit in premises.visits):
            continue
        last, mark = mark, books.changed_at()
        # Marks are as coarse as the kernel's clock: after a new one, another of the same instant may follow the look.
        was_settled, is_settled = is_settled, mark == last
        if is_settled and was_settled:
            continue
        now = books.lengths()
        changed = {name for name, length in now.items() if known.get(name) != length}
        known = now
        if changed:
            for visit in tuple(premises.visits):
                if visit.on_change:
                    visit.on_change(changed)
