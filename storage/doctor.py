"""What the host is like for this data directory: file system, sync, clock, locale, permissions, room. As values."""

from __future__ import annotations

import datetime as dt
import locale
import os
import shutil
import stat
import statistics
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from departments.refusals import Damage, Refusal
from departments.wording import N_, Sentence
from storage.durable import DIRECTORY_MODE, FILE_MODE, DiskFailure, NewFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.installation import Installation

SLOW_SYNC_MS = 50.0
LITTLE_ROOM_MB = 1024
_ROUNDS = 20
_MOUNTS = Path("/proc/self/mounts")
_REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ceph", "glusterfs"})
_FLEETING = frozenset({"tmpfs", "ramfs", "overlay"})
_EARLIEST = dt.datetime(2021, 1, 1, tzinfo=dt.UTC)


class Topic(StrEnum):
    """What was looked at."""

    FILE_SYSTEM = "file_system"
    SYNC = "sync"
    ROOM = "room"
    PERMISSIONS = "permissions"
    CLOCK = "clock"
    LOCALE = "locale"


@frozen
class Diagnosis:
    """One thing about the host."""

    topic: Topic
    is_ok: bool
    value: str | Sentence
    """What was found: a name, a number with its unit; in words where it takes words."""
    advice: Sentence | None = None
    """What to do; None where nothing is to be done."""


def examine_host(installation: Installation, *, now: dt.datetime) -> tuple[Diagnosis, ...]:
    """Look at the host from the data directory; only a small file is written there and taken away again.

    Args:
        installation: whose data directory.
        now: what the host's clock says, with time zone.
    """
    data = installation.data
    return (
        _file_system(data),
        _sync(data),
        _room(data),
        _permissions(data),
        _clock(installation, now),
        _locale(),
    )


def _file_system(data: Path) -> Diagnosis:
    kind = file_system(data)
    if kind in _REMOTE:
        advice = Sentence(N_("keep the data on a local disk: locks and syncs need one"))
        return Diagnosis(Topic.FILE_SYSTEM, is_ok=False, value=kind, advice=advice)
    if kind in _FLEETING:
        advice = Sentence(N_("keep the data on a disk: this is gone at the next start"))
        return Diagnosis(Topic.FILE_SYSTEM, is_ok=False, value=kind, advice=advice)
    return Diagnosis(Topic.FILE_SYSTEM, is_ok=True, value=kind)


def file_system(path: Path) -> str:
    """The kind of file system that a path lies on, as the kernel calls it; ``unknown`` where it doesn't say."""
    try:
        mounts = [line.split() for line in _MOUNTS.read_text("utf-8", errors="replace").splitlines()]
    except OSError:
        return "unknown"
    inside = str(path.resolve()).rstrip("/") + "/"
    fitting = [(point, kind) for _, point, kind, *_ in mounts if inside.startswith(_unescaped(point).rstrip("/") + "/")]
    return max(reversed(fitting), key=lambda each: len(each[0]), default=("", "unknown"))[1]


def _unescaped(point: str) -> str:
    return point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")


def _sync(data: Path) -> Diagnosis:
    try:
        with NewFile(data) as trial:
            milliseconds = statistics.median(_seconds(trial) for _ in range(_ROUNDS)) * 1000
    except DiskFailure as failure:
        stuck = Sentence(N_("nothing can be saved: set this right"))
        return Diagnosis(Topic.SYNC, is_ok=False, value=failure.reason, advice=stuck)
    is_ok = milliseconds <= SLOW_SYNC_MS
    slow = Sentence(N_("saving will feel slow: use a faster disk, or a controller with a protected cache"))
    return Diagnosis(Topic.SYNC, is_ok=is_ok, value=f"{milliseconds:.2f} ms", advice=None if is_ok else slow)


def _seconds(trial: NewFile) -> float:
    begun = time.perf_counter()
    trial.write(b"x" * 1024)
    trial.sync()
    return time.perf_counter() - begun


def _room(data: Path) -> Diagnosis:
    try:
        free = shutil.disk_usage(data).free // 2**20
        inodes = os.statvfs(data)
    except OSError as failure:
        unknown = Sentence(N_("look at the disk"))
        return Diagnosis(Topic.ROOM, is_ok=False, value=os.strerror(failure.errno or 0), advice=unknown)
    has_names = not inodes.f_files or inodes.f_favail > LITTLE_ROOM_MB
    is_ok = free >= LITTLE_ROOM_MB and has_names
    advice = Sentence(N_("make room: saving stops when there is none"))
    return Diagnosis(Topic.ROOM, is_ok=is_ok, value=f"{free} MB", advice=None if is_ok else advice)


def _permissions(data: Path) -> Diagnosis:
    odd = next(_too_open(data), None)
    if odd is None:
        return Diagnosis(Topic.PERMISSIONS, is_ok=True, value=f"{DIRECTORY_MODE:04o}/{FILE_MODE:04o}")
    advice = Sentence(N_("give everything to one user and run chmod -R u=rwX,go= on the data directory"))
    return Diagnosis(Topic.PERMISSIONS, is_ok=False, value=odd, advice=advice)


def _too_open(data: Path) -> Iterator[Sentence]:
    for path in (data, *sorted(data.rglob("*"))):
        try:
            about = path.lstat()
        except FileNotFoundError:
            continue
        if stat.S_ISLNK(about.st_mode):
            yield Sentence(N_("{path}: a link"), {"path": str(path)})
        elif about.st_uid != os.geteuid():
            yield Sentence(N_("{path}: belongs to user {user}"), {"path": str(path), "user": str(about.st_uid)})
        elif stat.S_IMODE(about.st_mode) & 0o077:
            yield Sentence(
                N_("{path}: open to others ({mode})"), {"path": str(path), "mode": f"{stat.S_IMODE(about.st_mode):04o}"}
            )


def _clock(installation: Installation, now: dt.datetime) -> Diagnosis:
    value = now.isoformat(timespec="seconds")
    latest = max(_last_events(installation), default=_EARLIEST)
    if now < _EARLIEST or (installation.demo_now is None and now < latest):
        advice = Sentence(N_("set the clock: the books' last event is of {at}"), {"at": latest})
        return Diagnosis(Topic.CLOCK, is_ok=False, value=value, advice=advice)
    return Diagnosis(Topic.CLOCK, is_ok=True, value=value)


def _last_events(installation: Installation) -> Iterator[dt.datetime]:
    for name in installation.ledger.names():
        try:
            lines = installation.ledger.book(name).lines()
        except (Damage, Refusal):
            continue  # verify tells of it
        if lines:
            yield dt.datetime.fromisoformat(lines[-1].at)


def _locale() -> Diagnosis:
    encoding = locale.getencoding()
    is_ok = encoding.upper().replace("-", "") == "UTF8"
    advice = Sentence(N_("set LANG=C.UTF-8 or zh_CN.UTF-8 for the service"))
    return Diagnosis(Topic.LOCALE, is_ok=is_ok, value=encoding, advice=None if is_ok else advice)
