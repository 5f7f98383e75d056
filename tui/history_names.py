"""What history and changes of the plan name by codes, in words: departments, persons, commitments, indicators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from attrs import frozen

from departments.directory import OFFICE, Directory
from departments.history import Subject
from departments.wording import N_

if TYPE_CHECKING:
    from departments.desks import DepartmentDesk, ReaderDesk
    from departments.history import HistoryEntry
    from tui.language import Language


@frozen
class HistoryNames:
    """Every name that a desk knows, read at one go."""

    directory: Directory
    people: Mapping[str, str]
    """Persons by account."""
    quotes: Mapping[str, str]
    """Commitments' words by id; those that came or went during the year among them."""
    indicators: Mapping[str, str]
    """Indicators' names by id."""

    @classmethod
    def read(cls, desk: ReaderDesk | DepartmentDesk) -> Self:
        """Read them. Not for the event loop."""
        plan = desk.plan()
        ever = (*plan.commitments, *(each.commitment for each in desk.plan_changes()))
        return cls(
            plan.directory,
            desk.people(),
            {each.id: each.quote for each in ever},
            {one.id: one.name for each in ever for one in each.indicators},
        )

    def person(self, account: str) -> str:
        """The person behind an account."""
        return self.people.get(account, account)

    def department(self, code: str | None) -> str:
        """A department's short name."""
        return department_name(code or "", self.directory)

    def book(self, entry: HistoryEntry, language: Language) -> str:
        """Whose book the event stands in: a department's, or the commission's own."""
        return language.say(N_("commission")) if entry.book == OFFICE else self.department(entry.book)

    def key(self, entry: HistoryEntry) -> str:
        """The document's key in its book; a department in it by name."""
        if entry.subject not in (Subject.EXTENSION, Subject.URGE):
            return entry.key
        return "/".join(map(self.department, entry.key.split("/")))


def department_name(code: str, directory: Directory) -> str:
    """A department's short name; the code where there is no such department."""
    return directory[code].short_name if code in directory else code
