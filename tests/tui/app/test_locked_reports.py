"""A report that can't be changed now: the page says which lock it is and who can lift it, and is read as a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.reports import Narrative, State
from tests.building import JOBS, JULY, a_report, submitted
from tui.widgets.figure_input import FigureField

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk, OperatorDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands
    from tui.widgets.fields import LineInput

TO_THE_FORM = ("1", "enter")


def figure(hands: Hands) -> LineInput:
    """The field of the jobs' figure."""
    return hands.app.screen.query_one(FigureField).figure


async def test_a_submitted_report_is_locked_until_it_is_withdrawn(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """The form says why, takes no key, and F6 takes the report back."""
    submitted(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*TO_THE_FORM)

        assert "撤回" in hands.page
        assert "F2" not in hands.page
        assert figure(hands).disabled
        assert hands.app.screen.query_one("#text-progress TextInput").disabled

        await hands.press("f6")

        assert not figure(hands).disabled
        assert "F2" in hands.page
    assert clerk_desk.report(june, JOBS).report.state is State.DRAFT


async def test_what_waits_for_a_head_that_is_no_more_is_sent_on_by_its_clerk(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, head_desk: HeadDesk, operator_desk: OperatorDesk
) -> None:
    """F8 does nothing while there is a head; where there is none left, the page offers it and says why."""
    submitted(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*TO_THE_FORM, "f8")

        assert not hands.is_asked()
        assert "F8" not in hands.page

        await hands.press("escape")
        operator_desk.disable_account("rsj.head")
        await hands.press("enter")

        assert "F8 报送" in hands.page
        assert "没有可以审签的审核人" in hands.page

        await hands.press("f8", "enter")

        assert "已报送" in hands.page
    assert State.SUBMITTED is clerk_desk.report(june, JOBS).report.state


async def test_a_closed_period_is_read_only_and_says_why(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """The sentence names who can help."""
    coordinator_desk.close_period(june)
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*TO_THE_FORM)

        assert "综合科" in hands.page
        assert figure(hands).disabled


async def test_what_was_sent_can_be_taken_back_only_while_its_period_is_open(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """In a closed period F6 does nothing, and the page says which lock it is and who can lift it."""
    submitted(clerk_desk, a_report())
    coordinator_desk.open_period(JULY)
    coordinator_desk.close_period(june, with_unreviewed=True)
    async with at_terminal(clerk_desk) as hands:
        await hands.press("left_square_bracket", *TO_THE_FORM)

        assert "2021-06" in hands.page
        assert "已关闭" in hands.page
        assert "补报许可" in hands.page
        assert "F6" not in hands.page

        await hands.press("f6")

        assert State.SUBMITTED is clerk_desk.report(june, JOBS).report.state


async def test_a_locked_report_is_read_as_a_text(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """PageDown moves through all of it, and a long text stands there whole."""
    story = "\n".join(f"第{number}项工作已完成。" for number in range(1, 31))
    submitted(clerk_desk, a_report(narrative=Narrative(story, "无。", "无。")))
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*TO_THE_FORM)
        seen = hands.page
        for _ in range(4):
            await hands.press("pagedown")
            seen += hands.page

        assert [number for number in range(1, 31) if f"第{number}项工作" not in seen] == []
        assert "佐证材料：无" in hands.page
