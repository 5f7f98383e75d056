"""An installation in memory: a real implementation of everything that desks ask of storage, without a disk.

Revisions, conflicts, transactions that count whole or not at all, one writer at a time: the same promises as on disk,
so that one body of tests can hold both to them.
"""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
import io
import threading
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from attrs import define, evolve, field

from departments.ledger import (
    Book,
    BookBusy,
    Draft,
    Entry,
    Event,
    EvidenceTooLarge,
    Head,
    KeptDraft,
    Ledger,
    RevisionConflict,
)
from departments.refusals import NotFound
from departments.reports import Evidence, Report
from departments.settings import Settings
from tests.memory_proofs import MemoryProofs
from tests.memory_trays import MemoryTrays

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from departments.ledger import D, Document, Transaction
    from departments.reports import Standing

NO_EVENT_YET = "0" * 64
_PATIENCE = 0.2
"""Seconds to wait for another's transaction."""
_LARGEST_MB = 1

Pages = dict[tuple[type[Any], str], Entry[Any]]


def _entry(pages: Pages, kind: type[D], key: str) -> Entry[D] | None:
    found = pages.get((kind, key))
    return None if found is None else evolve(found, document=copy.deepcopy(found.document))


def _entries(pages: Pages, kind: type[D], under: str) -> Sequence[Entry[D]]:
    keys = sorted(key for of, key in pages if of is kind and key.startswith(under))
    return [entry for key in keys if (entry := _entry(pages, kind, key)) is not None]


@define
class MemoryTransaction:
    """What one writer sees and appends; nobody else sees any of it before the end."""

    by: str
    at: dt.datetime
    pages: Pages
    appended: list[tuple[str, Entry[Any]]] = field(factory=list)

    def entry(self, kind: type[D], key: str) -> Entry[D] | None:
        """The document of this kind and key, appended ones included, or None."""
        return _entry(self.pages, kind, key)

    def entries(self, kind: type[D], under: str = "") -> Sequence[Entry[D]]:
        """The documents of this kind whose key begins with ``under``, by key."""
        return _entries(self.pages, kind, under)

    def append(self, action: str, key: str, document: D, *, based_on: int) -> None:
        """Append an event that leaves the document so.

        Raises:
            RevisionConflict: the document has another revision.
        """
        current = self.entry(type(document), key)
        revision = current.revision if current else 0
        if revision != based_on:
            raise RevisionConflict(key, based_on, revision, current.by if current else "", current, document)
        entry: Entry[Any] = Entry(key, copy.deepcopy(document), revision + 1, self.at, self.by, action)
        self.pages[type(document), key] = entry
        self.appended.append((action, entry))


@define
class MemoryBook:
    """One department's ledger, or the commission's own."""

    name: str
    _pages: Pages = field(factory=dict)
    _events: list[Event] = field(factory=list)
    _lock: threading.Lock = field(factory=threading.Lock, repr=False)

    def entry(self, kind: type[D], key: str) -> Entry[D] | None:
        """The document of this kind and key as it stands now, or None."""
        return _entry(self._pages, kind, key)

    def entries(self, kind: type[D], under: str = "") -> Sequence[Entry[D]]:
        """The documents of this kind whose key begins with ``under``, by key."""
        return _entries(self._pages, kind, under)

    def standings(self) -> Mapping[str, Standing]:
        """How each report stands now, by its key."""
        return {entry.key: entry.document.standing for entry in self.entries(Report)}

    @contextmanager
    def transaction(self, *, by: str, at: dt.datetime) -> Iterator[MemoryTransaction]:
        """Let events be appended, which count all together when the block is left without an exception.

        Raises:
            BookBusy: somebody else is writing.
        """
        if at.tzinfo is None:
            raise ValueError("an event's time needs its zone")
        if not self._lock.acquire(timeout=_PATIENCE):
            raise BookBusy(self.name)
        try:
            transaction = MemoryTransaction(by, at, dict(self._pages))
            yield transaction
            for action, entry in transaction.appended:
                self._events.append(self._next_event(action, entry))
            self._pages = transaction.pages
        finally:
            self._lock.release()

    def events(self, kind: type[D] | None = None, key: str | None = None) -> Iterator[Event]:
        """The book's events in order; of one kind, or of one document, where asked."""
        for each in tuple(self._events):
            if kind in (None, type(each.document)) and key in (None, each.key):
                yield evolve(each, document=copy.deepcopy(each.document))

    def events_back(self, kind: type[D] | None = None) -> Iterator[Event]:
        """The book's events, the latest first."""
        return reversed(tuple(self.events(kind)))

    def head(self) -> Head:
        """Where the chain ends now."""
        return Head(self.name, len(self._events), self._events[-1].hash if self._events else NO_EVENT_YET)

    def _next_event(self, action: str, entry: Entry[Any]) -> Event:
        head, document = self.head(), entry.document
        told = (head.hash, head.seq + 1, entry.at, entry.by, action, entry.key, document, entry.revision)
        chained = hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()
        return Event(head.seq + 1, entry.at, entry.by, action, entry.key, document, entry.revision, chained)


@define
class MemoryLedger:
    """All the books of an installation."""

    _books: dict[str, MemoryBook] = field(factory=dict)

    def book(self, name: str) -> MemoryBook:
        """The book of this department code, or the ``office`` book; a new book is empty."""
        return self._books.setdefault(name, MemoryBook(name))


@define
class MemoryShelf:
    """Files that prove reports, kept per department by content."""

    _contents: dict[tuple[str, str], bytes] = field(factory=dict)

    def put(self, department: str, name: str, content: BinaryIO) -> Evidence:
        """Keep the content, once, however often it is put.

        Raises:
            EvidenceTooLarge: it is over the limit for one file.
        """
        limit = _LARGEST_MB * 1024 * 1024
        whole = content.read(limit + 1)
        if len(whole) > limit:
            raise EvidenceTooLarge(name, _LARGEST_MB)
        sha256 = hashlib.sha256(whole).hexdigest()
        self._contents[department, sha256] = whole
        return Evidence(name, sha256, len(whole))

    def open(self, department: str, sha256: str) -> BinaryIO:
        """The content, for reading.

        Raises:
            NotFound: the department's shelf has no such content.
        """
        try:
            return io.BytesIO(self._contents[department, sha256])
        except KeyError:
            raise NotFound(sha256) from None


@define
class MemoryCredentials(MemoryProofs):
    """Passwords in the open, which is why they are for tests."""

    _passwords: dict[str, tuple[str, bool]] = field(factory=dict)
    checks: list[str] = field(factory=list)
    """The account of every check that cost the full price."""
    _sign_ins: dict[str, dt.datetime] = field(factory=dict)

    def check(self, account: str, password: str) -> bool:
        """Whether the password is the account's."""
        self.checks.append(account)
        known = self._passwords.get(account)
        return known is not None and known[0] == password

    def is_one_time(self, account: str) -> bool:
        """Whether the account's password has to be replaced at the next sign-in."""
        return self._passwords.get(account, ("", False))[1]

    def set_password(self, account: str, password: str, *, one_time: bool) -> None:
        """Replace the account's password."""
        self._passwords[account] = (password, one_time)

    def note_sign_in(self, account: str, at: dt.datetime) -> None:
        """Note that the account signed in."""
        self._sign_ins[account] = at

    def sign_ins(self) -> Mapping[str, dt.datetime]:
        """When each account last signed in."""
        return dict(self._sign_ins)


@define
class MemoryDrafts:
    """Forms as they are being typed."""

    _kept: dict[tuple[str, str, str], dict[str, Draft]] = field(factory=dict)

    def keep(self, department: str, account: str, key: str, draft: Draft) -> None:
        """Keep a form for this account, replacing what the same session kept before."""
        self._kept.setdefault((department, account, key), {})[draft.session] = draft

    def kept(self, department: str) -> Sequence[KeptDraft]:
        """Who has typed what in this department and not saved it."""
        return [
            KeptDraft(by, key, each.at)
            for (of, by, key), sessions in self._kept.items()
            if of == department
            for each in sessions.values()
        ]

    def find(self, department: str, account: str, key: str) -> Sequence[Draft]:
        """What each session of the account has kept, the latest first."""
        sessions = self._kept.get((department, account, key), {})
        return sorted(sessions.values(), key=lambda each: (each.at, each.session), reverse=True)

    def drop(self, department: str, account: str, key: str, session: str) -> None:
        """Forget what a session has kept; nothing happens if there is nothing."""
        self._kept.get((department, account, key), {}).pop(session, None)


@define
class MemorySettings:
    """What each account has chosen."""

    _kept: dict[str, Settings] = field(factory=dict)

    def find(self, account: str) -> Settings:
        """What the account has chosen; the defaults where it never did."""
        return self._kept.get(account, Settings())

    def keep(self, account: str, settings: Settings) -> None:
        """Keep what the account has chosen, replacing what was kept before."""
        self._kept[account] = settings


@define
class MemoryInstallation:
    """Everything that an office needs to have kept, in memory."""

    ledger: MemoryLedger = field(factory=MemoryLedger)
    shelf: MemoryShelf = field(factory=MemoryShelf)
    credentials: MemoryCredentials = field(factory=MemoryCredentials)
    drafts: MemoryDrafts = field(factory=MemoryDrafts)
    trays: MemoryTrays = field(factory=MemoryTrays)
    settings: MemorySettings = field(factory=MemorySettings)


@define
class QuickerHand:
    """Any ledger, with somebody else who acts just before a lock is taken: the race that a test wants to see lost."""

    ledger: Ledger
    _acts: dict[str, Callable[[], object]] = field(factory=dict)

    def acts_first(self, book: str, act: Callable[[], object]) -> None:
        """Let ``act`` happen once, before the next transaction on the book begins."""
        self._acts[book] = act

    def book(self, name: str) -> Book:
        """The book of this name, with the quicker hand at its lock."""
        return QuickerBook(self.ledger.book(name), self)

    def act(self, book: str) -> None:
        """Do what was laid up for this book, once."""
        act = self._acts.pop(book, None)
        if act is not None:
            act()


@define
class QuickerBook:
    """A book at whose lock somebody else is quicker."""

    _book: Book
    _hand: QuickerHand

    @property
    def name(self) -> str:
        """The book's name."""
        return self._book.name

    def entry(self, kind: type[D], key: str) -> Entry[D] | None:
        """As the book has it."""
        return self._book.entry(kind, key)

    def entries(self, kind: type[D], under: str = "") -> Sequence[Entry[D]]:
        """As the book has them."""
        return self._book.entries(kind, under)

    def standings(self) -> Mapping[str, Standing]:
        """As the book has them."""
        return self._book.standings()

    def events(self, kind: type[D] | None = None, key: str | None = None) -> Iterator[Event]:
        """As the book has them."""
        return self._book.events(kind, key)

    def events_back(self, kind: type[D] | None = None) -> Iterator[Event]:
        """As the book has them."""
        return self._book.events_back(kind)

    def head(self) -> Head:
        """As the book has it."""
        return self._book.head()

    @contextmanager
    def transaction(self, *, by: str, at: dt.datetime) -> Iterator[Transaction]:
        """The book's transaction, after the quicker hand has acted."""
        self._hand.act(self.name)
        with self._book.transaction(by=by, at=at) as transaction:
            yield transaction


def documents_of(book: Book) -> list[Document]:
    """What every event of a book left, in order."""
    return [each.document for each in book.events()]
