"""Two people on one report, and two apps in one process: nothing is overwritten in silence, nothing is shared."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import evolve

from departments.reports import Narrative, State
from tests.building import JOBS, JOBS_FIGURE, a_report, saved, submitted
from tui.app import TianbaoApp
from tui.dialogs.conflict import ConflictDialog
from tui.language import speak
from tui.screens.commitments import CommitmentsScreen
from tui.screens.report_form import ReportFormScreen
from tui.widgets.figure_input import FigureField

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, Office
    from departments.desks.reader import ReaderDesk
    from departments.periods import Period
    from tests.tui.app.conftest import Hands


async def overtaken(hands: Hands, colleague: ClerkDesk) -> None:
    """Type a figure while a colleague saves another figure and text, and save."""
    await hands.press("1", "enter")
    await hands.press("end", "backspace", "backspace", "backspace", "backspace")
    await hands.type("7000")
    theirs = evolve(a_report(values={JOBS_FIGURE: 6500}), narrative=Narrative("同事写的进展。"))
    saved(colleague, theirs)
    await hands.press("f2")


async def test_both_versions_are_shown_field_by_field(
    at_terminal: Any, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """With who changed it; only what differs."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await overtaken(hands, colleague_desk)
        page = hands.page

        assert isinstance(hands.app.screen, ConflictDialog)
        for word in ("rsj.second", "新增就业", "7000", "6500", "进展情况", "同事写的进展。"):
            assert word in page
        assert "自评" not in page
    assert clerk_desk.report(june, JOBS).report.values == {JOBS_FIGURE: Decimal(6500)}


async def test_mine_is_saved_over_theirs(
    at_terminal: Any, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """As a revision after theirs, so that both stay in the journal."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await overtaken(hands, colleague_desk)
        await hands.press("1")

        assert isinstance(hands.app.screen, ReportFormScreen)
    view = clerk_desk.report(june, JOBS)

    assert (3, {JOBS_FIGURE: Decimal(7000)}, "举办招聘会12场。") == (
        view.revision,
        view.report.values,
        view.report.narrative.progress,
    )


async def test_theirs_is_shown_instead_of_mine(
    at_terminal: Any, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """Nothing of mine was saved, and the form begins from their revision."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await overtaken(hands, colleague_desk)
        await hands.press("2")

        assert hands.app.screen.query_one(FigureField).figure.value == "6500"
        assert "对方的版本" in hands.page

        await hands.press("end", "1", "f2")
    assert clerk_desk.report(june, JOBS).report.values == {JOBS_FIGURE: Decimal(65001)}
    assert clerk_desk.draft(june, JOBS) is None


async def test_esc_goes_on_writing(
    at_terminal: Any, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """Neither version is lost: theirs is in the book, mine in the form and in the draft."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await overtaken(hands, colleague_desk)
        await hands.press("escape")

        assert hands.app.screen.query_one(FigureField).figure.value == "7000"
    assert clerk_desk.report(june, JOBS).report.values == {JOBS_FIGURE: Decimal(6500)}
    assert (clerk_desk.draft(june, JOBS) or {})[f"value {JOBS_FIGURE}"] == "7000"


async def test_a_draft_from_before_a_colleagues_save_meets_it_on_saving(
    at_terminal: Any, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """A form that comes back begins from the revision that it began from."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        await hands.press("end", "backspace")
        await hands.pilot.pause(2.0)
        await hands.settle()
    saved(colleague_desk, a_report(values={JOBS_FIGURE: 6500}))
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter", "f2")

        assert isinstance(hands.app.screen, ConflictDialog)


async def test_a_report_approved_meanwhile_is_not_withdrawn(
    at_terminal: Any, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """What happened is told, and the form shows the report as it is now."""
    sent = submitted(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        coordinator_desk.approve_report(june, JOBS, based_on=sent.revision)
        await hands.press("f6")

        assert "coordinator" in hands.page
        assert "已审核" in hands.page
    assert clerk_desk.report(june, JOBS).report.state is State.APPROVED


async def test_two_apps_of_one_process_share_nothing(
    office: Office, june: Period, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, reader_desk: ReaderDesk
) -> None:
    """Each has its own desk, places, language and theme."""
    jobs = TianbaoApp(office, speak("zh"), desk=clerk_desk)
    firms = TianbaoApp(office, speak("en"), desk=kjj_desk)
    async with jobs.run_test(size=(80, 24)) as one, firms.run_test(size=(80, 24)) as other:
        await jobs.workers.wait_for_complete()
        await firms.workers.wait_for_complete()
        await one.pause()
        await other.pause()

        assert isinstance(jobs.screen, CommitmentsScreen)
        assert jobs.screen is not firms.screen
        assert "commitments" not in TianbaoApp.MODES
        assert [row.key for row in jobs.screen.table.rows] == [JOBS, "4.2-01"]
        assert isinstance(firms.screen, CommitmentsScreen)
        assert JOBS in [row.key for row in firms.screen.table.rows]
        assert len(firms.screen.table.rows) == 3
