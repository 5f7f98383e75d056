"""What makes a month's round quick: lists that keep their place, texts to take away, doubts told before it is done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from departments.periods import PeriodStatus
from tests.building import CLINICS, FIRMS, JOBS, JULY, JUNE, REFORM, a_report, saved, submitted
from tests.tui.app.conftest import LARGE
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.fields import FieldsDialog
from tui.screens.review import ReviewScreen
from tui.screens.urging_list import UrgingListPage
from tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from tests.building import Clock
    from tests.tui.app.conftest import AtTerminal, Hands


def chosen(hands: Hands) -> str | None:
    """The key of the chosen row."""
    return hands.app.screen.query_one(RowTable).chosen


async def test_the_queue_goes_on_where_the_reports_were_left(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Esc from a report leads to its row, also after others were passed over or decided."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "enter", "f4", "escape")

        assert f"kjj/{REFORM}" == chosen(hands)

        await hands.press("enter", "f8", "escape")

        assert f"rsj/{JOBS}" == chosen(hands)


async def test_keys_that_come_faster_than_the_next_report_is_read(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Esc right after F4 leaves the page; right after F8 nothing is lost of the decision."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "enter")
        await hands.pilot.press("f4", "escape")
        await hands.settle()

        assert isinstance(hands.app.screen, ReviewScreen)
        assert f"kjj/{REFORM}" == chosen(hands)

        await hands.press("enter")
        await hands.pilot.press("f8", "escape")
        await hands.settle()

    assert [FIRMS, JOBS] == [each.report.commitment for each in coordinator_desk.review_queue(JUNE)]


async def test_lights_are_gone_through_from_the_worst(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk
) -> None:
    """F4 shows first what is behind; a department is chosen with how many of its reports wait."""
    submitted(clerk_desk, a_report(values={"4.1-01.1": 100}, explanation="下半年集中办理"))
    submitted(kjj_desk, a_report(REFORM))
    submitted(kjj_desk, a_report(FIRMS))
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "f4")

        assert "! 滞后" in hands.page
        assert "列出1份" in hands.page

        await hands.press("escape", "f2")

        assert "区科技局  2" in hands.page


async def test_nothing_is_approved_where_nothing_is_listed(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """The key for many isn't there, and does nothing."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "f8")

        assert isinstance(hands.app.screen, ReviewScreen)
        assert "批量通过" not in hands.page
        assert "须逐份审核" not in hands.page


async def test_a_report_without_evidence_says_so(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """In words of its own, whatever else is called none somewhere."""
    async with at_terminal(coordinator_desk, size=LARGE) as hands:
        await hands.press("2", "enter")

        assert "没有附材料" in hands.page


async def test_the_urging_list_in_one_paragraph(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, clock: Clock
) -> None:
    """F4 puts a number to each department, so that the list fits on a screen; F8 lays what is shown ready as a file."""
    clock.set("2021-07-08 09:00")
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("3", "f2", "f4")

        assert isinstance(hands.app.screen, UrgingListPage)
        paragraph = "".join(hands.page.split())
        assert (
            "应于7月5日前报送，已逾期3天，目前尚有3个单位4项未报送：区科技局2项、区人社局1项、区卫健委1项。"
            in paragraph
        )

        await hands.press("f8")

        assert "催报名单-2021-06.txt" in hands.page
        with coordinator_desk.open_outbox("催报名单-2021-06.txt") as content:
            assert content.read().decode("utf-8-sig") == coordinator_desk.urging_list(JUNE).short_text

        await hands.press("f4", "f8")

        assert "1. 区科技局：2项未报送" in hands.page

    with coordinator_desk.open_outbox("催报名单-2021-06.txt") as content:
        lines = content.read().decode("utf-8-sig").split("\r\n")
    assert lines == coordinator_desk.urging_list(JUNE).text.split("\n")


async def test_urging_all_tells_who_was_urged_already(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """With when that was, so that nobody is urged twice a morning unawares."""
    coordinator_desk.urge_departments(JUNE, ["rsj"])
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("3", "f4")

        assert isinstance(hands.app.screen, ConfirmDialog)
        assert "区人社局  1  最近催报2021-07-03 09:00" in hands.page
        assert "区科技局  2  最近" not in hands.page


async def test_what_was_told_goes_with_the_place(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Who comes back to a place doesn't read what was done there some time ago."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("3", "f4", "enter")

        assert "个单位催报，并已记录" in hands.page

        await hands.press("1", "3")

        assert "应报4项" in hands.page
        assert "个单位催报，并已记录" not in hands.page


async def test_a_departments_commitments_stand_with_their_state(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """What it owes may be begun or sent back; whose it is stands in the title."""
    saved(clerk_desk, a_report())
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("3", "down", "enter")

        row = next(line for line in hands.page.splitlines() if JOBS in line)
        assert "草稿" in row
        assert "牵头单位" not in hands.page


async def test_a_due_date_on_a_day_off_is_asked_about_once(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """The dialog names the next working day; the same answer once more is taken, of a new period and of an open one."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("4", "f2", "ctrl+u")
        await hands.type("2021-07-10")
        await hands.press("tab")
        await hands.type("防汛")
        await hands.press("f2")

        assert isinstance(hands.app.screen, FieldsDialog)
        assert "2021-07-10是休息日；请改填工作日（如2021-07-12）" in hands.page

        await hands.press("f2")

        assert "2021-06改为2021-07-10截止" in hands.page

        await hands.press("down", "f8", "ctrl+u")
        await hands.type("2021-08-07")
        await hands.press("f2")

        assert "如2021-08-09" in hands.page
        assert coordinator_desk.calendar()[JULY].status is PeriodStatus.LOCKED

        await hands.press("f2")

    assert str(coordinator_desk.calendar()[JULY].due_on) == "2021-08-07"


async def test_an_extension_begins_with_who_owes_something(
    at_terminal: AtTerminal, may: Period, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Each with how much that is; one that would be over already is refused in the words of the calendar."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("4", "up", "f4")

        assert "区科技局  未报1项" in hands.page
        assert "区人社局  未报" not in hands.page

        await hands.press("enter")
        await hands.type("2021-07-01 18:00")
        await hands.press("tab")
        await hands.type("系统故障")
        await hands.press("f2")

        assert "许可区科技局补报2021-05" in hands.page
        assert re.search(r"截止时间2021-07-0\d \d\d:\d\d已过", hands.page)


async def test_a_second_account_gets_a_name_of_its_own(
    at_terminal: AtTerminal, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """What is proposed for a department that has an account is free."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("6", "f2", "2", "2", "f2")

        assert "一次性口令" in hands.page

    assert "rsj.2" in [each.name for each in coordinator_desk.accounts()]


async def test_a_department_that_there_is_not_is_told(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """In the dialog, by the name that was typed."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("7", "f2", "ctrl+u")
        await hands.type("区不存在局")
        await hands.press("f2")

        assert "没有名为“区不存在局”的单位" in hands.page


async def test_reports_of_all_kinds_wait_in_one_queue(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, wjw_desk: ClerkDesk, kjj_desk: ClerkDesk
) -> None:
    """Of milestones, quarters and months: one key each, and the last one leads back."""
    for desk, commitment in ((kjj_desk, FIRMS), (kjj_desk, REFORM), (wjw_desk, CLINICS)):
        submitted(desk, a_report(commitment))
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "enter", "f8", "f8", "f8")

        assert isinstance(hands.app.screen, ReviewScreen)
        assert "待审核0份" in hands.page
