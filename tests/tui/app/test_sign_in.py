"""The first page: one answer for everything that isn't right, and a new password where one is due."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from textual.events import Paste

from departments.accounts import Role
from departments.desks import ClerkDesk
from tests.people import ONE_TIME, PASSWORD, signed_in
from tui.screens.change_password import ChangePasswordScreen
from tui.screens.commitments import CommitmentsScreen
from tui.screens.sign_in import SignInScreen

if TYPE_CHECKING:
    from departments.desks import CoordinatorDesk, Office
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands


async def sign_in(hands: Hands, account: str, password: str) -> None:
    """Type both and press Enter."""
    await hands.paste(account)
    await hands.press("enter")
    await hands.paste(password)
    await hands.press("enter")


async def test_signing_in_leads_to_the_own_list(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """A clerk's first page is the department's list."""
    async with at_terminal() as hands:
        await sign_in(hands, "rsj", PASSWORD)

        assert hands.is_at(CommitmentsScreen)
        assert "新增就业" in hands.page


async def test_the_coordinator_comes_to_the_overview(
    at_terminal: AtTerminal, coordinator_desk: CoordinatorDesk
) -> None:
    """Which page is first follows from the desk."""
    async with at_terminal() as hands:
        await sign_in(hands, "coordinator", PASSWORD)

        assert type(hands.app.screen).__name__ == "OverviewScreen"


@pytest.mark.parametrize(
    ("account", "password"),
    [("rsj", "not the password"), ("nobody", PASSWORD), ("rsj.gone", PASSWORD)],
    ids=["wrong password", "unknown account", "disabled account"],
)
async def test_whatever_is_wrong_has_one_answer(
    at_terminal: AtTerminal, office: Office, clerk_desk: ClerkDesk, account: str, password: str
) -> None:
    """Nobody learns from the page which accounts there are; the password is to be typed again."""
    signed_in(office, "rsj.gone", ClerkDesk, "rsj")
    office.operator_desk().disable_account("rsj.gone")

    async with at_terminal(language="en") as hands:
        await sign_in(hands, account, password)
        screen = hands.app.screen

        assert isinstance(screen, SignInScreen)
        assert "don't match an account in use" in " ".join(hands.page.split())
        assert screen.password.value == ""
        assert "account in use; try again" in " ".join(hands.page.split())


async def test_the_password_is_checked_off_the_loop(
    at_terminal: AtTerminal, office: Office, clerk_desk: ClerkDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the hash is being computed the page is drawn, and what is typed then is for the desk."""
    done, credentials = threading.Event(), office._registry.credentials
    check = type(credentials).check

    def slow(self: Any, account: str, password: str) -> bool:
        done.wait(60)
        return bool(check(self, account, password))

    monkeypatch.setattr(type(credentials), "check", slow)
    async with at_terminal() as hands:
        await hands.type("rsj")
        await hands.press("enter")
        hands.app.post_message(Paste(PASSWORD))
        await hands.pilot.press("enter", "f3", "x", "z", "j", "y")
        screen = hands.app.screen

        assert isinstance(screen, SignInScreen)
        assert "正在登录" in hands.page

        done.set()
        await hands.wait_for("查找：xzjy")

        assert hands.is_at(CommitmentsScreen)


async def test_a_one_time_password_is_replaced_at_once(at_terminal: AtTerminal, office: Office, june: Period) -> None:
    """The new one is typed twice, has to be good enough, and opens the desk with its tour."""
    office.operator_desk().add_account("rsj", Role.CLERK, "rsj", password=ONE_TIME)
    async with at_terminal() as hands:
        await sign_in(hands, "rsj", ONE_TIME)

        assert hands.is_at(ChangePasswordScreen)

        await sign_in(hands, "long enough", "another one")

        assert "不一致" in hands.page

        await sign_in(hands, "short", "short")

        assert hands.is_at(ChangePasswordScreen)
        assert "8" in hands.page

        await sign_in(hands, "long enough", "long enough")
        await hands.press("escape")

        assert hands.is_at(CommitmentsScreen)
    assert office.sign_in("rsj", "long enough").account.name == "rsj"


async def test_enter_pressed_twice_changes_a_password_once(
    at_terminal: AtTerminal, office: Office, june: Period
) -> None:
    """The second one waits for the desk, and isn't refused because the password of one use is used up."""
    office.operator_desk().add_account("rsj", Role.CLERK, "rsj", password=ONE_TIME)
    async with at_terminal() as hands:
        await sign_in(hands, "rsj", ONE_TIME)
        await hands.paste("long enough")
        await hands.press("enter")
        await hands.paste("long enough")

        assert hands.is_at(ChangePasswordScreen)

        await hands.type("\n\n")
        await hands.press("escape")

        assert hands.is_at(CommitmentsScreen)
        assert office.sign_in("rsj", "long enough").account.name == "rsj"


async def test_esc_leaves_the_one_time_password_in_force(at_terminal: AtTerminal, office: Office) -> None:
    """Nothing changes for who turns back."""
    office.operator_desk().add_account("rsj", Role.CLERK, "rsj", password=ONE_TIME)
    async with at_terminal() as hands:
        await sign_in(hands, "rsj", ONE_TIME)
        await hands.press("escape")

        assert hands.is_at(SignInScreen)


async def test_signing_out_leaves_nothing_behind(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """The next person finds empty fields, no way back, and can sign in as somebody else."""
    async with at_terminal() as hands:
        await sign_in(hands, "rsj", PASSWORD)
        await hands.press("f12")
        screen = hands.app.screen

        assert isinstance(screen, SignInScreen)
        assert (screen.account.value, screen.password.value) == ("", "")

        await hands.press("escape")

        assert hands.is_at(SignInScreen)

        await sign_in(hands, "rsj", PASSWORD)

        assert hands.is_at(CommitmentsScreen)


async def test_the_password_is_never_shown(at_terminal: AtTerminal) -> None:
    """Only that something was typed can be seen."""
    async with at_terminal() as hands:
        await hands.type("rsj")
        await hands.press("enter")
        await hands.type("geheim99")

        assert "geheim" not in hands.page


async def test_f12_on_the_sign_in_page_leaves(at_terminal: AtTerminal) -> None:
    """There is nobody to sign out there."""
    async with at_terminal() as hands:
        await hands.press("f12")

        assert hands.app._exit


async def test_enter_without_an_account_stays_and_asks_for_one(at_terminal: AtTerminal, june: Period) -> None:
    """Blanks are none either; the sentence goes with the account."""
    async with at_terminal() as hands:
        for typed in ("", "  "):
            await hands.paste(typed)
            await hands.press("enter")

            assert "请先输入账号" in hands.page
            assert hands.app.focused is hands.app.screen.query_one("#account")

        await hands.paste("rsj")
        await hands.press("enter")

        assert "请先输入账号" not in hands.page
        assert hands.app.focused is hands.app.screen.query_one("#password")
