"""Which places there are at whose desk; a clerk's app has no coordinator's place at all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.screen import Screen

    from departments.desks import Desk
    from tui.language import Language

    OpenPlace = Callable[[], Screen[str]]

SIGN_IN = "sign_in"


class FrontRoom(Protocol):
    """Where people sign in: an office, open already or opened when the first of them comes."""

    def sign_in(self, account: str, password: str) -> Desk:
        """The desk of the account."""

    def change_password(self, account: str, password: str, new_password: str) -> Desk:
        """The desk of the account, which has another password now."""


def sign_in_place(office: FrontRoom, language: Language) -> OpenPlace:
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
