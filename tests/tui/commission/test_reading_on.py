"""Reading a report while the round goes on: the page follows what others do, and stays where its reader is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from attrs import evolve
from textual.events import Key

from departments.reports import Narrative
from tests.building import FIRMS, JOBS, a_report, submitted
from tui.language import speak
from tui.messages import BooksChanged
from tui.screens.reading import ReadingScreen
from tui.screens.review_report import ReviewReportScreen
from tui.screens.standing import StandingScreen
from tui.widgets.report_sheet import ReportSheet

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, ReaderDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands

A_LONG_TEXT = "\n".join(f"第{number}场招聘会。" for number in range(1, 41))


async def told_of_a_change(hands: Hands) -> None:
    """The news that somebody has written somewhere comes to the page."""
    hands.app.post_message(BooksChanged(["rsj", "kjj"]))
    await hands.settle()


async def test_the_page_stays_where_its_reader_is(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """Whatever another department does; and when this report has changed, the change is shown without a leap."""
    long_one = evolve(a_report(), narrative=Narrative(A_LONG_TEXT, "无。", "继续。"))
    first = submitted(clerk_desk, long_one)
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "enter", "pagedown", "pagedown")
        read = hands.page.splitlines()[1:-2]

        assert any("第30场" in line for line in read)

        submitted(kjj_desk, a_report(FIRMS))
        await told_of_a_change(hands)

        assert hands.page.splitlines()[1:-2] == read

        clerk_desk.withdraw_report(june, JOBS, based_on=first.revision)
        corrected = evolve(long_one, narrative=Narrative(A_LONG_TEXT.replace("第30场", "第30大场"), "无。", "继续。"))
        submitted(clerk_desk, corrected)
        await told_of_a_change(hands)

        assert hands.is_at(ReviewReportScreen)
        assert hands.page.splitlines()[1:-2] == [line.replace("第30场", "第30大场") for line in read]


async def test_a_key_that_is_held_down_reads_on_and_on(
    at_terminal: AtTerminal, reported: Period, reader_desk: ReaderDesk
) -> None:
    """Each reading breaks off the one before, in whatever moment; the page takes keys afterwards, and can be left."""
    async with at_terminal(reader_desk) as hands:
        await hands.press("end", "enter", "enter")
        for milliseconds in (*range(25), *range(25), *range(25)):
            hands.app.post_message(Key("f7", None))
            # The moment of the next key is what is tried here.
            await asyncio.sleep(milliseconds / 1000)
        await hands.settle()

        assert hands.is_at(ReadingScreen)
        assert "区科技局（配合）" in hands.page.splitlines()[0]

        await hands.press("escape")

        assert hands.is_at(StandingScreen)


async def test_two_changes_at_once_lose_nobody_the_place(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """A report that is shown anew before the last one had stood is neither the app's end nor a leap to the top."""
    submitted(clerk_desk, evolve(a_report(), narrative=Narrative(A_LONG_TEXT, "无。", "继续。")))
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "enter", "pagedown", "pagedown")
        page, read = hands.app.screen, hands.page
        assert isinstance(page, ReviewReportScreen)
        assert page.sheet is not None

        for _ in range(3):
            page._show_sheet(page.sheet, is_same_report=True)
        await hands.settle()

        assert hands.is_at(ReviewReportScreen)
        assert read == hands.page


async def test_a_report_gives_way_to_the_next_one_before_it_is_there(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """Whoever goes on, or back, faster than a report can be shown sees nothing of it."""
    submitted(clerk_desk, a_report())
    view, plan = coordinator_desk.report(june, JOBS), coordinator_desk.plan(june)
    async with at_terminal(coordinator_desk) as hands:
        page = hands.app.screen
        first, second = (ReportSheet(view, plan, {}, speak("zh")) for _ in range(2))
        page.mount(first)
        page.mount(second)
        first.remove()
        await hands.settle()

        assert [second] == list(page.query(ReportSheet))


async def test_whoever_leaves_the_app_before_a_report_is_shown_leaves_it_whole(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """A line that drops at that moment is no fault of ours."""
    submitted(clerk_desk, a_report())
    view, plan = coordinator_desk.report(june, JOBS), coordinator_desk.plan(june)
    async with at_terminal(coordinator_desk) as hands:
        hands.app.screen.mount(ReportSheet(view, plan, {}, speak("zh")))
        hands.app.exit()
        await hands.app.task

        assert hands.app.return_code == 0
