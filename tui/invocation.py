"""One call of the command line: which data, which language, and at whose desk it is answered."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, ClassVar, Protocol, TypeVar, overload

from attrs import define, frozen

from departments.refusals import BadInput, NotPermitted, Refusal
from departments.wording import N_
from tui.printing import Printer

if TYPE_CHECKING:
    from departments.desks import Desk, Office, OperatorDesk
    from tui.language import Language

STANDARD = Path("-")
"""Standard output, where a file may be named."""
PASSWORD_VARIABLE = "TIANBAO_PASSWORD"  # noqa: S105 - the name of a variable, not a password
NEW_PASSWORD_VARIABLE = "TIANBAO_NEW_PASSWORD"  # noqa: S105 - the same
D = TypeVar("D")
E = TypeVar("E")


@define
class AccountNeeded(Refusal):
    """An act that needs a name behind it, without an account."""

    message: ClassVar[str] = N_("This needs an account that may do it; name one with --account before the command.")
    exit_code: ClassVar[int] = 2


@define
class PasswordsDiffer(BadInput):
    """The new password was typed in two ways."""

    message: ClassVar[str] = N_("The two new passwords are not the same; nothing was changed, try again.")


class OpenOffice(Protocol):
    """Opens the office of a data directory."""

    def __call__(self, data: Path, /) -> Office:
        """The office.

        Raises:
            Refusal: there is no installation, or it can't be read.
        """


@frozen
class Invocation:
    """What every command is handed."""

    data: Path
    printer: Printer
    account: str | None
    """None for the operator on the host."""
    _open_office: OpenOffice
    _ask: Callable[[str, str], str]
    """Asks for a password, given the prompt and the account, without showing it."""
    is_data_named: bool = True
    """Whether somebody said which data directory is meant."""

    @property
    def language(self) -> Language:
        """The caller's language."""
        return self.printer.language

    def standard_input(self) -> BinaryIO:
        """What the caller sends along."""
        return sys.stdin.buffer

    def usual_output(self, name: str) -> Path:
        """Where a file goes if the caller doesn't say where: under this name, to where the caller is."""
        return Path(name)

    @property
    def is_guest(self) -> bool:
        """Whether the caller came over the network, so that the host's files are none of the caller's."""
        return False

    def office(self) -> Office:
        """The installation's office.

        Raises:
            Refusal: there is no installation, or it can't be read.
        """
        return self._open_office(self.data)

    def desk(self) -> Desk | OperatorDesk:
        """The desk of the account that was named, else the operator's.

        Raises:
            SignInRefused, OneTimePassword: the account and password don't open one.
        """
        office = self.office()
        if self.account is None:
            return office.operator_desk()
        return office.sign_in(self.account, self._password(self.account))

    def looking_desk(self) -> Desk:
        """The caller's desk, for a command that only looks; a leader's for the operator, which stands sooner.

        Raises:
            SignInRefused, OneTimePassword: the account and password don't open one.
        """
        if self.is_guest or self.account is not None:
            return self.desk()
        return self.office().looking_desk()

    def change_password(self) -> None:
        """Replace the account's password, one-time or not, by one that is asked for twice.

        Raises:
            AccountNeeded: no account was named.
            PasswordsDiffer: it was typed in two ways.
            SignInRefused, WeakPassword: as the office has it.
        """
        if self.account is None:
            raise AccountNeeded
        office, password = self.office(), self._password(self.account)
        office.change_password(self.account, password, self._new_password(self.account))

    def _password(self, account: str) -> str:
        named = os.environ.get(PASSWORD_VARIABLE)
        if named is not None:
            return named
        return self._ask(self.language.say(N_("Password of {account}: "), account=account), account)

    def _new_password(self, account: str) -> str:
        named = os.environ.get(NEW_PASSWORD_VARIABLE)
        if named is not None:
            return named
        first = self._ask(self.language.say(N_("New password: ")), account)
        if self._ask(self.language.say(N_("The new password again: ")), account) != first:
            raise PasswordsDiffer("")
        return first

    @overload
    def desk_of(self, kind: type[D], /) -> D: ...
    @overload
    def desk_of(self, kind: type[D], other: type[E], /) -> D | E: ...
    def desk_of(self, *kinds: type) -> object:
        """The desk, if it is of a kind that has the verb; a verb that a desk lacks is refused.

        Args:
            kinds: the kinds of desk on which the domain has put the verb.

        Raises:
            NotPermitted: the account's desk doesn't have it.
            AccountNeeded: no account was named, and it is no verb of the operator's.
            SignInRefused, OneTimePassword: the account and password don't open a desk.
        """
        from departments.desks import OperatorDesk

        desk = self.desk()
        if isinstance(desk, kinds):
            return desk
        raise AccountNeeded if isinstance(desk, OperatorDesk) else NotPermitted
