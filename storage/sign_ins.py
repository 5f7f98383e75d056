"""When each account last signed in: noted beside the books, as well as the disk allows.

One small file an account, so that nobody waits for a lock. Nobody is kept out because a note can't be kept, and a note
that can't be read counts as none.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from storage import durable
from storage.durable import DiskFailure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_NAME = re.compile(r"[a-z][a-z0-9._-]{0,63}")


class SignInNotes:
    """The notes of one installation."""

    def __init__(self, place: Path) -> None:
        """Args: the directory of the notes, there or not; the one above it has to be there."""
        self._place = place

    def note(self, account: str, at: dt.datetime) -> None:
        """Note that the account signed in at this instant, with time zone, if the disk allows it."""
        if not _NAME.fullmatch(account):
            return
        with suppress(DiskFailure):
            durable.make_directories(self._place, within=self._place.parent)
            durable.replace(self._place / account, at.isoformat().encode(), is_synced=False)

    def all(self) -> Mapping[str, dt.datetime]:
        """When each account last signed in, by name; those that never did are not in it."""
        return dict(self._kept())

    def _kept(self) -> Iterator[tuple[str, dt.datetime]]:
        with suppress(OSError):
            for path in sorted(self._place.iterdir()):
                if _NAME.fullmatch(path.name):
                    with suppress(OSError, ValueError):
                        yield path.name, dt.datetime.fromisoformat(path.read_text("ascii"))
