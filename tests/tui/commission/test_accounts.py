"""Accounts and history: who may sign in, and who did what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from departments.accounts import OneTimePassword, SignInRefused
from tests.building import JOBS, JUNE, a_report, saved, submitted
from tests.people import PASSWORD
from tests.tui.app.conftest import LARGE
from tui.screens.text_page import TextPage

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk, Office
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal


async def test_an_account_is_added_and_its_password_shown_once(
    at_terminal: AtTerminal, coordinator_desk: CoordinatorDesk, office: Office
) -> None:
    """Role, department, names; the one-time password opens the door once and stands nowhere after."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("6", "f2", "1", "2", "end")
        await hands.type(".li")
        await hands.press("enter")
        await hands.type("李四")
        await hands.press("enter")
        password = re.search(r"一次性口令：([a-z0-9-]+)", hands.page)

        assert password is not None
        assert "账号：rsj.li" in hands.page

        await hands.press("enter")

        assert password[1] not in hands.page
        assert "李四" in hands.page

    with pytest.raises(OneTimePassword):
        office.sign_in("rsj.li", password[1])


async def test_wrong_passwords_show_before_a_one_time_password(
    at_terminal: AtTerminal, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, office: Office
) -> None:
    """On a narrow page too, where there is room for one remark: who can't come in needs somebody."""
    coordinator_desk.reset_account(clerk_desk.account.name)
    with pytest.raises(SignInRefused):
        office.sign_in(clerk_desk.account.name, "not-the-password")

    async with at_terminal(coordinator_desk) as hands:
        await hands.press("6")

        assert "口令输错1次" in hands.page


async def test_a_name_that_is_taken_can_be_corrected(
    at_terminal: AtTerminal, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """The dialog comes back with the reason."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("6", "f2", "1", "2", "ctrl+u")
        await hands.type("rsj")
        await hands.press("f2")

        assert "rsj" in hands.page
        assert "! " in hands.page

        await hands.press("escape")

    assert [each.name for each in coordinator_desk.accounts()] == ["coordinator", "rsj"]


async def test_a_new_password_takes_the_old_ones_place(
    at_terminal: AtTerminal, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, office: Office
) -> None:
    """F4, asked first."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("6", "end", "f4", "enter")

        assert "一次性口令：" in hands.page

    with pytest.raises(SignInRefused):
        office.sign_in("rsj", PASSWORD)


async def test_an_account_is_disabled_and_enabled(
    at_terminal: AtTerminal, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, office: Office
) -> None:
    """F6 asks; F8 lets it in again; the last coordinator stays, and is told so without being asked."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("6", "end", "f6", "enter")

        assert "已停用" in hands.page
        with pytest.raises(SignInRefused):
            office.sign_in("rsj", PASSWORD)

        await hands.press("f8")

        assert "“rsj”" in hands.page
        assert office.sign_in("rsj", PASSWORD).account.name == "rsj"

        await hands.press("home", "f6")

        assert not hands.is_asked()
        assert "最后一个在用的综合科账号" in hands.page
        assert not any(each.is_disabled for each in coordinator_desk.accounts())


async def test_disabling_a_head_says_what_waits_for_the_signature(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, head_desk: HeadDesk, clerk_desk: ClerkDesk
) -> None:
    """In the question, before it is too late; Esc leaves the head in use."""
    submitted(clerk_desk, a_report())
    async with at_terminal(coordinator_desk, size=LARGE) as hands:
        await hands.press("6", "end", "f6")

        assert "停用“rsj.head”？" in hands.page
        assert "该单位有 1 项待审签，停用后再无人审签" in hands.page

        await hands.press("escape")

    assert not any(each.is_disabled for each in coordinator_desk.accounts())


async def test_what_was_done_to_an_account_is_told(
    at_terminal: AtTerminal, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """Enter: added by whom, when its password was changed; never a password."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("6", "end", "enter")

        assert hands.is_at(TextPage)
        assert "新增账号" in hands.page
        assert "更改口令" in hands.page
        assert PASSWORD not in hands.page


async def test_the_record_is_searched(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """F3 narrows with every key, F2 to a department; Enter shows an entry, of a draft not its text; Esc shows all."""
    saved(clerk_desk, a_report())
    view = clerk_desk.report(JUNE, JOBS)
    clerk_desk.save_report(a_report(values={"4.1-01.1": 6500}), based_on=view.revision)
    async with at_terminal(coordinator_desk, size=LARGE) as hands:
        await hands.press("5")

        assert "开放报告期" in hands.page

        await hands.press("f3")
        await hands.type("4.1 保存")

        assert "列出2条" in hands.page
        assert "开放报告期" not in hands.page

        await hands.press("enter", "enter")

        assert "账册“区人社局”第2条" in hands.page
        assert "6,500" not in hands.page

        await hands.press("escape", "escape", "f2", "4")

        assert "区卫健委" in hands.page
        assert "保存" not in hands.page
