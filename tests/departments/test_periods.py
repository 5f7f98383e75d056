"""The calendar: which period is which, when it is due, and why a locked one is locked."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments.periods import (
    BadPeriod,
    Calendar,
    Extension,
    Period,
    PeriodClosed,
    PeriodLocked,
    PeriodOutsidePlan,
    PeriodRecord,
    PeriodStatus,
    default_due_on,
    is_due,
)
from departments.plan import Due
from tests.building import JULY, JUNE, MARCH, MAY, YEAR, at

OPEN, CLOSED, LOCKED = PeriodStatus.OPEN, PeriodStatus.CLOSED, PeriodStatus.LOCKED


def a_calendar(*extensions: Extension, **statuses: PeriodStatus) -> Calendar:
    """A year of locked periods but for these: ``m6=OPEN``."""
    periods = [Period(YEAR, month) for month in range(1, 13)]
    return Calendar(
        tuple(PeriodRecord(each, statuses.get(f"m{each.month}", LOCKED), default_due_on(each, 5)) for each in periods),
        extensions,
    )


def test_a_period_is_read_and_written_alike() -> None:
    """``2021-06`` is the one way to write it."""
    assert JUNE == Period.parse(" 2021-06 ")
    assert "2021-06" == str(JUNE)


@pytest.mark.parametrize(
    "text",
    ["", "2021-6", "2021-00", "2021-13", "202106", "2021/06", "21-06", "２０２１-06", "2021-06-01", "2021-06\n2021-07"],
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    """The sentence says how a period is written."""
    with pytest.raises(BadPeriod, match="2021-06"):
        Period.parse(text)


@given(st.integers(1, 9000), st.integers(1, 12), st.integers(-100, 100))
def test_months_add_up(year: int, month: int, months: int) -> None:
    """So many months on and back again is where one began, and nothing has a thirteenth month."""
    period = Period(year + 100, month)

    there = period.plus_months(months)

    assert period == there.plus_months(-months)
    assert 1 <= there.month <= 12
    assert (months > 0) == (there > period)


def test_the_earlier_periods_come_latest_first() -> None:
    """January has none before it in its year."""
    assert [Period(YEAR, 2), Period(YEAR, 1)] == list(MARCH.earlier_in_year())
    assert () == Period(YEAR, 1).earlier_in_year()


@pytest.mark.parametrize(
    ("due", "months"),
    [(Due.MONTHLY, range(1, 13)), (Due.QUARTERLY, (3, 6, 9, 12)), (Due.MILESTONE, (6, 9))],
)
def test_a_commitment_is_due_as_often_as_its_plan_says(due: Due, months: tuple[int, ...]) -> None:
    """Monthly, at quarter's ends, or at its own dates."""
    found = [month for month in range(1, 13) if is_due(due, ("2021-06", "2021-09", "2022-01"), Period(YEAR, month))]

    assert list(months) == found


@pytest.mark.parametrize(
    ("period", "day", "due_on"),
    [
        (JUNE, 5, dt.date(2021, 7, 5)),
        (Period(YEAR, 12), 5, dt.date(2022, 1, 5)),
        (Period(YEAR, 1), 31, dt.date(2021, 3, 1)),
        (MARCH, 31, dt.date(2021, 4, 30)),
        (Period(2024, 1), 30, dt.date(2024, 2, 29)),
    ],
)
def test_reports_are_due_in_the_following_month(period: Period, day: int, due_on: dt.date) -> None:
    """A day that the month doesn't have is its last; on a day off they are due on the next working day."""
    assert due_on == default_due_on(period, day)


@pytest.mark.parametrize(
    ("statuses", "current"),
    [
        ({}, Period(YEAR, 1)),
        ({"m5": CLOSED}, MAY),
        ({"m5": CLOSED, "m6": OPEN}, JUNE),
        ({"m5": OPEN, "m6": OPEN}, JUNE),
        ({"m3": OPEN, "m6": CLOSED}, MARCH),
    ],
)
def test_the_current_period_is_the_latest_open_one(statuses: dict[str, PeriodStatus], current: Period) -> None:
    """Failing that the latest closed one, failing that January."""
    assert current == a_calendar(**statuses).current


def test_a_locked_period_says_who_opens_it() -> None:
    """The sentence names the period and the coordinator."""
    with pytest.raises(PeriodLocked, match=r"2021-06 is not open yet.*coordinator opens it"):
        a_calendar().check_may_report(JUNE, "rsj", at("2021-07-01 09:00"))


def test_a_closed_period_says_when_it_was_due_and_whom_to_ask() -> None:
    """The way out is an extension."""
    with pytest.raises(PeriodClosed, match=r"2021-06 is closed \(reports were due on 2021-07-05\).*extension"):
        a_calendar(m6=CLOSED).check_may_report(JUNE, "rsj", at("2021-07-10 09:00"))


def test_a_period_of_another_year_is_outside_the_plan() -> None:
    """The sentence names the plan's year."""
    with pytest.raises(PeriodOutsidePlan, match=r"2022-01 is outside the plan year 2021"):
        a_calendar().check_may_report(Period(2022, 1), "rsj", at("2021-07-10 09:00"))


def test_an_open_period_lets_everybody_report() -> None:
    """Past its due date too: late is not locked."""
    a_calendar(m6=OPEN).check_may_report(JUNE, "rsj", at("2021-08-30 09:00"))

    assert a_calendar(m6=OPEN).may_report(JUNE, "rsj", at("2021-08-30 09:00"))


@pytest.mark.parametrize(
    ("department", "period", "now", "is_running"),
    [
        ("rsj", JUNE, "2021-07-20 18:00", True),
        ("rsj", JUNE, "2021-07-20 18:01", False),
        ("kjj", JUNE, "2021-07-20 17:00", False),
        ("rsj", JULY, "2021-07-20 17:00", False),
    ],
)
def test_an_extension_is_for_one_department_and_one_period_until_an_instant(
    department: str, period: Period, now: str, *, is_running: bool
) -> None:
    """It ends by itself, and nobody else has it."""
    extension = Extension(JUNE, "rsj", at("2021-07-20 18:00"), "系统故障", "coordinator")
    calendar = a_calendar(extension, m6=CLOSED, m7=CLOSED)

    assert is_running == (calendar.extension(period, department, at(now)) is not None)
    assert is_running == calendar.may_report(period, department, at(now))


def test_an_extension_does_not_open_what_is_locked() -> None:
    """Leave to report late is no leave to report early."""
    extension = Extension(JUNE, "rsj", at("2021-07-20 18:00"), "系统故障", "coordinator")

    with pytest.raises(PeriodLocked):
        a_calendar(extension).check_may_report(JUNE, "rsj", at("2021-07-01 09:00"))


@pytest.mark.parametrize(
    ("statuses", "first"),
    [
        ({}, Period(YEAR, 1)),
        ({f"m{month}": CLOSED for month in range(1, 6)}, JUNE),
        ({f"m{month}": CLOSED for month in range(1, 13)}, Period(YEAR, 12)),
    ],
)
def test_a_change_from_now_on_touches_no_closed_period(statuses: dict[str, PeriodStatus], first: Period) -> None:
    """The first that is not closed is the earliest that it can touch."""
    assert first == a_calendar(**statuses).first_not_closed
