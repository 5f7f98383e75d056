"""The only door to threads: run a desk's verb off the event loop, and tell a refusal in the person's language."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Protocol, TypeVar

from departments.refusals import Damage, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
log = logging.getLogger("tianbao.desk")
# Where nobody keeps a log, the person in front of the screen is told and nothing is printed across it.
log.addHandler(logging.NullHandler())


class Teller(Protocol):
    """Whoever can tell a person that something was refused: a screen."""

    def refuse(self, refusal: Refusal | Damage) -> None:
        """Show the refusal's sentence."""


async def aside(work: Callable[[], T]) -> T:
    """What some work gives that asks no desk, from a thread; the caller answers for what it may raise."""
    return await asyncio.to_thread(work)


async def answer(teller: Teller, verb: Callable[[], T], *, unless: tuple[type[Refusal], ...] = ()) -> T | None:
    """What the verb gives, from a thread; None where it was refused, which has then been told.

    A fault that is neither a refusal nor damage ends the app: it is a mistake of ours, and is shown as one.

    Args:
        teller: the screen that asks, and shows the refusal.
        verb: the desk's verb with its arguments bound.
        unless: refusals that the caller answers itself.

    Raises:
        Refusal: one of ``unless``.
    """
    try:
        return await asyncio.to_thread(verb)
    except unless:
        raise
    except (Refusal, Damage) as refusal:
        if isinstance(refusal, Damage):
            log.exception("damage on disk")
        teller.refuse(refusal)
        return None
