"""Forms as they are being typed, beside the journal: no event, no revision, replaced whole.

A draft that can't be read counts as none: it was never acknowledged as saved.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from typing import TYPE_CHECKING

from departments.ledger import Draft, KeptDraft, WritingStopped
from departments.refusals import NotFound
from storage import durable
from storage.durable import DiskFailure
from storage.watch import touch

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_SESSION = re.compile(r"[0-9a-f]{0,32}")


class DiskDrafts:
    """Fulfils :class:`departments.ledger.Drafts`."""

    def __init__(self, place: Path) -> None:
        """Args: the directory of all drafts, which has to be there."""
        self._place = place

    def keep(self, department: str, account: str, key: str, draft: Draft) -> None:
        """Keep a form for this account, replacing what the same session kept before.

        Args:
            department: whose book the report is in.
            account: whose draft it is.
            key: the report's key in that book.
            draft: what was typed, when, and in which session.

        Raises:
            WritingStopped: the disk refused; what was kept before stands.
            NotFound: no department, account or session can have this name.
        """
        path = self._path(department, account, key, draft.session)
        kept = {"key": key, "at": draft.at.isoformat(), "fields": draft.fields}
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

    def find(self, department: str, account: str, key: str) -> tuple[Draft, ...]:
        """What each session of the account has kept, the latest first."""
        place = self._path(department, account, key)
        try:
            found = [_draft(path, key) for path in place.parent.glob(f"{place.stem}*{place.suffix}")]
        except OSError:
            return ()
        drafts = (each for each in found if each is not None)
        return tuple(sorted(drafts, key=lambda each: (each.at, each.session), reverse=True))

    def drop(self, department: str, account: str, key: str, session: str) -> None:
        """Forget what a session has kept; nothing happens if there is nothing.

        Raises:
            WritingStopped: the disk refused.
        """
        path = self._path(department, account, key, session)
        try:
            durable.remove(path)
            self._note(department)
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure

    def _note(self, department: str) -> None:
        for directory in (self._place / department, self._place):
            touch(directory)

    def _path(self, department: str, account: str, key: str, session: str = "") -> Path:
        for name in (department, account):
            if not _NAME.fullmatch(name):
                raise NotFound(name)
        if not _SESSION.fullmatch(session):
            raise NotFound(session)
        name = hashlib.sha256(key.encode()).hexdigest()
        return self._place / department / account / (f"{name}.{session}.json" if session else f"{name}.json")


def _draft(path: Path, key: str) -> Draft | None:
    """What a file holds; None where it can't be read, or is another report's."""
    try:
        kept = json.loads(path.read_bytes())
        fields = {str(name): str(text) for name, text in kept["fields"].items()}
        at = dt.datetime.fromisoformat(kept["at"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Draft(path.stem.partition(".")[2], at, fields) if kept["key"] == key and at.tzinfo else None


def _kept(path: Path) -> KeptDraft | None:
    """What a file says beside the typed text; None where it can't be read, or doesn't say when it was written."""
    try:
        kept = json.loads(path.read_bytes())
        at = dt.datetime.fromisoformat(kept["at"])
        return KeptDraft(path.parent.name, str(kept["key"]), at) if at.tzinfo else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
