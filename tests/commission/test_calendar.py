"""The calendar of the commission: working days, moved due dates, closing with reports unreviewed, extensions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from departments.desks.period_keeping import DueInThePast, EndsInThePast, Unreviewed
from departments.desks.reviewing import ReasonMissing
from departments.periods import (
    AlreadyDue,
    DayOff,
    DueBeforeItsEnd,
    DueDateDoubted,
    ExtensionOver,
    NoSuchStep,
    NotBegun,
    Period,
    PeriodClosed,
    PeriodLocked,
    PeriodStatus,
    StillOpen,
    default_due_on,
)
from departments.refusals import NotFound
from departments.working_days import is_working_day, next_working_day
from tests.building import DECEMBER, JOBS, JULY, JUNE, MAY, YEAR, Clock, a_report, at, saved, submitted

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk


@pytest.mark.parametrize(
    ("month", "due_on"),
    [
        (1, "2021-02-05"),
        (3, "2021-04-06"),  # 清明
        (4, "2021-05-06"),  # 劳动节, and the 5th is a day off for a Saturday worked
        (5, "2021-06-07"),  # a Saturday
        (8, "2021-09-06"),  # a Sunday
        (9, "2021-10-08"),  # 国庆节
        (12, "2022-01-05"),
    ],
)
def test_reports_are_due_on_a_working_day(month: int, due_on: str) -> None:
    """The 5th of the following month, or the first day after it on which offices work."""
    assert dt.date.fromisoformat(due_on) == default_due_on(Period(YEAR, month), 5)


def test_a_weekend_worked_for_a_holiday_is_a_working_day() -> None:
    """调休: the Saturday after the National Day's holidays of 2021 was worked."""
    assert is_working_day(dt.date(2021, 10, 9))
    assert dt.date(2021, 10, 9) == next_working_day(dt.date(2021, 10, 9))


def test_a_year_that_nobody_has_announced_counts_monday_to_friday() -> None:
    """Holidays of 2095 are not known; weekends are."""
    assert dt.date(2095, 10, 3) == next_working_day(dt.date(2095, 10, 1))  # a Saturday
    assert is_working_day(dt.date(2095, 10, 5))


def test_nobody_owes_anything_before_a_period_is_opened(coordinator_desk: CoordinatorDesk, june: Period) -> None:
    """In lights, counts and the list of who has not reported; in an open one all of it is missing."""
    early, now = (coordinator_desk.overview(each) for each in (DECEMBER, june))

    assert (0, 0) == (early.totals.missing, sum(each.outstanding for each in early.departments))
    assert early.totals.total == now.totals.total
    assert now.totals.missing > 0
    assert 0 == coordinator_desk.not_reported(DECEMBER).missing < coordinator_desk.not_reported(june).missing


def test_the_whole_year_stands_from_the_start_locked(coordinator_desk: CoordinatorDesk) -> None:
    """Twelve periods, each with its due date."""
    records = coordinator_desk.calendar().records

    assert 12 == len(records)
    assert {PeriodStatus.LOCKED} == {each.status for each in records}
    assert dt.date(2021, 10, 8) == records[8].due_on


def test_the_coordinators_own_date_goes_before_the_calendars(coordinator_desk: CoordinatorDesk) -> None:
    """A date that is named holds, a day off as well where that is meant."""
    record = coordinator_desk.open_period(JUNE, due_on=dt.date(2021, 7, 10), even_if_doubted=True)

    assert dt.date(2021, 7, 10) == record.due_on


def test_a_period_is_not_opened_before_its_month_by_mistake(coordinator_desk: CoordinatorDesk) -> None:
    """Everybody would have to report on it, and it can't be locked again; confirmed, it is open."""
    with pytest.raises(NotBegun, match="2021-12-01"):
        coordinator_desk.open_period(DECEMBER)

    assert PeriodStatus.LOCKED is coordinator_desk.calendar()[DECEMBER].status
    assert PeriodStatus.OPEN is coordinator_desk.open_period(DECEMBER, even_if_doubted=True).status


@pytest.mark.parametrize(
    ("period", "due_on", "kind"),
    [(JULY, "2020-01-01", AlreadyDue), (JULY, "2021-07-30", DueBeforeItsEnd), (JULY, "2021-08-07", DayOff)],
)
def test_a_due_date_is_doubted_before_a_period_is_opened_with_it(
    coordinator_desk: CoordinatorDesk, period: Period, due_on: str, kind: type[DueDateDoubted]
) -> None:
    """Past, before the month is over, or a Saturday: refused and nothing is opened; confirmed, it holds."""
    day = dt.date.fromisoformat(due_on)
    with pytest.raises(kind, match=f"{due_on}.* or confirm it"):
        coordinator_desk.open_period(period, due_on=day)

    assert PeriodStatus.LOCKED is coordinator_desk.calendar()[period].status
    assert day == coordinator_desk.open_period(period, due_on=day, even_if_doubted=True).due_on


@pytest.mark.parametrize(("due_on", "kind"), [("2021-07-29", DueBeforeItsEnd), ("2021-08-07", DayOff)])
def test_a_due_date_is_doubted_before_it_moves(
    coordinator_desk: CoordinatorDesk, due_on: str, kind: type[DueDateDoubted]
) -> None:
    """The date stays until the new one is confirmed."""
    coordinator_desk.open_period(JULY)
    day = dt.date.fromisoformat(due_on)
    with pytest.raises(kind):
        coordinator_desk.move_due_date(JULY, day, reason="提前")

    assert dt.date(2021, 8, 5) == coordinator_desk.calendar()[JULY].due_on
    assert day == coordinator_desk.move_due_date(JULY, day, reason="提前", even_if_doubted=True).due_on


def test_a_due_date_that_stands_is_not_doubted_when_its_period_opens_again(
    june: Period, coordinator_desk: CoordinatorDesk, clock: Clock
) -> None:
    """It was confirmed once, and that it is past is why the period was closed."""
    saturday = dt.date(2021, 7, 10)
    coordinator_desk.move_due_date(june, saturday, reason="值班", even_if_doubted=True)
    coordinator_desk.close_period(june)
    clock.set("2021-07-12 09:00")

    assert saturday == coordinator_desk.open_period(june, due_on=saturday, reason="更正").due_on


def test_a_due_date_moves_with_a_reason_and_lateness_follows(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, clock: Clock
) -> None:
    """A report that would have been late is in time by the new date."""
    moved = coordinator_desk.move_due_date(june, dt.date(2021, 7, 9), reason="系统停机一天")
    clock.set("2021-07-08 09:00")

    assert (dt.date(2021, 7, 9), "系统停机一天") == (moved.due_on, moved.reason)
    assert not submitted(clerk_desk, a_report()).is_late
    assert dt.date(2021, 7, 9) == coordinator_desk.close_period(june, with_unreviewed=True).due_on


def test_a_due_date_moves_only_forward_of_today_in_an_open_period_and_for_a_reason(
    june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Each refusal is a sentence, and the date stays."""
    with pytest.raises(DueInThePast, match="2021-07-02 is past"):
        coordinator_desk.move_due_date(june, dt.date(2021, 7, 2), reason="提前")
    with pytest.raises(ReasonMissing):
        coordinator_desk.move_due_date(june, dt.date(2021, 7, 9), reason=" ")
    with pytest.raises(NoSuchStep, match="2021-07 is locked"):
        coordinator_desk.move_due_date(JULY, dt.date(2021, 8, 9), reason="推迟")

    assert dt.date(2021, 7, 5) == coordinator_desk.calendar()[june].due_on


def test_closing_says_how_many_reports_nobody_has_reviewed(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk
) -> None:
    """A supporting department's report waits too; the coordinator may carry on all the same."""
    submitted(clerk_desk, a_report())
    submitted(kjj_desk, a_report(department="kjj", values={}))

    with pytest.raises(Unreviewed, match="still has reports that are not reviewed: 2"):
        coordinator_desk.close_period(june)

    assert PeriodStatus.CLOSED is coordinator_desk.close_period(june, with_unreviewed=True).status


def test_a_closed_period_opens_again_only_with_a_reason(june: Period, coordinator_desk: CoordinatorDesk) -> None:
    """The reason stands in the calendar."""
    coordinator_desk.close_period(june)
    with pytest.raises(ReasonMissing):
        coordinator_desk.open_period(june)

    assert "统计口径调整" == coordinator_desk.open_period(june, reason="统计口径调整").reason


def test_an_extension_ends_by_itself_and_the_lock_says_so(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, clock: Clock
) -> None:
    """Which lock, since when, and who can lift it."""
    coordinator_desk.close_period(june)
    with pytest.raises(PeriodClosed):
        saved(clerk_desk, a_report())
    coordinator_desk.grant_extension(june, "rsj", until=at("2021-07-10 18:00"), reason="数据复核")
    saved(clerk_desk, a_report())
    clock.set("2021-07-10 18:01")
    lock = clerk_desk.report(june, JOBS).lock

    assert isinstance(lock, ExtensionOver)
    assert "your extension ended at 2021-07-10 18:00" in str(lock)
    assert "ask the commission's coordinator" in str(lock)


def test_an_extension_needs_a_future_a_reason_a_department_and_a_closed_period(
    june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Each refusal is a sentence."""
    later = at("2021-07-10 18:00")
    with pytest.raises(StillOpen, match=r"2021-06 is open, .* move its due date"):
        coordinator_desk.grant_extension(june, "rsj", until=later, reason="补报")
    coordinator_desk.close_period(june)
    with pytest.raises(EndsInThePast, match="2021-07-03 08:59"):
        coordinator_desk.grant_extension(june, "rsj", until=at("2021-07-03 08:59"), reason="补报")
    with pytest.raises(ReasonMissing):
        coordinator_desk.grant_extension(june, "rsj", until=later, reason="")
    with pytest.raises(NotFound, match="nobody"):
        coordinator_desk.grant_extension(june, "nobody", until=later, reason="补报")


def test_a_period_that_is_not_open_names_its_lock(coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk) -> None:
    """The form shows why it can't be changed, and who can change that."""
    assert isinstance(clerk_desk.report(MAY, JOBS).lock, PeriodLocked)
