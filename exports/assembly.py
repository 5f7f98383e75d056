"""What the departments' workbooks say, put together into what the merged workbook is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen, mutable

from departments.ledger import Head
from departments.overview import Overview
from departments.plan_changes import PlanChange
from departments.reports import Report, State
from departments.wording import Sentence
from exports.form_findings import FORM, META
from exports.form_reader import ReadReport
from exports.merge_findings import NO_WORKBOOK, OTHER_TARGET, TWO_LEADS, Findings, Side
from exports.merged_rows import add_all, missing, overview_of
from exports.report_differences import commitment_text
from exports.stamp import Stamp

if TYPE_CHECKING:
    from departments.overview import CommitmentRow
    from departments.periods import PeriodRecord
    from departments.plan import Plan
    from exports.stamp import Filed, Standing


@frozen
class Merged:
    """What the merged workbook is made of."""

    overview: Overview
    before: Overview | None
    heads: tuple[Head, ...]
    people: dict[str, str]
    changes: tuple[PlanChange, ...]


@frozen
class Given:
    """A department's report on a commitment, with the file that it came from."""

    file: str
    made_at: dt.datetime
    read: ReadReport
    report: Report
    """As it counts."""


@mutable
class Share:
    """What one department's workbooks came to."""

    file: str
    stamp: Stamp
    given: dict[str, Given] = field(factory=dict)


@frozen
class Assembly:
    """Puts the departments' shares together."""

    shares: Mapping[str, Share]
    """By department's code; at least one."""
    stamp: Stamp
    """Of a workbook whose plan, period and calendar are those of all."""
    findings: Findings

    def merged(self, today: dt.date, plan: Plan | None, plan_before: Plan | None) -> Merged:
        """All of it; what can't both stand is among the findings afterwards, and the departments that sent nothing.

        Args:
            today: the day by which what is missing is late.
            plan: the plan as it holds for the period, where there is one at hand: it names what no workbook came for.
            plan_before: the same for the period before.
        """
        self._check_commitments()
        head, record = self.stamp.plan, self.stamp.record
        standings = self._standings(before=False)
        given = {(code, key): each.report for code, share in self.shares.items() for key, each in share.given.items()}

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
        before, record_before = None, self.stamp.record_before
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
        found: dict[str, tuple[Share, Standing]] = {}
        for share in self.shares.values():
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
                    stands = self.findings.decide(Sentence(TWO_LEADS, {"commitment": key}), sides, ages)
                found[key] = (share, each) if stands == 1 else known
        return [each for _, each in found.values()]

    def _check_commitments(self) -> None:
        """What two departments were told of the same commitment has to be the same."""
        known: dict[str, tuple[Share, Filed]] = {}
        for share in self.shares.values():
            for filed in share.stamp.filed:
                key = filed.commitment.id
                other = known.setdefault(key, (share, filed))
                if other[1].commitment == filed.commitment:
                    continue
                sides = _told(*other), _told(share, filed)
                ages = (other[0].stamp.made_at, share.stamp.made_at)
                if self.findings.decide(Sentence(OTHER_TARGET, {"commitment": key}), sides, ages) == 1:
                    known[key] = share, filed

    def _add_missing(
        self, found: dict[str, tuple[int, CommitmentRow]], plan: Plan | None, record: PeriodRecord, today: dt.date
    ) -> None:
        """What belongs to departments of which no workbook came."""
        codes = set()
        for share in self.shares.values():
            for filed in share.stamp.filed:
                codes |= set(filed.commitment.departments)
                if filed.commitment.id not in found:
                    found[filed.commitment.id] = filed.place, missing(filed.commitment, record, today)
        if plan is not None:
            add_all(found, plan, record, today)
            codes |= {code for each in plan.commitments for code in each.departments}
        for department in self.stamp.plan.departments:
            if department.code in codes and department.code not in self.shares:
                self.findings.notes.append(Sentence(NO_WORKBOOK, {"department": department.short_name}))

    def _heads(self) -> tuple[Head, ...]:
        found: dict[str, Head] = {}
        for share in self.shares.values():
            for head in share.stamp.heads:
                if head.book not in found or found[head.book].seq < head.seq:
                    found[head.book] = head
        order = [each.code for each in self.stamp.plan.departments]
        return tuple(sorted(found.values(), key=lambda head: order.index(head.book) if head.book in order else -1))

    def _people(self) -> dict[str, str]:
        people: dict[str, str] = {}
        for code, share in self.shares.items():
            people |= share.stamp.people
            if any(each.report.reported_by == code for each in share.given.values()):
                people.setdefault(code, self.stamp.plan.short_name(code))
        return people

    def _changes(self) -> tuple[PlanChange, ...]:
        found: list[PlanChange] = []
        for share in self.shares.values():
            found += [each for each in share.stamp.changes if each not in found]
        return tuple(sorted(found, key=lambda each: (each.at, each.commitment.id)))


def _leading(share: Share, commitment: str) -> Side:
    given = share.given.get(commitment)
    cell = given.read.place.cells().get("责任", "") if given else ""
    return Side(share.file, FORM if cell else META, cell, share.stamp.plan.short_name(share.stamp.department))


def _told(share: Share, filed: Filed) -> Side:
    given = share.given.get(filed.commitment.id)
    cell = given.read.place.cells().get("任务", "") if given else ""
    return Side(share.file, FORM if cell else META, cell, commitment_text(filed.commitment))
