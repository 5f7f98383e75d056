"""A book: a journal and the state made of it, under one lock. The transaction, in order, stands here.

Take the lock, catch up with the journal, check the revision of what is changed, append and sync (now it is
acknowledged), note the head, turn the state's pages, release. Readers take no lock: they see whole transactions only.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, ClassVar, TypeVar

from attrs import define, frozen

from departments.ledger import BookBusy, Entry, Event, Head, WritingStopped
from departments.refusals import Damage, Refusal
from departments.wording import N_
from storage import durable, journal, records, watermark
from storage.durable import DiskFailure, Step
from storage.journal_back import lines_back
from storage.locks import BookLock, Patience
from storage.state import State
from storage.transaction import DiskTransaction
from storage.view import Place, View
from storage.watch import touch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from departments.ledger import D
    from departments.reports import Standing
    from storage.journal import Line

T = TypeVar("T")
_READERS_PATIENCE = 1.0
"""Seconds that somebody who only looks waits for a writer."""


@define
class BookUnreadable(Refusal):
    """The operating system won't let a book be read."""

    message: ClassVar[str] = N_("The book {book} can't be read ({reason}); nothing is lost by that, tell the operator.")
    book: str
    reason: str


class DiskBook:
    """One department's ledger on disk, or the commission's own; fulfils :class:`departments.ledger.Book`."""

    def __init__(
        self,
        name: str,
        directory: Path,
        *,
        patience: Patience | None = None,
        has_evidence: Callable[[str], bool] | None = None,
    ) -> None:
        """Open the book, which need not be there.

        Args:
            name: the department's code, or ``office``.
            directory: where its files lie.
            patience: how long to wait for another's transaction to end.
            has_evidence: whether a content is on the department's shelf; None where nobody asks.
        """
        self._name = name
        self._place = Place.within(directory)
        self._view = View(name, self._place)
        self._lock = BookLock(self._place.head, name, patience=patience)
        self._wait = BookLock(self._place.head, name, patience=Patience(_READERS_PATIENCE))
        self._has_evidence = has_evidence
        self._stopped = ""
        self._is_doubtful = False

    @property
    def name(self) -> str:
        """The department's code, or ``office``."""
        return self._name

    @property
    def place(self) -> Place:
        """Where its files lie."""
        return self._place

    def entry(self, kind: type[D], key: str) -> Entry[D] | None:
        """The document of this kind and key as it stands now, other processes' changes included, or None.

        Raises:
            Damage: the journal is not what was written.
            BookUnreadable: the operating system won't let it be read.
        """
        return self._settled(lambda current: self._view.entry(current, kind, key))

    def entries(self, kind: type[D], under: str = "") -> Sequence[Entry[D]]:
        """The documents of this kind whose key begins with ``under``, by key.

        Raises:
            Damage: the journal is not what was written.
            BookUnreadable: the operating system won't let it be read.
        """
        return self._settled(lambda current: self._view.entries(current, kind, under))

    def standings(self) -> Mapping[str, Standing]:
        """How each report stands now, by its key.

        Raises:
            Damage: the journal is not what was written.
            BookUnreadable: the operating system won't let it be read.
        """
        return self._settled(self._view.standings)

    def head(self) -> Head:
        """Where the chain ends now.

        Raises:
            Damage: the journal is not what was written.
            BookUnreadable: the operating system won't let it be read.
        """
        position = self._certain(lambda current: current.position, lambda found: found.seq)
        return Head(self._name, position.seq, position.hash)

    def events(self, kind: type[D] | None = None, key: str | None = None) -> Iterator[Event]:
        """The book's events in order; of one kind, or of one document, where asked.

        Raises:
            Damage: the journal is not what was written.
            BookUnreadable: the operating system won't let it be read.
        """
        wanted = None if kind is None else records.name_of(kind)
        for line in self.lines():
            if wanted in (None, line.kind) and key in (None, line.key):
                yield event_of(line)

    def events_back(self, kind: type[D] | None = None) -> Iterator[Event]:
        """The book's events, the latest first; of one kind where asked. What is not asked for is not read.

        Raises:
            Damage: the journal is not what was written, as far as it was read.
            BookUnreadable: the operating system won't let it be read.
        """
        wanted = None if kind is None else records.name_of(kind)
        end = self._certain(lambda current: current.position, lambda found: found.seq)
        try:
            for line in lines_back(self._place.journal, end, journal.origin(self._name)):
                if wanted in (None, line.kind):
                    yield event_of(line)
        except OSError as failure:
            raise BookUnreadable(self._name, os.strerror(failure.errno or errno.EIO)) from failure

    def lines(self) -> Sequence[Line]:
        """Every line of the journal that counts, each checked against the one before.

        Raises:
            Damage: the journal is not what was written.
            BookUnreadable: the operating system won't let it be read.
        """
        return self._certain(lambda _: self._view.lines(), len)

    @contextmanager
    def held(self) -> Iterator[int]:
        """Hold the book's lock without a transaction; gives the descriptor on which the head is noted.

        Raises:
            BookBusy: the lock was not to be had.
            DiskFailure: the book's directory can't be made or the lock's file opened.
        """
        durable.make_directories(self._place.directory, within=self._place.directory.parent)
        with self._lock.held() as fd:
            yield fd

    def forget(self) -> None:
        """Have the next look begin from the disk."""
        self._view.forget()

    def _certain(self, at: Callable[[State], T], seq_of: Callable[[T], int]) -> T:
        """As :meth:`_settled`, for what is going to be recorded elsewhere: nothing that could still be taken back.

        Args:
            at: what to see.
            seq_of: the number of the last event in what was seen.
        """
        found = self._settled(at)
        noted = watermark.noted(self._place.head)
        if seq_of(found) <= (noted.seq if noted else 0):
            return found
        # Some writer may be between its write and its sync: with the lock, that is over. Where the lock is not to be
        # had, in a directory that may only be read, nobody writes.
        with suppress(DiskFailure, BookBusy), self._wait.held():
            return self._settled(at)
        return found

    def _settled(self, at: Callable[[State], T]) -> T:
        try:
            try:
                return self._view.look(at)
            except Damage:
                if not self._place.head.exists():
                    raise
            # Without the lock a writer that is just cutting back may look like damage; with it nothing moves.
            with self._lock.held():
                return self._view.look_again(at)
        except (OSError, DiskFailure) as failure:
            raise BookUnreadable(self._name, os.strerror(failure.errno or errno.EIO)) from failure

    @contextmanager
    def transaction(self, *, by: str, at: dt.datetime) -> Iterator[DiskTransaction]:
        """Hold the book's lock, let events be appended, and make them durable all together.

        Args:
            by: the account that acts.
            at: when, with time zone.

        Raises:
            BookBusy: the lock was not to be had.
            WritingStopped: the disk refused; nothing of the transaction counts.
            Damage: the journal is not what was written.
        """
        if at.tzinfo is None:
            raise ValueError("an event's time needs its zone")
        if self._stopped:
            raise WritingStopped(self._stopped)
        try:
            with self.held() as fd:
                current = self._caught_up()
                transaction = DiskTransaction(
                    _Standing(self._view, current), by=by, at=at, has_evidence=self._has_evidence
                )
                yield transaction
                if transaction.changes:
                    content, lines = journal.encoded(transaction.changes, current.position, at=at.isoformat(), by=by)
                    self._commit(content, at=current.position.end)
                    watermark.note(fd, lines[-1].position)
                    # Whoever watches the books looks at the directory of them all.
                    touch(self._place.directory.parent)
                    self._view.turn(current, lines)
        except DiskFailure as failure:
            raise self._refusal(failure) from failure

    def _caught_up(self) -> State:
        try:
            if self._is_doubtful:
                # After a sync that failed for want of room only the disk itself can say what it has.
                self._view.forget()
                journal.forget_cached(self._place.journal)
            current = self._view.caught_up()
        except OSError as failure:
            raise DiskFailure(Step.OPEN, failure) from failure
        self._is_doubtful = False
        return current

    def _commit(self, content: bytes, *, at: int) -> None:
        """Make the lines durable where the last acknowledged event ends: when this returns, they are acknowledged."""
        size = _size(self._place.journal)
        if not size:
            durable.create_empty(self._place.journal)
        elif size > at:
            # Made durable before anything is put in its place, so that no power failure can mix the two.
            durable.cut_back(self._place.journal, at)
        try:
            durable.append(self._place.journal, content, at=at)
        except BaseException:
            # Some reader of this process may have seen the lines in the moment before they were taken away.
            self._view.forget()
            raise

    def _refusal(self, failure: DiskFailure) -> WritingStopped:
        """What a failure means for the person, and for the next attempt (docs/storage.md has the reasons)."""
        if failure.step is not Step.OPEN or not failure.is_undone:
            if failure.is_for_want_of_room:
                self._is_doubtful = True
            else:
                self._stopped = failure.reason
        return WritingStopped(failure.reason)


@frozen
class _Standing:
    """The documents of a book whose lock is held."""

    view: View
    current: State

    def entry(self, kind: type[D], key: str) -> Entry[D] | None:
        return self.view.entry(self.current, kind, key)

    def entries(self, kind: type[D], under: str = "") -> Sequence[Entry[D]]:
        return self.view.entries(self.current, kind, under)


def event_of(line: Line) -> Event:
    """The event that a line tells of.

    Raises:
        UnreadableRecord: its document is none of the kind that it says.
    """
    return Event(
        seq=line.seq,
        at=dt.datetime.fromisoformat(line.at),
        by=line.by,
        action=line.action,
        key=line.key,
        document=records.value_of(records.KINDS[line.kind], line.document),
        revision=line.revision,
        hash=line.hash,
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
    except OSError as failure:
        raise DiskFailure(Step.OPEN, failure) from failure
