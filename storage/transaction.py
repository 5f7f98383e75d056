"""What is read and appended while a book's lock is held, before any of it is on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from departments.ledger import Entry, RevisionConflict
from departments.refusals import NotFound
from departments.reports import Report
from storage import records
from storage.journal import Change

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from departments.ledger import D


class Pages(Protocol):
    """The book's documents as they stand with the lock held."""

    def entry(self, kind: type[D], key: str) -> Entry[D] | None:
        """The document of this kind and key, or None."""

    def entries(self, kind: type[D], under: str = "") -> Sequence[Entry[D]]:
        """The documents of this kind whose key begins with ``under``, by key."""


class DiskTransaction:
    """Fulfils :class:`departments.ledger.Transaction`: what stands in the book, and over it what was appended."""

    def __init__(
        self, standing: Pages, *, by: str, at: dt.datetime, has_evidence: Callable[[str], bool] | None = None
    ) -> None:
        """Begin.

        Args:
            standing: the book's documents.
            by: the account that acts.
            at: when, with time zone.
            has_evidence: whether a content is on the department's shelf; None where nobody asks.
        """
        self.changes: list[Change] = []
        """What was appended, in order."""
        self._standing = standing
        self._by = by
        self._at = at
        self._has_evidence = has_evidence
        self._appended: dict[tuple[str, str], Entry[Any]] = {}

    def entry(self, kind: type[D], key: str) -> Entry[D] | None:
        """The document of this kind and key, appended ones included, or None."""
        return self._appended.get((records.name_of(kind), key)) or self._standing.entry(kind, key)

    def entries(self, kind: type[D], under: str = "") -> Sequence[Entry[D]]:
        """The documents of this kind whose key begins with ``under``, by key, appended ones included."""
        found = {each.key: each for each in self._standing.entries(kind, under)}
        name = records.name_of(kind)
        found |= {key: each for (of, key), each in self._appended.items() if of == name and key.startswith(under)}
        return [found[key] for key in sorted(found)]

    def append(self, action: str, key: str, document: D, *, based_on: int) -> None:
        """Append an event that leaves the document so.

        Args:
            action: the event's name, a past participle.
            key: the document's key.
            document: the whole document after the event.
            based_on: the revision that the change began from; 0 for a document that must not be there yet.

        Raises:
            RevisionConflict: the document has another revision.
            NotFound: it newly names evidence that is not on the department's shelf.
        """
        current = self.entry(type(document), key)
        revision = current.revision if current else 0
        if revision != based_on:
            raise RevisionConflict(
                key=key,
                based_on=based_on,
                revision=revision,
                by=current.by if current else "",
                current=current,
                attempted=document,
            )
        self._check_evidence(document, current)
        name = records.name_of(type(document))
        self.changes.append(Change(action, name, key, records.document_of(document), revision + 1))
        self._appended[name, key] = Entry(key, document, revision + 1, self._at, self._by, action)

    def _check_evidence(self, document: object, current: Entry[Any] | None) -> None:
        # With the lock held, so that clearing away what no event names can't slip in between.
        if self._has_evidence is None or not isinstance(document, Report) or not document.evidence:
            return
        before = {each.sha256 for each in current.document.evidence} if current else set()
        for each in document.evidence:
            if not each.is_reference and each.sha256 not in before and not self._has_evidence(each.sha256):
                raise NotFound(each.name)
