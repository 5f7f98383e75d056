"""A figure and its unit as each language writes them: in lists, in the choice of a target, beside the field."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from tests.building import a_commitment, a_plan, a_report, an_indicator, submitted
from tests.tui.commission.plan_hands import find

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from departments.plan import Plan
    from tests.tui.app.conftest import AtTerminal

HOUSES, FLOOR, SALES = "4.1-02", "4.1-02.1", "4.1-02.2"


@pytest.fixture
def plan() -> Plan:
    """A commitment of ``rsj`` whose figures are counted in ten thousands and in hundred millions."""
    standing = a_plan()
    floor = an_indicator("12.5", id=FLOOR, name="竣工面积", unit="万平方米")
    sales = an_indicator("30", id=SALES, name="销售额", unit="亿元")
    houses = a_commitment(floor, sales, id=HOUSES, quote="竣工12.5万平方米，销售30亿元")
    return evolve(standing, commitments=(*standing.commitments, houses))


@pytest.mark.parametrize(
    ("language", "target", "figure"), [("zh", "12.5万平方米", "8.2"), ("en", "125,000 平方米", "82,000")]
)
async def test_target_and_figure_of_a_row_have_one_scale(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, language: str, target: str, figure: str
) -> None:
    """Where the target is written out, what was reached is too."""
    submitted(clerk_desk, a_report(HOUSES, values={FLOOR: "8.2", SALES: "28"}))
    async with at_terminal(clerk_desk, language=language, size=(160, 48)) as hands:
        row = next(line for line in hands.page.splitlines() if HOUSES in line)

        assert f" {target} " in row
        assert f" {figure} " in row


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_where_there_is_no_room_for_the_unit_both_stand_in_the_plans(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, language: str
) -> None:
    """No figure is cut off, and none is ten thousand times the one beside it."""
    submitted(clerk_desk, a_report(HOUSES, values={FLOOR: "8.2", SALES: "28"}))
    async with at_terminal(clerk_desk, language=language) as hands:
        row = next(line.split() for line in hands.page.splitlines() if HOUSES in line)

        assert {"12.5", "8.2"} <= set(row)


@pytest.mark.parametrize(("language", "echo"), [("zh", "= 12.5万平方米"), ("en", "= 125,000 平方米")])
async def test_the_echo_beside_the_field_writes_it_out(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, language: str, echo: str
) -> None:
    """What is typed stays as it is."""
    async with at_terminal(clerk_desk, language=language) as hands:
        await hands.press("3", "enter")
        await hands.type("12.5")

        assert echo in hands.page


@pytest.mark.parametrize(
    ("typed", "echo", "figure"), [("1万2千平方米", "= 1.2万平方米", "1.2"), ("十二", "= 12万平方米", "12")]
)
async def test_a_figure_is_typed_as_it_is_said(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, typed: str, echo: str, figure: str
) -> None:
    """The echo shows at once how it is understood, and that is saved."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("3", "enter")
        await hands.type(typed)

        assert echo in hands.page

        await hands.press("f2")

    assert Decimal(figure) == clerk_desk.report(june, HOUSES).report.values[FLOOR]


async def test_what_is_approximate_is_sent_to_the_text(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """The sentence under the field names the figure that goes in, to whoever tries to save."""
    async with at_terminal(clerk_desk, size=(160, 48)) as hands:
        await hands.press("3", "enter")
        await hands.type("约12.5万")
        await hands.press("f2")

        assert "“约12.5万”不只是数字；请只填 12.5（单位：万平方米）" in hands.page


@pytest.mark.parametrize(
    ("language", "choices"),
    [
        ("zh", ("竣工面积  12.5万平方米", "销售额  30亿元")),
        ("en", ("竣工面积  125,000 平方米", "销售额  3,000,000,000 元")),
    ],
)
async def test_the_choice_of_a_target_writes_it_out(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, language: str, choices: tuple[str, ...]
) -> None:
    """And the field of the new one has it in the plan's unit."""
    async with at_terminal(coordinator_desk, language=language) as hands:
        await find(hands, HOUSES)
        await hands.press("f4")

        assert all(each in hands.page for each in choices)

        await hands.press("1")

        assert "万平方米" in hands.page
        assert " 12.5" in hands.page
