"""What desks need of whoever keeps things: books, evidence, credentials, drafts and trays.

The protocols are named by their user, the desks, and fulfilled by storage. Nothing here knows of a disk.

A *book* holds documents by kind and key. Every change is an *event* that carries the whole document as it stands after
it; the chain of events is the truth, and the documents are its latest page. A document's *revision* is the number of
events it has had, so 0 means that it is not there.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, Generic, Protocol, TypeVar

from attrs import define, frozen

from departments.accounts import Account
from departments.assignments import CommitmentChanges
from departments.deliveries import Deliveries
from departments.periods import Extension, PeriodRecord
from departments.proofs import Proofs
from departments.refusals import Refusal
from departments.reports import Evidence, Report, Standing
from departments.urging import Urge
from departments.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from departments.settings import Settings

Document = Report | Account | PeriodRecord | Extension | CommitmentChanges | Urge
D = TypeVar("D", Report, Account, PeriodRecord, Extension, CommitmentChanges, Urge)


@frozen
class Entry(Generic[D]):
    """A document as it stands in a book."""

    key: str
    document: D
    revision: int
    """How many events the document has had; at least 1."""
    at: dt.datetime
    """When its last event was appended, with time zone."""
    by: str
    """The account that appended it."""
    action: str
    """The last event's name, a past participle: ``submitted``."""


@frozen
class Event:
    """One line of a book's journal."""

    seq: int
    """From 1, without a gap."""
    at: dt.datetime
    by: str
    action: str
    key: str
    document: Document
    """The document as the event left it."""
    revision: int
    hash: str
    """The chain's value after this event, in lower-case hex."""


@frozen
class Head:
    """Where a book's chain of events ends."""

    book: str
    seq: int
    """0 for a book without events."""
    hash: str


@define
class RevisionConflict(Refusal):
    """Somebody else saved the document since the revision that this change began from; both versions are here."""

    message: ClassVar[str] = N_(
        "{by} changed {key} while you were at it (you began from revision {based_on}, it is now {revision});"
        " look at both versions and save again."
    )
    key: str
    based_on: int
    revision: int
    by: str
    current: Any
    """The :class:`Entry` that stands in the book now, or None where there is none."""
    attempted: Any
    """The document that was not saved."""


@define
class WritingStopped(Refusal):
    """The disk refused a write; until it is set right nothing more is written, and nothing acknowledged is lost."""

    message: ClassVar[str] = N_(
        "This could not be written to disk ({reason}) and is not saved; keep the screen open and tell the operator."
    )
    reason: str


@define
class BookBusy(Refusal):
    """Another session held the book's lock for too long."""

    message: ClassVar[str] = N_("Another session is writing to {book} just now; nothing was lost, try again.")
    book: str


class Transaction(Protocol):
    """Reading and appending with the book's lock held: what is read can't change before the end of it.

    What was appended is acknowledged, all of it or nothing, when the ``with`` block has been left without an exception.
    """

    def entry(self, kind: type[D], key: str) -> Entry[D] | None:
        """The document of this kind and key, appended ones included, or None."""

    def entries(self, kind: type[D], under: str = "") -> Sequence[Entry[D]]:
        """The documents of this kind whose key begins with ``under``, by key."""

    def append(self, action: str, key: str, document: D, *, based_on: int) -> None:
        """Append an event that leaves the document so.

        Args:
            action: the event's name, a past participle.
            key: the document's key.
            document: the whole document after the event.
            based_on: the revision that the change began from; 0 for a document that must not be there yet.

        Raises:
            RevisionConflict: the document has another revision.
        """


class Book(Protocol):
    """One department's ledger, or the commission's own."""

    @property
    def name(self) -> str:
        """The department's code, or ``office``."""

    def entry(self, kind: type[D], key: str) -> Entry[D] | None:
        """The document of this kind and key as it stands now, other processes' changes included, or None."""

    def entries(self, kind: type[D], under: str = "") -> Sequence[Entry[D]]:
        """The documents of this kind whose key begins with ``under``, by key."""

    def standings(self) -> Mapping[str, Standing]:
        """How each report of the book stands now, by its key; cheaper than the reports, whose text is not read."""

    def transaction(self, *, by: str, at: dt.datetime) -> AbstractContextManager[Transaction]:
        """Hold the book's lock, let events be appended, and make them durable all together.

        Args:
            by: the account that acts.
            at: when, with time zone.

        Raises:
            BookBusy: the lock was not to be had.
            WritingStopped: the disk refused; nothing of the transaction counts.
        """

    def events(self, kind: type[D] | None = None, key: str | None = None) -> Iterator[Event]:
        """The book's events in order; of one kind, or of one document, where asked."""

    def events_back(self, kind: type[D] | None = None) -> Iterator[Event]:
        """The book's events, the latest first; of one kind where asked. What is not asked for is not read."""

    def head(self) -> Head:
        """Where the chain ends now."""


class Ledger(Protocol):
    """All the books of an installation."""

    def book(self, name: str) -> Book:
        """The book of this department code, or the ``office`` book; a new book is empty."""


class EvidenceShelf(Protocol):
    """Files that prove reports, kept per department by content."""

    def put(self, department: str, name: str, content: BinaryIO) -> Evidence:
        """Keep the content durably, once, however often it is put.

        Raises:
            WritingStopped: the disk refused.
            EvidenceTooLarge: it is over the limit for one file.
        """

    def open(self, department: str, sha256: str) -> BinaryIO:
        """The content, for reading.

        Raises:
            NotFound: the department's shelf has no such content.
        """


class Credentials(Proofs, Protocol):
    """Passwords and one-time passwords: what proves that somebody is an account, and when it last did."""

    def check(self, account: str, password: str) -> bool:
        """Whether the password is the account's; an unknown account costs the same time as a wrong password."""

    def is_one_time(self, account: str) -> bool:
        """Whether the account's password has to be replaced at the next sign-in."""

    def set_password(self, account: str, password: str, *, one_time: bool) -> None:
        """Replace the account's password, durably.

        Raises:
            WritingStopped: the disk refused.
        """

    def note_sign_in(self, account: str, at: dt.datetime) -> None:
        """Note that the account signed in, outside every journal.

        Noted as well as the disk allows: a note that can't be kept keeps nobody out.
        """

    def sign_ins(self) -> Mapping[str, dt.datetime]:
        """When each account last signed in, by name; those that never did are not in it."""


@frozen
class Draft:
    """A form as it was being typed in one session of its account."""

    session: str
    """Which one; tells sessions apart and means nothing else."""
    at: dt.datetime
    """When it was kept."""
    fields: dict[str, str]
    """What was typed, by field."""


@frozen
class KeptDraft:
    """That somebody has typed in a form and not saved it; not what."""

    account: str
    key: str
    """The report's key in its department's book."""
    at: dt.datetime
    """When it was kept last."""


class Drafts(Protocol):
    """Forms as they are being typed, beside the journal: no event, no revision."""

    def keep(self, department: str, account: str, key: str, draft: Draft) -> None:
        """Keep a form for this account, replacing what the same session kept before.

        Args:
            department: whose book the report is in.
            account: whose draft it is.
            key: the report's key in that book.
            draft: what was typed, when, and in which session.
        """

    def kept(self, department: str) -> Sequence[KeptDraft]:
        """Who has typed what in this department and not saved it, in no order."""

    def find(self, department: str, account: str, key: str) -> Sequence[Draft]:
        """What each session of the account has kept, the latest first."""

    def drop(self, department: str, account: str, key: str, session: str) -> None:
        """Forget what a session has kept; nothing happens if there is nothing."""


class SettingsShelf(Protocol):
    """What each account has chosen of the app, outside every journal."""

    def find(self, account: str) -> Settings:
        """What the account has chosen; the defaults where it never did, or where that can't be read."""

    def keep(self, account: str, settings: Settings) -> None:
        """Keep what the account has chosen, replacing what was kept before.

        Raises:
            WritingStopped: the disk refused.
        """


@frozen
class TrayFile:
    """A file lying in a department's tray."""

    name: str
    size: int
    """Bytes."""
    modified_at: dt.datetime


class Trays(Deliveries, Protocol):
    """What a department has sent in for use (inbox) and what lies ready for it (outbox)."""

    def inbox(self, department: str) -> Sequence[TrayFile]:
        """The files in the inbox, by name."""

    def open_inbox(self, department: str, name: str) -> BinaryIO:
        """One of the inbox's files, for reading.

        Raises:
            NotFound: there is no such file, or its name leads elsewhere.
            UnreadableFile: it is there and can't be read.
        """


class Keeping(Protocol):
    """Everything that an office has kept for it: an installation, on disk or in memory."""

    @property
    def ledger(self) -> Ledger:
        """All books."""

    @property
    def shelf(self) -> EvidenceShelf:
        """The files of evidence."""

    @property
    def credentials(self) -> Credentials:
        """What proves who somebody is."""

    @property
    def drafts(self) -> Drafts:
        """What is half typed."""

    @property
    def trays(self) -> Trays:
        """Inboxes and outboxes."""

    @property
    def settings(self) -> SettingsShelf:
        """What each account has chosen."""


@define
class EvidenceTooLarge(Refusal):
    """One file is over the limit."""

    message: ClassVar[str] = N_("{name} is larger than the {limit_mb} MB that one file may have; split or compress it.")
    name: str
    limit_mb: int


@define
class EvidenceEmpty(Refusal):
    """A file without anything in it: sent by mistake, or a command whose input was empty."""

    message: ClassVar[str] = N_("{name} is an empty file, which proves nothing; send the file itself.")
    name: str


@define
class UnreadableFile(Refusal):
    """A file that is there can't be read."""

    message: ClassVar[str] = N_("The file {name} can't be read ({reason}); send it again.")
    name: str
    reason: str
