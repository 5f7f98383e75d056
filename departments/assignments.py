"""What changes in the plan during the year: who leads, who supports, how high a target is, what is added and split.

The plan's own words stay; each change carries the old value, the new one, who made it, when and why, and the first
period that it holds for, so that a period already reported keeps the target it was reported against.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from departments.periods import Period
from departments.plan import Commitment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from departments.plan import Plan


@frozen
class Reassignment:
    """A commitment given to other departments."""

    since: Period
    """The first period for which it holds."""
    old_lead: str
    old_supporting: tuple[str, ...]
    lead: str
    supporting: tuple[str, ...]
    at: dt.datetime
    by: str
    reason: str


@frozen
class Retarget:
    """An indicator's target changed."""

    since: Period
    """The first period for which it holds."""
    indicator: str
    """The indicator's id."""
    old_target: Decimal
    target: Decimal
    at: dt.datetime
    by: str
    reason: str


@frozen
class Addition:
    """A commitment that a decision of the year has put into the plan."""

    since: Period
    """The first period for which it holds."""
    commitment: Commitment
    """As it was added."""
    source: str
    """The decision (文号、会议) that it rests on."""
    at: dt.datetime
    by: str
    reason: str
    part_of: str = ""
    """The commitment that it is a part of, where one was split."""


@frozen
class Split:
    """A commitment replaced by its parts."""

    since: Period
    """The first period in which the parts stand for it."""
    parts: tuple[str, ...]
    """Their ids."""
    at: dt.datetime
    by: str
    reason: str


@frozen
class CommitmentChanges:
    """Everything that was changed about one commitment, the earliest first."""

    commitment: str
    reassignments: tuple[Reassignment, ...] = ()
    retargets: tuple[Retarget, ...] = ()
    addition: Addition | None = None
    """How it came into the plan, if it didn't stand there when the year began."""
    split: Split | None = None
    """How it left the plan, if it did; its reports stay."""

    def stands_in(self, period: Period) -> bool:
        """Whether the commitment is part of the plan in the period, as far as additions and splits decide it."""
        is_there = self.addition is None or self.addition.since <= period
        return is_there and (self.split is None or period < self.split.since)


def commitment_in_period(commitment: Commitment, changes: CommitmentChanges, period: Period) -> Commitment:
    """The commitment as it stood, or stands, for the period."""
    for each in changes.reassignments:
        if each.since <= period:
            commitment = evolve(commitment, lead=each.lead, supporting=each.supporting)
    targets = {each.indicator: each.target for each in changes.retargets if each.since <= period}
    indicators = tuple(evolve(each, target=targets.get(each.id, each.target)) for each in commitment.indicators)
    return evolve(commitment, indicators=indicators)


def plan_in_period(plan: Plan, changes: Iterable[CommitmentChanges], period: Period) -> Plan:
    """The plan with every change that holds for the period.

    A part stands in the place of what was split, an added commitment behind the last one of its heading.
    """
    by_commitment = {each.commitment: each for each in changes}
    if not by_commitment:
        return plan
    ever = _with_additions(plan.commitments, by_commitment)
    found = (
        commitment_in_period(each, by_commitment[each.id], period) if each.id in by_commitment else each
        for each in ever
        if each.id not in by_commitment or by_commitment[each.id].stands_in(period)
    )
    return plan.with_commitments(tuple(found))


def _with_additions(
    commitments: tuple[Commitment, ...], changes: dict[str, CommitmentChanges]
) -> tuple[Commitment, ...]:
    """Every commitment that the plan ever had, in the order in which lists show them."""
    ordered = list(commitments)
    additions = [each.addition for each in changes.values() if each.addition is not None]
    for addition in sorted(additions, key=lambda each: (each.at, each.commitment.id)):
        ordered.insert(_place(ordered, addition, changes), addition.commitment)
    return tuple(ordered)


def _place(ordered: list[Commitment], addition: Addition, changes: dict[str, CommitmentChanges]) -> int:
    siblings = {addition.part_of}
    if addition.part_of:
        split = changes[addition.part_of].split
        siblings |= set(split.parts) if split else set()
    new = addition.commitment
    behind = 0
    for place, each in enumerate(ordered, 1):
        if addition.part_of:
            is_before = each.id in siblings
        else:
            is_before = (each.section, _heading(each)) <= (new.section, _heading(new))
        behind = place if is_before else behind
    return behind


def _heading(commitment: Commitment) -> int:
    """The number of the commitment's heading within its section, out of its id."""
    return int(commitment.id.partition("-")[0].rpartition(".")[2])
