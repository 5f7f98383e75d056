"""Waiting for what nobody announces: a file that appears, a line in another process's log, a seat that gets free."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Found = TypeVar("Found")
_LOOK_AFTER = 0.02


def until(look: Callable[[], Found | None], what: str, patience: float = 60.0) -> Found:
    """What a look gives as soon as it gives anything.

    Args:
        look: gives nothing, or something false, as long as it isn't there.
        what: is waited for.
        patience: seconds after which it is not coming; nothing takes nearly as long, on a busy machine neither.

    Raises:
        AssertionError: it didn't come.
    """
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(_LOOK_AFTER)
    raise AssertionError(f"waited in vain for {what}")
