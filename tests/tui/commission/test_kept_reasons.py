"""A reason for returning a report survives the line on which it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.building import JOBS, submitted
from tui.dialogs.reason import ReasonDialog
from tui.screens.review_report import ReviewReportScreen

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands

ASKED = ("2", "end", "enter", "f6")
"""Opens the queue, the jobs in it, and the question why they come back."""
HALF = "请补充招聘会场次"


async def test_a_reason_is_kept_while_it_is_written(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """Whoever comes back goes on with it; once the report is returned nothing is left of it."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press(*ASKED)
        await hands.type(HALF)
        await hands.until(lambda: coordinator_desk.kept_reason(reported, JOBS) == HALF, "the reason kept")
    async with at_terminal(coordinator_desk) as hands:
        await hands.press(*ASKED)

        assert "已恢复" in hands.page
        assert HALF in hands.page

        await hands.type("。")
        await hands.press("f2")

        assert f"{JOBS}已退回区人社局" in hands.page
    back = clerk_desk.report(reported, JOBS).report.open_return

    assert back is not None
    assert f"{HALF}。" == back.reason
    assert "" == coordinator_desk.kept_reason(reported, JOBS)


async def test_a_dropped_line_keeps_every_key(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Also the one that was typed just before."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press(*ASKED)
        await hands.paste(HALF)
        await hands.app.leave()

    assert HALF == coordinator_desk.kept_reason(reported, JOBS)


async def test_what_is_given_up_is_forgotten(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """By a second Esc; one Esc over a reason that came back leaves it for another time."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press(*ASKED)
        await hands.type(HALF)
        await hands.press("escape", "escape")

        assert hands.is_at(ReviewReportScreen)
        assert "" == coordinator_desk.kept_reason(reported, JOBS)

        coordinator_desk.keep_reason(reported, JOBS, HALF)
        await hands.press("f6", "escape")

        assert hands.is_at(ReviewReportScreen)
    assert HALF == coordinator_desk.kept_reason(reported, JOBS)


async def test_a_return_that_came_too_late_loses_no_reason(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """The report was withdrawn and sent anew: its reviewer looks at it again, and goes on with the reason."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press(*ASKED)
        await hands.type(HALF)
        taken = clerk_desk.withdraw_report(reported, JOBS, based_on=clerk_desk.report(reported, JOBS).revision)
        submitted(clerk_desk, taken.report)
        await hands.press("f2", "f6")

        assert hands.is_at(ReasonDialog)
        assert reason_of(hands) == HALF


def reason_of(hands: Hands) -> str:
    """What stands in the dialog."""
    return hands.at(ReasonDialog).reason.text
