"""What changes in the plan during the year, and from which period on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from departments.assignments import (
    CommitmentChanges,
    Reassignment,
    Retarget,
    commitment_in_period,
    plan_in_period,
)
from departments.periods import Period
from tests.building import (
    DECEMBER,
    JOBS,
    JOBS_FIGURE,
    JULY,
    JUNE,
    MARCH,
    MAY,
    YEAR,
    a_commitment,
    a_plan,
    an_indicator,
    at,
)

WHEN = at("2021-06-10 09:00")


def to(lead: str, since: Period, *supporting: str) -> Reassignment:
    """The jobs given to this lead from this period on."""
    return Reassignment(since, "rsj", ("kjj",), lead, supporting, WHEN, "coordinator", "机构调整")


def target(value: int, since: Period) -> Retarget:
    """The jobs' target set to this from this period on."""
    return Retarget(since, JOBS_FIGURE, Decimal(12000), Decimal(value), WHEN, "coordinator", "疫情影响")


@pytest.mark.parametrize(
    ("period", "lead", "supporting"),
    [(MAY, "rsj", ("kjj",)), (JUNE, "wjw", ("rsj",)), (JULY, "wjw", ("rsj",)), (DECEMBER, "kjj", ())],
)
def test_a_reassignment_holds_from_its_first_period_on(period: Period, lead: str, supporting: tuple[str, ...]) -> None:
    """Before it the old lead stays, after it until the next."""
    changes = CommitmentChanges(JOBS, reassignments=(to("wjw", JUNE, "rsj"), to("kjj", DECEMBER)))

    found = commitment_in_period(a_commitment(an_indicator()), changes, period)

    assert (lead, supporting) == (found.lead, found.supporting)
    assert (lead, *supporting) == found.departments


@pytest.mark.parametrize(("period", "value"), [(MAY, 12000), (JUNE, 11000), (JULY, 10000), (DECEMBER, 10000)])
def test_a_new_target_holds_from_its_first_period_on(period: Period, value: int) -> None:
    """What was reported against the old target keeps it."""
    changes = CommitmentChanges(JOBS, retargets=(target(11000, JUNE), target(10000, JULY)))

    found = commitment_in_period(a_commitment(an_indicator()), changes, period)

    assert Decimal(value) == found.indicator(JOBS_FIGURE).target


def test_the_last_change_made_is_the_one_that_holds() -> None:
    """A change made later holds even if it reaches further back."""
    changes = CommitmentChanges(JOBS, retargets=(target(11000, JUNE), target(10000, MARCH)))

    found = commitment_in_period(a_commitment(an_indicator()), changes, JULY)

    assert Decimal(10000) == found.indicators[0].target


def test_only_the_indicator_that_is_named_changes() -> None:
    """Its neighbour keeps its own target, and the words of the plan stay."""
    commitment = a_commitment(an_indicator(), an_indicator("5", id="other"))

    found = commitment_in_period(commitment, CommitmentChanges(JOBS, retargets=(target(11000, JUNE),)), JUNE)

    assert [Decimal(11000), Decimal(5)] == [each.target for each in found.indicators]
    assert commitment.quote == found.quote


def test_a_plan_without_changes_is_the_plan() -> None:
    """Nothing is copied where nothing changed."""
    plan = a_plan()

    assert plan is plan_in_period(plan, (), JUNE)


def test_a_plan_with_changes_differs_in_them_alone() -> None:
    """Every other commitment is the same value, in the same order, and is found by its id."""
    plan = a_plan()

    changed = plan_in_period(plan, [CommitmentChanges(JOBS, reassignments=(to("wjw", JUNE),))], Period(YEAR, 6))

    assert [each.id for each in plan.commitments] == [each.id for each in changed.commitments]
    assert [JOBS] == [
        each.id for each, other in zip(changed.commitments, plan.commitments, strict=True) if each != other
    ]
    assert "wjw" == changed.commitment(JOBS).lead
