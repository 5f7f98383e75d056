"""What was changed about the plan, as a list: for screens, for the command line and for the 目标调整 sheet."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen

from departments.field_changes import FieldChange
from departments.periods import Period
from departments.plan import Commitment, Indicator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from departments.assignments import Addition, CommitmentChanges, Reassignment, Retarget, Split
    from departments.plan import Plan


class ChangeKind(StrEnum):
    """What sort of change it is; the value is the event's name in the journal."""

    REASSIGNED = "reassigned"
    RETARGETED = "retargeted"
    ADDED = "added"
    SPLIT = "split"


@frozen
class PlanChange:
    """One change of the plan, with the old value beside the new one."""

    kind: ChangeKind
    commitment: Commitment
    """As the plan, or the decision that added it, first had it."""
    indicator: Indicator | None
    """Whose target was changed, for a retarget."""
    fields: tuple[FieldChange, ...]
    """``lead`` and ``supporting`` by code, ``target`` in the indicator's unit, or ``commitment`` by id."""
    since: Period
    """The first period for which it holds."""
    at: dt.datetime
    by: str
    reason: str
    source: str = ""
    """The decision behind an addition."""

    @property
    def departments(self) -> frozenset[str]:
        """Everybody whom it concerns: who had the commitment before or has it after."""
        named = {code for each in self.fields for code in _codes(each)}
        return frozenset(named | set(self.commitment.departments))


def _codes(change: FieldChange) -> Iterator[str]:
    for value in (change.old, change.new):
        if change.field == "lead" and isinstance(value, str):
            yield value
        elif change.field == "supporting" and isinstance(value, tuple):
            yield from map(str, value)


def plan_changes(
    plan: Plan, changes: Iterable[CommitmentChanges], period: Period | None = None
) -> tuple[PlanChange, ...]:
    """Every change of the plan, the earliest first.

    Args:
        plan: as it was passed, before any change.
        changes: what the commission has changed.
        period: only what holds for it; None for all of the year.
    """
    found = [each for of in changes for each in _changes_of(of, _first_form(plan, of))]
    found = [each for each in found if period is None or each.since <= period]
    return tuple(sorted(found, key=lambda each: (each.at, each.commitment.id)))


def decided(old: CommitmentChanges | None, new: CommitmentChanges) -> Iterator[FieldChange]:
    """What an event decided about a commitment, field by field, each with the old value beside the new.

    ``lead`` and ``supporting`` by code, ``target.4.1-01.1`` in the indicator's unit, ``quote``, ``part_of`` and
    ``split`` by id; behind them ``since`` (the first period for which it holds), ``reason`` and ``source``.

    Args:
        old: what had been changed about it before; None where nothing had.
        new: the same with what was decided.
    """
    if new.addition is not None and (old is None or old.addition is None):
        yield from _added(new.addition)
    for moved in new.reassignments[len(old.reassignments) if old else 0 :]:
        yield from (*_of_departments(moved), *_grounds(moved))
    for set_anew in new.retargets[len(old.retargets) if old else 0 :]:
        yield FieldChange(f"target.{set_anew.indicator}", set_anew.old_target, set_anew.target)
        yield from _grounds(set_anew)
    if new.split is not None and (old is None or old.split is None):
        yield FieldChange("split", new.commitment, new.split.parts)
        yield from _grounds(new.split)


def _added(addition: Addition) -> Iterator[FieldChange]:
    came = addition.commitment
    if addition.part_of:
        yield FieldChange("part_of", None, addition.part_of)
    yield FieldChange("quote", None, came.quote)
    yield FieldChange("lead", None, came.lead)
    if came.supporting:
        yield FieldChange("supporting", (), came.supporting)
    yield from (FieldChange(f"target.{each.id}", None, each.target) for each in came.indicators)
    yield from _grounds(addition)
    if addition.source:
        yield FieldChange("source", None, addition.source)


def _grounds(decision: Addition | Reassignment | Retarget | Split) -> tuple[FieldChange, ...]:
    """From when on it holds, and why."""
    return FieldChange("since", None, decision.since), FieldChange("reason", None, decision.reason)


def _of_departments(moved: Reassignment) -> tuple[FieldChange, ...]:
    fields = (
        FieldChange("lead", moved.old_lead, moved.lead),
        FieldChange("supporting", moved.old_supporting, moved.supporting),
    )
    return tuple(each for each in fields if each.old != each.new)


def _first_form(plan: Plan, changes: CommitmentChanges) -> Commitment:
    return changes.addition.commitment if changes.addition else plan.commitment(changes.commitment)


def _changes_of(changes: CommitmentChanges, first: Commitment) -> Iterator[PlanChange]:
    if changes.addition is not None:
        new = changes.addition
        came = FieldChange("commitment", new.part_of or None, first.id)
        yield PlanChange(ChangeKind.ADDED, first, None, (came,), new.since, new.at, new.by, new.reason, new.source)
    for moved in changes.reassignments:
        fields = _of_departments(moved)
        yield PlanChange(ChangeKind.REASSIGNED, first, None, fields, moved.since, moved.at, moved.by, moved.reason)
    for set_anew in changes.retargets:
        target = FieldChange("target", set_anew.old_target, set_anew.target)
        yield PlanChange(
            ChangeKind.RETARGETED,
            first,
            first.indicator(set_anew.indicator),
            (target,),
            set_anew.since,
            set_anew.at,
            set_anew.by,
            set_anew.reason,
        )
    if changes.split is not None:
        went = changes.split
        parts = FieldChange("commitment", first.id, went.parts)
        yield PlanChange(ChangeKind.SPLIT, first, None, (parts,), went.since, went.at, went.by, went.reason)
