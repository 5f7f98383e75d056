"""What every desk has: whose it is, and the settings that its account keeps for itself alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from attrs import frozen

from departments.accounts import Account
from departments.desks.registry import Registry
from departments.settings import check_keys

if TYPE_CHECKING:
    from collections.abc import Collection

    from departments.settings import Settings


@frozen
class PersonalDesk:
    """An account's own."""

    account: Account
    _registry: Registry
    previous_sign_in: dt.datetime | None = None
    """When the account signed in before this time; None if it never did."""

    def settings(self) -> Settings:
        """What the account has chosen; the defaults where it never did."""
        return self._registry.settings.find(self.account.name)

    def sees(self, books: Collection[str]) -> bool:
        """Whether what is written in one of these books, or typed for it, can show at this desk."""
        return bool(books)

    def keep_settings(self, settings: Settings) -> None:
        """Keep what the account has chosen, in the place of what it chose before; what it was shown stays shown.

        Raises:
            NoSuchKey, TooManyKeys: the key map is none.
            WritingStopped: the disk refused; what was kept before stands.
        """
        check_keys(settings.keys)
        self._registry.settings.keep(self.account.name, settings.shown_as_in(self.settings()))
