"""Many department workbooks into one merged report, with or without an installation.

Each file is read, understood and let go again; what is kept is one department's share of the plan. Whatever two files,
or a file and its own record, say differently is a conflict with both sides and their cells. Nothing is chosen unless
somebody chose it, and what was chosen is still told.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen, mutable

from departments.checks import Grade, find_problems
from departments.ledger import Head
from departments.overview import Overview
from departments.plan_changes import PlanChange
from departments.refusals import Refusal
from departments.reports import Report, State
from departments.wording import Sentence
from exports.form_findings import FORM, META
from exports.form_reader import SHEETS, ReadForm, ReadReport, read_form
from exports.merge_findings import (
    CHANGED_AFTERWARDS,
    FILLED_IN,
    NO_WORKBOOK,
    NOT_COMPLETE,
    OTHER_CALENDAR,
    OTHER_PERIOD,
    OTHER_PLAN,
    OTHER_TARGET,
    SAME_FILE_TWICE,
    SAME_TWICE,
    TWO_LEADS,
    Conflict,
    FileProblem,
    Side,
)
from exports.merged_rows import add_all, missing, overview_of
from exports.report_differences import commitment_text, differences
from exports.stamp import Filed, PlanHead, Stamp, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from departments.overview import CommitmentRow
    from departments.periods import Period, PeriodRecord
    from departments.plan import Plan
    from exports.intake import SheetCells, WorkbookReader

    Choose = Callable[[Conflict], int | None]
    """Which side of a conflict stands; None where that is still to be decided."""


@frozen
class Merged:
    """What the merged workbook is made of."""

    overview: Overview
    before: Overview | None
    heads: tuple[Head, ...]
    people: dict[str, str]
    changes: tuple[PlanChange, ...]


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


@frozen
class _Given:
    """A department's report on a commitment, with the file that it came from."""

    file: str
    made_at: dt.datetime
    read: ReadReport
    report: Report
    """As it counts."""


@mutable
class _Share:
    """What one department's workbooks came to."""

    file: str
    stamp: Stamp
    given: dict[str, _Given] = field(factory=dict)


class Merger:
    """Takes one workbook after another and puts together what they say."""

    def __init__(self, reader: WorkbookReader, choose: Choose) -> None:
        """Args: what reads each file within limits, and what is asked whenever two sides could stand."""
        self._reader, self._choose = reader, choose
        self._shares: dict[str, _Share] = {}
        self._first: tuple[str, Stamp] | None = None
        self._conflicts: list[Conflict] = []
        self._problems: list[FileProblem] = []
        self._notes: list[Sentence] = []

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
            self._problems.append(FileProblem(file, "", "", refusal))
            return
        found = [FileProblem(file, each.sheet, each.cell, each.told) for each in form.findings]
        if found:
            self._problems += found
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
        merged = self._merged(today, plan, plan_before) if self._shares else None
        return Merging(merged, tuple(self._conflicts), tuple(self._problems), tuple(self._notes))

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
                self._conflicts.append(Conflict(Sentence(message), sides))
                return False
        if stamp.record != first.record:
            sides = (
                Side(other, META, "B8", str(first.record.due_on)),
                Side(file, META, "B8", str(stamp.record.due_on)),
            )
            if self._decide(Sentence(OTHER_CALENDAR), sides, (first.made_at, stamp.made_at)) == 1:
                self._first = file, stamp
        return True

    def _decide(self, told: Sentence, sides: tuple[Side, Side], ages: tuple[Any, Any]) -> int:
        """Note a conflict; gives the side that stands, the first where nobody chose."""
        conflict = Conflict(told, sides, newer=int(ages[1] > ages[0]))
        conflict = evolve(conflict, chosen=self._choose(conflict))
        self._conflicts.append(conflict)
        return conflict.chosen or 0

    def _lay(self, file: str, form: ReadForm) -> None:
        stamp, code = form.stamp, form.stamp.department
        share = self._shares.get(code)
        given = {each.filed.commitment.id: _Given(file, stamp.made_at, each, each.report) for each in form.reports}
        if share is None:
            self._shares[code] = share = _Share(file, stamp)
            share.given = {key: self._counted(each) for key, each in given.items()}
            return
        before = len(self._conflicts)
        for key, each in given.items():
            known = share.given.get(key)
            share.given[key] = self._counted(each) if known is None else self._one_of(known, each)
        if len(self._conflicts) == before:
            self._notes.append(Sentence(SAME_FILE_TWICE, {"file": file, "other": share.file}))
        if stamp.made_at > share.stamp.made_at:
            share.stamp = stamp

    def _one_of(self, known: _Given, new: _Given) -> _Given:
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
            stands = self._decide(Sentence(SAME_TWICE, fields), sides, ages)
        return self._counted(new) if stands == 1 else known

    def _counted(self, given: _Given) -> _Given:
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
            self._notes.append(Sentence(NOT_COMPLETE, where | {"first": hard[0].sentence}))
            return evolve(given, report=filed.report)
        self._notes.append(Sentence(FILLED_IN, where))
        reported_by = read.report.reported_by or filed.report.department
        return evolve(given, report=evolve(read.report, state=State.SUBMITTED, reported_by=reported_by))

    def _changed_afterwards(self, given: _Given) -> Report:
        """A submitted report whose cells were typed over: the record against the cell."""
        stands, filed = 0, given.read.filed
        for each in given.read.changes:
            fields = self._about(filed.report.department, each.commitment, each.header)
            sides = (Side(given.file, META, "", each.old), Side(given.file, each.sheet, each.cell, each.new))
            stands = self._decide(Sentence(CHANGED_AFTERWARDS, fields), sides, (0, 1))
        return given.read.report if stands == 1 else filed.report

    def _about(self, department: str, commitment: str, what: str) -> dict[str, str]:
        """What a conflict within one report is about: the code for programs, the name for people."""
        name = self._stamp.plan.short_name(department)
        return {"department": department, "name": name, "commitment": commitment, "what": what}

    @property
    def _stamp(self) -> Stamp:
        assert self._first is not None  # noqa: S101 - set before anything is laid
        return self._first[1]

    def _merged(self, today: dt.date, plan: Plan | None, plan_before: Plan | None) -> Merged:
        self._check_commitments()
        head, record = self._stamp.plan, self._stamp.record
        standings = self._standings(before=False)
        given = {(code, key): each.report for code, share in self._shares.items() for key, each in share.given.items()}

        def row(standing: Standing) -> CommitmentRow:
            commitment = standing.commitment
            reports = [given.get((code, commitment.id)) for code in commitment.supporting]
            current = given.get((commitment.lead, commitment.id))
            current = None if current is not None and current.state is State.EMPTY else current
            return standing.row(
                current, tuple(each for each in reports if each and each.state.counts), record, today, head.behind_below
            )

        found = {each.commitment.id: (each.place, row(each)) for each in standings}
        self._add_missing(found, plan, record, today)
        overview = overview_of(head, record, found)
        before, record_before = None, self._stamp.record_before
        if record_before is not None:
            then = {
                each.commitment.id: (each.place, each.row(None, (), record_before, today, head.behind_below))
                for each in self._standings(before=True)
            }
            if plan_before is not None:
                add_all(then, plan_before, record_before, today)
            before = overview_of(head, record_before, then)
        return Merged(overview, before, self._heads(), self._people(), self._changes())

    def _standings(self, *, before: bool) -> list[Standing]:
        """What the departments lead; of a commitment that two of them lead, the one that stands."""
        found: dict[str, tuple[_Share, Standing]] = {}
        for share in self._shares.values():
            for each in share.stamp.before if before else share.stamp.standings:
                key = each.commitment.id
                known = found.get(key)
                if known is None:
                    found[key] = share, each
                    continue
                stands = 0
                if not before:
                    sides = _leading(known[0], key), _leading(share, key)
                    ages = (known[0].stamp.made_at, share.stamp.made_at)
                    stands = self._decide(Sentence(TWO_LEADS, {"commitment": key}), sides, ages)
                found[key] = (share, each) if stands == 1 else known
        return [each for _, each in found.values()]

    def _check_commitments(self) -> None:
        """What two departments were told of the same commitment has to be the same."""
        known: dict[str, tuple[_Share, Filed]] = {}
        for share in self._shares.values():
            for filed in share.stamp.filed:
                key = filed.commitment.id
                other = known.setdefault(key, (share, filed))
                if other[1].commitment == filed.commitment:
                    continue
                sides = _told(*other), _told(share, filed)
                ages = (other[0].stamp.made_at, share.stamp.made_at)
                if self._decide(Sentence(OTHER_TARGET, {"commitment": key}), sides, ages) == 1:
                    known[key] = share, filed

    def _add_missing(
        self, found: dict[str, tuple[int, CommitmentRow]], plan: Plan | None, record: PeriodRecord, today: dt.date
    ) -> None:
        """What belongs to departments of which no workbook came."""
        codes = set()
        for share in self._shares.values():
            for filed in share.stamp.filed:
                codes |= set(filed.commitment.departments)
                if filed.commitment.id not in found:
                    found[filed.commitment.id] = filed.place, missing(filed.commitment, record, today)
        if plan is not None:
            add_all(found, plan, record, today)
            codes |= {code for each in plan.commitments for code in each.departments}
        for department in self._stamp.plan.departments:
            if department.code in codes and department.code not in self._shares:
                self._notes.append(Sentence(NO_WORKBOOK, {"department": department.short_name}))

    def _heads(self) -> tuple[Head, ...]:
        found: dict[str, Head] = {}
        for share in self._shares.values():
            for head in share.stamp.heads:
                if head.book not in found or found[head.book].seq < head.seq:
                    found[head.book] = head
        order = [each.code for each in self._stamp.plan.departments]
        return tuple(sorted(found.values(), key=lambda head: order.index(head.book) if head.book in order else -1))

    def _people(self) -> dict[str, str]:
        people: dict[str, str] = {}
        for code, share in self._shares.items():
            people |= share.stamp.people
            if any(each.report.reported_by == code for each in share.given.values()):
                people.setdefault(code, self._stamp.plan.short_name(code))
        return people

    def _changes(self) -> tuple[PlanChange, ...]:
        found: list[PlanChange] = []
        for share in self._shares.values():
            found += [each for each in share.stamp.changes if each not in found]
        return tuple(sorted(found, key=lambda each: (each.at, each.commitment.id)))


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


def _leading(share: _Share, commitment: str) -> Side:
    given = share.given.get(commitment)
    cell = given.read.place.cells().get("责任", "") if given else ""
    return Side(share.file, FORM if cell else META, cell, share.stamp.plan.short_name(share.stamp.department))


def _told(share: _Share, filed: Filed) -> Side:
    given = share.given.get(filed.commitment.id)
    cell = given.read.place.cells().get("任务", "") if given else ""
    return Side(share.file, FORM if cell else META, cell, commitment_text(filed.commitment))
