"""Files that a client has open in a tray: one that it fetches, or one that it sends."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from io import SEEK_END
from typing import BinaryIO

from attrs import define, field

from departments.deliveries import UNFINISHED, Delivery
from departments.refusals import Refusal


@define(eq=False)
class Reading:
    """A file that is being fetched."""

    _stream: BinaryIO
    size: int = field(init=False)
    """Bytes."""

    def __attrs_post_init__(self) -> None:
        """Look how much there is of it."""
        self.size = self._stream.seek(0, SEEK_END)

    def read(self, offset: int, size: int) -> bytes:
        """A piece of it; nothing behind its end, however far: the system goes to no place that no file can have."""
        if offset >= self.size:
            return b""
        self._stream.seek(offset)
        return self._stream.read(size)

    def seek(self, place: int, whence: int) -> int:
        """Where the next piece with anything in it begins, or ends; asyncssh asks for programs that skip holes.

        Raises:
            OSError: there is none, as the system says it.
        """
        if place >= self.size:
            raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
        return self._stream.seek(place, whence)

    def close(self, *, is_cut_off: bool) -> None:
        """Close it, whole or not."""
        del is_cut_off
        self._stream.close()


@define(eq=False)
class Sending:
    """A file that is being sent: a new one, or one that is there and goes on or begins anew with its first piece.

    Of a file that is there some clients send the rest, and others all of it over the old content; which it is shows in
    the place of what they send first. Until then the old file stands.
    """

    _name: str
    _begin: Callable[[bool], Delivery]
    """Begins the delivery; told whether the file that is there goes on."""
    _there: int
    """Bytes of the file that is there."""
    _is_appending: bool
    _delivery: Delivery | None = None
    _refusal: Refusal | None = None
    """Why nothing of it is kept, as soon as a piece was refused."""

    def begin(self) -> None:
        """Begin anew, whatever is there.

        Raises:
            Refusal: there is no room for it.
        """
        self._delivery = self._begin(False)  # noqa: FBT003 - the only thing that it is told

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._there if self._delivery is None else self._delivery.size

    def write(self, offset: int, content: bytes) -> None:
        """Add the next piece.

        Raises:
            Refusal: it doesn't fit, or isn't the next one; nothing of the file is kept then, and what comes after it
                is refused for the same reason.
        """
        if self._refusal is not None:
            raise self._refusal
        at = self.size if self._is_appending else offset
        try:
            if self._delivery is None:
                self._delivery = self._begin(at > 0)
            self._delivery.write(at, content)
        except Refusal as refusal:
            self._refusal = refusal
            raise

    def close(self, *, is_cut_off: bool) -> None:
        """Let it be seen if it came whole, or has a provisional name under which it can be continued."""
        if self._delivery is None:
            return
        if self._refusal is not None or (is_cut_off and not self._name.endswith(UNFINISHED)):
            self._delivery.drop()
        else:
            self._delivery.keep()
