"""A commitment in other hands: reassigned and handed over with a reason, and what was reported stays where it is."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from departments.checks import Grade
from departments.desks.clerk import NotReady
from departments.desks.plan_changing import AlreadyReported, DepartmentDisabled
from departments.desks.reviewing import ReasonMissing
from departments.field_changes import FieldChange
from departments.plan_changes import ChangeKind
from departments.refusals import NotFound
from departments.reports import State
from tests.building import (
    CLINICS,
    DECEMBER,
    JOBS,
    JOBS_FIGURE,
    JULY,
    JUNE,
    MAY,
    REFORM,
    a_commitment,
    a_report,
    an_indicator,
    at,
    saved,
    submitted,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk

pytestmark = pytest.mark.usefixtures("june")
WHY = "区政府第12次常务会议"
PART = a_commitment(
    an_indicator("300", id="", name="新增养老床位", unit="张"),
    id="",
    quote="新增养老床位300张",
    lead="wjw",
    supporting=(),
)


def test_a_reassignment_holds_from_the_period_that_is_named(coordinator_desk: CoordinatorDesk) -> None:
    """July on, while June stays; the list keeps the old beside the new."""
    coordinator_desk.reassign_commitment(JOBS, lead="wjw", supporting=("rsj",), since=JULY, reason=WHY)

    leads = [coordinator_desk.plan(each).commitment(JOBS).lead for each in (MAY, JUNE, JULY, DECEMBER)]
    (change,) = coordinator_desk.plan_changes()
    assert ["rsj", "rsj", "wjw", "wjw"] == leads
    assert (FieldChange("lead", "rsj", "wjw"), FieldChange("supporting", ("kjj",), ("rsj",))) == change.fields
    assert (ChangeKind.REASSIGNED, JULY, "coordinator", at("2021-07-03 09:00"), WHY) == (
        change.kind,
        change.since,
        change.by,
        change.at,
        change.reason,
    )
    assert () == coordinator_desk.plan_changes(JUNE)


def test_reports_that_were_made_stay_with_who_made_them(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, wjw_desk: ClerkDesk
) -> None:
    """The old lead's June counts as June, and the new lead begins in July."""
    submitted(clerk_desk, a_report())
    coordinator_desk.close_period(JUNE, with_unreviewed=True)
    coordinator_desk.reassign_commitment(JOBS, lead="wjw", supporting=(), reason=WHY)
    coordinator_desk.open_period(JULY)

    june, july = coordinator_desk.report(JUNE, JOBS), wjw_desk.report(JULY, JOBS)
    assert (State.SUBMITTED, "rsj") == (june.report.state, june.report.reported_by)
    assert (State.EMPTY, True) == (july.report.state, july.is_lead)
    with pytest.raises(NotFound):
        clerk_desk.report(JULY, JOBS)


CHANGES: dict[str, Callable[..., object]] = {
    "another lead": lambda desk, **since: desk.reassign_commitment(
        JOBS, lead="wjw", supporting=("rsj",), reason=WHY, **since
    ),
    "no such supporter": lambda desk, **since: desk.reassign_commitment(
        JOBS, lead="rsj", supporting=(), reason=WHY, **since
    ),
    "handed over": lambda desk, **since: desk.hand_over_department("rsj", "wjw", reason=WHY, **since),
    "split": lambda desk, **since: desk.split_commitment(
        JOBS, [PART, evolve(PART, lead="kjj")], reason=WHY, even_if_sums_differ=True, **since
    ),
}
"""What takes a commitment, or a part in it, from somebody."""


@pytest.mark.parametrize("change", CHANGES)
def test_a_period_that_was_reported_stays_with_who_reported_it(
    change: str, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk
) -> None:
    """No report is lost from sight: the change holds from a later period on, and June is reviewed as it was sent."""
    if change == "no such supporter":
        code, name, sent = "kjj", "区科技局", submitted(kjj_desk, a_report(department="kjj", values={}))
    else:
        code, name, sent = "rsj", "区人社局", submitted(clerk_desk, a_report())

    with pytest.raises(AlreadyReported) as refused:
        CHANGES[change](coordinator_desk)

    assert (name, JOBS, JUNE) == (refused.value.name, refused.value.commitment, refused.value.period)
    CHANGES[change](coordinator_desk, since=JULY)
    queue = coordinator_desk.review_queue(JUNE)
    assert [sent.report] == [each.report for each in queue]
    coordinator_desk.approve_report(JUNE, JOBS, department=code, based_on=sent.revision)


@pytest.mark.parametrize("change", ["another lead", "handed over", "split"])
def test_what_was_reported_in_the_last_period_is_for_the_next_years_plan(
    change: str, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """No later period is named where there is none; what can still be changed is the target."""
    coordinator_desk.open_period(DECEMBER, even_if_doubted=True)
    submitted(clerk_desk, a_report(period=DECEMBER, values={JOBS_FIGURE: 12000}))

    with pytest.raises(AlreadyReported, match="put the change into next year's plan") as refused:
        CHANGES[change](coordinator_desk, since=DECEMBER)

    assert "from a later period" not in str(refused.value)
    changed = coordinator_desk.retarget_commitment(JOBS, JOBS_FIGURE, Decimal(12500), reason=WHY, since=DECEMBER)
    assert Decimal(12500) == changed.indicators[0].target


@pytest.mark.parametrize("change", ["another lead", "handed over", "split"])
@pytest.mark.parametrize("stage", ["signing", "given back by the head", "returned", "being corrected"])
def test_a_report_that_was_ever_submitted_stays_in_sight_of_who_wrote_it(
    change: str, stage: str, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, head_desk: HeadDesk
) -> None:
    """Also while it waits for a signature or was sent back: only the history would have its text."""
    view = submitted(clerk_desk, a_report())
    match stage:
        case "given back by the head":
            head_desk.return_report(JUNE, JOBS, "再核", based_on=view.revision)
        case "returned" | "being corrected":
            view = head_desk.sign_report(JUNE, JOBS, based_on=view.revision)
            view = coordinator_desk.return_report(JUNE, JOBS, "再核", based_on=view.revision)
            if stage == "being corrected":
                saved(clerk_desk, a_report(values={JOBS_FIGURE: 6100}))
    standing = clerk_desk.report(JUNE, JOBS)

    with pytest.raises(AlreadyReported, match="let the change hold from a later period"):
        CHANGES[change](coordinator_desk, since=JUNE)
    CHANGES[change](coordinator_desk, since=JULY)

    assert standing.report == clerk_desk.report(JUNE, JOBS).report
    assert standing.report.state is coordinator_desk.report(JUNE, JOBS).report.state


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("stage", ["draft", "withdrawn"])
def test_a_mere_draft_stands_in_nobodys_way(
    change: str, stage: str, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """What was never submitted, and what its department took back before anybody looked: the change holds at once."""
    view = saved(clerk_desk, a_report())
    if stage == "withdrawn":
        view = clerk_desk.submit_report(JUNE, JOBS, based_on=view.revision)
        clerk_desk.withdraw_report(JUNE, JOBS, based_on=view.revision)

    CHANGES[change](coordinator_desk, since=JUNE)

    assert {JUNE} == {each.since for each in coordinator_desk.plan_changes(JUNE)}


def test_one_report_that_was_sent_keeps_the_whole_department_from_being_handed_over(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """All of it from one period on, or nothing."""
    submitted(clerk_desk, a_report())

    with pytest.raises(AlreadyReported):
        coordinator_desk.hand_over_department("rsj", "wjw", reason=WHY)

    assert () == coordinator_desk.plan_changes()


def test_nothing_goes_to_a_department_that_is_not_there_or_may_not_sign_in(
    coordinator_desk: CoordinatorDesk, wjw_desk: ClerkDesk
) -> None:
    """Unknown codes and departments whose every clerk is disabled."""
    coordinator_desk.disable_account("wjw")

    with pytest.raises(DepartmentDisabled, match="account of 区卫健委 is disabled"):
        coordinator_desk.reassign_commitment(JOBS, lead="wjw", supporting=(), reason=WHY)
    with pytest.raises(DepartmentDisabled):
        coordinator_desk.reassign_commitment(JOBS, lead="rsj", supporting=("wjw",), reason=WHY)
    with pytest.raises(NotFound, match="nobody"):
        coordinator_desk.reassign_commitment(JOBS, lead="nobody", supporting=(), reason=WHY)
    with pytest.raises(NotFound, match=r"9\.9-99"):
        coordinator_desk.reassign_commitment("9.9-99", lead="rsj", supporting=(), reason=WHY)
    with pytest.raises(ReasonMissing):
        coordinator_desk.reassign_commitment(JOBS, lead="rsj", supporting=(), reason=" ")

    assert () == coordinator_desk.plan_changes()


def test_one_clerk_who_may_sign_in_is_enough_for_work(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """A department is not its first clerk."""
    coordinator_desk.disable_account("rsj")

    assert "rsj" == coordinator_desk.reassign_commitment(REFORM, lead="rsj", supporting=(), reason=WHY).lead


def test_a_reorganised_department_hands_over_all_that_it_led_and_supported(
    coordinator_desk: CoordinatorDesk,
) -> None:
    """In one go; who supported itself only leads."""
    moved = coordinator_desk.hand_over_department("rsj", "wjw", reason="机构改革")

    plan = coordinator_desk.plan(JUNE)
    assert [JOBS, CLINICS] == [each.id for each in moved]
    assert ("wjw", ("kjj",)) == (plan.commitment(JOBS).lead, plan.commitment(JOBS).supporting)
    assert ("wjw", ()) == (plan.commitment(CLINICS).lead, plan.commitment(CLINICS).supporting)
    assert {"机构改革"} == {each.reason for each in coordinator_desk.plan_changes()}
    with pytest.raises(NotFound, match="rsj"):
        coordinator_desk.hand_over_department("rsj", "wjw", reason="机构改革")


def test_a_new_leads_figure_goes_on_from_the_old_leads_last_one(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, wjw_desk: ClerkDesk
) -> None:
    """What adds up over the year can't fall because another department tells it; the words begin anew."""
    submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6000}))
    coordinator_desk.close_period(JUNE, with_unreviewed=True)
    coordinator_desk.reassign_commitment(JOBS, lead="wjw", supporting=("rsj",), reason=WHY)
    coordinator_desk.open_period(JULY)

    fell = saved(wjw_desk, a_report(department="wjw", period=JULY, values={JOBS_FIGURE: 500}))
    assert [("cumulative_fell", Grade.SOFT)] == [
        (each.code, each.grade) for each in fell.findings if each.place == JOBS_FIGURE
    ]
    assert any("6,000 (2021-06)" in str(each.sentence) for each in fell.findings)
    assert None is fell.previous
    with pytest.raises(NotReady):
        wjw_desk.submit_report(JULY, JOBS, based_on=fell.revision)
    rose = saved(wjw_desk, a_report(department="wjw", period=JULY, values={JOBS_FIGURE: 7100}))
    assert () == rose.findings
