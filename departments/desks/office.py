"""The office: where people sign in and are shown to their desk. The only way to a desk."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from attrs import frozen

from departments.accounts import OPERATOR, Account, OneTimePassword, SignInRefused, check_new_password
from departments.desks.registry import Registry
from departments.ledger import WritingStopped
from departments.tries import AccountLocked, until_words

if TYPE_CHECKING:
    from departments.desks.kinds import Desk
    from departments.desks.operator import OperatorDesk
    from departments.desks.reader import ReaderDesk
    from departments.public_keys import PublicKey


@frozen
class Office:
    """An installation's front room."""

    _registry: Registry

    def sign_in(self, account: str, password: str) -> Desk:
        """The desk of the account.

        A wrong password, an unknown account and a disabled one get the same answer after the same work.

        Raises:
            SignInRefused: they don't match an account in use.
            AccountLocked: there were too many wrong passwords; this one was not looked at.
            OneTimePassword: they match, and a new password has to be chosen first.
        """
        found = self._checked(account, password)
        if self._registry.credentials.is_one_time(found.name):
            raise OneTimePassword
        return self._seated(found)

    def change_password(self, account: str, password: str, new_password: str) -> Desk:
        """Replace the password, one-time or not, and give the desk of the account.

        Raises:
            SignInRefused: account and old password don't match.
            AccountLocked: there were too many wrong passwords.
            WeakPassword: the new one is too easy, or the old one again.
        """
        found = self._checked(account, password)
        check_new_password(found.name, new_password, password)
        with self._registry.office_book.transaction(by=found.name, at=self._registry.now()) as book:
            entry = book.entry(Account, found.name)
            if entry is None or entry.document.is_disabled:  # since the old password was checked
                raise SignInRefused
            self._registry.credentials.set_password(found.name, new_password, one_time=False)
            book.append("password_changed", found.name, entry.document, based_on=entry.revision)
        return self._seated(entry.document)

    def admit(self, account: str) -> Desk:
        """The desk of an account that was proven by one of its keys; the caller answers for the proof.

        Raises:
            SignInRefused: there is no such account in use.
        """
        found = self._registry.account(account)
        if found is None or found.is_disabled:
            raise SignInRefused
        return self._seated(found)

    def knows_key(self, account: str, key: PublicKey) -> bool:
        """Whether the key is one of those by which an account in use may sign in."""
        found = self._registry.account(account)
        keys = self._registry.credentials.public_keys(account) if found and not found.is_disabled else ()
        return any((key.algorithm, key.blob) == (each.algorithm, each.blob) for each in keys)

    def operator_desk(self) -> OperatorDesk:
        """The desk of whoever owns the data directory; for commands on the host that name no account."""
        from departments.desks.operator import OperatorDesk

        return OperatorDesk(OPERATOR, self._registry)

    def looking_desk(self) -> ReaderDesk:
        """The desk at which whoever owns the data directory only looks; what keeps accounts is not loaded for it."""
        from departments.desks.reader import ReaderDesk

        return ReaderDesk(OPERATOR, self._registry)

    def _seated(self, account: Account) -> Desk:
        """The desk of an account that has proven itself, by whatever door; the sign-in is noted."""
        credentials = self._registry.credentials
        previous = credentials.sign_ins().get(account.name)
        credentials.note_sign_in(account.name, self._registry.now())
        # The operator's desk is opened for every command on the host: it shall not wait for all the others.
        from departments.desks.kinds import DESKS

        return DESKS[account.role](account, self._registry, previous)

    def _checked(self, name: str, password: str) -> Account:
        name, credentials = name.strip(), self._registry.credentials
        # Of one name one after the other: guesses that come together would each find the count as it was before all.
        with credentials.one_try(name):
            now = self._registry.now()
            tries = credentials.failed_tries(name)
            wait = tries.wait(now)
            if wait:
                raise AccountLocked(name, tries.count, until_words(now, wait), wait.total_seconds())
            matches = credentials.check(name, password)
            found = self._registry.account(name)
            if not matches or found is None or found.is_disabled:
                # A full disk can't count; it opens no door either, and is no answer to somebody outside.
                with suppress(WritingStopped):
                    credentials.note_failed_try(name, now)
                raise SignInRefused
            if tries.count:
                credentials.forgive_tries(name)
            return found
