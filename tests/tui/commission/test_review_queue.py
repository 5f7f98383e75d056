"""The queue narrowed, and many reports approved at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from departments.reports import Assessment, State
from tests.building import FIRMS, JOBS, JUNE, REFORM, a_report, submitted
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.confirm import ConfirmDialog

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands


@pytest.fixture
def with_a_warning(june: Period, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk) -> Period:
    """June with two clean reports and one whose assessment is better than its figures."""
    optimist = a_report(values={"4.1-01.1": 100}, assessment=Assessment.DONE, explanation="下半年集中办理")
    submitted(clerk_desk, optimist)
    submitted(kjj_desk, a_report(REFORM))
    submitted(kjj_desk, a_report(FIRMS))
    return june


def listed(hands: Hands) -> list[tuple[str, ...]]:
    """What the picker shows."""
    return [tuple(cell.text for cell in row.cells) for row in hands.at(ChooseDialog).table.rows]


async def test_the_queue_is_narrowed(
    at_terminal: AtTerminal, with_a_warning: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """By department, section, light and warnings; Esc shows all again."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "f2")
        await hands.type("rsj")
        await hands.press("enter")

        assert JOBS in hands.page
        assert REFORM not in hands.page

        await hands.press("escape", "f2", "1")

        assert FIRMS in hands.page
        assert JOBS not in hands.page

        await hands.press("escape", "f6")

        assert JOBS in hands.page
        assert "有提示" in hands.page or "!1" in hands.page
        assert FIRMS not in hands.page

        await hands.press("f6", "f4")

        assert "列出1份" in hands.page

        await hands.press("f4", "f4")

        assert "列出3份" in hands.page


async def test_pickers_count_under_the_other_filters(
    at_terminal: AtTerminal, with_a_warning: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """What is counted is what would be listed; a section is called by the plan's own number, and by no other."""
    sections = [("", "全部"), ("1", "创新  0"), ("2", "改革  0"), ("3", "城建  0"), ("4", "民生  1")]
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "f2")
        await hands.type("rsj")
        await hands.press("enter", "f2")

        assert listed(hands) == [*sections, ("", "区科技局  2"), ("", "区人社局  1")]

        await hands.press("4", "f2")

        assert listed(hands) == [*sections, ("", "区人社局  1")]

        await hands.press("home", "enter")

        assert "列出3份" in hands.page


async def test_the_queue_is_searched_as_every_list(
    at_terminal: AtTerminal, with_a_warning: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """With the same key, and together with the part that is chosen."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "f3")
        await hands.type("gxjs")

        assert "查找：gxjs" in hands.page
        assert FIRMS in hands.page
        assert JOBS not in hands.page

        await hands.press("enter", "f2", "4")

        assert "没有符合的内容" in hands.page


async def test_an_empty_queue_offers_nothing_to_choose(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Neither a department nor a section; help says that nothing waits."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2")

        assert not {"F2", "F3", "F4", "F6", "F8"} & set(hands.page.split())

        await hands.press("f3")

        assert not hands.is_asked()

        await hands.press("f1")

        assert "目前没有待审核的" in hands.page


async def test_many_are_approved_after_their_number_was_named(
    at_terminal: AtTerminal, with_a_warning: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """F8 names how many, Esc does nothing, Enter approves those without warnings; the others stay."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "f8")

        assert hands.is_at(ConfirmDialog)
        assert "审核通过2份填报？" in hands.page
        assert "其余1份" in hands.page

        await hands.press("escape")

        assert len(coordinator_desk.review_queue(JUNE)) == 3

        await hands.press("f8", "enter")

        assert "已审核通过2份，1份须逐份审核" in hands.page
        assert "待审核1份" in hands.page

        await hands.press("f8")

        assert "须逐份审核" in hands.page
        assert not hands.is_at(ConfirmDialog)

    assert coordinator_desk.report(JUNE, JOBS).report.state is State.SUBMITTED
    assert coordinator_desk.report(JUNE, REFORM).report.state is State.APPROVED


async def test_only_what_is_listed_is_approved(
    at_terminal: AtTerminal, with_a_warning: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """With a section chosen, the reports of the others stay in the queue."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "f2", "2", "f8")

        assert "审核通过1份填报？" in hands.page

        await hands.press("enter")

    assert coordinator_desk.report(JUNE, REFORM).report.state is State.APPROVED
    assert coordinator_desk.report(JUNE, FIRMS).report.state is State.SUBMITTED
