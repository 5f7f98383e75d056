"""What helps somebody who is new at a department's desk: the tour at the first sign-in, and the practice."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve

from tui.background import answer
from tui.messages import PracticeBegun
from tui.screens.tour import TourDialog

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, HeadDesk
    from tui.screens.place import Place


async def show_tour_once(place: Place, desk: ClerkDesk | HeadDesk) -> None:
    """Show the place's tour to somebody who has never seen it, and remember that it was seen.

    Args:
        place: over which page.
        desk: whose settings remember it.
    """
    settings = await answer(place, desk.settings)
    if settings is not None and not settings.is_tour_seen:
        await place.app.push_screen_wait(TourDialog(place.language, place.TOUR))
        now = await answer(place, desk.settings) or settings
        await answer(place, partial(desk.keep_settings, evolve(now, is_tour_seen=True)))


async def go_to_practice(place: Place, desk: ClerkDesk) -> bool:
    """Make a practice and go to it; whether there is one.

    Args:
        place: where the person is.
        desk: the real one, which is only read.
    """
    from tui.practice import begin_practice

    place.tell(place.say("Making a practice ..."))
    practice = await answer(place, partial(begin_practice, desk))
    if practice is not None:
        place.post_message(PracticeBegun(practice))
    return practice is not None
