"""Asking for a reason until the desk takes it: an empty one is refused in the dialog, where it has to be written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from departments.desks.reviewing import ReasonMissing
from departments.wording import N_
from tui.background import answer
from tui.dialogs.reason import ReasonDialog

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from tui.screens.place import Place

T = TypeVar("T")


BACK = N_("What you had typed here and not sent is back.")


@frozen
class KeptReason:
    """Where a reason is kept while it is written; both read or write, and belong on a thread."""

    find: Callable[[], str]
    keep: Callable[[str], None]
    """Takes what is to be kept; forgets what is there where it is empty."""


async def ask_for_reason(
    place: Place, title: str, text: str, verb: Callable[[str], Awaitable[T]], *, kept: KeptReason | None = None
) -> T | None:
    """What the verb gives for the reason; None where the person gave up.

    Args:
        place: the page that asks.
        title: the question.
        text: what the reason is for.
        verb: does it; a :class:`ReasonMissing` of the desk's comes through.
        kept: where what is typed is kept; without it, it is lost with the line.
    """
    begun = await answer(place, kept.find) or "" if kept is not None else ""
    above = f"{place.say(BACK)}\n{text}" if begun else text
    keep = kept.keep if kept is not None else None
    while True:
        dialog = ReasonDialog(place.language, title, above, reason=begun, keep=keep)
        reason = await place.app.push_screen_wait(dialog)
        if reason is None:
            return None
        try:
            return await verb(reason)
        except ReasonMissing as refusal:
            above, begun = f"! {place.language.sentence(refusal)}\n{text}", reason
