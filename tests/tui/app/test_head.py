"""The desk of a department's own head: sign, or give back with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.reports import State
from tests.building import JOBS, a_report, saved, submitted
from tui.dialogs.reason import ReasonDialog
from tui.screens.commitments import CommitmentsScreen
from tui.screens.report_form import ReportFormScreen
from tui.widgets.figure_input import FigureField

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, HeadDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal


async def test_a_submitted_report_waits_for_the_head(
    at_terminal: AtTerminal, june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk
) -> None:
    """The head sees how many, opens one, and signs it."""
    submitted(clerk_desk, a_report())
    async with at_terminal(head_desk) as hands:
        assert "待审签 1 项" in hands.page

        await hands.press("1", "enter")

        assert "F8" in hands.page
        assert "F2" not in hands.page
        assert hands.app.screen.query_one(FigureField).figure.disabled

        await hands.press("f8")

        assert "50.0%" in hands.page

        await hands.press("enter")

        assert hands.is_at(CommitmentsScreen)
        assert "已审签" in hands.page
    report = clerk_desk.report(june, JOBS).report

    assert (State.SUBMITTED, "rsj.head", "rsj") == (report.state, report.signed_by, report.reported_by)


async def test_what_goes_to_the_head_is_not_called_reported(
    at_terminal: AtTerminal, june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk
) -> None:
    """The clerk is asked and told where the report goes; without a head it goes to the commission."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter", "f8")

        assert "确定送审签？" in hands.page
        assert "确定报送" not in hands.page

        await hands.press("enter")

        assert f"{JOBS} 已送本单位审核人审签" in hands.page
        assert f"{JOBS} 已报送" not in hands.page
    assert clerk_desk.report(june, JOBS).report.state is State.SIGNING


async def test_a_report_is_given_back_with_a_reason(
    at_terminal: AtTerminal, june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk
) -> None:
    """An empty reason is asked for again."""
    submitted(clerk_desk, a_report())
    async with at_terminal(head_desk) as hands:
        await hands.press("1", "enter", "f6", "f2")

        assert hands.is_at(ReasonDialog)
        assert "! 必须填写理由" in hands.page
        assert "在最上面就能看到" in hands.page

        await hands.press("escape")

        assert hands.is_at(ReportFormScreen)
        assert "必须填写理由" not in hands.page

        await hands.press("f6")
        await hands.paste("与统计口径不一致")
        await hands.press("f2")

        assert "已退回" in hands.page
    back = clerk_desk.report(june, JOBS).report.open_return

    assert back is not None
    assert ("rsj.head", "与统计口径不一致") == (back.by, back.reason)


async def test_esc_gives_nothing_back(
    at_terminal: AtTerminal, june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk
) -> None:
    """The report goes on waiting; what was typed isn't given up by one Esc too many."""
    submitted(clerk_desk, a_report())
    async with at_terminal(head_desk) as hands:
        await hands.press("1", "enter", "f6")
        await hands.paste("想一想")
        await hands.press("escape")

        assert "再按一次 Esc" in hands.page

        await hands.type("再想")
        await hands.press("escape")

        assert hands.is_at(ReasonDialog)

        await hands.press("escape")

        assert hands.is_at(ReportFormScreen)
    assert clerk_desk.report(june, JOBS).report.state is State.SIGNING


async def test_what_is_not_up_for_signing_can_only_be_read(
    at_terminal: AtTerminal, june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk
) -> None:
    """Neither key does anything."""
    async with at_terminal(head_desk) as hands:
        await hands.press("1", "enter", "f8", "f6")

        assert hands.is_at(ReportFormScreen)
        assert "F8" not in hands.page
