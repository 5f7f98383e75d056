"""What a merge has to say: conflicts with both sides and their cells, files that can't be used, and notes."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from attrs import define, evolve, field, frozen

from departments.refusals import Refusal
from departments.wording import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    Choose = Callable[["Conflict"], int | None]
    """Which side of a conflict stands; None where that is still to be decided."""

SAME_TWICE = N_("{name} is there twice, and {commitment} {what} differs:")
TWO_LEADS = N_("{commitment} is led by two departments:")
OTHER_PLAN = N_("The workbooks are of different plans:")
OTHER_PERIOD = N_("The workbooks are of different periods:")
OTHER_CALENDAR = N_("The workbooks name different due dates:")
OTHER_TARGET = N_("Target or departments of {commitment} differ:")
CHANGED_AFTERWARDS = N_("{commitment} {what} was changed in the file after {name} had submitted it:")
SAME_FILE_TWICE = N_("{file} says the same as {other}; it counts once.")
FILLED_IN = N_("{file}: {commitment} was filled in offline and counts as submitted.")
NOT_COMPLETE = N_("{file}: {commitment} was filled in offline and does not count yet: {first}")
NO_WORKBOOK = N_("No workbook came from {department}; what it leads counts as missing.")

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        SAME_TWICE: "same_twice",
        TWO_LEADS: "two_leads",
        OTHER_PLAN: "other_plan",
        OTHER_PERIOD: "other_period",
        OTHER_CALENDAR: "other_calendar",
        OTHER_TARGET: "other_target",
        CHANGED_AFTERWARDS: "changed_afterwards",
        SAME_FILE_TWICE: "same_file_twice",
        FILLED_IN: "filled_in",
        NOT_COMPLETE: "not_complete",
        NO_WORKBOOK: "no_workbook",
    }
)


def kind_of(told: Sentence) -> str:
    """A stable name of a conflict or note, for programs."""
    return _KINDS[told.message]


@define
class MergeConflicts(Refusal):
    """A merge with both sides of something and nobody to choose."""

    message: ClassVar[str] = N_(
        "Nothing was written: {conflicts} conflicts and {problems} problems are listed above;"
        " settle them, or let --prefer newest choose between the sides of a conflict."
    )
    conflicts: int
    problems: int


@define
class NothingToMerge(Refusal):
    """No file of all that were named can be merged."""

    message: ClassVar[str] = N_("None of the files can be merged; each is named above with the reason.")


@frozen
class Side:
    """One side of a conflict."""

    file: str
    sheet: str
    cell: str
    text: str
    """What stands there."""


@frozen
class Conflict:
    """Two things that can't both stand."""

    told: Sentence
    sides: tuple[Side, ...]
    newer: int | None = None
    """Which side is the newer one; None where no side can stand, since one of the files doesn't belong here."""
    chosen: int | None = None
    """Which side was chosen; None where nobody chose."""


@frozen
class FileProblem:
    """A file, or a cell of one, that keeps it from being merged."""

    file: str
    sheet: str
    cell: str
    told: Refusal


@define
class Findings:
    """What a merge has found so far."""

    _choose: Choose
    """Is asked whenever two sides could stand."""
    conflicts: list[Conflict] = field(factory=list, init=False)
    problems: list[FileProblem] = field(factory=list, init=False)
    notes: list[Sentence] = field(factory=list, init=False)

    def decide(self, told: Sentence, sides: tuple[Side, Side], ages: tuple[Any, Any]) -> int:
        """Note a conflict; gives the side that stands, the first where nobody chose.

        Args:
            told: what it is about.
            sides: both.
            ages: what tells which of them is the newer one; the greater is.
        """
        conflict = Conflict(told, sides, newer=int(ages[1] > ages[0]))
        conflict = evolve(conflict, chosen=self._choose(conflict))
        self.conflicts.append(conflict)
        return conflict.chosen or 0
