"""Many department workbooks into one merged report, with or without an installation.

Each file is read, understood and let go again; what is kept is one department's share of the plan. Whatever two files,
or a file and its own record, say differently is a conflict with both sides and their cells. Nothing is chosen unless
somebody chose it, and what was chosen is still told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from departments.checks import Grade, find_problems
from departments.refusals import Refusal
from departments.reports import State
from departments.wording import Sentence
from exports.assembly import Assembly, Given, Merged, Share
from exports.form_findings import META
from exports.form_reader import SHEETS, ReadForm, read_form
from exports.merge_findings import (
    CHANGED_AFTERWARDS,
    FILLED_IN,
    NOT_COMPLETE,
    OTHER_CALENDAR,
    OTHER_PERIOD,
    OTHER_PLAN,
    SAME_FILE_TWICE,
    SAME_TWICE,
    Conflict,
    FileProblem,
    Findings,
    Side,
)
from exports.report_differences import differences
from exports.stamp import PlanHead, Stamp

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from departments.periods import Period
    from departments.plan import Plan
    from departments.reports import Report
    from exports.intake import SheetCells, WorkbookReader
    from exports.merge_findings import Choose


@frozen
class Merging:
    """What came of a merge."""

    merged: Merged | None
    """None where no file could be used."""
    conflicts: tuple[Conflict, ...]
    problems: tuple[FileProblem, ...]
    notes: tuple[Sentence, ...]

    @property
    def is_settled(self) -> bool:
        """Whether the merged workbook may be written: every conflict has been decided and no file is in doubt."""
        return self.merged is not None and not self.problems and all(each.chosen is not None for each in self.conflicts)


class Merger:
    """Takes one workbook after another and puts together what they say."""

    def __init__(self, reader: WorkbookReader, choose: Choose) -> None:
        """Args: what reads each file within limits, and what is asked whenever two sides could stand."""
        self._reader = reader
        self._findings = Findings(choose)
        self._shares: dict[str, Share] = {}
        self._first: tuple[str, Stamp] | None = None

    def take_each(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Lay one file after another beside the others; what is wrong with one is told in the result.

        Each is read while the one before is understood.

        Args:
            files: names and contents, of which two at a time are held.
        """
        for file, sheets in self._reader.read_each(files, SHEETS):
            self._understand(file, sheets)

    def _understand(self, file: str, sheets: dict[str, SheetCells] | Refusal) -> None:
        try:
            if isinstance(sheets, Refusal):
                raise sheets
            form = read_form(file, sheets)
        except Refusal as refusal:
            self._findings.problems.append(FileProblem(file, "", "", refusal))
            return
        found = [FileProblem(file, each.sheet, each.cell, each.told) for each in form.findings]
        if found:
            self._findings.problems += found
            return
        if self._is_of_the_same(file, form.stamp):
            self._lay(file, form)

    @property
    def of(self) -> tuple[PlanHead, Period] | None:
        """Which plan and period the workbooks are of; None before the first good one."""
        return (self._first[1].plan, self._first[1].period) if self._first else None

    @property
    def departments(self) -> int:
        """Of how many departments a good workbook came."""
        return len(self._shares)

    def result(self, today: dt.date, plan: Plan | None = None, plan_before: Plan | None = None) -> Merging:
        """What all the files together say.

        Args:
            today: the day by which what is missing is late.
            plan: the plan as it holds for the period, where there is one at hand: it names what no workbook came for.
            plan_before: the same for the period before.
        """
        found, merged = self._findings, None
        if self._shares:
            merged = Assembly(self._shares, self._stamp, found).merged(today, plan, plan_before)
        return Merging(merged, tuple(found.conflicts), tuple(found.problems), tuple(found.notes))

    def _is_of_the_same(self, file: str, stamp: Stamp) -> bool:
        """Whether the workbook is of the same plan and period as the others."""
        if self._first is None:
            self._first = file, stamp
            return True
        other, first = self._first
        for message, place, here, there in (
            (OTHER_PLAN, "B2", stamp.plan, first.plan),
            (OTHER_PERIOD, "B4", stamp.period, first.period),
        ):
            if here != there:
                words = [
                    f"{each.id} {each.title}" if isinstance(each, PlanHead) else str(each) for each in (there, here)
                ]
                sides = (Side(other, META, place, words[0]), Side(file, META, place, words[1]))
                self._findings.conflicts.append(Conflict(Sentence(message), sides))
                return False
        if stamp.record != first.record:
            sides = (
                Side(other, META, "B8", str(first.record.due_on)),
                Side(file, META, "B8", str(stamp.record.due_on)),
            )
            if self._findings.decide(Sentence(OTHER_CALENDAR), sides, (first.made_at, stamp.made_at)) == 1:
                self._first = file, stamp
        return True

    def _lay(self, file: str, form: ReadForm) -> None:
        stamp, code = form.stamp, form.stamp.department
        share = self._shares.get(code)
        given = {each.filed.commitment.id: Given(file, stamp.made_at, each, each.report) for each in form.reports}
        if share is None:
            self._shares[code] = share = Share(file, stamp)
            share.given = {key: self._counted(each) for key, each in given.items()}
            return
        before = len(self._findings.conflicts)
        for key, each in given.items():
            known = share.given.get(key)
            share.given[key] = self._counted(each) if known is None else self._one_of(known, each)
        if len(self._findings.conflicts) == before:
            self._findings.notes.append(Sentence(SAME_FILE_TWICE, {"file": file, "other": share.file}))
        if stamp.made_at > share.stamp.made_at:
            share.stamp = stamp

    def _one_of(self, known: Given, new: Given) -> Given:
        """The one that stands of two versions of a report."""
        if (known.read.filed, known.read.report) == (new.read.filed, new.read.report):
            return known
        department, commitment = new.read.report.department, new.read.filed.commitment.id
        found = differences(known.read, new.read)
        ages = (known.read.filed.revision, known.made_at), (new.read.filed.revision, new.made_at)
        stands = 0
        for what, old, other in found:
            sides = Side(known.file, *old), Side(new.file, *other)
            fields = self._about(department, commitment, what)
            stands = self._findings.decide(Sentence(SAME_TWICE, fields), sides, ages)
        return self._counted(new) if stands == 1 else known

    def _counted(self, given: Given) -> Given:
        """The report as it counts: what was typed into the file counts once nothing is missing from it."""
        read, filed = given.read, given.read.filed
        if not read.changes:
            return evolve(given, report=filed.report)
        if filed.report.state.counts:
            return evolve(given, report=self._changed_afterwards(given))
        commitment, where = filed.commitment, {"file": given.file, "commitment": filed.commitment.id}
        found = find_problems(commitment, read.report, (), self._stamp.plan.behind_below)
        hard = [each for each in found if each.grade is Grade.HARD]
        if hard:
            self._findings.notes.append(Sentence(NOT_COMPLETE, where | {"first": hard[0].sentence}))
            return evolve(given, report=filed.report)
        self._findings.notes.append(Sentence(FILLED_IN, where))
        reported_by = read.report.reported_by or filed.report.department
        return evolve(given, report=evolve(read.report, state=State.SUBMITTED, reported_by=reported_by))

    def _changed_afterwards(self, given: Given) -> Report:
        """A submitted report whose cells were typed over: the record against the cell."""
        stands, filed = 0, given.read.filed
        for each in given.read.changes:
            fields = self._about(filed.report.department, each.commitment, each.header)
            sides = (Side(given.file, META, "", each.old), Side(given.file, each.sheet, each.cell, each.new))
            stands = self._findings.decide(Sentence(CHANGED_AFTERWARDS, fields), sides, (0, 1))
        return given.read.report if stands == 1 else filed.report

    def _about(self, department: str, commitment: str, what: str) -> dict[str, str]:
        """What a conflict within one report is about: the code for programs, the name for people."""
        name = self._stamp.plan.short_name(department)
        return {"department": department, "name": name, "commitment": commitment, "what": what}

    @property
    def _stamp(self) -> Stamp:
        assert self._first is not None  # noqa: S101 - set before anything is laid
        return self._first[1]


def merge(
    reader: WorkbookReader,
    files: Iterable[tuple[str, bytes]],
    today: dt.date,
    *,
    prefer_newest: bool = False,
    plan: Plan | None = None,
    plan_before: Plan | None = None,
) -> Merging:
    """Merge department workbooks.

    Args:
        reader: reads each file within limits.
        files: names and contents, one at a time.
        today: the day by which what is missing is late.
        prefer_newest: of both sides of a conflict take the newer one, and still tell.
        plan: the plan as it holds for the period, where there is one at hand.
        plan_before: the same for the period before.
    """
    merger = Merger(reader, lambda conflict: conflict.newer if prefer_newest else None)
    merger.take_each(files)
    return merger.result(today, plan, plan_before)
