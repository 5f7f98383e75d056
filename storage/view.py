"""What a process knows of a book: its state in memory, brought up to the journal's end at every look.

Looking takes no lock on disk, only one among the threads of this process, and costs one ``stat`` where nothing has
changed. Values are made of documents once a revision.
"""

from __future__ import annotations

import datetime as dt
import threading
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

from departments.ledger import Entry
from departments.periods import Period
from storage import durable, journal, records, state, watermark
from storage.durable import DiskFailure
from storage.journal import Reading
from storage.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from departments.ledger import D
    from departments.reports import Standing
    from storage.journal import Line, Position
    from storage.state import Page

T = TypeVar("T")
JOURNAL, CHECKPOINT, HEAD = "journal.jsonl", "state.json", "head.json"
_FEW = 16
"""Events that a book may have before it is worth a checkpoint."""
_SHARE = 32
"""A checkpoint is made when the journal has grown by this part of its length."""


@frozen
class Place:
    """Where a book's files lie."""

    directory: Path
    journal: Path
    """The chain of events."""
    checkpoint: Path
    """The state as it was kept last."""
    head: Path
    """The file that is locked, with the note of the last acknowledged event in it."""

    @classmethod
    def within(cls, directory: Path) -> Place:
        """The place of the book that has this directory."""
        return cls(directory, directory / JOURNAL, directory / CHECKPOINT, directory / HEAD)


class View:
    """The documents of one book in this process's memory."""

    def __init__(self, name: str, place: Place) -> None:
        """Args: the book's name and where it lies."""
        self._place = place
        self._origin = journal.origin(name)
        self._mutex = threading.RLock()
        self._state: State | None = None
        self._seen: tuple[int, ...] | None = None
        self._entries: dict[tuple[str, str], Entry[Any]] = {}
        self._lists: dict[tuple[str, str], tuple[Entry[Any], ...]] = {}
        self._standings: dict[str, Standing] | None = None

    def look(self, at: Callable[[State], T]) -> T:
        """What ``at`` sees in the book as it stands now, other processes' changes included.

        Raises:
            Damage: the journal is not what was written, or a writer was at it; with the book's lock held, the former.
            OSError: the journal can't be read.
        """
        with self._mutex:
            return at(self._refreshed())

    def look_again(self, at: Callable[[State], T]) -> T:
        """As :meth:`look`, with nothing taken from memory.

        Raises:
            Damage: the journal is not what was written.
            OSError: the journal can't be read.
        """
        with self._mutex:
            self.forget()
            return at(self._refreshed())

    def caught_up(self) -> State:
        """The state at the journal's end, its last line read again; for the holder of the book's lock.

        Raises:
            Damage: the journal is not what was written.
            OSError: the journal can't be read.
        """
        with self._mutex:
            return self._refreshed(is_last_line_read=True)

    def forget(self) -> None:
        """Have the next look begin from the disk."""
        with self._mutex:
            self._state = self._seen = None
            self._entries.clear()
            self._lists.clear()
            self._standings = None

    def turn(self, current: State, lines: Sequence[Line]) -> None:
        """Take in lines that have just been acknowledged, and keep a checkpoint now and then.

        Args:
            current: the state that the lines follow.
            lines: one transaction's events.
        """
        with self._mutex:
            # A reader of this process may have taken them in already.
            if self._state is current and current.position.seq < lines[0].seq:
                self._apply(current, lines, lines[-1].position)
                # Nothing may fail any more: the lines are acknowledged. Without this the next look reads them again.
                with suppress(OSError):
                    self._seen = _signature(self._place.journal)
            if current.position.seq - current.kept.seq > max(_FEW, current.position.seq // _SHARE):
                self._keep(current)

    def _keep(self, current: State) -> None:
        # One file of the whole state for so many events, the more the longer the journal: each event's share of the
        # cost stays the same all year. Without it the next start reads a longer journal, and that is all.
        with suppress(DiskFailure):
            durable.replace(self._place.checkpoint, state.checkpoint_of(current), is_synced=False)
            current.kept = current.position

    def lines(self) -> tuple[Line, ...]:
        """Every line of the journal, each checked against the one before.

        Raises:
            Damage: the journal is not what was written.
            OSError: the journal can't be read.
        """
        reading = journal.read(self._place.journal, self._origin)
        return reading.lines if reading else ()

    def entry(self, current: State, kind: type[D], key: str) -> Entry[D] | None:
        """The document of this kind and key in a state, or None."""
        with self._mutex:
            name = records.name_of(kind)
            if (name, key) in self._entries:
                return self._entries[name, key]
            page = current.page(name, key)
            return None if page is None else self._decoded(name, kind, page)

    def entries(self, current: State, kind: type[D], under: str) -> tuple[Entry[D], ...]:
        """The documents of this kind whose key begins with ``under`` in a state, by key."""
        with self._mutex:
            name = records.name_of(kind)
            if (name, under) not in self._lists:
                pages = current.pages(name, under)
                self._lists[name, under] = tuple(self._decoded(name, kind, page) for page in pages)
            return self._lists[name, under]

    def standings(self, current: State) -> Mapping[str, Standing]:
        """How each report stands in a state, by its key."""
        with self._mutex:
            if self._standings is None:
                self._standings = {
                    key: records.standing_of(Period.parse(period), document)
                    for period, table in current.standings()
                    for key, document in table.items()
                }
            return MappingProxyType(self._standings)

    def _decoded(self, name: str, kind: type[D], page: Page) -> Entry[D]:
        entry = self._entries.get((name, page.key))
        if entry is None:
            document = records.value_of(kind, page.document)
            at = dt.datetime.fromisoformat(page.at)
            entry = Entry(page.key, document, page.revision, at, page.by, page.action)
            self._entries[name, page.key] = entry
        return entry

    def _refreshed(self, *, is_last_line_read: bool = False) -> State:
        seen = _signature(self._place.journal)
        is_same = self._state is not None and seen is not None and seen == self._seen
        if self._state is not None and is_same and not is_last_line_read:
            return self._state
        # The note is read before the journal, so that a writer in between can't make the journal look too short.
        noted = None if is_same else watermark.noted(self._place.head)
        current = self._state or self._kept_state()
        reading = journal.read(self._place.journal, current.position)
        if reading is None:
            # A checkpoint is written of acknowledged events only: a journal that lacks them has lost them.
            noted = max(noted or self._origin, current.kept, key=lambda each: each.seq)
            self.forget()
            current = State(self._origin)
            reading = journal.read(self._place.journal, self._origin) or Reading((), self._origin, 0)
        watermark.check_holds(self._place.journal, reading, noted)
        self._apply(current, reading.lines, reading.end)
        self._state, self._seen = current, seen
        return current

    def _kept_state(self) -> State:
        try:
            kept = state.state_in(self._place.checkpoint.read_bytes())
        except OSError:
            kept = None
        return kept or State(self._origin)

    def _apply(self, current: State, lines: Sequence[Line], end: Position) -> None:
        if not lines:
            return
        current.apply(lines, end)
        for line in lines:
            self._entries.pop((line.kind, line.key), None)
        self._standings = None
        kinds = {line.kind for line in lines}
        self._lists = {named: each for named, each in self._lists.items() if named[0] not in kinds}


def _signature(path: Path) -> tuple[int, ...] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
