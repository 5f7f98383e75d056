"""Signing in: one answer for everything that doesn't match, and passwords that are for one use."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from departments.accounts import Account, OneTimePassword, Role, SignInRefused, WeakPassword
from departments.desks import ClerkDesk, Office, OperatorDesk, Registry
from departments.ledger import WritingStopped
from tests.memory_ledger import MemoryCredentials
from tests.people import ONE_TIME, PASSWORD, signed_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from departments.desks import CoordinatorDesk
    from departments.ledger import Credentials, Keeping
    from tests.building import Clock
    from tests.memory_ledger import QuickerHand


@pytest.fixture
def credentials(installation: Keeping) -> Credentials:
    """The installation's own: real passwords where it is on disk."""
    return installation.credentials


MISMATCHES = [
    ("rsj", "wrong"),
    ("rsj", ""),
    ("rsj", f" {PASSWORD}"),
    ("rsj", ONE_TIME),
    ("nobody", PASSWORD),
    ("", ""),
    ("RSJ", PASSWORD),
    ("ｒｓｊ", PASSWORD),
    ("rsj\x00", PASSWORD),
    ("../rsj", PASSWORD),
    ("operator", ""),
    ("operator", PASSWORD),
    ("office", PASSWORD),
    ("gone", PASSWORD),
]


def test_whatever_does_not_match_gets_one_answer(office: Office, operator_desk: OperatorDesk, clock: Clock) -> None:
    """Wrong, unknown, disabled, reserved: nobody learns which."""
    signed_in(office, "rsj", ClerkDesk, "rsj")
    signed_in(office, "gone", ClerkDesk, "rsj")
    operator_desk.disable_account("gone")

    def answer(act: Callable[[], object]) -> str:
        clock.forward(hours=1)
        with pytest.raises(SignInRefused) as refused:
            act()
        return str(refused.value)

    answers = {answer(partial(office.sign_in, *each)) for each in MISMATCHES}
    answers |= {answer(partial(office.change_password, *each, "another-good-password")) for each in MISMATCHES[::5]}

    assert {str(SignInRefused())} == answers


def test_a_disabled_account_with_a_one_time_password_gets_the_same_answer(
    office: Office, operator_desk: OperatorDesk
) -> None:
    """The question for a new password would tell that the old one was right."""
    operator_desk.add_account("rsj", Role.CLERK, "rsj", password=ONE_TIME)
    operator_desk.disable_account("rsj")

    with pytest.raises(SignInRefused):
        office.sign_in("rsj", ONE_TIME)


def test_every_try_costs_the_same_work(registry: Registry, operator_desk: OperatorDesk) -> None:
    """The password is checked before anything is said, for accounts that are not there too."""
    counted = MemoryCredentials()
    office = Office(evolve(registry, credentials=counted))
    operator_desk.add_account("gone", Role.READER, password=ONE_TIME)
    operator_desk.disable_account("gone")

    for name in ("nobody", "gone", "operator", ""):
        with pytest.raises(SignInRefused):
            office.sign_in(name, "wrong")

    assert ["nobody", "gone", "operator", ""] == counted.checks


def test_spaces_around_a_name_are_not_part_of_it(office: Office) -> None:
    """A pasted name may have some."""
    signed_in(office, "rsj", ClerkDesk, "rsj")

    assert "rsj" == office.sign_in(" rsj\u3000", PASSWORD).account.name


def test_a_one_time_password_opens_only_the_way_to_ones_own(office: Office, operator_desk: OperatorDesk) -> None:
    """It asks for a new one first; then the old one is worth nothing."""
    operator_desk.add_account("rsj", Role.CLERK, "rsj", password=ONE_TIME)
    with pytest.raises(OneTimePassword):
        office.sign_in("rsj", ONE_TIME)

    desk = office.change_password("rsj", ONE_TIME, PASSWORD)

    assert isinstance(desk, ClerkDesk)
    assert "rsj" == office.sign_in("rsj", PASSWORD).account.name
    with pytest.raises(SignInRefused):
        office.sign_in("rsj", ONE_TIME)


def test_a_new_password_is_long_and_new(office: Office, operator_desk: OperatorDesk) -> None:
    """Too short, the account's name, or the one-time password again: the old one stays."""
    operator_desk.add_account("rsj", Role.CLERK, "rsj", password=ONE_TIME)

    for chosen in ("", "short", "1234567", "rsj", ONE_TIME):
        with pytest.raises(WeakPassword, match="at least 8 characters"):
            office.change_password("rsj", ONE_TIME, chosen)

    with pytest.raises(OneTimePassword):
        office.sign_in("rsj", ONE_TIME)


def test_the_accounts_name_is_no_password_in_any_case(office: Office, operator_desk: OperatorDesk) -> None:
    """Shouting it does not help."""
    operator_desk.add_account("long.account", Role.READER, password=ONE_TIME)

    with pytest.raises(WeakPassword):
        office.change_password("long.account", ONE_TIME, "Long.Account")


def test_a_password_can_be_changed_at_any_time(office: Office, registry: Registry) -> None:
    """The book says that it was, by whom, and nothing of what it is."""
    signed_in(office, "rsj", ClerkDesk, "rsj")

    office.change_password("rsj", PASSWORD, "another-good-password")

    events = list(registry.office_book.events(Account, "rsj"))
    assert ("rsj", "password_changed") == (events[-1].by, events[-1].action)
    assert "another-good-password" not in repr(events)
    assert "rsj" == office.sign_in("rsj", "another-good-password").account.name


def test_an_account_that_is_disabled_meanwhile_stays_disabled(
    office: Office, operator_desk: OperatorDesk, quicker: QuickerHand
) -> None:
    """Choosing a new password at the wrong moment does not undo what the operator did."""
    operator_desk.add_account("rsj", Role.CLERK, "rsj", password=ONE_TIME)
    quicker.acts_first("office", lambda: operator_desk.disable_account("rsj"))

    with pytest.raises(SignInRefused):
        office.change_password("rsj", ONE_TIME, PASSWORD)

    assert [True] == [each.is_disabled for each in operator_desk.accounts()]


def test_the_operators_desk_needs_no_account(office: Office, coordinator_desk: CoordinatorDesk) -> None:
    """Whoever owns the data directory reads everything, by a name that nobody can take."""
    desk = office.operator_desk()

    assert ("operator", "运维") == (desk.account.name, desk.account.label)
    assert coordinator_desk.calendar() == desk.calendar()


class _OnAFullDisk(MemoryCredentials):
    def note_failed_try(self, account: str, at: dt.datetime) -> None:
        raise WritingStopped("No space left on device")


def test_a_wrong_password_is_refused_as_ever_when_the_disk_is_full(registry: Registry) -> None:
    """Whoever stands outside learns nothing of the disk, and a right password still opens."""
    credentials = _OnAFullDisk()
    office = Office(evolve(registry, credentials=credentials))
    signed_in(office, "rsj", ClerkDesk, "rsj")

    for name in ("rsj", "nobody"):
        with pytest.raises(SignInRefused):
            office.sign_in(name, "wrong")
    assert isinstance(office.sign_in("rsj", PASSWORD), ClerkDesk)
