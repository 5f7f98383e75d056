"""Who has not reported: the board, the list to copy, urging."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.building import JUNE, a_report, at, saved, submitted
from tests.tui.app.conftest import LARGE, SMALL
from tui.dialogs.confirm import ConfirmDialog
from tui.screens.text_page import TextPage

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from tests.building import Clock
    from tests.tui.app.conftest import AtTerminal


@pytest.fixture
def late(june: Period, clerk_desk: ClerkDesk, wjw_desk: ClerkDesk, clock: Clock) -> Period:
    """June, three days after its due date: nobody has submitted, ``rsj`` has a draft."""
    saved(clerk_desk, a_report())
    clock.set("2021-07-08 09:00")
    return june


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_the_board_puts_those_who_owe_most_first(
    at_terminal: AtTerminal, late: Period, coordinator_desk: CoordinatorDesk, size: tuple[int, int]
) -> None:
    """Departments × states, how late, how often urged; the reviewers' own backlog under it."""
    async with at_terminal(coordinator_desk, size=size) as hands:
        await hands.press("3")

        assert "应报4项，未报4项" in hands.page
        assert "3个单位零报送" in hands.page
        assert hands.page.index("区科技局") < hands.page.index("区人社局")
        assert "2/2" in hands.page
        assert "没有待审核的填报" in hands.page


async def test_the_list_is_shown_as_a_text_to_copy(
    at_terminal: AtTerminal, late: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """From edge to edge, without a frame: who, what, how late."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("3", "f2")

        assert hands.is_at(TextPage)
        assert "\n【催报】2021年1—6月计划执行情况应于7月5日前报送" in hands.page
        assert "1. 区科技局：2项未报送，已逾期3天" in hands.page

        await hands.press("escape")

        assert "应报4项" in hands.page


async def test_urging_one_shows_what_it_will_read(
    at_terminal: AtTerminal, late: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """F8 asks with the message itself; then it is on record, and the department finds it."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("3", "down", "f8")

        assert hands.is_at(ConfirmDialog)
        assert "向区人社局催报？" in hands.page
        assert "【催报】区人社局：2021年1—6月" in hands.page

        await hands.press("escape")

        assert coordinator_desk.urges_sent(JUNE) == ()

        await hands.press("f8", "enter")

        assert "已向1个单位催报" in hands.page
        assert "已催报1次，最近2021-07-08 09:00：尚未登录查看" in hands.page

    assert [each.urge.department for each in coordinator_desk.urges_sent(JUNE)] == ["rsj"]
    assert "1项未报送" in clerk_desk.urges()[0].urge.text


async def test_urging_all_names_how_many(
    at_terminal: AtTerminal, late: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """F4 names the number and each department; who owes nothing gets nothing."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("3", "f4")

        assert "向3个单位催报？" in hands.page

        await hands.press("enter")

        assert "已向3个单位催报" in hands.page

    assert {each.urge.department for each in coordinator_desk.urges_sent(JUNE)} == {"kjj", "rsj", "wjw"}


async def test_a_closed_period_says_why_nobody_is_urged(
    at_terminal: AtTerminal, late: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Whoever can't report any more is not urged, nor is anybody asked about it; the reason is told."""
    coordinator_desk.close_period(JUNE)
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("3", "f8")

        assert not hands.is_at(ConfirmDialog)
        assert "“区科技局”没有补报许可；请先给予补报许可再催报" in hands.page

        await hands.press("f4")

        assert not hands.is_at(ConfirmDialog)
        assert "欠报的3个单位都没有补报许可；请先给予补报许可再催报" in hands.page
        assert coordinator_desk.urges_sent(JUNE) == ()


async def test_urging_all_in_a_closed_period_names_who_is_left_out(
    at_terminal: AtTerminal, late: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """The question has both numbers and both lists, and the answer says the same."""
    coordinator_desk.close_period(JUNE)
    coordinator_desk.grant_extension(JUNE, "rsj", until=at("2021-07-20 18:00"), reason="补报")
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("3", "f4")

        assert "向1个单位催报（另有2个单位不催）？" in hands.page
        assert (
            hands.page.index("区人社局  1") < hands.page.index("不催（报告期已关闭") < hands.page.index("区科技局  2")
        )

        await hands.press("enter")

        assert "已向1个单位催报，并已记录；另有2个单位没有补报许可，未催。" in hands.page

    assert {each.urge.department for each in coordinator_desk.urges_sent(JUNE)} == {"rsj"}


async def test_enter_shows_what_a_department_owes(
    at_terminal: AtTerminal, late: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Its commitments with their lights."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("3", "enter")

        assert "南开区科学技术局" in hands.page
        assert "? 未报" in hands.page


async def test_the_clerk_sees_the_urge_until_everything_is_sent(
    at_terminal: AtTerminal, late: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """New at the next sign-in, on the list until the report is submitted; F8 shows the words."""
    coordinator_desk.urge_departments(JUNE, ["rsj"])
    async with at_terminal(clerk_desk) as hands:
        assert "新催报（2021-07-08 09:00）：2021-06还有1项未报送" in hands.page

        await hands.press("f8")

        assert "【催报】区人社局" in hands.page

        await hands.press("escape")
        submitted(clerk_desk, a_report())
        await hands.press("f5")

        assert "新催报" not in hands.page
        assert "F8" not in hands.page
