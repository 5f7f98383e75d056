"""Keeping accounts: what the coordinator and the operator both do."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from attrs import define, evolve, frozen

from departments.accounts import Account, AccountExists, Role, check_account, new_one_time_password
from departments.clean_text import clean_line
from departments.desks.key_keeping import KeyKeepingDesk
from departments.directory import NoSuchDepartment
from departments.refusals import NotFound, Refusal
from departments.reports import Report, State
from departments.wording import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.ledger import Entry, Transaction


@define
class LastCoordinator(Refusal):
    """Disabling the account would leave nobody to coordinate."""

    message: ClassVar[str] = N_("{name} is the last coordinator in use; add another one before disabling it.")
    name: str


@define
class OwnAccount(Refusal):
    """Nobody disables the account at whose desk they sit."""

    message: ClassVar[str] = N_("{name} is your own account; another coordinator or the operator has to disable it.")
    name: str


@frozen
class Disabling:
    """What disabling an account would leave behind."""

    unsigned: int
    """Reports that wait for a signature of the account's kind."""
    is_last_head: bool
    """Whether nobody else of the department could sign them."""

    @property
    def sentence(self) -> Sentence | None:
        """What becomes of those reports; None where there are none."""
        if not self.unsigned:
            return None
        message = N_("Reports of the department that wait for a signature: {count}; another head of it can give it.")
        if self.is_last_head:
            message = N_(
                "Reports that wait for a signature which nobody of the department will be left to give: {count};"
                " its clerks can then send them on themselves."
            )
        return Sentence(message, {"count": self.unsigned})


@frozen
class AccountView:
    """An account as whoever keeps the accounts sees it; a password is never part of it."""

    account: Account
    last_sign_in: dt.datetime | None
    """None if nobody ever signed in with it."""
    has_one_time_password: bool
    """Whether a new password has to be chosen at the next sign-in."""
    failed_tries: int
    """Wrong passwords since the last sign-in."""
    locked_until: dt.datetime | None
    """When the next password will be looked at, if it has to wait for wrong ones before it."""


@frozen
class AccountKeepingDesk(KeyKeepingDesk):
    """A desk that keeps accounts; nobody can read a password from it."""

    def accounts(self) -> Sequence[Account]:
        """Every account, by name."""
        return self._registry.accounts()

    def account_views(self) -> tuple[AccountView, ...]:
        """Every account with its last sign-in and wrong passwords, by name."""
        credentials, now = self._registry.credentials, self._registry.now()
        sign_ins = credentials.sign_ins()

        def seen(account: Account) -> AccountView:
            tries = credentials.failed_tries(account.name)
            wait = tries.wait(now)
            return AccountView(
                account=account,
                last_sign_in=sign_ins.get(account.name),
                has_one_time_password=credentials.is_one_time(account.name),
                failed_tries=tries.count,
                locked_until=now + wait if wait else None,
            )

        return tuple(map(seen, self.accounts()))

    def add_account(
        self,
        name: str,
        role: Role,
        department: str | None = None,
        *,
        display_name: str = "",
        password: str | None = None,
    ) -> str:
        """Make an account and give its one-time password.

        Args:
            name: what is typed at sign-in.
            role: what the account is for.
            department: code, for clerks and heads.
            display_name: the person as tables print them.
            password: the one-time password, where it is not to be a random one.

        Returns:
            The one-time password; it is kept nowhere in readable form.

        Raises:
            BadAccountName, WrongDepartment: the account can't be.
            NoSuchDepartment: there is none.
            AccountExists: the name is taken.
        """
        account = Account(name, role, department, clean_line(display_name))
        check_account(account)
        if department is not None and department not in self._registry.original_plan.directory:
            raise NoSuchDepartment(department)
        password = password or new_one_time_password()
        with self._registry.transaction(self.account.name) as book:
            if book.entry(Account, name) is not None:
                raise AccountExists(name)
            # With the lock held, so that of two who add the same account the second doesn't set its password.
            self._registry.credentials.set_password(name, password, one_time=True)
            book.append("account_added", name, account, based_on=0)
        return password

    def reset_account(self, name: str) -> str:
        """Replace an account's password by a random one-time password, and give it.

        Raises:
            NotFound: there is no such account.
        """
        password = new_one_time_password()
        with self._registry.transaction(self.account.name) as book:
            entry = _entry(book, name)
            self._registry.credentials.set_password(name, password, one_time=True)
            book.append("password_reset", name, entry.document, based_on=entry.revision)
        return password

    def preview_disabling(self, name: str) -> Disabling:
        """What disabling the account would leave behind, or why it can't be; nothing is kept.

        Raises:
            NotFound, OwnAccount, LastCoordinator: as for disabling.
        """
        accounts = self.accounts()
        self._check_may_disable(name, accounts)
        account = next((each for each in accounts if each.name == name), None)
        if account is None:
            raise NotFound(name)
        if account.role is not Role.HEAD or account.department is None or account.is_disabled:
            return Disabling(0, is_last_head=False)
        heads = [each for each in accounts if each.role is Role.HEAD and each.department == account.department]
        others = [each for each in heads if each.name != name and not each.is_disabled]
        return Disabling(self._unsigned(account.department), is_last_head=not others)

    def _unsigned(self, department: str) -> int:
        """How many reports of the department wait for its head and can still go out."""
        calendar, now = self._registry.calendar(), self._registry.now()
        waiting = (each.document for each in self._registry.ledger.book(department).entries(Report))
        return sum(
            each.awaits_correction or calendar.may_report(each.period, department, now)
            for each in waiting
            if each.state is State.SIGNING
        )

    def disable_account(self, name: str) -> None:
        """Let nobody sign in with it; what it did stays attributed to it.

        Raises:
            NotFound: there is no such account.
            OwnAccount: it is the account at whose desk this is.
            LastCoordinator: nobody would be left to coordinate.
        """
        with self._registry.transaction(self.account.name) as book:
            self._check_may_disable(name, [each.document for each in book.entries(Account)])
            _keep(book, "account_disabled", name, is_disabled=True)

    def _check_may_disable(self, name: str, accounts: Sequence[Account]) -> None:
        coordinators = [each.name for each in accounts if each.role is Role.COORDINATOR and not each.is_disabled]
        if coordinators == [name]:
            raise LastCoordinator(name)
        if name == self.account.name:
            raise OwnAccount(name)

    def enable_account(self, name: str) -> None:
        """Let it sign in again.

        Raises:
            NotFound: there is no such account.
        """
        with self._registry.transaction(self.account.name) as book:
            _keep(book, "account_enabled", name, is_disabled=False)


def _entry(book: Transaction, name: str) -> Entry[Account]:
    entry = book.entry(Account, name)
    if entry is None:
        raise NotFound(name)
    return entry


def _keep(book: Transaction, action: str, name: str, *, is_disabled: bool) -> None:
    entry = _entry(book, name)
    book.append(action, name, evolve(entry.document, is_disabled=is_disabled), based_on=entry.revision)
