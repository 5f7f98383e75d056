"""What is kept of each account beside its password: the keys that prove it, and the tries that didn't."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from departments.public_keys import PublicKey
    from departments.tries import FailedTries


class Proofs(Protocol):
    """Public keys, and wrong passwords; both survive a restart."""

    def public_keys(self, account: str) -> Sequence[PublicKey]:
        """The keys by which the account may sign in, in the order in which they were added."""

    def set_public_keys(self, account: str, keys: Sequence[PublicKey]) -> None:
        """Replace the account's keys, durably.

        Raises:
            WritingStopped: the disk refused.
        """

    def one_try(self, account: str) -> AbstractContextManager[None]:
        """Let no other try of this name, known or not, go on in the ``with`` block; the next one waits.

        Raises:
            BookBusy: others' took all the time that there was.
        """

    def failed_tries(self, account: str) -> FailedTries:
        """The wrong passwords under this name since it last signed in; of a name that no account has, too."""

    def note_failed_try(self, account: str, at: dt.datetime) -> None:
        """Count one more, durably.

        Of names that no account has, only so many are kept; a real one's count is never dropped for theirs.

        Raises:
            WritingStopped: the disk refused.
        """

    def forgive_tries(self, account: str) -> None:
        """Count from nothing again, durably.

        Raises:
            WritingStopped: the disk refused.
        """
