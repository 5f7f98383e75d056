"""Who did what, when: the journals' events with the old value beside the new one, field by field.

An event carries the whole document as it left it; what changed is found by holding it against the event before.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from departments.accounts import Account
from departments.assignments import CommitmentChanges
from departments.field_changes import FieldChange, field_changes
from departments.periods import Extension, Period, PeriodRecord
from departments.reports import Report
from departments.urging import Urge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from departments.ledger import Document, Event


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


def history(book: str, events: Iterable[Event]) -> Iterator[HistoryEntry]:
    """A book's events as history, the earliest first.

    Args:
        book: whose events they are: a department's code, or ``office``.
        events: in order, and of each document that is in them all of its events.
    """
    last: dict[tuple[type, str], Document] = {}
    for event in events:
        kind = type(event.document)
        before = last.get((kind, event.key))
        last[kind, event.key] = event.document
        yield _entry(book, event, before)


def disclosed_events(events: Iterable[Event]) -> Iterator[Event]:
    """The same events as far as others than the department may read them: of what it drafts, that it does.

    What was drafted shows in the event by which it came to the commission, beside what had come before.
    """
    last: dict[str, Report] = {}
    for event in events:
        report = event.document
        if not isinstance(report, Report):
            yield event
        elif report.is_disclosed:
            last[event.key] = report
            yield event
        else:
            yield evolve(event, document=_as_it_stood(report, last.get(event.key)))


def _as_it_stood(draft: Report, last: Report | None) -> Report:
    """What the commission was last sent, where the draft stands now."""
    told = draft.disclosed
    if last is None:
        return told
    return evolve(
        last,
        state=told.state,
        returns=told.returns,
        first_submitted_at=told.first_submitted_at,
        submitted_at=told.submitted_at,
    )


def _entry(book: str, event: Event, before: Document | None) -> HistoryEntry:
    document = event.document
    return HistoryEntry(
        at=event.at,
        by=event.by,
        action=event.action,
        subject=_SUBJECTS[type(document)],
        key=event.key,
        changes=field_changes(before, document),
        book=book,
        seq=event.seq,
        department=getattr(document, "department", None),
        commitment=document.commitment if isinstance(document, Report | CommitmentChanges) else None,
        period=getattr(document, "period", None),
        account=document.name if isinstance(document, Account) else None,
    )
