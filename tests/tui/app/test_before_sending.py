"""What the form says before a report can be sent: no light over what can't be, and the first thing first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.building import JOBS, JOBS_FIGURE, JULY, a_report, saved, submitted
from tui.screens.report_form import ReportFormScreen
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.figure_input import FigureField
from tui.widgets.report_fields import ReportFields
from tui.widgets.text_input import TextInput

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands

FIRST = ("1", "enter")
"""Opens the jobs."""
LIGHT, NOT_YET = "现在报送会亮", "必填的填齐、有误的改正后才能报送"


def light_of(hands: Hands) -> tuple[str, str]:
    """What is said of the report's light, and its arithmetic."""
    fields = hands.app.screen.query_one(ReportFields)
    return str(fields.light.render()), str(fields.arithmetic.render())


def text_field(hands: Hands, place: str) -> TextInput:
    """A field of the narrative."""
    return hands.app.screen.query_one(f"#text-{place} TextInput", TextInput)


async def test_what_cannot_be_sent_as_it_is_has_no_light(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Field by field until it can; a figure that can't be read takes the light away again, and its arithmetic."""
    async with at_terminal(clerk_desk, size=(160, 70)) as hands:
        await hands.press(*FIRST)

        assert (f"{NOT_YET}。", "") == light_of(hands)

        await hands.type("6000")
        hands.app.screen.query_one(ChoiceLine).focus()
        await hands.press("2")

        assert (f"{NOT_YET}。", "") == light_of(hands)

        text_field(hands, "progress").focus()
        await hands.type("好")
        said, arithmetic = light_of(hands)

        assert f"{LIGHT}：+ 达到序时" == said
        assert "50.0%" in arithmetic

        figure = hands.app.screen.query_one(FigureField).figure
        figure.value = "85%"
        await hands.settle()

        assert (f"{NOT_YET}。", "") == light_of(hands)
        assert "无数据（" not in hands.page


async def test_a_light_counts_where_nothing_can_be_sent(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """A draft in a closed period is missing, whatever stands in it; a report that was sent has its own light."""
    saved(clerk_desk, a_report())
    coordinator_desk.close_period(june)
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)

        assert ("亮灯：? 未报", "") == light_of(hands)

    coordinator_desk.open_period(june, reason="补报")
    clerk_desk.submit_report(june, JOBS, based_on=1)
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)

        assert "亮灯：+ 达到序时" == light_of(hands)[0]


async def test_a_head_sees_the_light_that_a_signature_gives(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, head_desk: HeadDesk
) -> None:
    """As long as it waits, it counts nowhere."""
    submitted(clerk_desk, a_report())
    async with at_terminal(head_desk) as hands:
        await hands.press(*FIRST)

        assert f"{LIGHT}：+ 达到序时" == light_of(hands)[0]


async def test_f8_goes_to_the_first_of_several_findings(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """From top to bottom: the assessment stands above the texts."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        await hands.type("6000")
        await hands.press("f8")

        assert hands.is_at(ReportFormScreen)
        assert hands.app.screen.query(ChoiceLine).first().has_focus
        assert "请选择自评" in hands.page

        await hands.press("2", "f8")

        assert text_field(hands, "progress").has_focus


@pytest.mark.parametrize(
    ("standing", "cursor", "then"),
    [
        ("", (0, 0), "举办招聘会12场。"),
        ("本月又办3场。", (0, 7), "本月又办3场。\n举办招聘会12场。"),
        ("本月又办3场。", (0, 3), "本月又办3场。\n举办招聘会12场。"),
        ("本月又办3场。", (0, 0), "举办招聘会12场。\n本月又办3场。"),
        ("一。\n二。", (0, 2), "一。\n举办招聘会12场。\n二。"),
        ("一。\n", (1, 0), "一。\n举办招聘会12场。"),
    ],
    ids=["empty", "end", "middle", "begin", "between", "new-line"],
)
async def test_what_is_copied_from_last_time_stands_on_a_line_of_its_own(
    at_terminal: AtTerminal,
    june: Period,
    clerk_desk: ClerkDesk,
    coordinator_desk: CoordinatorDesk,
    standing: str,
    cursor: tuple[int, int],
    then: str,
) -> None:
    """No sentence is torn apart by it, and one types on behind it."""
    submitted(clerk_desk, a_report())
    coordinator_desk.open_period(JULY)
    saved(clerk_desk, a_report(period=JULY, values={JOBS_FIGURE: 7000}))
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        field = text_field(hands, "progress")
        field.load_text(standing)
        field.focus()
        field.move_cursor(cursor)
        await hands.press("f7")

        assert then == field.text
