"""A notice stands until it was read, and no longer than it is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.building import CLINICS, JOBS, JOBS_FIGURE, a_report, saved, submitted
from tui.kept_typing import AT
from tui.screens.commitments import CommitmentsScreen
from tui.screens.report_form import ReportFormScreen
from tui.screens.workbooks import WorkbooksScreen
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.evidence_list import EvidenceList
from tui.widgets.lines import NoticeLine

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands

FIRST = ("1", "enter")
"""Opens the jobs."""


def notice(hands: Hands) -> str:
    """What the page tells; nothing where it tells nothing."""
    line = hands.app.screen.query_one(NoticeLine)
    return str(line.render()) if line.display else ""


async def test_what_f8_asked_for_goes_when_it_is_typed(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Not before, wherever one goes in the form."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST, "f8")

        assert "请填写数据" in notice(hands)

        await hands.press("tab", "shift+tab")

        assert "请填写数据" in notice(hands)

        await hands.type("6")

        assert "" == notice(hands)


@pytest.mark.parametrize(("progress", "said"), [("举办招聘会。", "已存为草稿，按 F8"), ("", "还有 1 处要补正")])
async def test_what_was_said_of_a_draft_goes_when_it_is_typed_on(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, progress: str, said: str
) -> None:
    """What is not saved is no draft that F8 sends; a text or a choice is as good as a figure."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        await hands.type("6000")
        hands.app.screen.query_one(ChoiceLine).focus()
        await hands.press("2")
        field = hands.app.screen.query_one("#text-progress TextInput")
        field.focus()
        await hands.paste(progress)
        await hands.press("f2")

        assert said in notice(hands)

        hands.app.screen.query_one(ChoiceLine).focus()
        await hands.press("1")

        assert "" == notice(hands)

        await hands.press("f2")

        assert "已存为草稿" in notice(hands)

        field.focus()
        await hands.type("好")

        assert "" == notice(hands)


async def test_what_came_back_is_told_until_it_is_typed_on(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """The text that the page itself puts into its fields hides nothing."""
    clerk_desk.keep_draft(june, JOBS, {f"value {JOBS_FIGURE}": "6000", AT: f"value {JOBS_FIGURE}"})
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)

        assert "已恢复" in notice(hands)

        await hands.press("tab", "tab", "shift+tab", "shift+tab")

        assert "已恢复" in notice(hands)

        await hands.press("end", "backspace")

        assert "" == notice(hands)


async def test_a_form_that_was_taken_over_is_told_until_it_is_typed_on(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """Its fields were filled anew with what a colleague saved."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        saved(colleague_desk, a_report())
        hands.at(ReportFormScreen).look_again()
        await hands.settle()

        assert "刚有变动" in notice(hands)

        await hands.type("1")

        assert "" == notice(hands)


async def test_going_through_the_evidence_hides_nothing_of_the_form(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """What is typed has not changed."""
    saved(clerk_desk, a_report())
    clerk_desk.attach_reference(june, JOBS, "南政发〔2021〕5号", based_on=1)
    clerk_desk.attach_reference(june, JOBS, "南政发〔2021〕6号", based_on=2)
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST, "f2")
        hands.app.screen.query_one(EvidenceList).focus()
        await hands.press("down")

        assert "1" == hands.app.screen.query_one(EvidenceList).chosen
        assert "已存为草稿" in notice(hands)


@pytest.mark.parametrize("key", ["down", "end", "2"])
async def test_a_notice_of_a_list_goes_when_one_goes_on_in_it(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, key: str
) -> None:
    """The cursor moves, or another number is typed."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("9", "9", "enter")

        assert "没有第 99 项" in notice(hands)

        await hands.press(key)

        assert "没有第 99 项" not in notice(hands)


async def test_what_became_of_a_report_is_told_though_its_row_goes(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """The list is narrowed to drafts, and another row is chosen by itself; nor does a colleague's change hide it."""
    saved(clerk_desk, a_report())
    saved(clerk_desk, a_report(CLINICS, department="rsj", assessment=None))
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f6", *FIRST, "f8", "enter")

        assert hands.is_at(CommitmentsScreen)
        assert f"{JOBS} 已报送" in notice(hands)

        submitted(colleague_desk, a_report(CLINICS, department="rsj", assessment=None))
        hands.at(CommitmentsScreen).look_again()
        await hands.settle()

        assert f"{JOBS} 已报送" in notice(hands)


async def test_a_notice_of_the_commissions_list_goes_too(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """It is the same line on every page."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("4")
        page = hands.app.screen
        await hands.press("f6", "enter")
        told = notice(hands)

        assert hands.app.screen is page
        assert told

        await hands.press("up")

        assert "" == notice(hands)


async def test_a_page_that_is_being_taken_away_tells_nothing(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Several pages leave together, and what the upper one answers comes when the lower one has lost its notice."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f2")
        page = hands.at(WorkbooksScreen)
        page.query_one(NoticeLine).remove()
        page.call_later(page.tell, "Saved.")
        page.dismiss("")
        await hands.settle()

        assert hands.is_at(CommitmentsScreen)
        assert not notice(hands)
