"""The rows of a merged overview: what came, and what nobody sent a workbook for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.lights import Light
from departments.overview import summed_up
from departments.periods import is_due
from exports.stamp import Standing

if TYPE_CHECKING:
    import datetime as dt

    from departments.overview import CommitmentRow, Overview
    from departments.periods import PeriodRecord
    from departments.plan import Commitment, Plan
    from exports.stamp import PlanHead


def overview_of(head: PlanHead, record: PeriodRecord, found: dict[str, tuple[int, CommitmentRow]]) -> Overview:
    """The overview of these rows.

    Args:
        head: their plan.
        record: the period's place in the calendar.
        found: a row a commitment, with its place in the whole plan.
    """
    rows = tuple(row for _, row in sorted(found.values(), key=lambda each: (each[0], each[1].commitment.id)))
    return summed_up(head.plan(tuple(row.commitment for row in rows)), record, rows)


def add_all(found: dict[str, tuple[int, CommitmentRow]], plan: Plan, record: PeriodRecord, today: dt.date) -> None:
    """Add a row for each commitment of the plan that has none.

    Args:
        found: a row a commitment, with its place in the whole plan.
        plan: all of it.
        record: the period's place in the calendar.
        today: the day by which what is missing is late.
    """
    for place, each in enumerate(plan.commitments):
        if each.id not in found:
            found[each.id] = place, missing(each, record, today)


def missing(commitment: Commitment, record: PeriodRecord, today: dt.date) -> CommitmentRow:
    """The row of a commitment that no workbook came for.

    Args:
        commitment: which.
        record: the period's place in the calendar.
        today: the day by which what is missing is late.
    """
    is_owed = is_due(commitment.due, commitment.milestones, record.period)
    light = Light.MISSING if is_owed else Light.NOT_DUE
    return Standing(0, commitment, is_owed, light).row(None, (), record, today)
