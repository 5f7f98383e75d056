"""One file with everything that can't be made again, taken while clerks go on writing, and read back before it counts.

Departments' books go in before the office's, and all books before the evidence: whatever an event in the backup rests
on is in the backup. Checkpoints, noted heads and locks stay behind; they are made again.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, cast

from attrs import define, field, frozen

from departments.directory import OFFICE
from departments.ledger import Head
from departments.refusals import Refusal
from departments.wording import N_, Sentence
from storage import installation as house
from storage import journal, view
from storage.disk_refused import told_as_refusal
from storage.durable import TEMPORARY_SUFFIX, NewFile
from storage.garbage import evidence_named
from storage.installation import Installation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024
UNZIPPING = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, OverflowError)
"""What reading a zip that somebody else may have made can raise."""


@define
class BackupDamaged(Refusal):
    """A backup is not what was written, or none at all."""

    message: ClassVar[str] = N_("The backup {path} can't be used ({what}); take another one.")
    path: str
    what: str | Sentence


@frozen
class Member:
    """One file in a backup."""

    size: int
    """Bytes."""
    sha256: str


@frozen
class Backup:
    """What a backup holds."""

    heads: tuple[Head, ...]
    files: dict[str, Member]
    """By path inside the data directory."""
    missing: tuple[str, ...] = ()
    """Evidence that events name and that was not there, or was another content: department, slash, hash."""

    @property
    def bytes(self) -> int:
        """How much it holds, unpacked."""
        return sum(each.size for each in self.files.values())


def write_backup(installation: Installation, path: Path) -> Backup:
    """Write a backup, read it back, and only then give it its name; an older one of that name stands until then.

    Args:
        installation: what to back up.
        path: the file to make.

    Raises:
        Damage: a journal is not what was written; restore an earlier backup first.
        BackupDamaged: what was read back is not what was written.
        DiskRefused: the operating system won't let it be done.
    """
    path = path.absolute()
    with told_as_refusal(path), NewFile(path.parent) as new:
        written = _Archive(new, installation).written()
        new.sync()
        if read_manifest(new.path) != written or find_damage(new.path, written):
            raise BackupDamaged(str(path), Sentence(N_("it does not read back as it was written")))
        new.keep_as(path, directories=[path.parent])
    return written


@define
class _Archive:
    """A backup in the making."""

    new: NewFile
    installation: Installation
    heads: list[Head] = field(factory=list)
    files: dict[str, Member] = field(factory=dict)
    named: dict[str, frozenset[str]] = field(factory=dict)

    def written(self) -> Backup:
        with zipfile.ZipFile(cast("BinaryIO", self.new), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name in sorted(self.installation.ledger.names(), key=lambda each: (each == OFFICE, each)):
                self._add_book(archive, name)
            for path in self._others():
                self._add_file(archive, path)
            backup = Backup(tuple(self.heads), self.files, tuple(self._missing()))
            archive.writestr(MANIFEST, _manifest(backup))
        return backup

    def _add_book(self, archive: zipfile.ZipFile, name: str) -> None:
        book = self.installation.ledger.book(name)
        lines = book.lines()
        end = lines[-1].position if lines else journal.origin(name)
        self.heads.append(Head(name, end.seq, end.hash))
        self.named[name] = evidence_named(lines)
        if lines:
            # What follows the last line may be somebody's transaction on its way; this much never changes.
            with book.place.journal.open("rb") as stream:
                self._add(archive, f"{house.BOOKS}/{name}/{view.JOURNAL}", stream, at_most=end.end)

    def _add_file(self, archive: zipfile.ZipFile, path: Path) -> None:
        try:
            stream = path.open("rb")
        except FileNotFoundError:
            return  # a draft dropped, a tray emptied: gone while we were at it
        with stream:
            self._add(archive, path.relative_to(self.installation.data).as_posix(), stream)

    def _add(self, archive: zipfile.ZipFile, name: str, stream: BinaryIO, at_most: int | None = None) -> None:
        digest, size = hashlib.sha256(), 0
        with archive.open(name, "w", force_zip64=True) as member:
            while chunk := stream.read(CHUNK if at_most is None else min(CHUNK, at_most - size)):
                digest.update(chunk)
                size += len(chunk)
                member.write(chunk)
        self.files[name] = Member(size, digest.hexdigest())

    def _others(self) -> Iterator[Path]:
        data = self.installation.data
        for place, directories, names in os.walk(data):
            directories.sort()
            for name in sorted(names):
                path = data / place / name
                is_book = path.relative_to(data).parts[0] == house.BOOKS
                if is_book or path.is_symlink() or not path.is_file() or name.endswith((".lock", TEMPORARY_SUFFIX)):
                    continue
                yield path

    def _missing(self) -> Iterator[str]:
        for department, hashes in sorted(self.named.items()):
            for sha256 in sorted(hashes):
                found = self.files.get(f"{house.EVIDENCE}/{department}/{sha256[:2]}/{sha256}")
                if found is None or found.sha256 != sha256:
                    yield f"{department}/{sha256}"


def _manifest(backup: Backup) -> str:
    document = {
        "format": FORMAT,
        "heads": [{"book": each.book, "seq": each.seq, "hash": each.hash} for each in backup.heads],
        "files": {name: {"size": each.size, "sha256": each.sha256} for name, each in backup.files.items()},
        "missing": list(backup.missing),
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def read_manifest(path: Path) -> Backup:
    """What a backup says that it holds.

    Raises:
        BackupDamaged: it is no backup.
    """
    try:
        with zipfile.ZipFile(path) as archive, archive.open(MANIFEST) as stream:
            document: dict[str, Any] = json.load(stream)
        if document["format"] != FORMAT:
            raise BackupDamaged(str(path), Sentence(N_("it was made by another version")))
        return Backup(
            heads=tuple(Head(each["book"], each["seq"], each["hash"]) for each in document["heads"]),
            files={name: Member(each["size"], each["sha256"]) for name, each in document["files"].items()},
            missing=tuple(document["missing"]),
        )
    except OSError as failure:
        raise BackupDamaged(str(path), failure.strerror or Sentence(N_("it can't be read"))) from failure
    except (*UNZIPPING, ValueError, KeyError, TypeError, AttributeError) as failure:
        raise BackupDamaged(str(path), Sentence(N_("it is no backup of this program"))) from failure


def find_damage(path: Path, backup: Backup) -> list[str]:
    """The files in a backup that are not what its manifest says, by name."""
    with zipfile.ZipFile(path) as archive:
        if sorted(archive.namelist()) != sorted([*backup.files, MANIFEST]):
            return [MANIFEST]
        return [name for name, member in backup.files.items() if not _is_whole(archive, name, member)]


def _is_whole(archive: zipfile.ZipFile, name: str, expected: Member) -> bool:
    try:
        for _ in contents(archive, name, expected):
            continue
    except ValueError:
        return False
    return True


def contents(archive: zipfile.ZipFile, name: str, expected: Member) -> Iterator[bytes]:
    """A file's content piece by piece, never more than the manifest says.

    Raises:
        ValueError: it is not the content that the manifest tells of.
    """
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(name) as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                if size > expected.size:
                    break
                yield chunk
    except (*UNZIPPING, KeyError, EOFError) as failure:
        raise ValueError(name) from failure
    if size != expected.size or digest.hexdigest() != expected.sha256:
        raise ValueError(name)
