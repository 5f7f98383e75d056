"""Typing in the form: judged with every key, taken back and done again, kept and found again where it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from departments.periods import Period
from departments.reports import Narrative
from tests.building import CLINICS, JOBS, JOBS_FIGURE, JULY, a_report, draft_of, saved, submitted
from tui.form_text import combined
from tui.typed_history import DEPTH, Moment, TypedHistory
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.fields import LineInput
from tui.widgets.figure_input import FigureField
from tui.widgets.report_fields import ReportFields
from tui.widgets.text_input import FormText, cursor_of

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from storage.installation import Installation
    from tests.tui.app.conftest import AtTerminal, Hands

FIRST = ("1", "enter")
"""Opens the jobs."""


def form(hands: Hands) -> ReportFields:
    """The open form."""
    return hands.app.screen.query_one(ReportFields)


def figure(hands: Hands) -> LineInput:
    """The field of the jobs' figure."""
    return hands.app.screen.query_one(FigureField).figure


def text_field(hands: Hands, place: str) -> FormText:
    """A field of the narrative."""
    return hands.app.screen.query_one(f"#text-{place} FormText", FormText)


async def kept(hands: Hands, desk: ClerkDesk, commitment: str, field: str, text: str) -> dict[str, str]:
    """The draft, as soon as it has this text."""
    period = desk.calendar().current
    await hands.until(lambda: (draft_of(desk, period, commitment) or {}).get(field) == text, f"a draft with {text}")
    return draft_of(desk, period, commitment) or {}


# ── judged with every key


async def july_after_june(clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk) -> None:
    """June reported with 6,000, July open."""
    submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6000}))
    coordinator_desk.open_period(JULY)


async def test_findings_and_light_follow_every_key(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """Without leaving the field: it fell, it rises, it jumps; with the change, the share and the light under it."""
    await july_after_june(clerk_desk, coordinator_desk)
    async with at_terminal(clerk_desk) as hands:
        await hands.press("]", *FIRST)
        await hands.type("700")

        assert "! “新增就业”" in hands.page
        assert "700" in hands.page
        assert "比 2021-06 -5,300" in hands.page
        assert "! 滞后" in hands.page

        await hands.type("0")

        assert "! “新增就业”" not in hands.page
        assert "比 2021-06 +1,000  完成 58.3%  进度差 +0.0  + 达到序时" in hands.page

        await hands.type("0")

        assert "! “新增就业”" in hands.page

        await hands.type("x")

        assert "x “70000x”不是" in hands.page


async def test_no_book_is_read_on_the_way_to_a_keys_frame(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, installation: Installation
) -> None:
    """With the books out of reach the light still follows."""
    books = installation.data / "books"
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        books.rename(installation.data / "elsewhere")
        await hands.type("6000")

        assert "完成 50.0%" in hands.page
        (installation.data / "elsewhere").rename(books)


async def test_a_finding_waits_until_its_field_is_typed_in(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """A form that nobody has written in isn't full of faults; a field that is emptied again says what it wants."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        text_field(hands, "progress").focus()
        await hands.settle()

        assert "x " not in hands.page

        await hands.type("办")
        await hands.press("backspace")

        assert "x " in hands.page
        assert "x 请选择自评" not in hands.page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("１２，８００", "= 12,800人"),
        ("1.28万", "= 12,800人"),
        ("1.28万人", "= 12,800人"),
        ("９８００。５", "= 9,800.5人"),
        ("100、200", "不是数字，请填如 35 或 1,280（单位：人）"),
        ("85%", "是百分比"),
    ],
)
async def test_numbers_are_read_as_people_type_them(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, typed: str, said: str
) -> None:
    """Full-width digits and signs, 万, the unit; what can't be a figure here says why, at once."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        await hands.type(typed)

        assert said in hands.page


# ── taken back


async def test_what_was_typed_is_taken_back_over_all_fields(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Step by step to the beginning and forth again, with the cursor in the field that changes."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        await hands.type("6000")
        choice = hands.app.screen.query_one(ChoiceLine)
        choice.focus()
        await hands.press("2")
        text_field(hands, "progress").focus()
        await hands.type("办招聘会,帮扶")
        whole = form(hands).typed()
        await hands.press("ctrl+z")

        assert text_field(hands, "progress").text == "办招聘会,"

        await hands.press("ctrl+z", "ctrl+z")

        assert choice.chosen == ""
        assert choice.has_focus

        await hands.press("ctrl+z")

        assert figure(hands).value == ""
        assert figure(hands).has_focus
        assert "= 6,000" not in hands.page

        await hands.press("ctrl+z", *("ctrl+y" for _ in range(5)))

        assert whole == form(hands).typed()
        assert text_field(hands, "progress").has_focus
        assert "= 6,000人" in hands.page


async def test_a_text_that_was_pasted_over_comes_back(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Also after it was saved."""
    saved(clerk_desk, evolve(a_report(), narrative=Narrative("写了一上午的进展。")))
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        field = text_field(hands, "progress")
        field.focus()
        field.select_all()
        await hands.paste("误贴")
        await hands.press("f2", "ctrl+z", "f2")
    report = clerk_desk.report(june, JOBS).report

    assert (3, "写了一上午的进展。") == (clerk_desk.report(june, JOBS).revision, report.narrative.progress)


async def test_nothing_is_taken_back_in_a_report_that_cannot_be_changed(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """A submitted report stays as it was sent."""
    saved(clerk_desk, a_report(values={JOBS_FIGURE: 6000}))
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        await hands.press("end", "1", "f2", "f8", "enter", *FIRST, "ctrl+z")

        assert figure(hands).value == "60001"


def test_keys_of_a_run_are_one_step() -> None:
    """Up to a sentence's end; whoever types after taking back can't do again; the depth is bounded."""
    history = TypedHistory(Moment({}))
    for length in range(1, 8):
        history.note(Moment({"progress": "今天。明天。后"[:length]}, "progress"))
    back = [history.undo(), history.undo()]

    assert ["今天。明天。", "今天。"] == [each.typed["progress"] for each in back if each]

    history.note(Moment({"progress": "今天也"}, "progress"))

    assert not history.can_redo

    for number in range(DEPTH + 50):
        history.note(Moment({"progress": str(number) * 9}, "progress"))
    steps = 0
    while history.undo() is not None:
        steps += 1

    assert steps == DEPTH


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("甲。乙。", "甲。丙。", "甲。丙。乙。"),
        ("甲。乙。", "甲。", "甲。乙。"),
        ("我写的", "他写的", "他写的\n我写的"),
        ("一段\n我的", "一段\n他的", "一段\n他的\n我的"),
        ("", "只有他", "只有他"),
        ("只有我", "", "只有我"),
    ],
)
def test_two_texts_in_one_lose_no_sentence(mine: str, theirs: str, both: str) -> None:
    """What they share stands there once, and nothing runs together."""
    assert both == combined(mine, theirs)


# ── kept


EVERY_FIELD = {
    f"value {JOBS_FIGURE}": "约六千",
    f"absent {JOBS_FIGURE}": "下月公布",
    "assessment": "behind",
    "nothing_to_report": "yes",
    "progress": "进展一\n进展二",
    "problems": "问题",
    "next_steps": "下一步",
    "explanation": "说明",
}


@pytest.mark.parametrize("field", EVERY_FIELD)
async def test_every_field_is_kept_by_itself(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, field: str
) -> None:
    """A moment after the last key, whichever field it was, and found again with the cursor where it was."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        form(hands).focus_place(field)
        await hands.settle()
        widget = hands.app.focused
        if isinstance(widget, ChoiceLine):
            widget.chosen = EVERY_FIELD[field]
        else:
            await hands.paste(EVERY_FIELD[field])
            await hands.press("left")
        draft = await kept(hands, clerk_desk, JOBS, field, EVERY_FIELD[field])
        assert draft["at"] == field
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        back = form(hands).moment()

        assert ({field: EVERY_FIELD[field]}, field) == (back.typed, back.place)
        focused = hands.app.focused
        assert not isinstance(focused, LineInput | FormText) or cursor_of(focused) == draft["cursor"]


async def test_a_text_is_gone_on_with_where_the_line_dropped(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """In the middle of a sentence of a report that is only supported."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("2", "enter")
        text_field(hands, "progress").focus()
        await hands.paste("第一行\n第二行很长")
        await hands.press("left", "left")
        await kept(hands, clerk_desk, CLINICS, "progress", "第一行\n第二行很长")
        await hands.app.leave()
    async with at_terminal(clerk_desk) as hands:
        await hands.press("2", "enter")
        await hands.type("不")

        assert text_field(hands, "progress").text == "第一行\n第二行不很长"


async def test_the_last_figure_is_the_last_that_was_told(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """A month in which none could be given hides nothing: what stands beside the field is what a note is about."""
    march, may = Period(2021, 3), Period(2021, 5)
    for period in (march, may):
        coordinator_desk.open_period(period)
    submitted(clerk_desk, a_report(values={JOBS_FIGURE: 8000}, period=march))
    submitted(clerk_desk, a_report(values={}, figure_absent={JOBS_FIGURE: "系统升级"}, period=may))
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        await hands.type("7000")

        assert "上期 8,000（2021-03）" in hands.page
        assert "比2021-03-1,000" in hands.page.replace(" ", "")
        assert 2 == hands.page.count("8,000")


async def test_saving_what_is_saved_makes_no_version(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """F2 pressed again and again says the same, and a colleague meets no conflict about nothing."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter", "f2", "f2", "f2")

        assert "已存为草稿" in hands.page
        assert clerk_desk.report(june, JOBS).revision == 1

        await hands.press("end")
        await hands.type("0")
        await hands.press("f2", "f2")

        assert clerk_desk.report(june, JOBS).revision == 2
