"""The installation's own keys: made once, for the owner alone, and never silently made again."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, ClassVar

from attrs import define

from departments.ledger import WritingStopped
from departments.refusals import Refusal
from departments.wording import N_
from storage import durable
from storage.durable import DiskFailure
from storage.installation import has_host_keys, note_host_keys
from storage.locks import BookLock

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

HOST_KEYS = "host-keys"
_RECORD = "made"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@define
class HostKeyMissing(Refusal):
    """A key that was made is gone: a new one would look to every client like somebody else's host."""

    message: ClassVar[str] = N_(
        "The host key {path} was made once and can't be read ({reason}); put it back from a backup, or make new keys"
        " with tianbao serve --new-host-keys; then every clerk is warned that the host has changed."
    )
    path: str
    reason: str


@define
class HostKeyExposed(Refusal):
    """Others on the host can read a key that has to be secret."""

    message: ClassVar[str] = N_("The host key {path} can be read by others on this host; run chmod 600 on it.")
    path: str


class DiskIdentity:
    """The host keys of an installation."""

    def __init__(self, data: Path) -> None:
        """Args: the data directory."""
        self._data = data
        self._place = data / HOST_KEYS

    def host_keys(self, makers: Mapping[str, Callable[[], bytes]]) -> dict[str, bytes]:
        """The keys by file name, made now if they never were.

        Args:
            makers: the file name of each key, and how one is made.

        Raises:
            HostKeyMissing: they were made, and one is gone or can't be read.
            HostKeyExposed: others can read one.
            WritingStopped: the disk refused.
        """
        try:
            durable.make_directories(self._place, within=self._data)
            with BookLock(self._place / ".lock", HOST_KEYS).held():
                if not has_host_keys(self._data):
                    if not (self._place / _RECORD).exists():
                        self._make(makers, but=[name for name in makers if (self._place / name).exists()])
                    note_host_keys(self._data)
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure
        return {name: self._read(name) for name in makers}

    def renew_host_keys(self, makers: Mapping[str, Callable[[], bytes]]) -> dict[str, bytes]:
        """New keys in place of those that were, there or not: somebody has asked for them.

        Args:
            makers: the file name of each key, and how one is made.

        Raises:
            WritingStopped: the disk refused.
        """
        try:
            durable.make_directories(self._place, within=self._data)
            with BookLock(self._place / ".lock", HOST_KEYS).held():
                self._make(makers, but=())
                note_host_keys(self._data)
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure
        return {name: self._read(name) for name in makers}

    def host_key_path(self, name: str) -> str:
        """Where the key of this name lies."""
        return str(self._place / name)

    def _make(self, makers: Mapping[str, Callable[[], bytes]], but: Collection[str]) -> None:
        """Make the keys; but those that are there by somebody's will, or from a start that was interrupted."""
        for name, make in makers.items():
            if name not in but:
                durable.replace(self._place / name, make())
        durable.replace(self._place / _RECORD, "\n".join(makers).encode() + b"\n")

    def _read(self, name: str) -> bytes:
        path = self._place / name
        try:
            if os.stat(path).st_mode & _OTHERS:  # noqa: PTH116 - beside the other calls about modes
                raise HostKeyExposed(str(path))
            return path.read_bytes()
        except OSError as failure:
            raise HostKeyMissing(str(path), os.strerror(failure.errno or 0)) from failure
