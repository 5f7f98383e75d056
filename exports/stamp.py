"""What a department's workbook carries for machines: whose it is, what it was made from, and a digest over all of it.

It stands in the hidden sheet ``_meta``: a few lines that a person can read, and the whole as JSON in pieces that a cell
can hold. An import finds in it the revisions that the form was filled from; a merge finds everything that the merged
workbook is made of, so that it needs no installation. The digest shows an accident, not a forgery.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import field, frozen

from departments.directory import Department, Directory
from departments.ledger import Head
from departments.lights import CommitmentLight, Light, commitment_light
from departments.overview import CommitmentRow, Overview
from departments.periods import Period, PeriodRecord
from departments.plan import Commitment, Plan, Section
from departments.plan_changes import PlanChange
from departments.reports import Report
from exports.form_findings import META
from exports.records import UnreadableContent, json_of, value_of

if TYPE_CHECKING:
    from departments.desks.views import ReportView

NAME = META
FORMAT = 1
PIECE = 15_000
"""Characters of JSON in a cell: half of what it holds, since some characters count twice."""
CONTENT, DIGEST = "content", "digest"


@frozen
class PlanHead:
    """The plan without its commitments."""

    id: str
    title: str
    year: int
    sections: tuple[Section, ...]
    departments: tuple[Department, ...]
    behind_below: Decimal
    due_day: int

    @classmethod
    def of(cls, plan: Plan) -> PlanHead:
        """What a plan and each part of it have in common."""
        return cls(
            plan.id,
            plan.title,
            plan.year,
            plan.sections,
            plan.directory.departments,
            plan.behind_below,
            plan.due_day,
        )

    def short_name(self, department: str) -> str:
        """How the department of this code is called in a table; the code itself where the plan has no such one."""
        return next((each.short_name for each in self.departments if each.code == department), department)

    def plan(self, commitments: tuple[Commitment, ...]) -> Plan:
        """The plan with these commitments."""
        return Plan(
            id=self.id,
            title=self.title,
            year=self.year,
            directory=Directory(self.departments),
            sections=self.sections,
            commitments=commitments,
            behind_below=self.behind_below,
            due_day=self.due_day,
        )


@frozen
class Filed:
    """The department's report on a commitment as it stood when the workbook was made."""

    commitment: Commitment
    report: Report
    revision: int
    """0 where nothing was saved yet."""
    place: int = 0
    """Where the commitment stands in the whole plan."""


@frozen
class Standing:
    """How a commitment that the department leads stood."""

    place: int
    """Where it stands in the whole plan."""
    commitment: Commitment
    is_due: bool
    light: Light
    is_current: bool = False
    """Whether the report of this period is the one that counts."""
    earlier: Report | None = None
    """The report that counts, where it is another."""
    basis: Commitment | None = None
    """The commitment as it held for that report, where it was another."""

    @classmethod
    def of(cls, row: CommitmentRow, place: int, *, has_filed: bool = True) -> Standing:
        """The row as far as it has to be kept.

        Args:
            row: of the overview.
            place: where it stands in the whole plan.
            has_filed: whether the report of its own period is kept beside it.
        """
        is_current = has_filed and row.counted is not None and row.counted == row.current
        indicators = tuple(each.indicator for each in row.light.indicators)
        basis = None
        if row.counted is not None and indicators != row.commitment.indicators:
            basis = Commitment(row.commitment.id, 0, "", "", row.counted.department, indicators=indicators)
        earlier = None if is_current else row.counted
        return cls(place, row.commitment, row.is_due, row.light.light, is_current, earlier, basis)

    def row(
        self,
        current: Report | None,
        supporting: tuple[Report, ...],
        record: PeriodRecord,
        today: dt.date,
        behind_below: Decimal = Decimal(10),
    ) -> CommitmentRow:
        """The row again.

        Args:
            current: the lead's report for the period.
            supporting: the supporting departments' that count.
            record: the period's place in the calendar.
            today: the day by which what is missing is late.
            behind_below: percentage points from which yellow turns red.
        """
        counted = current if current is not None and current.state.counts else self.earlier
        light = CommitmentLight(Light.MISSING if self.light not in (Light.MISSING, Light.NOT_DUE) else self.light)
        if counted is not None:
            basis = self.basis if self.basis is not None and counted == self.earlier else self.commitment
            light = commitment_light(basis, counted, behind_below)
        owed = current or Report(self.commitment.id, self.commitment.lead, record.period)
        return CommitmentRow(
            commitment=self.commitment,
            is_due=self.is_due,
            current=current,
            counted=counted,
            light=light,
            is_late=self.is_due and owed.is_late(record.due_on, today),
            supporting=supporting,
        )


@frozen
class Stamp:
    """Everything that a department's workbook was made from."""

    plan: PlanHead
    department: str
    period: Period
    made_at: dt.datetime
    record: PeriodRecord
    filed: tuple[Filed, ...]
    """The department's report on each commitment that it leads or supports, in the plan's order."""
    standings: tuple[Standing, ...]
    """What it leads."""
    before: tuple[Standing, ...] = ()
    """The same for the period before."""
    record_before: PeriodRecord | None = None
    """None in the year's first period."""
    heads: tuple[Head, ...] = ()
    """Where the books end that the maker may know of: the department's own, and the commission's."""
    people: Mapping[str, str] = field(factory=dict)
    """Account name to the person, for every account that occurs."""
    changes: tuple[PlanChange, ...] = ()
    """What was changed about its commitments."""


@frozen
class Background:
    """What a department's workbook carries beside its own period, so that it can be merged without an installation."""

    before: Overview | None = None
    """The overview of the period before, narrowed to what the department leads; None in the year's first."""
    changes: Sequence[PlanChange] = ()
    """What was changed about the plan."""
    heads: Sequence[Head] = ()
    """Where books end, as far as whoever makes the workbook may know; other departments' are left out."""
    places: Mapping[str, int] = field(factory=dict)
    """Where its commitments stand in the whole plan; their order here where none are named."""


def stamp_of(
    department: str,
    overview: Overview,
    views: Sequence[ReportView],
    made_at: dt.datetime,
    people: Mapping[str, str],
    background: Background,
) -> Stamp:
    """The stamp of a department's workbook.

    Args:
        department: its code.
        overview: narrowed to what it leads.
        views: its report on each commitment that it leads or supports.
        made_at: the present instant, with time zone.
        people: account name to the person.
        background: what it carries beside its own period.
    """
    before, places = background.before, background.places
    own = tuple(each for each in background.changes if department in each.departments)
    filed = tuple(
        Filed(view.commitment, view.report, view.revision, places.get(view.commitment.id, at))
        for at, view in enumerate(views)
    )
    standings = _standings(overview, places, has_filed=True)
    then = _standings(before, places, has_filed=False) if before else ()
    codes = set(overview.plan.directory.codes) - {department}
    return Stamp(
        plan=PlanHead.of(overview.plan),
        department=department,
        period=overview.period,
        made_at=made_at,
        record=overview.record,
        filed=filed,
        standings=standings,
        before=then,
        record_before=before.record if before else None,
        heads=tuple(each for each in background.heads if each.book not in codes),
        people={name: people[name] for name in sorted(_accounts(filed, (*standings, *then), own)) if name in people},
        changes=own,
    )


def _standings(overview: Overview, places: Mapping[str, int], *, has_filed: bool) -> tuple[Standing, ...]:
    return tuple(
        Standing.of(row, places.get(row.commitment.id, at), has_filed=has_filed) for at, row in enumerate(overview.rows)
    )


def _accounts(filed: Sequence[Filed], standings: Sequence[Standing], changes: Sequence[PlanChange]) -> set[str]:
    reports = [each.report for each in filed] + [each.earlier for each in standings if each.earlier]
    named = {each.by for each in changes}
    for report in reports:
        named |= {report.reported_by, report.signed_by, report.approved_by, *(each.by for each in report.returns)}
    return named


def lines_of(stamp: Stamp) -> list[tuple[str, str]]:
    """The hidden sheet's lines, as name and text."""
    content = json_of(stamp)
    revisions = " ".join(f"{each.commitment.id}={each.revision}" for each in stamp.filed)
    pieces = [content[at : at + PIECE] for at in range(0, len(content), PIECE)]
    return [
        ("format", str(FORMAT)),
        ("plan", stamp.plan.id),
        ("department", stamp.department),
        ("period", str(stamp.period)),
        ("made_at", stamp.made_at.isoformat()),
        ("revisions", revisions[:PIECE]),
        (DIGEST, digest_of(content)),
        *((CONTENT, piece) for piece in pieces),
    ]


def digest_of(content: str) -> str:
    """SHA-256 over the JSON, in lower-case hex."""
    return hashlib.sha256(content.encode()).hexdigest()


def stamp_from(lines: Sequence[tuple[str, str]]) -> Stamp:
    """The stamp that the hidden sheet's lines carry.

    Raises:
        UnreadableContent: they carry none, one of another format, or not all of it.
    """
    named = dict(lines)
    if named.get("format") != str(FORMAT):
        raise UnreadableContent(f"format {named.get('format')}")
    content = "".join(text for name, text in lines if name == CONTENT)
    if digest_of(content) != named.get(DIGEST):
        raise UnreadableContent("the digest does not fit")
    return value_of(Stamp, content)
