"""Asking for fields until the desk takes them: what was typed stays, and why it was refused stands above it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve

from departments.refusals import Refusal
from tui.background import answer
from tui.dialogs.fields import Field, FieldsDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tui.screens.place import Place

T = TypeVar("T")


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
    asked, above = tuple(fields), text
    while True:
        typed = await place.app.push_screen_wait(FieldsDialog(place.language, title, asked, text=above))
        if typed is None:
            return None
        try:
            return await answer(place, partial(verb, *typed), unless=(Refusal,))
        except Refusal as refusal:
            above = f"! {place.language.sentence(refusal)}"
            asked = tuple(evolve(field, value=value) for field, value in zip(asked, typed, strict=True))
