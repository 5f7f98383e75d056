"""Passwords: argon2id hashes in one file for the owner alone, replaced whole.

An account that is not there costs the same time as a wrong password, and only two checks run at a time, because each
takes 64 MiB (RFC 9106, the low-memory profile).
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define

from departments.ledger import WritingStopped
from departments.refusals import Damage, Refusal
from departments.wording import N_
from storage import durable
from storage.damaged_file import FileDamaged
from storage.durable import DiskFailure
from storage.locks import BookLock
from storage.proofs import DiskProofs
from storage.sign_ins import SignInNotes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from argon2 import PasswordHasher

    from storage.locks import Patience

FORM = 1
AT_ONCE = 2
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$1RXAdZfP0vfVvcpUwQkRJQ$LFtcHq6kpAuHIk4G9LCXed7SEajxiRwqA68jithfAks"
"""The hash of a password that nobody knows, at the cost of a real one."""
_NOBODY_IN_A_SAMPLE = "$argon2id$v=19$m=8,t=1,p=1$P02QDCyacsI$wZmX3Q"
"""The same at the cost of a sample's."""


class CredentialsDamaged(FileDamaged):
    """The file of passwords is not what was written there."""


@define
class HashDamaged(Damage):
    """The file of passwords is what was written there, and what it has for an account is no hash."""

    message: ClassVar[str] = N_("{path}: the hash of {account} is none; set its password anew.")
    path: str
    account: str


@define
class CredentialsUnreadable(Refusal):
    """The operating system won't let the passwords be read."""

    message: ClassVar[str] = N_("Nobody can sign in: {path} can't be read ({reason}); tell the operator.")
    path: str
    reason: str


class DiskCredentials(DiskProofs):
    """Fulfils :class:`departments.ledger.Credentials`."""

    def __init__(self, path: Path, patience: Patience | None = None, *, is_sample: bool = False) -> None:
        """Take the file, there or not.

        Args:
            path: the file.
            patience: how long to wait for another process that writes in it.
            is_sample: whether every password in it is public, so that a dear hash would protect nothing.
        """
        super().__init__(path.parent, self.has, patience)
        self._is_sample = is_sample
        self._path = path
        self._lock = BookLock(path.with_suffix(".lock"), path.name, patience=patience)
        self._at_once = threading.BoundedSemaphore(AT_ONCE)
        self._was_there = False
        self._sign_ins = SignInNotes(path.with_name("sign-ins"))

    def check(self, account: str, password: str) -> bool:
        """Whether the password is the account's; an unknown account costs the same time as a wrong password.

        Raises:
            CredentialsDamaged, HashDamaged: the file is not what was written.
            CredentialsUnreadable: the operating system won't let it be read.
        """
        from argon2.exceptions import InvalidHashError, VerificationError

        known = self._read().get(account)
        with self._at_once:
            try:
                nobody = _NOBODY_IN_A_SAMPLE if self._is_sample else _NOBODY
                self._hasher().verify(known["hash"] if known else nobody, password)
            except InvalidHashError as failure:
                raise HashDamaged(str(self._path), account) from failure
            except VerificationError:
                return False
        return known is not None

    def is_one_time(self, account: str) -> bool:
        """Whether the account's password has to be replaced at the next sign-in.

        Raises:
            CredentialsDamaged: the file is not what was written.
            CredentialsUnreadable: the operating system won't let it be read.
        """
        known = self._read().get(account)
        return bool(known and known["one_time"])

    def has(self, account: str) -> bool:
        """Whether the account has a password at all.

        Raises:
            CredentialsDamaged: the file is not what was written.
            CredentialsUnreadable: the operating system won't let it be read.
        """
        return account in self._read()

    def set_password(self, account: str, password: str, *, one_time: bool) -> None:
        """Replace the account's password, durably.

        Raises:
            WritingStopped: the disk refused.
            CredentialsDamaged: the file is not what was written.
            CredentialsUnreadable: the operating system won't let it be read.
        """
        self.set_passwords([account], password, one_time=one_time)

    def set_passwords(self, accounts: Iterable[str], password: str, *, one_time: bool) -> None:
        """Give many accounts one password at the price of one; for samples.

        Raises:
            WritingStopped: the disk refused.
            CredentialsDamaged: the file is not what was written.
            CredentialsUnreadable: the operating system won't let it be read.
        """
        with self._at_once:
            hashed = self._hasher().hash(password)
        try:
            with self._lock.held():
                known = self._read()
                known |= {account: {"hash": hashed, "one_time": one_time} for account in accounts}
                durable.replace(self._path, _written(known))
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure

    def note_sign_in(self, account: str, at: dt.datetime) -> None:
        """Note that the account signed in, if the disk allows it."""
        self._sign_ins.note(account, at)

    def sign_ins(self) -> Mapping[str, dt.datetime]:
        """When each account last signed in, by name; those that never did are not in it."""
        return self._sign_ins.all()

    def _hasher(self) -> PasswordHasher:
        import argon2

        if self._is_sample:
            return argon2.PasswordHasher.from_parameters(argon2.profiles.CHEAPEST)
        return argon2.PasswordHasher.from_parameters(argon2.profiles.RFC_9106_LOW_MEMORY)

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError as failure:
            if not self._was_there:
                return {}
            # A disk that has gone would otherwise make every password a wrong one.
            raise CredentialsUnreadable(str(self._path), os.strerror(failure.errno or 0)) from failure
        except OSError as failure:
            raise CredentialsUnreadable(str(self._path), os.strerror(failure.errno or 0)) from failure
        self._was_there = True
        return parsed(self._path, content)


def parsed(path: Path, content: bytes) -> dict[str, dict[str, Any]]:
    """What is kept of each account.

    Args:
        path: the file, for the sentence.
        content: all that is in it.

    Raises:
        CredentialsDamaged: it is not what was written.
    """
    try:
        kept = json.loads(content)
        accounts: dict[str, dict[str, Any]] = kept["accounts"]
        is_whole = kept["form"] == FORM and kept["sha256"] == _checksum(accounts)
    except (ValueError, KeyError, TypeError):
        is_whole = False
    if not is_whole:
        raise CredentialsDamaged(str(path))
    return accounts


def _written(accounts: dict[str, dict[str, Any]]) -> bytes:
    kept = {"form": FORM, "sha256": _checksum(accounts), "accounts": accounts}
    return json.dumps(kept, ensure_ascii=False, indent=1).encode() + b"\n"


def _checksum(accounts: dict[str, dict[str, Any]]) -> str:
    return hashlib.sha256(json.dumps(accounts, sort_keys=True).encode()).hexdigest()
