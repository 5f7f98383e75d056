"""What a program did to the disk, call by call, and every state that a power failure may legally leave of it.

The model is stricter than most file systems: until a file is synced, any of its sectors may or may not have reached the
disk and its length may be any that it has had; until a directory is synced, any of the changes to its names may be
there or not. A file that has been synced is what it was then, with what was changed later in doubt. Nothing else about
order is taken for granted.
"""

from __future__ import annotations

import itertools
import os
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from attrs import define, field, frozen

from storage import durable

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

SECTOR = 512


@frozen
class Write:
    """Bytes put at a place in a file."""

    inode: int
    at: int
    content: bytes


@frozen
class Cut:
    """A file made so long."""

    inode: int
    size: int


@frozen
class Name:
    """A name in a directory that leads to an inode, or to nothing."""

    directory: int
    name: str
    inode: int | None


@frozen
class Renamed:
    """A name that replaces another in the same directory, in one step."""

    directory: int
    old: str
    new: str
    inode: int


@frozen
class Sync:
    """What is known of an inode is on disk from here on."""

    inode: int


@frozen
class Acknowledged:
    """The program was told that it is done."""

    what: object


Operation = Write | Cut | Name | Renamed | Sync | Acknowledged


@define
class Recording:
    """The operations on everything below a directory, in order."""

    root: Path
    operations: list[Operation] = field(factory=list)
    directories: set[int] = field(factory=set)
    _inodes: dict[str, int] = field(factory=dict)
    _open: dict[int, tuple[int, bool]] = field(factory=dict)
    _next: int = 1
    _sizes: dict[int, int] = field(factory=dict)

    def acknowledge(self, what: object) -> None:
        """Note that the program was told that something is done."""
        self.operations.append(Acknowledged(what))

    def _inode(self, path: str | Path) -> int:
        text = os.path.abspath(path)
        if text not in self._inodes:
            self._inodes[text] = self._next
            self._next += 1
            self._sizes[self._inodes[text]] = 0
        return self._inodes[text]

    def _is_ours(self, path: str | Path) -> bool:
        return os.path.abspath(path).startswith(str(self.root))

    def adopt(self) -> None:
        """Take what is there already as being on disk."""
        self.directories.add(self._inode(self.root))
        for path in sorted(self.root.rglob("*")):
            inode = self._inode(path)
            self.operations.append(Name(self._inode(path.parent), path.name, inode))
            if path.is_dir():
                self.directories.add(inode)
            else:
                content = path.read_bytes()
                self.operations.append(Write(inode, 0, content))
                self._sizes[inode] = len(content)
        self.operations += [Sync(inode) for inode in self._inodes.values()]

    @contextmanager
    def running(self) -> Iterator[None]:
        """Record what :mod:`storage.durable` does, which is all that is done."""
        watched = ("open", "close", "write", "pwrite", "fsync", "rename", "unlink", "mkdir", "ftruncate")
        calls = {name: getattr(self, f"_do_{name}") for name in watched}
        with mock.patch.object(
            durable, "os", Watched({name: partial(calls[name], getattr(os, name)) for name in calls})
        ):
            yield

    def write_unsynced(self, path: Path, content: bytes) -> None:
        """Record what another process writes at a file's end, and never syncs."""
        fd = self._do_open(os.open, path, os.O_WRONLY | os.O_APPEND)
        self._do_write(os.write, fd, content)
        self._do_close(os.close, fd)

    def _do_open(self, real: Callable[..., int], path: Any, flags: int, *rest: Any) -> int:
        is_new = not Path(path).exists()
        fd = real(path, flags, *rest)
        if self._is_ours(path):
            if is_new:
                self._inodes.pop(os.path.abspath(path), None)
                name = Path(path)
                self.operations.append(Name(self._inode(name.parent), name.name, self._inode(path)))
            self._open[fd] = self._inode(path), bool(flags & os.O_APPEND)
        return fd

    def _do_close(self, real: Callable[..., None], fd: int) -> None:
        self._open.pop(fd, None)
        real(fd)

    def _do_write(self, real: Callable[..., int], fd: int, content: Any) -> int:
        at = os.fstat(fd).st_size if self._open.get(fd, (0, False))[1] else os.lseek(fd, 0, os.SEEK_CUR)
        written = real(fd, content)
        self._wrote(fd, at, bytes(content)[:written])
        return written

    def _do_pwrite(self, real: Callable[..., int], fd: int, content: Any, at: int) -> int:
        written = real(fd, content, at)
        self._wrote(fd, at, bytes(content)[:written])
        return written

    def _wrote(self, fd: int, at: int, content: bytes) -> None:
        if fd in self._open:
            self.operations.append(Write(self._open[fd][0], at, content))

    def _do_fsync(self, real: Callable[..., None], fd: int) -> None:
        if fd in self._open:
            self.operations.append(Sync(self._open[fd][0]))

    def _do_ftruncate(self, real: Callable[..., None], fd: int, size: int) -> None:
        real(fd, size)
        if fd in self._open:
            self.operations.append(Cut(self._open[fd][0], size))

    def _do_rename(self, real: Callable[..., None], old: Any, new: Any) -> None:
        real(old, new)
        if self._is_ours(new):
            inode = self._inodes.pop(os.path.abspath(old))
            self._inodes[os.path.abspath(new)] = inode
            self.operations.append(Renamed(self._inode(Path(new).parent), Path(old).name, Path(new).name, inode))

    def _do_unlink(self, real: Callable[..., None], path: Any) -> None:
        real(path)
        if self._is_ours(path):
            self._inodes.pop(os.path.abspath(path), None)
            self.operations.append(Name(self._inode(Path(path).parent), Path(path).name, None))

    def _do_mkdir(self, real: Callable[..., None], path: Any, *rest: Any) -> None:
        real(path, *rest)
        if self._is_ours(path):
            self._inodes.pop(os.path.abspath(path), None)
            inode = self._inode(path)
            self.directories.add(inode)
            self.operations.append(Name(self._inode(Path(path).parent), Path(path).name, inode))


@define
class Watched:
    """The :mod:`os` module with some of its functions done by somebody else."""

    instead: dict[str, Callable[..., Any]]

    def __getattr__(self, name: str) -> Any:
        """The function that stands in, or the real thing."""
        return self.instead.get(name) or getattr(os, name)


@frozen
class Disk:
    """What is on a disk: contents by inode, names by directory."""

    root: int
    directories: frozenset[int]
    contents: dict[int, bytes] = field(factory=dict)
    names: dict[int, dict[str, int]] = field(factory=dict)

    def files(self) -> dict[str, bytes | None]:
        """What can be reached from the root: contents by path, None for a directory."""
        found: dict[str, bytes | None] = {}
        places = [("", self.root)]
        while places:
            place, inode = places.pop()
            for name, leads_to in self.names.get(inode, {}).items():
                path = f"{place}{name}"
                if leads_to in self.directories:
                    found[path] = None
                    places.append((f"{path}/", leads_to))
                else:
                    found[path] = self.contents.get(leads_to, b"")
        return found


def states(recording: Recording, upto: int, chance: random.Random, most: int) -> Iterator[Disk]:
    """States that a power failure right after so many operations may leave.

    Args:
        recording: what was done.
        upto: how many operations had been made.
        chance: which ones are tried where there are too many to try all.
        most: how many to give at most.
    """
    sure, doubtful = _settled(recording, upto)
    choices = [_variants(each, sure) for each in doubtful]
    total = 1
    for each in choices:
        total *= len(each)
    if total <= most:
        picks: Iterator[tuple[int, ...]] = itertools.product(*(range(len(each)) for each in choices))
    else:
        picks = (tuple(chance.randrange(len(each)) for each in choices) for _ in range(most))
    for pick in picks:
        disk = Disk(sure.root, sure.directories, dict(sure.contents), {k: dict(v) for k, v in sure.names.items()})
        for number, variants in zip(pick, choices, strict=True):
            for operation in variants[number]:
                _apply(disk, operation)
        yield disk


def _settled(recording: Recording, upto: int) -> tuple[Disk, list[list[Operation]]]:
    """What is on disk for sure, and what is in doubt: operations on one file together, on names each by itself."""
    disk = Disk(1, frozenset(recording.directories))
    pending: list[Operation] = []
    for operation in recording.operations[:upto]:
        match operation:
            case Sync(inode):
                kept = []
                for each in pending:
                    if _subject(each) == inode:
                        _apply(disk, each)
                    else:
                        kept.append(each)
                pending = kept
            case Acknowledged():
                continue
            case _:
                pending.append(operation)
    groups: dict[object, list[Operation]] = {}
    for number, each in enumerate(pending):
        key = _subject(each) if isinstance(each, (Write, Cut)) else ("name", number)
        groups.setdefault(key, []).append(each)
    return disk, list(groups.values())


def _subject(operation: Operation) -> int | None:
    match operation:
        case Write(inode) | Cut(inode):
            return inode
        case Name(directory) | Renamed(directory):
            return directory
        case _:
            return None


def _variants(group: list[Operation], sure: Disk) -> list[list[Operation]]:
    """The ways in which operations that nobody has synced may be found afterwards."""
    if not isinstance(group[0], (Write, Cut)):
        return [[], group]
    ways: list[list[Operation]] = [[]]
    for number in range(1, len(group) + 1):
        last = group[number - 1]
        ways.append(group[:number])
        if isinstance(last, Write):
            pieces = list(_sectors(last))
            if len(pieces) > 1 or number > 1:
                ways += [[*group[: number - 1], *subset] for subset in _some_subsets(pieces)]
                # The length may be on disk before the content is.
                longest = Write(last.inode, last.at + len(last.content), b"")
                ways += [[*group[: number - 1], longest, *subset] for subset in _some_subsets(pieces)]
            ways.append([*group[: number - 1], Write(last.inode, last.at + len(last.content), b"")])
            if number > 1:
                ways.append([last])
    return ways


def _sectors(write: Write) -> Iterator[Write]:
    start = 0
    while start < len(write.content):
        stop = start + SECTOR - (write.at + start) % SECTOR
        yield Write(write.inode, write.at + start, write.content[start:stop])
        start = stop


def _some_subsets(pieces: list[Write]) -> list[list[Operation]]:
    few = 4
    if len(pieces) <= few:
        return [list(each) for size in range(len(pieces)) for each in itertools.combinations(pieces, size)]
    without_one = [[*pieces[:gap], *pieces[gap + 1 :]] for gap in range(len(pieces))]
    return [list(each) for each in (*without_one, pieces[::2], pieces[1::2], pieces[:1], pieces[-1:])]


def _apply(disk: Disk, operation: Operation) -> None:
    match operation:
        case Write(inode, at, content):
            old = disk.contents.get(inode, b"")
            old = old.ljust(at, b"\0")
            disk.contents[inode] = old[:at] + content + old[at + len(content) :]
        case Cut(inode, size):
            disk.contents[inode] = disk.contents.get(inode, b"")[:size].ljust(size, b"\0")
        case Name(directory, name, inode):
            if inode is None:
                disk.names.setdefault(directory, {}).pop(name, None)
            else:
                disk.names.setdefault(directory, {})[name] = inode
        case Renamed(directory, old_name, new, inode):
            disk.names.setdefault(directory, {}).pop(old_name, None)
            disk.names[directory][new] = inode
        case _:
            return


def write_out(files: dict[str, bytes | None], root: Path) -> None:
    """Make a directory that holds what was left."""
    root.mkdir()
    for path, content in sorted(files.items()):
        if content is None:
            (root / path).mkdir(parents=True, exist_ok=True)
        else:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
            (root / path).chmod(0o600)
