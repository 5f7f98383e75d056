"""Public keys and failed tries, each in one small file that is replaced whole under one lock."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from departments.ledger import WritingStopped
from departments.tries import FailedTries
from storage import durable
from storage.damaged_file import FileDamaged
from storage.durable import DiskFailure
from storage.locks import BookLock, NameLocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from departments.public_keys import PublicKey
    from storage.locks import Patience

KEYS, TRIES = "keys.json", "tries.json"
FORM = 1
MOST_STRANGERS = 500
"""Names that no account has and of which wrong passwords are kept; the oldest give way."""

_Kept = dict[str, Any]


class KeysDamaged(FileDamaged):
    """The file of public keys is not what was written there."""


class DiskProofs:
    """Fulfils :class:`departments.proofs.Proofs`."""

    def __init__(self, directory: Path, is_account: Callable[[str], bool], patience: Patience | None = None) -> None:
        """Args: the directory of both files, whether a name is an account's, and how long to wait for a lock."""
        self._keys = directory / KEYS
        self._tries = directory / TRIES
        self._is_account = is_account
        self._proofs_lock = BookLock(directory / "proofs.lock", KEYS, patience=patience)
        self._trying = NameLocks(directory / "tries.lock", TRIES, patience=patience)

    def public_keys(self, account: str) -> Sequence[PublicKey]:
        """The keys by which the account may sign in, in the order in which they were added.

        Raises:
            KeysDamaged: the file is not what was written.
        """
        # Most of what opens an installation asks for nobody's keys.
        from departments.public_keys import PublicKey

        return [PublicKey(*each) for each in self._read_keys().get(account, [])]

    def set_public_keys(self, account: str, keys: Sequence[PublicKey]) -> None:
        """Replace the account's keys, durably.

        Raises:
            WritingStopped: the disk refused.
            KeysDamaged: the file is not what was written.
        """
        listed = [[each.algorithm, each.blob, each.comment] for each in keys]
        self._replace(self._keys, lambda: {**self._read_keys(), account: listed})

    @contextmanager
    def one_try(self, account: str) -> Iterator[None]:
        """Let no other try of this name, in whatever process, go on in the ``with`` block.

        Raises:
            BookBusy: others' took all the time that there was.
        """
        with ExitStack() as held:
            # A disk that lets no file be opened counts no tries either, and keeps nobody out.
            with suppress(DiskFailure):
                held.enter_context(self._trying.held(account))
            yield

    def failed_tries(self, account: str) -> FailedTries:
        """The wrong passwords under this name since it last signed in."""
        found = self._read_tries().get(account)
        return FailedTries(found[0], dt.datetime.fromisoformat(found[1])) if found else FailedTries()

    def note_failed_try(self, account: str, at: dt.datetime) -> None:
        """Count one more, durably.

        Raises:
            WritingStopped: the disk refused.
        """

        def noted() -> _Kept:
            tries = self._read_tries()
            tries[account] = [tries.get(account, [0])[0] + 1, at.isoformat()]
            strangers = sorted(
                (name for name in tries if not self._is_account(name)), key=lambda name: str(tries[name][1])
            )
            for name in strangers[: max(0, len(strangers) - MOST_STRANGERS)]:
                del tries[name]
            return tries

        self._replace(self._tries, noted)

    def forgive_tries(self, account: str) -> None:
        """Count from nothing again, durably if the disk allows it; nobody with the right password is kept out by it."""
        if account in self._read_tries():
            with suppress(WritingStopped):
                self._replace(self._tries, lambda: {k: v for k, v in self._read_tries().items() if k != account})

    def _replace(self, path: Path, kept: Callable[[], _Kept]) -> None:
        try:
            with self._proofs_lock.held():
                content = {"form": FORM, "accounts": kept()}
                durable.replace(path, json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure

    def _read_keys(self) -> _Kept:
        kept = _read(self._keys)
        if kept is None:
            raise KeysDamaged(str(self._keys))
        return kept

    def _read_tries(self) -> _Kept:
        # Nobody is kept out by a file of counts that has gone bad; the next wrong password begins a new one.
        return _read(self._tries) or {}


def _read(path: Path) -> _Kept | None:
    """What is kept of each account; nothing where there is no file, None where it is not what was written."""
    try:
        kept = json.loads(path.read_bytes())
        accounts: _Kept = kept["accounts"]
        is_known = kept["form"] == FORM and isinstance(accounts, dict)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return accounts if is_known else None
