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
from exports.merge_findings import OTHER_PERIOD, OTHER_PLAN, Conflict, MergeConflicts, NothingToMerge, Side
from exports.merged import merged_workbook
from exports.merging import Merged, Merger, Merging
from exports.stamp import PlanHead

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from departments.desks import OperatorDesk, ReaderDesk
    from departments.plan import Plan
    from departments.wording import Sentence
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
    def of(cls, told: Sentence, sides: tuple[Side, ...]) -> Question:
        """The question of a conflict."""
        return cls(told.message, tuple(sorted(told.fields.items())), sides)

    @property
    def subject(self) -> tuple[object, ...]:
        """What is decided with it: a report is taken whole from one side, with every field that differs."""
        fields = dict(self.fields)
        return self.message, fields.get("department"), fields.get("commitment"), tuple(each.file for each in self.sides)

    @property
    def may_be_chosen(self) -> bool:
        """Whether a side can stand; of two plans or periods one file doesn't belong here."""
        return self.message not in (OTHER_PLAN, OTHER_PERIOD)


@frozen
class Decision:
    """Conflicts that are decided together."""

    conflicts: tuple[Conflict, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What they ask."""
        return tuple(Question.of(each.told, each.sides) for each in self.conflicts)

    @property
    def may_be_chosen(self) -> bool:
        """Whether a side can stand."""
        return self.questions[0].may_be_chosen

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


NOTHING_CHOSEN = Choices()


@frozen
class FileMerge:
    """What came of a merge of files."""

    merging: Merging
    period: Period | None
    """None where no file could be used."""
    departments: int
    """Of how many a workbook came."""
    newer: Mapping[Question, int]
    """Which side is the newer one, of every conflict of which one is."""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What somebody has to decide, in the order in which it came up."""
        found: dict[tuple[object, ...], list[Conflict]] = {}
        for each in self.merging.conflicts:
            found.setdefault(Question.of(each.told, each.sides).subject, []).append(each)
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
        merger = _DecidingMerger(reader, choices)
        merger.take_each((name, content()) for name, content in files)
    return merger.merged(at.date(), plans)


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


class _DecidingMerger(Merger):
    """Takes the side that somebody chose."""

    def __init__(self, reader: WorkbookReader, choices: Choices) -> None:
        super().__init__(reader, prefer_newest=choices.newest)
        self._choices = choices
        self._newer: dict[Question, int] = {}

    def merged(self, today: dt.date, plans: Callable[[PlanHead, Period], Plans]) -> FileMerge:
        """What all the files together say."""
        plan, plan_before = plans(*self.of) if self.of else (None, None)
        merging = self.result(today, plan, plan_before)
        return FileMerge(merging, self.of[1] if self.of else None, len(self._shares), self._newer)

    def _decide(self, told: Sentence, sides: tuple[Side, Side], ages: tuple[object, object]) -> int:
        question = Question.of(told, sides)
        self._newer[question] = int(ages[1] > ages[0])  # type: ignore[operator]
        chosen = self._choices.sides.get(question, self._newer[question] if self._choices.newest else None)
        self._conflicts.append(Conflict(told, sides, chosen))
        return chosen or 0
