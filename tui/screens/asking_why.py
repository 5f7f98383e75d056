"""Asking for a reason until the desk takes it: an empty one is refused in the dialog, where it has to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from departments.desks.reviewing import ReasonMissing
from tui.dialogs.reason import ReasonDialog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tui.screens.place import Place

T = TypeVar("T")


async def ask_for_reason(place: Place, title: str, text: str, verb: Callable[[str], Awaitable[T]]) -> T | None:
    """What the verb gives for the reason; None where the person gave up.

    Args:
        place: the page that asks.
        title: the question.
        text: what the reason is for.
        verb: does it; a :class:`ReasonMissing` of the desk's comes through.
    """
    above, begun = text, ""
    while True:
        reason = await place.app.push_screen_wait(ReasonDialog(place.language, title, above, reason=begun))
        if reason is None:
            return None
        try:
            return await verb(reason)
        except ReasonMissing as refusal:
            above, begun = f"! {place.language.sentence(refusal)}\n{text}", reason
