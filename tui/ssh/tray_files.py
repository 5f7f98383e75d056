"""Files that a client has open in a tray: one that it fetches, or one that it sends."""

from __future__ import annotations

from typing import BinaryIO

from attrs import define

from departments.deliveries import UNFINISHED, Delivery
from departments.refusals import Refusal


@define(eq=False)
class Reading:
    """A file that is being fetched."""

    _stream: BinaryIO
    size: int
    """Bytes."""

    def read(self, offset: int, size: int) -> bytes:
        """A piece of it."""
        self._stream.seek(offset)
        return self._stream.read(size)

    def close(self, *, is_cut_off: bool) -> None:
        """Close it, whole or not."""
        del is_cut_off
        self._stream.close()


@define(eq=False)
class Sending:
    """A file that is being sent."""

    _name: str
    _delivery: Delivery
    _is_appending: bool
    _is_spoilt: bool = False

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._delivery.size

    def write(self, offset: int, content: bytes) -> None:
        """Add the next piece.

        Raises:
            Refusal: it doesn't fit, or isn't the next one; nothing of the file is kept then.
        """
        try:
            self._delivery.write(self._delivery.size if self._is_appending else offset, content)
        except Refusal:
            self._is_spoilt = True
            raise

    def close(self, *, is_cut_off: bool) -> None:
        """Let it be seen if it came whole, or has a provisional name under which it can be continued."""
        if self._is_spoilt or (is_cut_off and not self._name.endswith(UNFINISHED)):
            self._delivery.drop()
        else:
            self._delivery.keep()
