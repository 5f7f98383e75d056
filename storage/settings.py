"""What each account has chosen of the app: a small file an account, replaced whole, no event.

What this version doesn't know is left aside and what can't be read counts as never chosen: settings may be wrong, and
nobody is kept out by them.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from departments.ledger import WritingStopped
from departments.refusals import NotFound, Refusal
from departments.settings import Ascii, Colours, Settings, Theme, Tongue, check_keys
from storage import durable
from storage.durable import DiskFailure

if TYPE_CHECKING:
    from pathlib import Path

E = TypeVar("E", bound=StrEnum)

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_LARGEST = 64 * 1024
"""Bytes; more than any settings have."""


class DiskSettings:
    """Fulfils :class:`departments.ledger.SettingsShelf`."""

    def __init__(self, place: Path) -> None:
        """Args: the directory of all settings, which is made when something is first kept."""
        self._place = place

    def keep(self, account: str, settings: Settings) -> None:
        """Keep what the account has chosen, replacing what was kept before.

        Raises:
            WritingStopped: the disk refused; what was kept before stands.
            NotFound: no account can have this name.
        """
        path = self._path(account)
        content = json.dumps(_written(settings), ensure_ascii=False, indent=1).encode() + b"\n"
        try:
            durable.make_directories(path.parent, within=self._place.parent)
            durable.replace(path, content)
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure

    def find(self, account: str) -> Settings:
        """What the account has chosen; the defaults where it never did, or where it can't be read."""
        try:
            with self._path(account).open("rb") as file:
                kept = json.loads(file.read(_LARGEST))
        except (OSError, ValueError, RecursionError):
            return Settings()
        return _read(kept) if isinstance(kept, dict) else Settings()

    def _path(self, account: str) -> Path:
        if not _NAME.fullmatch(account):
            raise NotFound(account)
        return self._place / f"{account}.json"


def _written(settings: Settings) -> dict[str, Any]:
    return {
        "theme": settings.theme,
        "colours": settings.colours,
        "ascii": settings.ascii,
        "language": settings.language,
        "mouse": settings.has_mouse,
        "compact": settings.is_compact,
        "tour seen": settings.is_tour_seen,
        "urges shown until": settings.urges_shown_until and settings.urges_shown_until.isoformat(),
        "keys": dict(settings.keys),
    }


def _read(kept: dict[str, Any]) -> Settings:
    return Settings(
        theme=_one_of(Theme, kept.get("theme"), Theme.TERMINAL),
        colours=_one_of(Colours, kept.get("colours"), Colours.AUTO),
        ascii=_one_of(Ascii, kept.get("ascii"), Ascii.AUTO),
        language=_one_of(Tongue, kept.get("language"), Tongue.AUTO),
        has_mouse=kept.get("mouse") is True,
        is_compact=kept.get("compact") is True,
        is_tour_seen=kept.get("tour seen") is True,
        urges_shown_until=_instant(kept.get("urges shown until")),
        keys=_keys(kept.get("keys")),
    )


def _one_of(kind: type[E], word: object, usual: E) -> E:
    return kind(word) if isinstance(word, str) and word in list(kind) else usual


def _instant(text: object) -> dt.datetime | None:
    """An instant; None where what is kept is none, or says not in which zone."""
    try:
        found = dt.datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def _keys(kept: object) -> dict[str, str]:
    if not isinstance(kept, dict) or not all(isinstance(key, str) for key in kept.values()):
        return {}
    try:
        check_keys(kept)
    except Refusal:
        return {}
    return dict(kept)
