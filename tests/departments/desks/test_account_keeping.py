"""Keeping accounts: what may be made, reset, disabled, and what two people may do at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from departments.accounts import (
    Account,
    AccountExists,
    BadAccountName,
    OneTimePassword,
    Role,
    SignInRefused,
    WrongDepartment,
)
from departments.desks import ClerkDesk, CoordinatorDesk
from departments.desks.account_keeping import LastCoordinator, OwnAccount
from departments.refusals import NotFound
from tests.people import ONE_TIME, PASSWORD, signed_in

if TYPE_CHECKING:
    from departments.desks import Office, OperatorDesk, Registry
    from tests.memory_ledger import QuickerHand


def test_a_new_account_has_a_one_time_password(office: Office, operator_desk: OperatorDesk) -> None:
    """Random, easy to read out, and good for one sign-in."""
    one, two = (operator_desk.add_account(name, Role.CLERK, "rsj") for name in ("rsj", "rsj.second"))

    assert re.fullmatch(r"([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}", one)
    assert one != two
    with pytest.raises(OneTimePassword):
        office.sign_in("rsj", one)


def test_accounts_are_listed_by_name_with_the_person(operator_desk: OperatorDesk) -> None:
    """What tables print is the person, cleaned, or failing that the account's name."""
    operator_desk.add_account("wjw", Role.CLERK, "wjw", display_name=" 填报员\x1b[31m\n甲 ")
    operator_desk.add_account("kjj", Role.CLERK, "kjj")

    assert [Account("kjj", Role.CLERK, "kjj"), Account("wjw", Role.CLERK, "wjw", "填报员 甲")] == list(
        operator_desk.accounts()
    )
    assert ["kjj", "填报员 甲"] == [each.label for each in operator_desk.accounts()]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "a",
        "A",
        "Rsj",
        "1rsj",
        ".rsj",
        "rs j",
        "rsj\n",
        "人社",
        "ｒｓｊ",
        "a" * 33,
        "operator",
        "a/b",
        "../a",
        "rsj\x00",
    ],
)
def test_an_account_has_a_plain_name(operator_desk: OperatorDesk, name: str) -> None:
    """One that can be typed at any keyboard and is nobody's path."""
    with pytest.raises(BadAccountName):
        operator_desk.add_account(name, Role.CLERK, "rsj")

    assert [] == list(operator_desk.accounts())


@pytest.mark.parametrize("name", ["ab", "rsj", "rsj.second", "rsj-2", "rsj_2", "a" * 32, "office"])
def test_plain_names_are_accepted(operator_desk: OperatorDesk, name: str) -> None:
    """Letters, digits, dots, dashes and underscores."""
    operator_desk.add_account(name, Role.READER, password=ONE_TIME)

    assert [name] == [each.name for each in operator_desk.accounts()]


@pytest.mark.parametrize(
    ("role", "department", "refusal"),
    [
        (Role.CLERK, None, WrongDepartment),
        (Role.HEAD, None, WrongDepartment),
        (Role.COORDINATOR, "rsj", WrongDepartment),
        (Role.READER, "rsj", WrongDepartment),
        (Role.CLERK, "nowhere", NotFound),
        (Role.CLERK, "office", NotFound),
        (Role.CLERK, "", NotFound),
    ],
)
def test_role_and_department_go_together(
    operator_desk: OperatorDesk, role: Role, department: str | None, refusal: type[Exception]
) -> None:
    """Clerks and heads belong to a department that there is, nobody else does."""
    with pytest.raises(refusal):
        operator_desk.add_account("somebody", role, department)

    assert [] == list(operator_desk.accounts())


def test_a_name_is_taken_once(office: Office, operator_desk: OperatorDesk) -> None:
    """Disabled ones stay taken, since what they did is attributed to them; their password stays too."""
    signed_in(office, "rsj", ClerkDesk, "rsj")

    with pytest.raises(AccountExists, match="rsj"):
        operator_desk.add_account("rsj", Role.READER, password="somebody-else's")

    assert Role.CLERK is office.sign_in("rsj", PASSWORD).account.role


def test_who_comes_second_with_a_name_does_not_get_the_firsts_password(
    office: Office, operator_desk: OperatorDesk, quicker: QuickerHand
) -> None:
    """Two who add the same account at once: the first one's password is the account's."""
    quicker.acts_first("office", lambda: operator_desk.add_account("rsj", Role.CLERK, "rsj", password=ONE_TIME))

    with pytest.raises(AccountExists):
        operator_desk.add_account("rsj", Role.COORDINATOR, password="the-second-one")

    with pytest.raises(OneTimePassword):
        office.sign_in("rsj", ONE_TIME)
    with pytest.raises(SignInRefused):
        office.sign_in("rsj", "the-second-one")


def test_a_reset_replaces_the_password(office: Office, operator_desk: OperatorDesk, registry: Registry) -> None:
    """The old one is worth nothing, the new one is for one use, and the book says who did it."""
    signed_in(office, "rsj", ClerkDesk, "rsj")

    password = operator_desk.reset_account("rsj")

    with pytest.raises(SignInRefused):
        office.sign_in("rsj", PASSWORD)
    with pytest.raises(OneTimePassword):
        office.sign_in("rsj", password)
    assert ("operator", "password_reset") == [
        (each.by, each.action) for each in registry.office_book.events(Account, "rsj")
    ][-1]


def test_a_reset_does_not_enable_what_was_disabled_meanwhile(
    office: Office, operator_desk: OperatorDesk, quicker: QuickerHand
) -> None:
    """Whoever was quicker to disable it has disabled it."""
    signed_in(office, "rsj", ClerkDesk, "rsj")
    quicker.acts_first("office", lambda: operator_desk.disable_account("rsj"))

    operator_desk.reset_account("rsj")

    assert [True] == [each.is_disabled for each in operator_desk.accounts()]


def test_a_disabled_account_can_be_enabled_again(office: Office, operator_desk: OperatorDesk) -> None:
    """With the password that it had."""
    signed_in(office, "rsj", ClerkDesk, "rsj")
    operator_desk.disable_account("rsj")
    with pytest.raises(SignInRefused):
        office.sign_in("rsj", PASSWORD)

    operator_desk.enable_account("rsj")

    assert "rsj" == office.sign_in("rsj", PASSWORD).account.name


@pytest.mark.parametrize("verb", ["reset_account", "preview_disabling", "disable_account", "enable_account"])
def test_there_is_nothing_to_do_to_an_account_that_is_not_there(operator_desk: OperatorDesk, verb: str) -> None:
    """The refusal names it."""
    with pytest.raises(NotFound, match="nobody"):
        getattr(operator_desk, verb)("nobody")


def test_the_last_coordinator_stays(coordinator_desk: CoordinatorDesk, operator_desk: OperatorDesk) -> None:
    """Not even the operator locks the commission out; with a second one it can be done."""
    with pytest.raises(LastCoordinator, match="coordinator"):
        operator_desk.disable_account("coordinator")
    operator_desk.add_account("coordinator.second", Role.COORDINATOR, password=ONE_TIME)
    operator_desk.disable_account("coordinator")

    with pytest.raises(LastCoordinator):
        operator_desk.disable_account("coordinator.second")


def test_nobody_disables_the_own_account(office: Office, coordinator_desk: CoordinatorDesk) -> None:
    """Somebody else has to, so that nobody locks the own door by a slip of the key."""
    signed_in(office, "coordinator.second", CoordinatorDesk)

    for verb in (coordinator_desk.preview_disabling, coordinator_desk.disable_account):
        with pytest.raises(OwnAccount, match="coordinator is your own account"):
            verb("coordinator")

    assert [False, False] == [each.is_disabled for each in coordinator_desk.accounts()]


def test_two_coordinators_cannot_disable_each_other_at_once(
    office: Office, coordinator_desk: CoordinatorDesk, quicker: QuickerHand
) -> None:
    """Whoever is second is the last one."""
    second = signed_in(office, "coordinator.second", CoordinatorDesk)
    quicker.acts_first("office", lambda: second.disable_account("coordinator"))

    with pytest.raises(LastCoordinator):
        coordinator_desk.disable_account("coordinator.second")

    assert [False] == [each.is_disabled for each in second.accounts() if each.name == "coordinator.second"]


def test_no_password_is_ever_in_a_book(office: Office, operator_desk: OperatorDesk, registry: Registry) -> None:
    """Neither the one-time one nor the chosen one."""
    signed_in(office, "rsj", ClerkDesk, "rsj")
    password = operator_desk.reset_account("rsj")

    told = repr(list(registry.office_book.events()))

    assert not [each for each in (ONE_TIME, PASSWORD, password) if each in told]
