"""Forms as they are being typed, beside the journal: no event, no revision, replaced whole.

A draft that can't be read counts as none: it was never acknowledged as saved.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from typing import TYPE_CHECKING

from departments.ledger import KeptDraft, WritingStopped
from departments.refusals import NotFound
from storage import durable
from storage.durable import DiskFailure
from storage.watch import touch

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


class DiskDrafts:
    """Fulfils :class:`departments.ledger.Drafts`."""

    def __init__(self, place: Path) -> None:
        """Args: the directory of all drafts, which has to be there."""
        self._place = place

    def keep(self, department: str, account: str, key: str, fields: dict[str, str], *, at: dt.datetime) -> None:
        """Keep the form's fields for this account, replacing what was kept before.

        Args:
            department: whose book the report is in.
            account: whose draft it is.
            key: the report's key in that book.
            fields: what was typed, by field.
            at: when.

        Raises:
            WritingStopped: the disk refused; what was kept before stands.
            NotFound: no department or account can have this name.
        """
        path = self._path(department, account, key)
        kept = {"key": key, "at": at.isoformat(), "fields": fields}
        content = json.dumps(kept, ensure_ascii=False).encode(errors="replace")
        try:
            durable.make_directories(path.parent, within=self._place)
            durable.replace(path, content)
            self._note(department)
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure

    def kept(self, department: str) -> tuple[KeptDraft, ...]:
        """Who has typed what in this department and not saved it, in no order."""
        if not _NAME.fullmatch(department):
            return ()
        try:
            found = [_kept(path) for path in (self._place / department).glob("*/*.json")]
        except OSError:
            return ()
        return tuple(each for each in found if each is not None)

    def find(self, department: str, account: str, key: str) -> dict[str, str] | None:
        """The fields last kept, or None."""
        try:
            kept = json.loads(self._path(department, account, key).read_bytes())
            return {str(name): str(text) for name, text in kept["fields"].items()} if kept["key"] == key else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def drop(self, department: str, account: str, key: str) -> None:
        """Forget them; nothing happens if there are none.

        Raises:
            WritingStopped: the disk refused.
        """
        path = self._path(department, account, key)
        try:
            durable.remove(path)
            self._note(department)
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure

    def _note(self, department: str) -> None:
        for directory in (self._place / department, self._place):
            touch(directory)

    def _path(self, department: str, account: str, key: str) -> Path:
        for name in (department, account):
            if not _NAME.fullmatch(name):
                raise NotFound(name)
        return self._place / department / account / f"{hashlib.sha256(key.encode()).hexdigest()}.json"


def _kept(path: Path) -> KeptDraft | None:
    """What a file says beside the typed text; None where it can't be read, or doesn't say when it was written."""
    try:
        kept = json.loads(path.read_bytes())
        at = dt.datetime.fromisoformat(kept["at"])
        return KeptDraft(path.parent.name, str(kept["key"]), at) if at.tzinfo else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
