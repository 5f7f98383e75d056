"""Looking back: every event of every book, for those who answer for all of it."""

from __future__ import annotations

from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING

from attrs import frozen

from departments.accounts import Account
from departments.desks.reader import ReaderDesk
from departments.directory import OFFICE, NoSuchDepartment
from departments.history import HistoryEntry, Sought, history, is_disclosed
from departments.plan_changes import plan_changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from departments.ledger import Document, Head


@frozen
class LookingBackDesk(ReaderDesk):
    """A desk that reads the history of everything."""

    def history(
        self, sought: Sought | None = None, *, limit: int | None = None, after: Iterable[Head] = ()
    ) -> tuple[HistoryEntry, ...]:
        """Who did what when, old beside new, the latest first; what a department drafts is its own until it is sent.

        Args:
            sought: what is wanted; None for everything.
            limit: at most so many entries.
            after: only what was written behind these ends of books; of a book that is not among them everything.

        Raises:
            NoSuchDepartment: a department was named that there isn't.
        """
        wanted = sought or Sought()
        if wanted.department is not None and wanted.department not in self._registry.original_plan.directory:
            raise NoSuchDepartment(wanted.department)
        ends = {each.book: each.seq for each in after}
        books = [self._of(name, wanted, ends.get(name, 0)) for name in self._books(wanted)]
        latest_first = merge(*books, key=lambda each: (each.at, each.book, each.seq), reverse=True)
        return tuple(islice(latest_first, limit))

    def _books(self, wanted: Sought) -> tuple[str, ...]:
        if wanted.account is not None:
            return (OFFICE,)
        if wanted.department is not None:
            return (OFFICE, wanted.department)
        if wanted.commitment is not None:
            return (OFFICE, *self._ever_concerned(wanted.commitment))
        return (OFFICE, *self._registry.original_plan.directory.codes)

    def _ever_concerned(self, commitment: str) -> tuple[str, ...]:
        """Whoever has or had something to do with the commitment: nobody else's book has a report on it."""
        plan = self._registry.original_plan
        concerned = set(plan.commitment(commitment).departments) if commitment in plan else set()
        for change in plan_changes(plan, self._registry.changes()):
            concerned |= change.departments if change.commitment.id == commitment else set()
        return tuple(code for code in plan.directory.codes if code in concerned)

    def _of(self, name: str, wanted: Sought, after: int) -> Iterator[HistoryEntry]:
        book = self._registry.ledger.book(name)
        events = book.events_back() if wanted.account is None else book.events_back(Account)
        return history(name, events, wanted, self._is_told, after=after)

    def _is_told(self, document: Document) -> bool:
        """Whether this desk sees what an event left."""
        return is_disclosed(document)
