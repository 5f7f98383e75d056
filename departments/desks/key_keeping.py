"""Keys and locks of accounts: what the coordinator and the operator do about how people sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from departments.accounts import Account
from departments.desks.reader import ReaderDesk
from departments.public_keys import KeyKnown, parse_public_key
from departments.refusals import NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.public_keys import PublicKey
    from departments.tries import FailedTries


@frozen
class KeyKeepingDesk(ReaderDesk):
    """A desk that says by which keys an account may sign in, and unlocks it after wrong passwords."""

    def public_keys(self, name: str) -> Sequence[PublicKey]:
        """The keys by which an account may sign in.

        Raises:
            NotFound: there is no such account.
        """
        self._check_there(name)
        return self._registry.credentials.public_keys(name)

    def add_key(self, name: str, text: str) -> PublicKey:
        """Let an account sign in by a public key as well.

        Args:
            name: the account.
            text: the key as OpenSSH or PuTTYgen writes it.

        Raises:
            NotFound: there is no such account.
            NotAPublicKey, PrivateKeyShown: the text is none that can be taken.
            KeyKnown: the account has it already.
        """
        self._check_there(name)
        key, known = parse_public_key(text), self._registry.credentials.public_keys(name)
        if any(each.blob == key.blob for each in known):
            raise KeyKnown(name, key.fingerprint)
        self._registry.credentials.set_public_keys(name, (*known, key))
        self._note("key_added", name)
        return key

    def remove_key(self, name: str, fingerprint: str) -> PublicKey:
        """Take a key from an account; whoever signed in by it stays until the session ends.

        Raises:
            NotFound: there is no such account, or it has no key of this fingerprint.
        """
        self._check_there(name)
        known = self._registry.credentials.public_keys(name)
        removed = [each for each in known if each.fingerprint == fingerprint.strip()]
        if not removed:
            raise NotFound(fingerprint)
        self._registry.credentials.set_public_keys(name, [each for each in known if each not in removed])
        self._note("key_removed", name)
        return removed[0]

    def failed_tries(self, name: str) -> FailedTries:
        """The wrong passwords of an account since it last signed in.

        Raises:
            NotFound: there is no such account.
        """
        self._check_there(name)
        return self._registry.credentials.failed_tries(name)

    def unlock_account(self, name: str) -> None:
        """Forget an account's wrong passwords, so that it can sign in at once.

        Raises:
            NotFound: there is no such account.
        """
        self._check_there(name)
        self._registry.credentials.forgive_tries(name)
        self._note("account_unlocked", name)

    def _check_there(self, name: str) -> None:
        if self._registry.account(name) is None:
            raise NotFound(name)

    def _note(self, action: str, name: str) -> None:
        """Have it in the journal that something was done to an account that its document doesn't show."""
        with self._registry.transaction(self.account.name) as book:
            entry = book.entry(Account, name)
            if entry is None:
                raise NotFound(name)
            book.append(action, name, entry.document, based_on=entry.revision)
