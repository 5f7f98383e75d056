"""The data directory: what lies where in it, making one, and opening one."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import threading
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Self

from attrs import define

from departments.refusals import NotFound, Refusal
from departments.wording import N_
from storage import durable
from storage.book import DiskBook
from storage.credentials import DiskCredentials
from storage.damaged_file import FileDamaged
from storage.disk_refused import told_as_refusal
from storage.drafts import DiskDrafts
from storage.evidence import DiskShelf
from storage.locks import Patience
from storage.settings import DiskSettings
from storage.trays import DiskTrays
from storage.watch import DiskWatch

FORMAT = 1
"""The form of the data directory."""
RECORD = "installation.json"
PLAN, BOOKS, EVIDENCE, DRAFTS, INBOX, OUTBOX = "plan", "books", "evidence", "drafts", "inbox", "outbox"
SETTINGS = "settings"
CREDENTIALS = "credentials.json"
_HOST_KEYS = "host_keys"
"""In the record: that they were made. It is kept apart from them, so that it is known of keys that have gone."""
_DIRECTORIES = (PLAN, BOOKS, EVIDENCE, DRAFTS, INBOX, OUTBOX)
_BOOK = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


@define
class DirectoryInUse(Refusal):
    """The place for a new installation has something in it."""

    message: ClassVar[str] = N_("{path} already has something in it; name a new or empty directory.")
    path: str


@define
class NoInstallation(Refusal):
    """The directory is missing, or is not one of this program's."""

    message: ClassVar[str] = N_(
        "There is no installation in {path}; make one with tianbao init, or name another with --data."
    )
    path: str


@define
class InstallationUnreadable(Refusal):
    """The operating system won't let the data directory be read."""

    message: ClassVar[str] = N_("{path} can't be read ({reason}); run this as the user who owns it.")
    path: str
    reason: str


@define
class NotTheOwner(Refusal):
    """Root may read and write everything, and what it writes nobody else may read."""

    message: ClassVar[str] = N_(
        "{path} belongs to {user}, who could not read what root writes there; run it as {user}, for instance with"
        " {command}."
    )
    path: str
    user: str
    command: str


@define
class UnknownFormat(Refusal):
    """The data directory was made by a newer version."""

    message: ClassVar[str] = N_(
        "{path} has format {format}, which this version does not know; use the version that made it."
    )
    path: str
    format: str


class InstallationDamaged(FileDamaged):
    """The record of an installation is not what was written there."""


class DiskLedger:
    """All the books of an installation; fulfils :class:`departments.ledger.Ledger`."""

    def __init__(self, place: Path, shelf: DiskShelf, patience: Patience) -> None:
        """Args: the directory of all books, the shelf that events may name evidence of, how long to wait for a lock."""
        self._place = place
        self._shelf = shelf
        self._patience = patience
        self._mutex = threading.Lock()
        self._books: dict[str, DiskBook] = {}

    def book(self, name: str) -> DiskBook:
        """The book of this department code, or the ``office`` book; a new book is empty.

        Raises:
            NotFound: no book can have this name.
        """
        if not _BOOK.fullmatch(name):
            raise NotFound(name)
        with self._mutex:
            if name not in self._books:
                self._books[name] = DiskBook(
                    name, self._place / name, patience=self._patience, has_evidence=partial(self._shelf.has, name)
                )
            return self._books[name]

    def names(self) -> tuple[str, ...]:
        """The books that are on disk, by name.

        Raises:
            InstallationUnreadable: the operating system won't let their directory be read.
        """
        try:
            return tuple(sorted(each.name for each in self._place.iterdir() if _BOOK.fullmatch(each.name)))
        except OSError as failure:
            raise InstallationUnreadable(str(self._place), _reason(failure)) from failure


@define(init=False)
class Installation:
    """One data directory, open."""

    data: Path
    """Where it is."""
    demo_now: dt.datetime | None
    """The instant at which a sample installation stands still; None for a real one."""
    plan: Mapping[str, str]
    """The hash, in lower-case hex, of each file of the plan as it was copied in."""
    ledger: DiskLedger
    shelf: DiskShelf
    credentials: DiskCredentials
    drafts: DiskDrafts
    trays: DiskTrays
    settings: DiskSettings
    watch: DiskWatch
    patience: Patience
    """How long anybody waits here for a lock that another process has."""

    def __init__(self, data: Path, demo_now: dt.datetime | None, plan: Mapping[str, str]) -> None:
        self.plan = plan
        self.data = data
        self.demo_now = demo_now
        self.patience = Patience()
        self.shelf = DiskShelf(data / EVIDENCE)
        self.ledger = DiskLedger(data / BOOKS, self.shelf, self.patience)
        self.credentials = DiskCredentials(data / CREDENTIALS, self.patience, is_sample=demo_now is not None)
        self.drafts = DiskDrafts(data / DRAFTS)
        self.watch = DiskWatch(data / BOOKS, data / DRAFTS)
        self.trays = DiskTrays(data / INBOX, data / OUTBOX)
        self.settings = DiskSettings(data / SETTINGS)

    @classmethod
    def create(cls, data: Path, plan_files: Mapping[str, bytes], *, demo_now: dt.datetime | None = None) -> Self:
        """Make a new data directory and open it.

        The record that makes it an installation is written last: what a failure leaves behind is none.

        Args:
            data: a directory that is missing or empty.
            plan_files: the plan in force and its source text, by file name.
            demo_now: the instant at which a sample installation stands still.

        Raises:
            DirectoryInUse: there is something in it.
            NotFound: a plan file's name is not a plain one.
            DiskRefused: the operating system won't let it be done.
        """
        data = data.absolute()
        if not is_free(data):
            raise DirectoryInUse(str(data))
        with told_as_refusal(data):
            durable.make_directories(data, within=_nearest(data))
            durable.restrict(data)
            for name in _DIRECTORIES:
                durable.make_directories(data / name, within=data)
            for name, content in plan_files.items():
                durable.replace(data / PLAN / _plain(name), content)
            durable.replace(data / RECORD, _record(plan_files, demo_now))
        return cls.open(data)

    @classmethod
    def open(cls, data: Path) -> Self:
        """Open a data directory for reading and, where the operating system lets it, writing.

        Raises:
            NoInstallation: it is missing, or none.
            InstallationUnreadable: the operating system won't let it be read.
            NotTheOwner: root asks, and it is another user's.
            UnknownFormat: a newer version made it.
            InstallationDamaged: its record is not what was written.
        """
        data = data.absolute()
        record = _kept_record(data)
        now = None if record["demo_now"] is None else dt.datetime.fromisoformat(record["demo_now"])
        return cls(data, now, record["plan"])

    def plan_files(self) -> dict[str, bytes]:
        """The plan in force and its source text, by file name.

        Raises:
            InstallationUnreadable: the operating system won't let them be read.
        """
        try:
            found = sorted(each for each in (self.data / PLAN).iterdir() if not each.name.startswith("."))
            return {each.name: each.read_bytes() for each in found}
        except OSError as failure:
            raise InstallationUnreadable(str(self.data / PLAN), _reason(failure)) from failure


def has_host_keys(data: Path) -> bool:
    """Whether it is noted that the host's keys were made, wherever they are now.

    Args:
        data: the installation's directory.

    Raises:
        Refusal, InstallationDamaged: it can't be opened.
    """
    return bool(_kept_record(data).get(_HOST_KEYS))


def note_host_keys(data: Path) -> None:
    """Note that the host's keys were made; nobody else may be at it.

    Args:
        data: the installation's directory.

    Raises:
        Refusal, InstallationDamaged: it can't be opened.
        DiskFailure: the disk refused.
    """
    durable.replace(data / RECORD, _written({**_kept_record(data), _HOST_KEYS: True}))


def is_free(path: Path) -> bool:
    """Whether a directory is missing or empty, so that something new can be put there.

    Raises:
        InstallationUnreadable: the operating system won't tell.
    """
    try:
        return not any(path.iterdir())
    except FileNotFoundError:
        return not path.is_symlink()
    except NotADirectoryError:
        return False
    except OSError as failure:
        raise InstallationUnreadable(str(path), _reason(failure)) from failure


def _run_as(user: int) -> tuple[str, str]:
    """Who that is, and the command line that runs Tianbao so; a user without a name is one by number."""
    import pwd

    try:
        name = pwd.getpwuid(user).pw_name
    except KeyError:
        return f"#{user}", f"setpriv --reuid={user} --clear-groups -- tianbao"
    return name, f"runuser -u {name} -- tianbao"


def _nearest(path: Path) -> Path:
    """The closest directory above that is there."""
    return next(each for each in path.parents if each.is_dir())


def _plain(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}", name):
        raise NotFound(name)
    return name


def _kept_record(data: Path) -> dict[str, Any]:
    """What an installation's record says, without its seal; raises as :meth:`Installation.open`."""
    try:
        owner = (data / RECORD).stat().st_uid
        content = (data / RECORD).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise NoInstallation(str(data)) from None
    except OSError as failure:
        raise InstallationUnreadable(str(data), _reason(failure)) from failure
    try:
        record: dict[str, Any] = json.loads(content)
        form, seal = record["format"], record.pop("sha256", "")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoInstallation(str(data)) from None
    if os.geteuid() == 0 != owner:
        raise NotTheOwner(str(data), *_run_as(owner))
    if form != FORMAT:
        raise UnknownFormat(str(data), str(form))
    if seal != _sealed(record):
        raise InstallationDamaged(str(data / RECORD))
    return record


def _record(plan_files: Mapping[str, bytes], demo_now: dt.datetime | None) -> bytes:
    record = {
        "format": FORMAT,
        "demo_now": demo_now.isoformat() if demo_now else None,
        "plan": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(plan_files.items())},
    }
    return _written(record)


def _written(record: Mapping[str, Any]) -> bytes:
    return json.dumps({**record, "sha256": _sealed(record)}, indent=1).encode() + b"\n"


def _sealed(record: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


def _reason(failure: OSError) -> str:
    return os.strerror(failure.errno or 0)
