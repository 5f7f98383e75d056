"""Asking for fields until the desk takes them: what was typed stays, and why it was refused stands above it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, frozen

from departments.desks.plan_changing import AlreadyReported
from departments.refusals import Refusal
from departments.wording import N_
from tui.background import answer
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.fields import Field, FieldsDialog
from tui.typed_days import parse_period

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from departments.periods import Period
    from tui.screens.place import Place

T = TypeVar("T")

_SINCE_HELP = N_("The first period for which it holds, like 2021-07; no closed one. Earlier periods stay as they are.")


@frozen
class _InTheWay:
    """A report that keeps a change from holding so early, and what was typed."""

    refusal: AlreadyReported
    typed: tuple[str, ...]

    @property
    def next_period(self) -> Period:
        """The first period in which it is in nobody's way."""
        return self.refusal.period.plus_months(1)


async def ask_until_taken(
    place: Place, title: str, fields: Sequence[Field], verb: Callable[..., T], *, text: str = ""
) -> T | None:
    """What the verb gives for the fields; None where the person gave up, or something is damaged.

    Args:
        place: the page that asks.
        title: the question.
        fields: what to ask for; the verb gets their texts in this order.
        verb: reads the texts and does it; runs off the loop.
        text: what to read first.
    """
    asked = tuple(fields)
    dialog = FieldsDialog(place.language, title, asked, text=text)
    while True:
        typed = await place.app.push_screen_wait(dialog)
        if typed is None:
            return None
        try:
            return await answer(place, partial(verb, *typed), unless=(Refusal,))
        except Refusal as refusal:
            above = f"! {place.language.sentence(refusal)}"
            asked = tuple(evolve(field, value=value) for field, value in zip(asked, typed, strict=True))
            dialog = FieldsDialog(place.language, title, asked, text=above, again_at=dialog.place)


async def ask_from_period(
    place: Place, title: str, fields: Sequence[Field], verb: Callable[..., T], since: Period, *, text: str = ""
) -> T | None:
    """As :func:`ask_until_taken`, and from which period on it is to hold; where that was reported, after asking again.

    Args:
        place: the page that asks.
        title: the question.
        fields: what to ask for; the period is asked for before the last one, which is the reason.
        verb: takes their texts in this order, and the period by the name of ``since``.
        since: the first period for which it is to hold, as it is proposed.
        text: what to read first.
    """
    *others, reason = fields
    asked = (*others, Field(place.say(N_("Holds from")), str(since), _SINCE_HELP), reason)

    def tried(*typed: str) -> T | _InTheWay:
        *told, first, why = typed
        try:
            return verb(*told, why, since=parse_period(first))
        except AlreadyReported as refusal:
            if refusal.period.is_last:
                raise
            return _InTheWay(refusal, typed)

    while True:
        done = await ask_until_taken(place, title, asked, tried, text=text)
        if not isinstance(done, _InTheWay):
            return done
        *told, _, why = done.typed
        following = done.next_period
        question = place.say(N_("Let it hold from {since} on?"), since=following)
        dialog = ConfirmDialog(place.language, question, [place.language.sentence(done.refusal)])
        if await place.app.push_screen_wait(dialog):
            return await answer(place, partial(verb, *told, why, since=following))
        asked = tuple(evolve(field, value=value) for field, value in zip(asked, done.typed, strict=True))
