"""What a coordinator's hands do on the plan's place: find a commitment, fill a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.widgets.fields import LineInput

if TYPE_CHECKING:
    from tests.tui.app.conftest import Hands


async def find(hands: Hands, words: str) -> None:
    """Go to the place and choose what these words find."""
    await hands.press("7", "f3")
    await hands.type(words)
    await hands.press("enter")


async def fill(hands: Hands, *texts: str) -> None:
    """Fill the fields from the first one on, in the place of what stands in them; Enter goes to the next."""
    await hands.press(*["shift+tab"] * place_of(hands))
    for text in texts:
        await hands.press("end", "ctrl+u")
        await hands.paste(text)
        await hands.press("enter")


def place_of(hands: Hands) -> int:
    """Which of the dialog's fields the cursor is in, from 0."""
    return next(place for place, each in enumerate(hands.app.screen.query(LineInput)) if each.has_focus)


def typed(hands: Hands) -> list[str]:
    """What stands in the dialog's fields."""
    return [each.value for each in hands.app.screen.query(LineInput)]
