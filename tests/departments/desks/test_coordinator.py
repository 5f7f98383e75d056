"""The coordinator's desk: the calendar, reviewing, and what changes in the plan."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from departments.desks.period_keeping import EndsInThePast, Unreviewed
from departments.desks.reviewing import ReasonMissing
from departments.ledger import RevisionConflict
from departments.periods import Extension, NoSuchStep, PeriodClosed, PeriodOutsidePlan, PeriodRecord, PeriodStatus
from departments.refusals import NotFound
from departments.reports import State
from departments.workflow import NotInThisState
from tests.building import (
    FIRMS,
    JOBS,
    JOBS_FIGURE,
    JULY,
    JUNE,
    REFORM,
    Clock,
    a_report,
    at,
    saved,
    submitted,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from departments.desks import ClerkDesk, CoordinatorDesk, Registry
    from departments.periods import Period


def actions(registry: Registry, key: str) -> list[tuple[str, str]]:
    """Who did what to this document of the office's book."""
    return [(each.by, each.action) for each in registry.office_book.events(key=key)]


# The calendar.


def test_a_year_begins_locked(coordinator_desk: CoordinatorDesk) -> None:
    """Twelve periods, each due in the month after."""
    records = coordinator_desk.calendar().records

    assert [(month, PeriodStatus.LOCKED) for month in range(1, 13)] == [
        (each.period.month, each.status) for each in records
    ]
    assert dt.date(2021, 7, 5) == coordinator_desk.calendar()[JUNE].due_on


def test_a_period_opens_with_the_plans_due_date_or_the_coordinators(coordinator_desk: CoordinatorDesk) -> None:
    """The plan has one, the coordinator may name another."""
    june = coordinator_desk.open_period(JUNE)
    july = coordinator_desk.open_period(JULY, due_on=dt.date(2021, 8, 10))

    assert (PeriodStatus.OPEN, dt.date(2021, 7, 5), "") == (june.status, june.due_on, june.reason)
    assert july == coordinator_desk.calendar()[JULY]
    assert dt.date(2021, 8, 10) == july.due_on


def test_a_closed_period_opens_again_with_a_reason_alone(coordinator_desk: CoordinatorDesk) -> None:
    """Who reads the calendar sees why; its due date stays, so that late stays late."""
    coordinator_desk.open_period(JUNE, due_on=dt.date(2021, 7, 8))
    coordinator_desk.close_period(JUNE)
    with pytest.raises(ReasonMissing):
        coordinator_desk.open_period(JUNE, reason=" \u200b")

    record = coordinator_desk.open_period(JUNE, reason="市里要求\x1b[31m更正")

    assert PeriodRecord(JUNE, PeriodStatus.OPEN, dt.date(2021, 7, 8), "市里要求更正") == record


@pytest.mark.parametrize(
    ("steps", "refused"),
    [
        ([], "close"),
        ([], "extend"),
        (["open"], "open"),
        (["open"], "extend"),
        (["open", "close"], "close"),
    ],
)
def test_a_step_that_the_calendar_does_not_have_is_refused(
    coordinator_desk: CoordinatorDesk, steps: list[str], refused: str
) -> None:
    """The sentence says where the period stands."""
    acts: dict[str, Callable[[], object]] = {
        "open": lambda: coordinator_desk.open_period(JUNE),
        "close": lambda: coordinator_desk.close_period(JUNE),
        "extend": lambda: coordinator_desk.grant_extension(JUNE, "rsj", until=at("2021-08-01 18:00"), reason="停电"),
    }
    for step in steps:
        acts[step]()

    with pytest.raises(NoSuchStep, match=r"2021-06 is (locked|open|closed)"):
        acts[refused]()


def test_another_year_cannot_be_opened(coordinator_desk: CoordinatorDesk) -> None:
    """The plan has twelve months."""
    with pytest.raises(PeriodOutsidePlan):
        coordinator_desk.open_period(evolve(JUNE, year=2022))


def test_a_period_with_unreviewed_reports_closes_only_all_the_same(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """The sentence counts them; drafts and approved ones are none."""
    submitted(clerk_desk, a_report())

    with pytest.raises(Unreviewed, match="2021-06 still has reports that are not reviewed: 1"):
        coordinator_desk.close_period(june)

    assert PeriodStatus.CLOSED is coordinator_desk.close_period(june, with_unreviewed=True).status
    assert State.SUBMITTED is coordinator_desk.report(june, JOBS).report.state


def test_a_period_whose_reports_are_reviewed_closes(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk
) -> None:
    """An approved one and a draft keep nobody waiting."""
    sent = submitted(clerk_desk, a_report())
    saved(kjj_desk, a_report(FIRMS))
    coordinator_desk.approve_report(june, JOBS, based_on=sent.revision)

    assert PeriodStatus.CLOSED is coordinator_desk.close_period(june).status


def test_an_extension_lets_one_department_in_until_it_ends(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, clock: Clock
) -> None:
    """补报: the department reports, late; the others stay out; then it is over by itself."""
    coordinator_desk.close_period(june)
    clock.set("2021-07-10 09:00")
    extension = coordinator_desk.grant_extension(june, "rsj", until=at("2021-07-12 18:00"), reason=" 停电\x07 ")

    view = submitted(clerk_desk, a_report())

    assert Extension(june, "rsj", at("2021-07-12 18:00"), "停电", "coordinator") == extension
    assert (State.SUBMITTED, True) == (view.report.state, view.is_late)
    with pytest.raises(PeriodClosed):
        saved(kjj_desk, a_report(FIRMS))
    clock.set("2021-07-12 18:01")
    with pytest.raises(PeriodClosed):
        clerk_desk.withdraw_report(june, JOBS, based_on=view.revision)
    assert isinstance(clerk_desk.report(june, JOBS).lock, PeriodClosed)


def test_an_extension_can_be_given_again(june: Period, coordinator_desk: CoordinatorDesk, clock: Clock) -> None:
    """The later one holds, and both are in the book."""
    coordinator_desk.close_period(june)
    coordinator_desk.grant_extension(june, "rsj", until=at("2021-07-12 18:00"), reason="停电")
    coordinator_desk.grant_extension(june, "rsj", until=at("2021-07-20 18:00"), reason="还在停电")

    found = coordinator_desk.calendar().extension(june, "rsj", at("2021-07-15 09:00"))

    assert "还在停电" == (found and found.reason)
    assert 1 == len(coordinator_desk.calendar().extensions)


@pytest.mark.parametrize("until", ["2021-07-03 09:00", "2021-07-03 08:59"])
def test_an_extension_ends_in_the_future(june: Period, coordinator_desk: CoordinatorDesk, until: str) -> None:
    """One that is over at once is a slip."""
    coordinator_desk.close_period(june)

    with pytest.raises(EndsInThePast, match=until):
        coordinator_desk.grant_extension(june, "rsj", until=at(until), reason="停电")


def test_an_extension_needs_a_department_and_a_reason(june: Period, coordinator_desk: CoordinatorDesk) -> None:
    """It is for somebody, because of something."""
    coordinator_desk.close_period(june)

    with pytest.raises(NotFound):
        coordinator_desk.grant_extension(june, "nowhere", until=at("2021-07-12 18:00"), reason="停电")
    with pytest.raises(ReasonMissing):
        coordinator_desk.grant_extension(june, "rsj", until=at("2021-07-12 18:00"), reason="")


# Reviewing.


def test_an_approval_stands_and_the_author_stays(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """填报人 is who reported, 审核人 who approved."""
    sent = submitted(clerk_desk, a_report())

    view = coordinator_desk.approve_report(june, JOBS, based_on=sent.revision)

    assert evolve(sent.report, state=State.APPROVED, approved_by="coordinator") == view.report
    assert "ask the coordinator to return it" in str(clerk_desk.report(june, JOBS).lock)


def test_a_return_keeps_everything_and_can_be_answered_at_once(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, clock: Clock
) -> None:
    """Figures, words and evidence are all there, with the reason on top; the next save goes through."""
    clerk_desk.attach_reference(june, JOBS, "3号", based_on=0)
    sent = submitted(clerk_desk, a_report(explanation="说明"))
    clock.forward(hours=5)

    coordinator_desk.return_report(june, JOBS, " 数字\x1b[31m有误 ", based_on=sent.revision)

    view = clerk_desk.report(june, JOBS)
    assert ("数字有误", "coordinator", clock.now) == (
        view.report.returns[0].reason,
        view.report.returns[0].by,
        view.report.returns[0].at,
    )
    assert evolve(sent.report, state=State.RETURNED, returns=view.report.returns) == view.report
    assert (None, view.report.returns[0]) == (view.lock, view.report.open_return)
    again = clerk_desk.save_report(a_report(values={JOBS_FIGURE: 6100}), based_on=view.revision)
    assert (State.DRAFT, view.report.returns[0]) == (again.report.state, again.report.open_return)
    assert view.report.evidence == again.report.evidence


def test_an_approved_report_can_be_returned(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """Its approval is gone with it, its first submission is not."""
    sent = submitted(clerk_desk, a_report())
    approved = coordinator_desk.approve_report(june, JOBS, based_on=sent.revision)

    view = coordinator_desk.return_report(june, JOBS, "口径不对", based_on=approved.revision)

    assert (State.RETURNED, "", sent.report.first_submitted_at) == (
        view.report.state,
        view.report.approved_by,
        view.report.first_submitted_at,
    )


def test_every_return_is_kept(june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk) -> None:
    """Sent back twice, read twice; only the last is open, and none once it is sent again."""
    for reason in ("一", "二"):
        sent = submitted(clerk_desk, a_report())
        coordinator_desk.return_report(june, JOBS, reason, based_on=sent.revision)

    view = clerk_desk.report(june, JOBS)

    assert (["一", "二"], "二") == (
        [each.reason for each in view.report.returns],
        view.report.open_return and view.report.open_return.reason,
    )
    assert submitted(clerk_desk, a_report()).report.open_return is None


def test_a_return_needs_a_reason(june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk) -> None:
    """A report that comes back without one is no use to anybody."""
    sent = submitted(clerk_desk, a_report())

    with pytest.raises(ReasonMissing):
        coordinator_desk.return_report(june, JOBS, "\x1b[31m \n", based_on=sent.revision)

    assert State.SUBMITTED is coordinator_desk.report(june, JOBS).report.state


def test_what_the_reviewer_did_not_see_is_not_approved(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """Withdrawn, changed and sent again in between: the reviewer has to look again."""
    seen = submitted(clerk_desk, a_report())
    clerk_desk.withdraw_report(june, JOBS, based_on=seen.revision)
    submitted(clerk_desk, a_report(values={JOBS_FIGURE: 1}, explanation="更正"))

    with pytest.raises(RevisionConflict) as refused:
        coordinator_desk.approve_report(june, JOBS, based_on=seen.revision)

    assert Decimal(1) == refused.value.current.document.values[JOBS_FIGURE]


@pytest.mark.parametrize("verb", ["approve_report", "return_report"])
def test_a_draft_is_not_the_commissions_to_review(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, verb: str
) -> None:
    """It has not come yet."""
    draft = saved(clerk_desk, a_report())
    reason = {"reason": "数字有误"} if verb == "return_report" else {}

    with pytest.raises(NotInThisState, match=r"4.1-01 is draft: its department has to submit it first"):
        getattr(coordinator_desk, verb)(june, JOBS, based_on=draft.revision, **reason)


@pytest.mark.parametrize(
    ("commitment", "department"), [(JOBS, None), (JOBS, "kjj"), (REFORM, "rsj"), ("9.9-99", None), (JOBS, "nowhere")]
)
def test_there_is_nothing_to_review_where_nothing_is(
    june: Period, coordinator_desk: CoordinatorDesk, commitment: str, department: str | None
) -> None:
    """No report, no commitment, no department: the answer is that there is nothing."""
    with pytest.raises(NotFound):
        coordinator_desk.approve_report(june, commitment, department=department, based_on=1)


def test_a_supporting_departments_report_is_reviewed_by_its_name(
    june: Period, coordinator_desk: CoordinatorDesk, kjj_desk: ClerkDesk, clerk_desk: ClerkDesk
) -> None:
    """The lead's report is another one, and stays where it is."""
    aid = submitted(kjj_desk, a_report(department="kjj", values={}, assessment=None))
    submitted(clerk_desk, a_report())

    view = coordinator_desk.approve_report(june, JOBS, department="kjj", based_on=aid.revision)

    assert ("kjj", State.APPROVED) == (view.report.department, view.report.state)
    assert State.SUBMITTED is coordinator_desk.report(june, JOBS).report.state


def test_a_report_of_a_department_no_longer_concerned_is_left_as_it_is(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, registry: Registry
) -> None:
    """A refusal changes nothing: what answers that it is not there has not been returned either."""
    draft = saved(clerk_desk, a_report())
    coordinator_desk.reassign_commitment(JOBS, lead="wjw", supporting=(), reason="机构调整")

    with pytest.raises(NotFound):
        coordinator_desk.return_report(june, JOBS, "数字有误", department="rsj", based_on=draft.revision)

    entry = registry.report_entry("rsj", june, JOBS)
    assert (draft.revision, State.DRAFT) == (entry and entry.revision, entry and entry.document.state)


# What changes in the plan.


def test_everything_the_coordinator_does_has_a_name_behind_it(
    coordinator_desk: CoordinatorDesk, second_desk: CoordinatorDesk, registry: Registry
) -> None:
    """The book says who opened, closed and changed."""
    coordinator_desk.open_period(JUNE)
    second_desk.close_period(JUNE)
    coordinator_desk.reassign_commitment(JOBS, lead="kjj", supporting=(), reason="机构调整")
    second_desk.retarget_commitment(JOBS, "新增就业", Decimal(11000), reason="下调")

    assert [("coordinator", "period_opened"), ("coordinator.second", "period_closed")] == actions(registry, str(JUNE))
    assert [("coordinator", "reassigned"), ("coordinator.second", "retargeted")] == actions(registry, JOBS)
