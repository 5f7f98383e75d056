"""Passwords that are tried at the same moment: wrong ones count as if they had come one by one, right ones come in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from departments.accounts import SignInRefused
from departments.desks import ClerkDesk, Office
from departments.refusals import Refusal
from departments.tries import FREE, LOCKED_FROM, AccountLocked
from tests.people import PASSWORD, signed_in

if TYPE_CHECKING:
    from departments.ledger import Credentials, Keeping
    from tests.building import Clock

MANY = 9


@pytest.fixture
def credentials(installation: Keeping) -> Credentials:
    """The installation's own: real passwords where it is on disk."""
    return installation.credentials


def answers_at_once(office: Office, account: str, password: str, many: int) -> list[type]:
    """What so many tries of the same moment come to."""
    together = Barrier(many)

    def answer(_: int) -> type:
        together.wait()
        try:
            return type(office.sign_in(account, password))
        except Refusal as refused:
            return type(refused)

    with ThreadPoolExecutor(many) as threads:
        return list(threads.map(answer, range(many)))


@pytest.mark.parametrize("name", ["rsj", "nobody"])
def test_wrong_passwords_at_a_time_are_no_cheaper(office: Office, credentials: Credentials, name: str) -> None:
    """Three are free and the fourth makes the next one wait; whoever comes together with it waits, known or not."""
    signed_in(office, "rsj", ClerkDesk, "rsj")
    answers = answers_at_once(office, name, "wrong", MANY)

    assert FREE + 1 == answers.count(SignInRefused) == credentials.failed_tries(name).count
    assert MANY - FREE - 1 == answers.count(AccountLocked)


def test_right_passwords_at_a_time_all_come_in(office: Office, credentials: Credentials, clock: Clock) -> None:
    """However close to being locked the account was: none of them stands in another's way."""
    signed_in(office, "rsj", ClerkDesk, "rsj")
    for _ in range(LOCKED_FROM - 1):
        credentials.note_failed_try("rsj", clock())
    clock.forward(hours=1)

    assert [ClerkDesk] * MANY == answers_at_once(office, "rsj", PASSWORD, MANY)
    assert 0 == credentials.failed_tries("rsj").count
