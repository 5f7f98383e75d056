"""A data directory made of a backup: checked in full beside its place, and only then moved there."""

from __future__ import annotations

import re
import secrets
import shutil
import zipfile
from typing import TYPE_CHECKING, ClassVar

from attrs import define, frozen

from departments.refusals import Damage, Refusal
from departments.wording import N_, Sentence
from storage import durable
from storage.backup import Backup, BackupDamaged, contents, find_damage, read_manifest
from storage.disk_refused import told_as_refusal
from storage.durable import NewFile
from storage.installation import BOOKS, DRAFTS, EVIDENCE, INBOX, OUTBOX, PLAN, DirectoryInUse, Installation, is_free
from storage.verify import Findings, verify_installation

if TYPE_CHECKING:
    from pathlib import Path


_PART = re.compile(r"(?!\.{1,2}$)[^/\\\0]{1,255}")
_DEEPEST = 8


@define
class TooLittleRoom(Refusal):
    """The disk has less room than the backup needs."""

    message: ClassVar[str] = N_(
        "{path} has room for {free_mb} MB and the backup needs {needed_mb}; name another place."
    )
    path: str
    free_mb: int
    needed_mb: int


@frozen
class Restored:
    """What became of a restore."""

    backup: Backup
    findings: Findings
    """What a look through the new directory found; evidence that the backup already missed is among it."""


def restore_backup(path: Path, directory: Path) -> Restored:
    """Make a data directory of a backup.

    Nothing is written outside of the directory and its new neighbour, whatever the file says; a failure leaves nothing.

    Args:
        path: the backup.
        directory: a directory that is missing or empty.

    Raises:
        DirectoryInUse: there is something in it.
        BackupDamaged: the backup is not what was written, or makes no sound installation.
        TooLittleRoom: the disk has less room than it needs.
        DiskRefused: the operating system won't let it be done.
    """
    directory = directory.absolute()
    if not is_free(directory):
        raise DirectoryInUse(str(directory))
    backup = read_manifest(path)
    _check(path, backup)
    with told_as_refusal(directory):
        durable.make_directories(directory.parent, within=_nearest(directory.parent))
        _check_room(directory.parent, backup)
        fresh = directory.parent / f".{directory.name}.{secrets.token_hex(8)}"
        try:
            _unpack(path, backup, fresh)
            findings = _checked(path, backup, fresh)
            durable.move_directory(fresh, directory)
        finally:
            durable.remove_tree(fresh)
    return Restored(backup, findings)


def _check(path: Path, backup: Backup) -> None:
    for name in backup.files:
        parts = name.split("/")
        if len(parts) > _DEEPEST or not all(_PART.fullmatch(each) for each in parts):
            raise BackupDamaged(str(path), Sentence(N_("it names a file outside of the directory")))
    damaged = find_damage(path, backup)
    if damaged:
        raise BackupDamaged(str(path), _rotten(damaged[0]))


def _check_room(place: Path, backup: Backup) -> None:
    free = shutil.disk_usage(place).free
    if free < backup.bytes:
        raise TooLittleRoom(str(place), free // 2**20, backup.bytes // 2**20 + 1)


def _unpack(path: Path, backup: Backup, fresh: Path) -> None:
    durable.make_directories(fresh, within=fresh.parent)
    places = {fresh}
    for name in (PLAN, BOOKS, EVIDENCE, DRAFTS, INBOX, OUTBOX):
        durable.make_directories(fresh / name, within=fresh)
    with zipfile.ZipFile(path) as archive:
        for name, member in backup.files.items():
            target = fresh / name
            durable.make_directories(target.parent, within=fresh)
            with NewFile(target.parent) as new:
                try:
                    for chunk in contents(archive, name, member):
                        new.write(chunk)
                except ValueError:
                    raise BackupDamaged(str(path), _rotten(name)) from None
                new.sync()
                new.keep_as(target, directories=[])
            places.add(target.parent)
    for place in places:
        durable.sync_directory(place)


def _checked(path: Path, backup: Backup, fresh: Path) -> Findings:
    try:
        installation = Installation.open(fresh)
    except (Refusal, Damage) as refusal:
        raise BackupDamaged(str(path), Sentence(N_("it makes no installation"))) from refusal
    findings = verify_installation(installation, recorded=backup.heads)
    known = set(backup.missing)
    is_sound = (
        not findings.problems
        and not any(each.problem for each in findings.books)
        and not any(each.problem for each in findings.heads)
        and {*findings.evidence.missing, *findings.evidence.damaged} <= known
    )
    if not is_sound:
        raise BackupDamaged(str(path), Sentence(N_("it makes no sound installation")))
    return findings


def _rotten(name: str) -> Sentence:
    return Sentence(N_("{name} is not what was written"), {"name": name})


def _nearest(path: Path) -> Path:
    return next(each for each in (path, *path.parents) if each.is_dir())
