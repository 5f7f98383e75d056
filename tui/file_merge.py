"""Departments' workbooks merged: files in, what they disagree about, and the merged workbook once nothing is open.

The command line and the coordinator's page go the same way. Nothing is chosen unless somebody chose it: the newest of
everything, or a side of one conflict.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from departments.periods import Period
from exports.intake import WorkbookReader
from exports.merge_findings import Conflict, MergeConflicts, NothingToMerge, Side
from exports.merged import merged_workbook
from exports.merging import Merger, Merging
from exports.stamp import PlanHead

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from departments.desks import OperatorDesk, ReaderDesk
    from departments.plan import Plan
    from exports.assembly import Merged
    from tui.workbooks_out import OnSheet

    Plans = tuple[Plan | None, Plan | None]
    """The plan as it holds for the merged period, and for the one before."""


@frozen
class Question:
    """What one conflict asks: a choice holds only while the files still say what they said."""

    message: str
    fields: tuple[tuple[str, Any], ...]
    sides: tuple[Side, ...]

    @classmethod
    def of(cls, conflict: Conflict) -> Question:
        """The question of a conflict."""
        return cls(conflict.told.message, tuple(sorted(conflict.told.fields.items())), conflict.sides)

    @property
    def subject(self) -> tuple[object, ...]:
        """What is decided with it: a report is taken whole from one side, with every field that differs."""
        fields = dict(self.fields)
        return self.message, fields.get("department"), fields.get("commitment"), tuple(each.file for each in self.sides)


@frozen
class Decision:
    """Conflicts that are decided together."""

    conflicts: tuple[Conflict, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What they ask."""
        return tuple(map(Question.of, self.conflicts))

    @property
    def newer(self) -> int | None:
        """Which side is the newer one; None where no side can stand, and a file has to be left out."""
        return self.conflicts[0].newer

    @property
    def files(self) -> tuple[str, ...]:
        """Whose the sides are; the same file on both where it contradicts its own record."""
        return tuple(each.file for each in self.conflicts[0].sides)


@frozen
class Choices:
    """What has been chosen."""

    newest: bool = False
    """Of both sides of every conflict the newer one."""
    sides: Mapping[Question, int] = field(factory=dict)
    """Conflict by conflict."""

    def side_of(self, conflict: Conflict) -> int | None:
        """The side that was chosen."""
        return self.sides.get(Question.of(conflict), conflict.newer if self.newest else None)


NOTHING_CHOSEN = Choices()


@frozen
class FileMerge:
    """What came of a merge of files."""

    merging: Merging
    period: Period | None
    """None where no file could be used."""
    departments: int
    """Of how many a workbook came."""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What somebody has to decide, in the order in which it came up."""
        found: dict[tuple[object, ...], list[Conflict]] = {}
        for each in self.merging.conflicts:
            found.setdefault(Question.of(each).subject, []).append(each)
        return tuple(Decision(tuple(each)) for each in found.values())

    def check(self) -> Merged:
        """What the merged workbook is made of, if it may be written.

        Raises:
            NothingToMerge: no file could be used.
            MergeConflicts: something is open or in doubt.
        """
        if self.merging.merged is None:
            raise NothingToMerge
        if not self.merging.is_settled:
            undecided = [each for each in self.merging.conflicts if each.chosen is None]
            raise MergeConflicts(len(undecided), len(self.merging.problems))
        return self.merging.merged

    def workbook(self, at: dt.datetime, *, on_sheet: OnSheet | None = None) -> bytes:
        """The merged workbook.

        Args:
            at: the present instant.
            on_sheet: is told after each sheet how many are done, of how many.

        Raises:
            NothingToMerge: no file could be used.
            MergeConflicts: something is open or in doubt.
        """
        found = self.check()
        return merged_workbook(
            found.overview,
            found.heads,
            at,
            found.people,
            before=found.before,
            changes=found.changes,
            on_sheet=on_sheet,
        )


def merge_files(
    files: Iterable[tuple[str, Callable[[], bytes]]],
    at: dt.datetime,
    plans: Callable[[PlanHead, Period], Plans],
    choices: Choices = NOTHING_CHOSEN,
) -> FileMerge:
    """Read files one after the other and put together what they say.

    Args:
        files: names, and what reads each.
        at: the present instant.
        plans: finds the plan of the merged period, where there is one at hand.
        choices: what has been chosen.
    """
    with WorkbookReader() as reader:
        merger = Merger(reader, choices.side_of)
        merger.take_each((name, content()) for name, content in files)
    plan, plan_before = plans(*merger.of) if merger.of else (None, None)
    period = merger.of[1] if merger.of else None
    return FileMerge(merger.result(at.date(), plan, plan_before), period, merger.departments)


def installed_plans(desk: ReaderDesk | OperatorDesk, head: PlanHead, period: Period) -> Plans:
    """The plan of the merged period and the one before as the office has it; nothing if the files are of another.

    Args:
        desk: reads the plan.
        head: the files' plan.
        period: theirs, too.
    """
    plan = desk.plan(period)
    if PlanHead.of(plan) != head:
        return None, None
    return plan, desk.plan(period.plus_months(-1)) if period.month > 1 else None
