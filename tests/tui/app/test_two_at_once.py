"""Two people on one report, and two apps in one process: nothing is overwritten in silence, nothing is shared."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from departments.reports import Narrative, State
from tests.building import JOBS, JOBS_FIGURE, a_report, draft_of, saved, submitted
from tui.app import TianbaoApp
from tui.dialogs.conflict import ConflictDialog
from tui.language import speak
from tui.screens.commitments import CommitmentsScreen
from tui.screens.report_form import ReportFormScreen
from tui.widgets.difference import DifferenceField
from tui.widgets.figure_input import FigureField
from tui.widgets.text_input import FormText

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, Office
    from departments.desks.reader import ReaderDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands


def text_of(hands: Hands, place: str) -> FormText:
    """A field of the narrative."""
    return hands.app.screen.query_one(f"#text-{place} FormText", FormText)


async def overtaken(hands: Hands, colleague: ClerkDesk) -> None:
    """Type a figure while a colleague saves another figure and text, and save."""
    await hands.press("1", "enter")
    await hands.press("end", "backspace", "backspace", "backspace", "backspace")
    await hands.type("7000")
    theirs = evolve(a_report(values={JOBS_FIGURE: 6500}), narrative=Narrative("同事写的进展。"))
    saved(colleague, theirs)
    await hands.press("f2")


async def test_both_versions_are_shown_field_by_field(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """With who changed it; only what differs."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await overtaken(hands, colleague_desk)
        page = hands.page

        assert hands.is_at(ConflictDialog)
        for word in ("rsj.second", "新增就业", "7000", "6500", "进展情况", "同事写的进展。"):
            assert word in page
        assert "自评" not in page
        assert "两人都改了" in page
        assert "只有对方改了" in page
    assert clerk_desk.report(june, JOBS).report.values == {JOBS_FIGURE: Decimal(6500)}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_two_versions_open_at_their_top(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk, language: str
) -> None:
    """More than the smallest terminal shows: the first field whole, and Tab brings the last one whole."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk, language=language) as hands:
        await hands.press("1", "enter", "end", "backspace")
        theirs = evolve(a_report(values={JOBS_FIGURE: 6500}), narrative=Narrative("办招聘会15场。", "无。", "继续。"))
        saved(colleague_desk, evolve(theirs, explanation="已核实。"))
        await hands.press("f2")
        first, *_, last = hands.app.screen.query(DifferenceField)

        assert "新增就业" in hands.page
        assert first.line.has_focus

        await hands.press("tab", "tab", "tab", "tab")

        assert last.line.has_focus
        assert {"zh": "说明", "en": "Explanation"}[language] in hands.page
        assert "新增就业" not in hands.page


async def test_mine_is_saved_over_theirs(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """As a revision after theirs, so that both stay in the journal."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await overtaken(hands, colleague_desk)
        await hands.press("f6", "f2")

        assert hands.is_at(ReportFormScreen)
    view = clerk_desk.report(june, JOBS)

    assert (3, {JOBS_FIGURE: Decimal(7000)}, "举办招聘会12场。") == (
        view.revision,
        view.report.values,
        view.report.narrative.progress,
    )


async def test_theirs_is_shown_instead_of_mine(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """Nothing of mine was saved, and the form begins from their revision."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await overtaken(hands, colleague_desk)
        await hands.press("f7", "f2")

        assert hands.app.screen.query_one(FigureField).figure.value == "6500"
        assert "对方的版本" in hands.page

        await hands.press("end", "1", "f2")
    assert clerk_desk.report(june, JOBS).report.values == {JOBS_FIGURE: Decimal(65001)}
    assert draft_of(clerk_desk, june, JOBS) is None


async def test_esc_goes_on_writing(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """Neither version is lost: theirs is in the book, mine in the form and in the draft."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await overtaken(hands, colleague_desk)
        await hands.press("escape")

        assert hands.app.screen.query_one(FigureField).figure.value == "7000"
    assert clerk_desk.report(june, JOBS).report.values == {JOBS_FIGURE: Decimal(6500)}
    assert (draft_of(clerk_desk, june, JOBS) or {})[f"value {JOBS_FIGURE}"] == "7000"


async def test_what_one_alone_changed_is_chosen_already(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """My figure is chosen by hand, their text by the form; both are in the version that is saved."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await overtaken(hands, colleague_desk)
        await hands.press("1", "f2")
    report = clerk_desk.report(june, JOBS).report

    assert ({JOBS_FIGURE: Decimal(7000)}, "同事写的进展。") == (report.values, report.narrative.progress)


async def test_nothing_is_saved_before_every_field_is_chosen(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """F2 names the field and goes there."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await overtaken(hands, colleague_desk)
        await hands.press("tab", "f2")

        assert "“新增就业（人）”还没选" in hands.page
        assert hands.app.focused is hands.app.screen.query_one(DifferenceField).line
    assert clerk_desk.report(june, JOBS).revision == 2


async def test_two_texts_are_put_together_and_put_right_before_they_are_saved(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """What both have stands there once; the cursor is in the text, and F2 saves it."""
    saved(clerk_desk, evolve(a_report(), narrative=Narrative("办招聘会12场。")))
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        progress = text_of(hands, "progress")
        progress.focus()
        await hands.press("end")
        await hands.paste("帮扶300人。")
        saved(colleague_desk, evolve(a_report(), narrative=Narrative("办招聘会12场。走访企业20家。")))
        await hands.press("f2", "3", "f2")

        assert progress.text == "办招聘会12场。走访企业20家。帮扶300人。"
        assert progress.has_focus
        assert clerk_desk.report(june, JOBS).revision == 2
        assert (draft_of(clerk_desk, june, JOBS) or {})["progress"] == progress.text

        await hands.press("end")
        await hands.type("另开班2期。")
        await hands.press("f2")
    report = clerk_desk.report(june, JOBS).report

    assert report.narrative.progress == "办招聘会12场。走访企业20家。帮扶300人。另开班2期。"


async def test_a_choice_that_was_overtaken_again_is_asked_again(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """A colleague who saves while the two versions are looked at isn't overwritten either."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await overtaken(hands, colleague_desk)
        saved(colleague_desk, a_report(values={JOBS_FIGURE: 6600}))
        await hands.press("f6", "f2")

        assert hands.is_at(ConflictDialog)
        assert "6600" in hands.page
    assert clerk_desk.report(june, JOBS).report.values == {JOBS_FIGURE: Decimal(6600)}


async def test_the_same_text_saved_twice_is_no_conflict(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """Nothing is asked, and no version is made of it."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter", "end", "backspace")
        saved(colleague_desk, a_report(values={JOBS_FIGURE: 600}))
        await hands.press("f2")

        assert "同样的内容" in hands.page
    assert clerk_desk.report(june, JOBS).revision == 2
    assert draft_of(clerk_desk, june, JOBS) is None


async def test_what_a_colleague_submitted_is_taken_back_only_by_a_choice(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """Their version stays submitted until mine is chosen; then it is a draft again, with both in the journal."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter", "end", "backspace")
        submitted(colleague_desk, a_report(values={JOBS_FIGURE: 6500}))
        await hands.press("f2")

        assert "已报送" in hands.page
        assert "撤回" in hands.page

        await hands.press("escape")

        assert clerk_desk.report(june, JOBS).report.state is State.SUBMITTED

        await hands.press("f2", "f6", "f2")

        assert "已存为草稿" in hands.page
    report = clerk_desk.report(june, JOBS).report

    assert (State.DRAFT, {JOBS_FIGURE: Decimal(600)}) == (report.state, report.values)
    assert ["saved", "withdrawn", "submitted"] == [each.action for each in clerk_desk.history(limit=3)]


async def test_over_what_was_approved_nothing_is_saved_and_nothing_is_lost(
    at_terminal: AtTerminal,
    june: Period,
    clerk_desk: ClerkDesk,
    colleague_desk: ClerkDesk,
    coordinator_desk: CoordinatorDesk,
) -> None:
    """Both versions can be read; mine is kept, and comes back when the report is returned."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter", "end", "backspace")
        sent = submitted(colleague_desk, a_report(values={JOBS_FIGURE: 6500}))
        approved = coordinator_desk.approve_report(june, JOBS, based_on=sent.revision)
        await hands.press("f2")
        page = hands.page

        for word in ("600", "6500", "审核通过", "自动恢复"):
            assert word in page
        assert "F2" not in page

        await hands.press("escape")

        assert hands.app.screen.query_one(FigureField).figure.value == "6500"
        assert "已审核" in hands.page
    coordinator_desk.return_report(june, JOBS, "请核实", based_on=approved.revision)
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")

        assert hands.app.screen.query_one(FigureField).figure.value == "600"
        assert "这期间填报被改过" in hands.page

        await hands.press("f2")

        assert hands.is_at(ConflictDialog)


async def test_a_draft_from_before_a_colleagues_save_meets_it_on_saving(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
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

        assert hands.is_at(ConflictDialog)


async def test_a_report_approved_meanwhile_is_not_withdrawn(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
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


async def test_f5_shows_what_was_changed_meanwhile_and_keeps_what_is_typed(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """Nothing typed: as the colleague left it. Something typed: that stays, and the page says what happened."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        saved(colleague_desk, a_report(values={JOBS_FIGURE: 6500}))
        await hands.press("f5")

        assert hands.app.screen.query_one(FigureField).figure.value == "6500"
        assert "这份填报刚有变动" in hands.page

        await hands.type("1")
        saved(colleague_desk, a_report(values={JOBS_FIGURE: 6600}))
        await hands.press("f5")

        assert hands.app.screen.query_one(FigureField).figure.value == "65001"
        assert "两个版本" in hands.page
