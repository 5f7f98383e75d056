"""The calendar: opening, closing, due dates, extensions, each from the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.periods import PeriodStatus
from tests.building import DECEMBER, JOBS, JULY, JUNE, a_report, at, submitted
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.fields import FieldsDialog

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal


async def test_the_whole_year_stands_from_the_start(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Twelve periods with status and due date, the present one chosen."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("4")

        assert all(f"2021-{month:02d}" in hands.page for month in range(1, 13))
        assert "2021-06 填报中 2021-07-05" in hands.page
        assert "2021-12 未开放" in hands.page
        assert "F6" in hands.page
        assert "F8" not in hands.page


async def test_the_calendar_is_searched(
    at_terminal: AtTerminal, may: Period, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """By status or who was given leave; what is chosen there is what a key does something to."""
    coordinator_desk.grant_extension(may, "kjj", until=at("2021-07-20 18:00"), reason="系统故障")
    async with at_terminal(coordinator_desk) as hands:
        for words, month in (("ygb", "2021-05"), ("qkjj", "2021-05"), ("填报中", "2021-06")):
            await hands.press("4", "f3")
            await hands.type(words)
            listed = [each for each in hands.page.splitlines() if each.startswith("2021-")]

            assert [month] == [each[:7] for each in listed], words

            await hands.press("enter")

            assert ("F4" in hands.page) == (month == "2021-05")

            await hands.press("escape")

            assert "2021-12" in hands.page


async def test_a_period_is_opened(at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk) -> None:
    """F8 proposes the calendar's own due date; another one may be typed, as people type dates."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("4", "down", "f8")

        assert "2021-08-05" in hands.page

        await hands.press("ctrl+u")
        await hands.type("2021年8月9日")
        await hands.press("enter")

        assert "2021-07已开放，2021-08-09截止" in hands.page

    assert coordinator_desk.calendar()[JULY].status is PeriodStatus.OPEN


async def test_a_period_that_is_due_already_is_opened_knowingly(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """The dialog says that every report would be late; Esc leaves it locked, the same answer once more opens it."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("4", "down", "f8", "ctrl+u")
        await hands.type("2021-06-01")
        await hands.press("enter")

        assert hands.is_at(FieldsDialog)
        assert "! 2021-06-01已过，所有填报将立即逾期" in hands.page

        await hands.press("escape")

        assert coordinator_desk.calendar()[JULY].status is PeriodStatus.LOCKED

        await hands.press("f8", "ctrl+u")
        await hands.type("2021-06-01")
        await hands.press("enter", "enter")

        assert "2021-07已开放，2021-06-01截止" in hands.page


async def test_what_is_no_day_can_be_corrected(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """The dialog comes back with what was typed and why it won't do; Esc gives up."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("4", "end", "f8", "ctrl+u")
        await hands.type("2022-02-30")
        await hands.press("f2")

        assert hands.is_at(FieldsDialog)
        assert "“2022-02-30”不是日期" in hands.page

        await hands.press("escape")

    assert coordinator_desk.calendar()[DECEMBER].status is PeriodStatus.LOCKED


async def test_closing_says_how_many_are_not_reviewed(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """First what is missing, then how many reports wait; Esc leaves it open, Enter carries on."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("4", "f6")

        assert "还有1项应报未报" in hands.page

        await hands.press("enter")

        assert hands.is_at(ConfirmDialog)
        assert "3" in hands.page
        assert "仍然关闭？" in hands.page

        await hands.press("escape")

        assert coordinator_desk.calendar()[JUNE].status is PeriodStatus.OPEN

        await hands.press("f6", "enter", "enter")

        assert "2021-06已关闭" in hands.page

    assert coordinator_desk.calendar()[JUNE].status is PeriodStatus.CLOSED


async def test_opening_again_needs_a_reason(
    at_terminal: AtTerminal, may: Period, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Without one the dialog says so and keeps the date; with one the reason stands in the calendar."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("4", "up", "f8", "f2")

        assert "请" in hands.page
        assert hands.is_at(FieldsDialog)

        await hands.press("tab")
        await hands.type("区统计局更正")
        await hands.press("enter")

        assert "2021-05已开放" in hands.page
        assert "区统计局更正" in hands.page

    assert coordinator_desk.calendar()[may].reason == "区统计局更正"


async def test_the_due_date_is_moved(at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk) -> None:
    """F2, a later day and a reason; a day that is past is refused in the dialog."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("4", "f2")
        await hands.type("2021-07-01")
        await hands.press("enter")
        await hands.type("假期")
        await hands.press("enter")

        assert hands.is_at(FieldsDialog)
        assert "2021-07-01" in hands.page

        await hands.press("shift+tab", "ctrl+u")
        await hands.type("2021-07-09")
        await hands.press("f2")

        assert "2021-06改为2021-07-09截止" in hands.page

    assert str(coordinator_desk.calendar()[JUNE].due_on) == "2021-07-09"


async def test_a_due_date_before_the_months_end_is_asked_about(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """The dialog says until when the period lasts; the same answer once more sets it."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("4", "down", "f8", "ctrl+u")
        await hands.type("2021-07-20")
        await hands.press("enter")

        assert hands.is_at(FieldsDialog)
        assert "! 2021-07-20早于报告期2021-07的最后一天" in hands.page

        await hands.press("enter")

        assert "2021-07已开放，2021-07-20截止" in hands.page


async def test_one_department_gets_an_extension(
    at_terminal: AtTerminal, may: Period, june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """F4, the department, until when and why; not in the past; then it may report, and all see why."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("4", "up", "f4", "2")

        assert "许可区人社局补报2021-05" in hands.page

        await hands.type("2021-07-01")
        await hands.press("enter")
        await hands.type("系统故障")
        await hands.press("enter")

        assert hands.is_at(FieldsDialog)

        await hands.press("shift+tab", "ctrl+u")
        await hands.type("2021-07-20 18:00")
        await hands.press("f2")

        assert "区人社局可以补报至2021-07-20 18:00" in hands.page
        assert "系统故障" in hands.page

    leave = coordinator_desk.calendar().extension(may, "rsj", at("2021-07-10 09:00"))
    assert leave is not None
    assert leave.reason == "系统故障"


async def test_a_period_closed_without_anything_waiting_asks_once(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """Where everything is reviewed there is one question."""
    view = submitted(clerk_desk, a_report())
    coordinator_desk.approve_report(JUNE, JOBS, based_on=view.revision)
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("4", "f6", "enter")

        assert "2021-06已关闭" in hands.page
