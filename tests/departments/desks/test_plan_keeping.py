"""The coordinator changes the plan: who leads, and how high a target is."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from departments.assignments import CommitmentChanges
from departments.commitment_checks import BadTarget
from departments.desks.reviewing import ReasonMissing
from departments.figures import NotANumber, TooLong
from departments.lights import Light
from departments.refusals import NotFound
from departments.reports import State
from tests.building import (
    FIRMS,
    FIRMS_LEVEL,
    JOBS,
    JOBS_FIGURE,
    JULY,
    JUNE,
    MAY,
    Clock,
    a_report,
    saved,
    submitted,
)

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, Registry
    from departments.periods import Period
    from tests.memory_ledger import QuickerHand


def test_a_reassignment_holds_from_the_open_period_on(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, wjw_desk: ClerkDesk
) -> None:
    """The closed period stays with the old lead, the open one is the new lead's, figures and all."""
    coordinator_desk.open_period(MAY)
    submitted(clerk_desk, a_report(values={JOBS_FIGURE: 5000}, period=MAY))
    coordinator_desk.close_period(MAY, with_unreviewed=True)
    coordinator_desk.open_period(JUNE)

    changed = coordinator_desk.reassign_commitment(
        JOBS, lead="wjw", supporting=("rsj", "rsj", "wjw"), reason="机构调整"
    )

    assert ("wjw", ("rsj",)) == (changed.lead, changed.supporting)
    assert State.SUBMITTED is clerk_desk.report(MAY, JOBS).report.state
    assert not clerk_desk.report(JUNE, JOBS).is_lead
    view = submitted(wjw_desk, a_report(department="wjw"))
    assert (State.SUBMITTED, Light.ON_TRACK) == (view.report.state, view.light.light)
    assert Light.ON_TRACK is coordinator_desk.overview(MAY).rows[2].light.light
    with pytest.raises(NotFound):
        wjw_desk.report(MAY, JOBS)


def test_a_former_leads_draft_cannot_go_out_with_its_figures(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """It is a supporting report now: the figures have to be taken out first."""
    saved(clerk_desk, a_report())
    coordinator_desk.reassign_commitment(JOBS, lead="kjj", supporting=("rsj",), reason="机构调整")

    found = clerk_desk.report(june, JOBS).findings

    assert ["figure_of_the_lead"] == [each.code for each in found]
    view = submitted(clerk_desk, a_report(values={}, assessment=None))
    assert ({}, State.SUBMITTED) == (view.report.values, view.report.state)


@pytest.mark.parametrize(
    ("commitment", "lead", "supporting", "reason", "refusal"),
    [
        ("9.9-99", "kjj", (), "机构调整", NotFound),
        (JOBS, "nowhere", (), "机构调整", NotFound),
        (JOBS, "kjj", ("nowhere",), "机构调整", NotFound),
        (JOBS, "office", (), "机构调整", NotFound),
        (JOBS, "kjj", (), " ", ReasonMissing),
    ],
)
def test_a_reassignment_names_what_there_is_and_why(
    coordinator_desk: CoordinatorDesk,
    commitment: str,
    lead: str,
    supporting: tuple[str, ...],
    reason: str,
    refusal: type[Exception],
) -> None:
    """What is refused leaves the plan as it was."""
    with pytest.raises(refusal):
        coordinator_desk.reassign_commitment(commitment, lead=lead, supporting=supporting, reason=reason)

    assert "rsj" == coordinator_desk.plan(JUNE).commitment(JOBS).lead


def test_a_new_target_keeps_the_old_one_with_its_reason(
    coordinator_desk: CoordinatorDesk, registry: Registry, clock: Clock
) -> None:
    """From the first period that is not closed; who, when, why and what it was before."""
    coordinator_desk.open_period(JUNE)
    coordinator_desk.close_period(JUNE)
    for month in (1, 2, 3, 4, 5):
        coordinator_desk.open_period(evolve(JUNE, month=month))
        coordinator_desk.close_period(evolve(JUNE, month=month))

    changed = coordinator_desk.retarget_commitment(JOBS, "新增就业", Decimal("11000.0"), reason="疫情影响")

    (entry,) = registry.office_book.entries(CommitmentChanges)
    (made,) = entry.document.retargets
    assert (JULY, JOBS_FIGURE, Decimal(12000), Decimal(11000)) == (
        made.since,
        made.indicator,
        made.old_target,
        made.target,
    )
    assert ("疫情影响", "coordinator", clock.now) == (made.reason, made.by, made.at)
    assert Decimal(11000) == changed.indicators[0].target
    assert Decimal(12000) == coordinator_desk.plan(JUNE).commitment(JOBS).indicators[0].target


def test_an_indicator_can_be_named_by_its_id(coordinator_desk: CoordinatorDesk) -> None:
    """And its neighbour keeps its target."""
    changed = coordinator_desk.retarget_commitment(FIRMS, FIRMS_LEVEL, Decimal(420), reason="上调")

    assert [Decimal(420), Decimal(50)] == [each.target for each in changed.indicators]


@pytest.mark.parametrize(
    ("indicator", "target", "reason", "refusal"),
    [
        ("新增就业", "-1", "下调", BadTarget),
        ("新增就业", "NaN", "下调", NotANumber),
        ("新增就业", "sNaN", "下调", NotANumber),
        ("新增就业", "Infinity", "上调", NotANumber),
        ("新增就业", "1E+20", "上调", TooLong),
        ("失业率", "5", "下调", NotFound),
        ("新增就业", "11000", "", ReasonMissing),
    ],
)
def test_a_target_is_a_number_of_something_for_a_reason(
    coordinator_desk: CoordinatorDesk, indicator: str, target: str, reason: str, refusal: type[Exception]
) -> None:
    """What is refused leaves the target as it was."""
    with pytest.raises(refusal):
        coordinator_desk.retarget_commitment(JOBS, indicator, Decimal(target), reason=reason)

    assert Decimal(12000) == coordinator_desk.plan(JUNE).commitment(JOBS).indicators[0].target


def test_two_coordinators_changing_one_target_both_stand_in_the_record(
    coordinator_desk: CoordinatorDesk, second_desk: CoordinatorDesk, registry: Registry, quicker: QuickerHand
) -> None:
    """The second change says what it really replaced, not what its maker had read before."""
    quicker.acts_first(
        "office", lambda: second_desk.retarget_commitment(JOBS, "新增就业", Decimal(11500), reason="先到")
    )

    coordinator_desk.retarget_commitment(JOBS, "新增就业", Decimal(11000), reason="后到")

    (entry,) = registry.office_book.entries(CommitmentChanges)
    assert [(12000, 11500), (11500, 11000)] == [
        (int(each.old_target), int(each.target)) for each in entry.document.retargets
    ]
