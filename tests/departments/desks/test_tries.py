"""Wrong passwords: the next try waits longer each time, whoever's name it is, until somebody signs in or unlocks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from departments.accounts import SignInRefused
from departments.desks import ClerkDesk
from departments.tries import AccountLocked
from tests.people import PASSWORD, back_at

if TYPE_CHECKING:
    from departments.desks import CoordinatorDesk, Office
    from tests.building import Clock

WAITS = (0, 0, 0, 1, 2, 4, 8, 16, 32, 900, 900)
"""Seconds that the try after each wrong password waits: three are free, the tenth locks for a quarter of an hour."""


def wrong(office: Office, name: str, times: int, clock: Clock) -> None:
    """So many wrong passwords, each as soon as it is looked at."""
    for seconds in WAITS[:times]:
        with pytest.raises(SignInRefused):
            office.sign_in(name, "wrong")
        clock.forward(seconds=seconds)


@pytest.mark.parametrize("name", ["rsj", "nobody"])
@pytest.mark.parametrize("times", [each for each, seconds in enumerate(WAITS, 1) if seconds])
def test_each_wrong_password_makes_the_next_try_wait_longer(
    office: Office, clerk_desk: ClerkDesk, clock: Clock, name: str, times: int
) -> None:
    """To the second, and nobody learns whether there is such an account; the right one isn't looked at either."""
    wrong(office, name, times, clock)
    clock.forward(seconds=-1)

    with pytest.raises(AccountLocked) as refused:
        office.sign_in(name, PASSWORD)

    assert (name, times, 1.0) == (refused.value.account, refused.value.count, refused.value.seconds)


@pytest.mark.parametrize(("times", "until"), [(9, "2021-07-03 09:01:03"), (10, "2021-07-03 09:17")])
def test_a_short_wait_is_told_to_the_second(
    office: Office, clerk_desk: ClerkDesk, clock: Clock, times: int, until: str
) -> None:
    """A time of day to the minute would be over already; a quarter of an hour is told to the minute after it."""
    wrong(office, "rsj", times, clock)
    clock.forward(seconds=-WAITS[times - 1])

    with pytest.raises(AccountLocked, match=f"has to wait until {until};"):
        office.sign_in("rsj", PASSWORD)


@pytest.mark.parametrize("times", [3, 9, 11])
def test_the_right_password_opens_after_the_wait_and_everything_is_forgiven(
    office: Office, clerk_desk: ClerkDesk, clock: Clock, times: int
) -> None:
    """Whoever mistyped begins with three free tries again."""
    wrong(office, "rsj", times, clock)

    assert "rsj" == back_at(office, "rsj", ClerkDesk).account.name
    wrong(office, "rsj", 3, clock)
    assert "rsj" == back_at(office, "rsj", ClerkDesk).account.name


def test_the_coordinator_unlocks_an_account_at_once(
    office: Office, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk, clock: Clock
) -> None:
    """Nobody has to wait for the quarter of an hour."""
    wrong(office, "rsj", len(WAITS), clock)
    clock.forward(seconds=-WAITS[-1])
    with pytest.raises(AccountLocked):
        office.sign_in("rsj", PASSWORD)

    coordinator_desk.unlock_account("rsj")

    assert "rsj" == back_at(office, "rsj", ClerkDesk).account.name


def test_a_clock_that_is_set_back_locks_nobody_out(office: Office, clerk_desk: ClerkDesk, clock: Clock) -> None:
    """By an hour, which would otherwise be the wait."""
    wrong(office, "rsj", len(WAITS), clock)
    clock.forward(hours=-1)

    assert "rsj" == back_at(office, "rsj", ClerkDesk).account.name
