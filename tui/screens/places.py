"""Which places there are at whose desk; a clerk's app has no coordinator's place at all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.screen import Screen

    from departments.desks import Desk, Office
    from tui.language import Language

    OpenPlace = Callable[[], Screen[str]]

SIGN_IN = "sign_in"


def sign_in_place(office: Office, language: Language) -> OpenPlace:
    """The page that everybody starts from."""
    from tui.screens.sign_in import SignInScreen

    return partial(SignInScreen, office, language)


def places_of(desk: Desk, language: Language) -> Mapping[str, OpenPlace]:
    """The places of this desk by name, the first one first; nothing of a desk is loaded for the page before it."""
    from departments.desks import ClerkDesk, HeadDesk

    if isinstance(desk, ClerkDesk | HeadDesk):
        from tui.screens.commitments import CommitmentsScreen

        return {"commitments": partial(CommitmentsScreen, desk, language)}
    from tui.screens.commission_places import commission_places

    return commission_places(desk, language)
