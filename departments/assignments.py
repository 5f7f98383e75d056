"""What changes in the plan during the year: who leads, who supports, and how high a target is.

The plan's own words stay; each change carries the old value, the new one, who made it, when and why, and the first
period that it holds for, so that a period already reported keeps the target it was reported against.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from departments.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from departments.plan import Commitment, Plan


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
class CommitmentChanges:
    """Everything that was changed about one commitment, the earliest first."""

    commitment: str
    reassignments: tuple[Reassignment, ...] = ()
    retargets: tuple[Retarget, ...] = ()


def commitment_in_period(commitment: Commitment, changes: CommitmentChanges, period: Period) -> Commitment:
    """The commitment as it stood, or stands, for the period."""
    for each in changes.reassignments:
        if each.since <= period:
            commitment = evolve(commitment, lead=each.lead, supporting=each.supporting)
    targets = {each.indicator: each.target for each in changes.retargets if each.since <= period}
    indicators = tuple(evolve(each, target=targets.get(each.id, each.target)) for each in commitment.indicators)
    return evolve(commitment, indicators=indicators)


def plan_in_period(plan: Plan, changes: Iterable[CommitmentChanges], period: Period) -> Plan:
    """The plan with every change that holds for the period."""
    by_commitment = {each.commitment: each for each in changes}
    if not by_commitment:
        return plan
    return plan.with_commitments(
        tuple(
            commitment_in_period(each, by_commitment[each.id], period) if each.id in by_commitment else each
            for each in plan.commitments
        )
    )
