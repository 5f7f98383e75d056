"""Who did what, when: the journals' events with the old value beside the new one, field by field.

An event carries the whole document as it left it; what changed is found by holding it against the event before.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import define, evolve, field, frozen

from departments.accounts import Account
from departments.assignments import CommitmentChanges
from departments.field_changes import FieldChange, field_changes
from departments.ledger import Event
from departments.periods import Extension, Period, PeriodRecord, PeriodStatus
from departments.plan_changes import decided
from departments.reports import Report
from departments.urging import Urge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from departments.ledger import Document


class Subject(StrEnum):
    """What an event is about."""

    REPORT = "report"
    PLAN = "plan"
    PERIOD = "period"
    EXTENSION = "extension"
    URGE = "urge"
    ACCOUNT = "account"


_SUBJECTS = {
    Report: Subject.REPORT,
    CommitmentChanges: Subject.PLAN,
    PeriodRecord: Subject.PERIOD,
    Extension: Subject.EXTENSION,
    Urge: Subject.URGE,
    Account: Subject.ACCOUNT,
}


@frozen
class HistoryEntry:
    """One event, told so that a person can read it."""

    at: dt.datetime
    by: str
    """The account that acted; ``operator`` for whoever owns the data directory."""
    action: str
    """The event's name, a past participle: ``submitted``."""
    subject: Subject
    key: str
    """The document's key in its book."""
    changes: tuple[FieldChange, ...]
    """Old beside new; empty where an event changed no field, as a new password doesn't."""
    book: str
    """The department's code, or ``office``."""
    seq: int
    """The event's place in its book's journal."""
    department: str | None = None
    """Whom it concerns, where that is one department."""
    commitment: str | None = None
    period: Period | None = None
    account: str | None = None
    """The account it is about, where it is about one."""


@frozen
class Sought:
    """What of the history is wanted; nothing named means everything."""

    department: str | None = None
    commitment: str | None = None
    period: Period | None = None
    account: str | None = None
    """About this account."""
    by: str | None = None
    """Done by this account."""
    action: str | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    """Up to and with this instant."""

    def wants(self, entry: HistoryEntry) -> bool:
        """Whether the entry is among what is sought."""
        named = ("department", "commitment", "period", "account", "by", "action")
        if any(getattr(self, name) not in (None, getattr(entry, name)) for name in named):
            return False
        return (self.since is None or self.since <= entry.at) and (self.until is None or entry.at <= self.until)


def history(
    book: str, events: Iterable[Event], sought: Sought, is_told: Callable[[Document], bool], *, after: int = 0
) -> Iterator[HistoryEntry]:
    """What is sought of a book's events as history, the latest first; no more events are taken than it needs.

    Args:
        book: whose events they are: a department's code, or ``office``.
        events: the latest first, and of each document that is in them all of its events.
        sought: what is wanted.
        is_told: whether others may read what an event left. What they may not, a draft, shows as what they had read
            last, where the draft stands now; what was drafted shows in the event by which it came to them.
        after: only what came behind the event of this number.
    """
    found: deque[_Found] = deque()
    waiting: dict[tuple[type, str], list[_Found]] = {}
    for event in events:
        if event.seq <= after and not found:
            return
        same = waiting.setdefault((type(event.document), event.key), [])
        is_first = event.revision == 1
        for each in same:
            each.earlier.append(event)
        if is_first or is_told(event.document):
            for each in same:
                each.is_complete = True
            same.clear()
        entry = _entry(book, event)
        if event.seq > after and sought.wants(entry):
            found.append(_Found(entry, event, is_complete=is_first))
            same += [] if is_first else [found[-1]]
        while found and found[0].is_complete:
            yield found.popleft().told(is_told)
    yield from (each.told(is_told) for each in found)


@define
class _Found:
    """An event that is wanted, until it is known what stood before it."""

    entry: HistoryEntry
    event: Event
    earlier: list[Event] = field(factory=list)
    """Of the same document, the latest first, down to one that was told."""
    is_complete: bool = field(default=False, kw_only=True)

    def told(self, is_told: Callable[[Document], bool]) -> HistoryEntry:
        """With the old value beside the new."""
        before = shown = last = None
        for event in (*reversed(self.earlier), self.event):
            before = shown
            if is_told(event.document):
                shown = last = event.document
            else:
                shown = _as_it_stood(event.document, last)
        return evolve(self.entry, changes=_changes(before, shown))


def _changes(before: Document | None, after: Document | None) -> tuple[FieldChange, ...]:
    """What differs, as people speak of it."""
    if isinstance(after, CommitmentChanges):
        return tuple(decided(before if isinstance(before, CommitmentChanges) else None, after))
    found = field_changes(before, after)
    if before is None and isinstance(after, PeriodRecord):
        # The whole year stands from the start, locked, with no record in the book.
        return tuple(evolve(each, old=PeriodStatus.LOCKED) if each.field == "status" else each for each in found)
    return found


def is_disclosed(document: Document) -> bool:
    """Whether others than the department may read the document: everything but what it drafts."""
    return not isinstance(document, Report) or document.is_disclosed


def _as_it_stood(draft: Document, last: Document | None) -> Document:
    """What the commission was last sent, where the draft stands now."""
    assert isinstance(draft, Report)  # noqa: S101 - nothing else is withheld
    told = draft.disclosed
    if not isinstance(last, Report):
        return told
    return evolve(
        last,
        state=told.state,
        returns=told.returns,
        first_submitted_at=told.first_submitted_at,
        submitted_at=told.submitted_at,
    )


def _entry(book: str, event: Event) -> HistoryEntry:
    document = event.document
    return HistoryEntry(
        at=event.at,
        by=event.by,
        action=event.action,
        subject=_SUBJECTS[type(document)],
        key=event.key,
        changes=(),
        book=book,
        seq=event.seq,
        department=getattr(document, "department", None),
        commitment=document.commitment if isinstance(document, Report | CommitmentChanges) else None,
        period=getattr(document, "period", None),
        account=document.name if isinstance(document, Account) else None,
    )
