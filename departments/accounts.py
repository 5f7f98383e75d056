"""Who may sign in, and as what."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import ClassVar

from attrs import define, frozen

from departments.refusals import BadInput, Refusal
from departments.wording import N_

_NAME = re.compile(r"[a-z][a-z0-9._-]{1,31}")

RESERVED_NAME = "operator"
"""Stands in the journal for whoever owns the data directory; nobody signs in by it."""


class Role(StrEnum):
    """What an account is for; each has a desk of its own."""

    CLERK = "clerk"
    HEAD = "head"
    COORDINATOR = "coordinator"
    READER = "reader"

    @property
    def has_department(self) -> bool:
        """Whether accounts of this role belong to one department."""
        return self in (Role.CLERK, Role.HEAD)


@frozen
class Account:
    """One person's way in."""

    name: str
    """What is typed at sign-in: lower-case letters, digits, dot, dash, underscore."""
    role: Role
    department: str | None = None
    """Code of the department, for clerks and heads."""
    display_name: str = ""
    """The person as tables print them (填报人); the account's name where empty."""
    is_disabled: bool = False

    @property
    def label(self) -> str:
        """How tables and screens name the person."""
        return self.display_name or self.name


OPERATOR = Account(RESERVED_NAME, Role.READER, None, "运维")
"""How the operator stands in the journal."""


@define
class SignInRefused(Refusal):
    """Wrong password, unknown account, disabled account: one answer for all."""

    message: ClassVar[str] = N_(
        "That account and password don't match an account in use; try again, or ask the coordinator for a new password."
    )


@define
class AccountDisabled(Refusal):
    """The account was disabled while its owner was at the desk."""

    message: ClassVar[str] = N_("The account {name} has been disabled, so nothing more is saved; ask the coordinator.")
    name: str


@define
class OneTimePassword(Refusal):
    """The password was right but was meant for one use: a new one has to be chosen first."""

    message: ClassVar[str] = N_(
        "This password was for one use; choose a new one in the app, or with tianbao account password."
    )


@define
class WeakPassword(BadInput):
    """The new password is too easy (NIST SP 800-63B: length, and not the account's name; no composition rules)."""

    message: ClassVar[str] = N_(
        "The new password needs at least {minimum} characters and may not be the account's name."
    )
    value: str
    minimum: int


@define
class BadAccountName(BadInput):
    """Not a name that an account may have."""

    message: ClassVar[str] = N_(
        "{value} can't be an account's name; use 2 to 32 lower-case letters, digits, dots, dashes or underscores."
    )


@define
class AccountExists(Refusal):
    """The name is taken."""

    message: ClassVar[str] = N_("There is already an account {name}; choose another name.")
    name: str


@define
class WrongDepartment(BadInput):
    """The role needs a department and none was given, or the other way round."""

    message: ClassVar[str] = N_(
        "An account with the role {value} needs a department if it is a clerk or head, and none otherwise."
    )


MINIMUM_PASSWORD_LENGTH = 8


def check_account(account: Account) -> None:
    """Pass in silence if the account may be made.

    Raises:
        BadAccountName: the name is not of the allowed form.
        WrongDepartment: role and department don't go together.
    """
    if not _NAME.fullmatch(account.name) or account.name == RESERVED_NAME:
        raise BadAccountName(account.name)
    if account.role.has_department != (account.department is not None):
        raise WrongDepartment(str(account.role))


def check_new_password(account: str, password: str, old_password: str) -> None:
    """Pass in silence if the password may be chosen.

    Raises:
        WeakPassword: it is too short, the account's own name, or the old one again.
    """
    is_easy = password.casefold() == account.casefold() or password == old_password
    if len(password) < MINIMUM_PASSWORD_LENGTH or is_easy:
        raise WeakPassword("", MINIMUM_PASSWORD_LENGTH)


_UNMISTAKABLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without the letters and digits that are read for one another on paper."""


def new_one_time_password() -> str:
    """A random password to hand over once: four groups of four, about 79 bits."""
    import secrets  # brings half the standard library's cryptography; only whoever makes a password needs it

    return "-".join("".join(secrets.choice(_UNMISTAKABLE) for _ in range(4)) for _ in range(4))
