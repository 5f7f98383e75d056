"""One look a second at whether anybody has written or typed: what others do is shown soon, and idleness costs nothing.

The look costs two system calls, since whoever writes leaves a mark on a directory; only when there is a new one are the
books looked at one by one. A server looks once for all its sessions.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

_PAUSE = 1.0


class Watch(Protocol):
    """Books and their departments' drafts, as somebody watches them who doesn't read."""

    def changed_at(self) -> int:
        """A number that is another one soon after anybody has written."""

    def marks(self) -> Mapping[str, object]:
        """For each book something that is another thing when somebody has written in it, or typed for it."""


async def tell_changes(watch: Watch, tell: Callable[[Collection[str]], None]) -> None:
    """Tell for which books somebody has written, until cancelled.

    Args:
        watch: what to look at.
        tell: takes the names of the books.
    """
    mark, known = watch.changed_at(), watch.marks()
    is_settled = True
    while True:
        await asyncio.sleep(_PAUSE)
        last, mark = mark, watch.changed_at()
        # Marks are as coarse as the kernel's clock: after a new one, another of the same instant may follow the look.
        was_settled, is_settled = is_settled, mark == last
        if is_settled and was_settled:
            continue
        now = watch.marks()
        changed = {name for name, found in now.items() if known.get(name) != found}
        known = now
        if changed:
            tell(changed)
