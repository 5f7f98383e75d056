"""The report form: what stands in it, what saving and sending do, and that nothing typed is lost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from departments.reports import Assessment, Narrative, State
from tests.building import CLINICS, JOBS, JOBS_FIGURE, JULY, a_report, draft_of, saved, submitted
from tui.screens.commitments import CommitmentsScreen
from tui.screens.report_form import ReportFormScreen
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.figure_input import FigureField
from tui.widgets.report_fields import ReportFields
from tui.widgets.text_input import TextInput

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands
    from tui.widgets.fields import LineInput

FIRST = ("1", "enter")
"""Opens the jobs."""
SECOND = ("2", "enter")
"""Opens the clinics, which the department supports."""


def figure(hands: Hands) -> LineInput:
    """The field of the jobs' figure."""
    return hands.app.screen.query_one(FigureField).figure


def text_field(hands: Hands, place: str) -> TextInput:
    """A field of the narrative."""
    return hands.app.screen.query_one(f"#text-{place} TextInput", TextInput)


async def fill(hands: Hands, value: str = "6000", progress: str = "举办招聘会12场。") -> None:
    """Fill the form as far as it has to be, from the figure on."""
    await hands.type(value)
    hands.app.screen.query_one(ChoiceLine).focus()
    await hands.press("2")
    text_field(hands, "progress").focus()
    await hands.paste(progress)


async def test_a_report_is_typed_saved_and_submitted(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """From an empty form to the commission, with one look at the light in between."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        await fill(hands, "６，０００")
        await hands.press("f2")

        assert "F8 报送" in hands.page
        assert (State.DRAFT, Decimal(6000)) == (
            clerk_desk.report(june, JOBS).report.state,
            clerk_desk.report(june, JOBS).report.values[JOBS_FIGURE],
        )

        await hands.press("f8")

        assert "确定报送" in hands.page
        assert "50.0%" in hands.page

        await hands.press("enter")

        assert hands.is_at(CommitmentsScreen)
        assert f"{JOBS} 已报送" in hands.page

    report = clerk_desk.report(june, JOBS).report

    assert (State.SUBMITTED, Assessment.ON_TRACK, "举办招聘会12场。") == (
        report.state,
        report.assessment,
        report.narrative.progress,
    )


async def test_f8_saves_what_is_typed_before_it_asks(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """What is shown in the question is what will be sent; Esc sends nothing."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        await fill(hands)
        await hands.press("f8")
        await hands.press("escape")

        assert hands.is_at(ReportFormScreen)
    assert clerk_desk.report(june, JOBS).report.state is State.DRAFT


async def test_what_is_missing_is_said_beside_its_field(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """A hard finding stops F8, and the cursor goes to the field."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)

        assert "x " not in hands.page

        await hands.type("6000")
        await hands.press("f8")

        assert hands.app.focused is text_field(hands, "progress") or hands.has(ChoiceLine)
        assert "x " in hands.page
    assert clerk_desk.report(june, JOBS).report.state is State.DRAFT


async def test_a_soft_finding_asks_for_an_explanation(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """It is shown with its sign, and the explanation goes with the report."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        await fill(hands, "5000")
        await hands.press("f8")

        assert "自评" in hands.page
        assert hands.app.focused is hands.app.screen.query_one("#explanation")

        await hands.paste("两场招聘会推迟到7月。")
        await hands.press("f8", "enter")
    report = clerk_desk.report(june, JOBS).report

    assert (State.SUBMITTED, "两场招聘会推迟到7月。") == (report.state, report.explanation)


async def test_what_is_not_a_number_is_said_and_kept(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Nothing is saved, the field says why, and what was typed is there when the form is opened again."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        await fill(hands, "约六千")
        await hands.press("f2")

        assert hands.app.focused is figure(hands)
        assert figure(hands).value == "约六千"
        assert "请只填 6,000" in hands.page
    assert clerk_desk.report(june, JOBS).revision == 0

    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)

        assert figure(hands).value == "约六千"
        assert text_field(hands, "progress").text == "举办招聘会12场。"


async def test_an_absent_figure_needs_a_reason(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """The field for it is there as long as there is no figure."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        reason = hands.app.screen.query_one(FigureField).absent

        assert reason.region.height == 1

        await hands.press("tab")
        await hands.paste("统计部门下月公布")
        await hands.press("f2")
    assert clerk_desk.report(june, JOBS).report.figure_absent == {JOBS_FIGURE: "统计部门下月公布"}


async def test_a_half_typed_form_comes_back(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """The line dropped two seconds after the last key: everything is back, nothing was saved."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        await fill(hands)
        await hands.pilot.pause(2.0)
        await hands.settle()
    assert clerk_desk.report(june, JOBS).revision == 0

    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)

        assert "已恢复" in hands.page
        assert (figure(hands).value, text_field(hands, "progress").text) == ("6000", "举办招聘会12场。")
        assert hands.app.focused is text_field(hands, "progress")

        await hands.press("f2")
    assert draft_of(clerk_desk, june, JOBS) is None
    assert clerk_desk.report(june, JOBS).report.values == {JOBS_FIGURE: Decimal(6000)}


@pytest.mark.parametrize(
    ("answer", "is_left", "revision"),
    [("1", True, 1), ("2", True, 0), ("3", False, 0), ("escape", False, 0)],
    ids=["save", "discard", "stay", "esc"],
)
async def test_leaving_with_unsaved_text_asks(
    at_terminal: AtTerminal,
    june: Period,
    clerk_desk: ClerkDesk,
    answer: str,
    is_left: object,
    revision: int,
) -> None:
    """Save, discard or stay; Esc stays."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        await hands.type("6")
        await hands.press("escape")

        assert "还没保存" in hands.page

        await hands.press(answer)

        assert isinstance(hands.app.screen, CommitmentsScreen if is_left else ReportFormScreen)
        assert clerk_desk.report(june, JOBS).revision == revision
        assert not is_left or draft_of(clerk_desk, june, JOBS) is None


async def test_leaving_an_untouched_form_asks_nothing(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Looking is free."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        await hands.press("tab", "tab", "escape")

        assert hands.is_at(CommitmentsScreen)


async def test_signing_out_of_a_half_typed_form_asks_too(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """F12 is no way to lose a text."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        await hands.type("6")
        await hands.press("f12")

        assert "还没保存" in hands.page


async def test_what_was_returned_stands_at_the_top(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """With its reason, and the report can be edited at once."""
    sent = submitted(clerk_desk, a_report())
    coordinator_desk.return_report(june, JOBS, "请补充岗位来源", based_on=sent.revision)
    async with at_terminal(clerk_desk) as hands:
        await hands.press("enter")
        lines = hands.page.splitlines()

        assert "已退回" in lines[1]
        assert "请补充岗位来源" in lines[2]
        assert figure(hands).has_focus

        await hands.press("end", "1", "f2")

        assert "请补充岗位来源" in hands.page
    assert clerk_desk.report(june, JOBS).report.values == {JOBS_FIGURE: Decimal(60001)}


async def test_last_periods_figure_and_text_stand_beside_the_fields(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """F7 copies the text into the field where one is; how a figure moved is said."""
    submitted(clerk_desk, a_report())
    coordinator_desk.open_period(JULY)
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)

        assert "上期 6,000" in hands.page

        await hands.type("7500")

        assert "+1,500" in hands.page

        text_field(hands, "progress").focus()
        await hands.settle()

        assert "举办招聘会12场。" in hands.page

        await hands.press("f7")

        assert text_field(hands, "progress").text == "举办招聘会12场。"
        assert text_field(hands, "problems").text == ""


async def test_the_light_follows_a_figure_when_its_field_is_left(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """With its arithmetic, before anything is saved."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        await hands.type("3000")
        await hands.press("tab")

        assert "25.0%" in hands.page
        assert "! 滞后" in hands.page
    assert clerk_desk.report(june, JOBS).revision == 0


async def test_a_supporting_department_has_no_figures(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """It writes narrative and evidence, and submits them."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*SECOND)

        assert not hands.app.screen.query(FigureField)
        assert "自评" not in hands.page

        text_field(hands, "progress").focus()
        await hands.paste("参加联合检查2次。")
        await hands.press("f8", "enter")
    assert clerk_desk.report(june, CLINICS).report.state is State.SUBMITTED


async def test_nothing_to_report_is_an_answer(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """With a reason and a next step."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*SECOND)

        assert hands.has(ChoiceLine)

        await hands.press("2")
        text_field(hands, "progress").focus()
        await hands.paste("本期无任务安排。")
        text_field(hands, "next_steps").focus()
        await hands.paste("9月启动。")
        await hands.press("f2")
    report = clerk_desk.report(june, CLINICS).report

    assert (True, Narrative("本期无任务安排。", "", "9月启动。")) == (report.nothing_to_report, report.narrative)


async def test_a_text_cleaned_on_saving_is_shown_as_it_was_saved(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """The form never shows something else than the book has."""
    saved(clerk_desk, evolve(a_report(), narrative=Narrative("进展。")))
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        text_field(hands, "progress").focus()
        text_field(hands, "progress").load_text("进展。   \n\n")
        await hands.press("f2")

        assert hands.app.screen.query_one(ReportFields).typed()["progress"] == "进展。"


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_form_tells_what_was_changed_about_the_commitment(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk, language: str
) -> None:
    """Old and new target and departments, by name, with the reason; what holds from a later period is not told yet."""
    coordinator_desk.retarget_commitment(JOBS, JOBS_FIGURE, Decimal(15000), reason="[@click=app.quit_app]加压[/]")
    coordinator_desk.reassign_commitment(JOBS, lead="rsj", supporting=("wjw",), reason="分工调整")
    coordinator_desk.retarget_commitment(JOBS, JOBS_FIGURE, Decimal(16000), reason="再加压", since=JULY)
    async with at_terminal(clerk_desk, language=language) as hands:
        await hands.press(*FIRST)

        assert "12,000 > 15,000" in hands.page
        assert "区科技局 > 区卫健委" in hands.page
        assert "[@click=app.quit_app]加压[/]" in hands.page
        assert "再加压" not in hands.page

        await hands.press("escape", *SECOND)

        assert "分工调整" not in hands.page
