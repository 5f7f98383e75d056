"""Adding and splitting commitments from the keyboard: step by step, back and forth, refused and corrected."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from departments.plan import Basis, Comparator, Due
from departments.plan_changes import ChangeKind
from tests.building import FIRMS, JOBS, JULY
from tests.tui.app.conftest import LARGE, SMALL
from tests.tui.commission.plan_hands import fill, find, typed
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.fields import FieldsDialog
from tui.screens.plan_keeping import PlanKeepingScreen

if TYPE_CHECKING:
    from departments.desks import CoordinatorDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_the_questions_fit_the_terminal(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, language: str, size: tuple[int, int]
) -> None:
    """All fields of the longest dialog and its keys can be seen at once."""
    async with at_terminal(coordinator_desk, language=language, size=size) as hands:
        await find(hands, JOBS)

        assert ("拆分" if language == "zh" else "Split") in hands.page

        await hands.press("f8", "enter")
        page = hands.page

        assert max(map(cell_len, page.splitlines())) <= size[0]
        for label in ("文件原文", "指标", "依据", "理由") if language == "zh" else ("Indicators", "Decision", "Reason"):
            assert label in page
        assert "F2" in page


async def test_a_commitment_is_added(at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk) -> None:
    """Under the heading of the one that was chosen, with a number of its own; the list goes to it."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f8")

        assert hands.is_at(ChooseDialog)
        assert "稳定和扩大就业" in hands.page

        await hands.press("enter")
        await fill(
            hands,
            "新增停车位1200个，失业率不超过3.5%",
            "区人社局",
            "kjj、区卫健委",
            "新增车位=1200 个；失业率=3.5 % 不超过 时点数",
            "按季",
            "南开政发〔2021〕9号",
            "民生实事",
        )

        assert "计划新增：4.1-02" in hands.page
        assert "4.1-02" == hands.at(PlanKeepingScreen).table.chosen

    added = coordinator_desk.plan(june).commitment("4.1-02")
    spots, rate = added.indicators
    assert ("rsj", ("kjj", "wjw"), Due.QUARTERLY) == (added.lead, added.supporting, added.due)
    assert (Decimal(1200), "个", Basis.CUMULATIVE) == (spots.target, spots.unit, spots.basis)
    assert (Decimal("3.5"), Comparator.AT_MOST, Basis.LEVEL) == (rate.target, rate.comparator, rate.basis)
    (change,) = coordinator_desk.plan_changes()
    assert (ChangeKind.ADDED, june, "南开政发〔2021〕9号", "民生实事") == (
        change.kind,
        change.since,
        change.source,
        change.reason,
    )


async def test_what_is_refused_of_an_addition_can_be_corrected(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """No indicator, no such department, a milestone that is past, no decision, no reason: each said, nothing lost."""
    whole = ["停车", "rsj", "", "车位 很多", "2021-02", "", ""]
    repairs = (
        ("“车位 很多”", 3, "车位=很多 个"),
        ("很多", 3, "车位=1200 个"),
        ("2021-06", 4, "2021-09 2021-12"),
        ("依据", 5, "区长办公会"),
        ("理由", 6, "民生实事"),
    )
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f8", "enter")
        await fill(hands, *whole)
        for said, place, better in repairs:
            assert hands.is_at(FieldsDialog)
            assert whole == typed(hands)
            assert any("! " in line or said in line for line in hands.page.splitlines())

            whole[place] = better
            await fill(hands, *whole)

        assert hands.is_at(PlanKeepingScreen)

    assert ("2021-09", "2021-12") == coordinator_desk.plan(june).commitment("4.1-02").milestones
    assert 1 == len(coordinator_desk.plan_changes())


async def test_esc_leads_back_from_the_fields_to_the_headings_with_what_was_typed_kept_once_it_was_refused(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Another heading is chosen without typing all again; Esc there gives up."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f8", "enter")
        await fill(hands, "停车", "nobody", "", "", "", "区长办公会", "民生实事")

        assert hands.is_at(FieldsDialog)

        await hands.press("escape")

        assert hands.is_at(ChooseDialog)

        await hands.press("home", "enter")

        assert ["停车", "nobody"] == typed(hands)[:2]
        assert "激发动力" in hands.page

        await hands.press("escape", "escape")

        assert hands.is_at(PlanKeepingScreen)
    assert () == coordinator_desk.plan_changes()


async def test_a_commitment_is_split(at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk) -> None:
    """Each part begins as the whole is; three parts, the second written again, then decision and reason."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f6")

        assert ["新增就业1.2万人", "区人社局", "区科技局", "新增就业=12,000 人"] == typed(hands)

        await fill(hands, "城镇新增就业8000人", "rsj", "", "新增就业=8000 人")
        await fill(hands, "高校毕业生就业", "kjj", "", "")

        assert hands.is_at(ChooseDialog)
        assert "2. 区科技局：高校毕业生就业" in hands.page

        await hands.press("3")

        assert ["高校毕业生就业", "kjj", "", ""] == typed(hands)

        await fill(hands, "高校毕业生就业4000人", "kjj", "", "新增就业=4000 人")

        assert "新增就业：原任务 12,000人，各拆分项合计 12,000人" in hands.page

        await hands.press("2")
        await fill(hands, "就业服务", "区卫健委", "", "")
        await hands.press("1")

        assert "3. 区卫健委：就业服务" in hands.page

        await fill(hands, "", "2021-07", "")

        assert hands.is_at(FieldsDialog)
        assert "! " in hands.page
        assert ["", "2021-07", ""] == typed(hands)

        await fill(hands, "区长办公会", "2021-06", "分头落实")

        assert "计划新增：4.1-02、4.1-03、4.1-04" in hands.page

    plan = coordinator_desk.plan(june)
    assert JOBS not in plan
    assert [("4.1-02", "rsj", 8000), ("4.1-03", "kjj", 4000), ("4.1-04", "wjw", 0)] == [
        (each.id, each.lead, sum(one.target for one in each.indicators))
        for each in plan.commitments
        if each.id.startswith("4.1-")
    ]
    assert {"分头落实"} == {each.reason for each in coordinator_desk.plan_changes()}
    assert JOBS not in coordinator_desk.plan(JULY)


async def test_the_wholes_figures_stand_in_the_first_part_alone(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Accepted twice they would be promised twice; and the same words for the same lead are no second part."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f6", "f2")

        assert ["新增就业1.2万人", "区人社局", "区科技局", ""] == typed(hands)

        await hands.press("f2")

        assert hands.is_at(FieldsDialog)
        assert "! " in hands.page
        assert "表述和牵头单位都相同" in "".join(hands.page.split())


async def test_parts_that_come_to_something_else_are_confirmed_before_the_reason(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """What was dropped or promised twice is named with both figures; Esc leads back to the parts."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f6", "f2")
        await fill(hands, "高校毕业生就业", "kjj", "", "新增就业=12000 人；培训=300 人次")
        await hands.press("1")

        assert hands.is_at(ConfirmDialog)
        assert "新增就业：原任务 12,000人，各拆分项合计 24,000人" in hands.page
        assert "培训" not in hands.page

        await hands.press("escape")

        assert hands.is_at(ChooseDialog)
        assert "培训：拆分项 300人次，原任务无" in hands.page

        await hands.press("1", "enter")
        await fill(hands, "", "2021-06", "分头落实")

        assert "计划新增：4.1-02、4.1-03" in hands.page
    assert JOBS not in coordinator_desk.plan(june)


async def test_a_part_is_refused_where_it_is_written(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Not at the end, when it could not be corrected any more."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, FIRMS)
        await hands.press("f6")
        for lead, indicators in (("nobody", ""), ("kjj", "成交额=-1 亿元"), ("kjj", "甲=1 个；甲=2 个")):
            await fill(hands, "一部分", lead, "", indicators)

            assert hands.is_at(FieldsDialog)
            assert ["一部分", lead, "", indicators] == typed(hands)
            assert "! " in hands.page


async def test_esc_leads_back_step_by_step(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """From the second part to the first as it was typed, from there out; with two parts it asks first."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f6")
        await fill(hands, "甲", "rsj", "", "")
        await hands.press("escape")

        assert ["甲", "rsj", "", ""] == typed(hands)

        await hands.press("escape")

        assert hands.is_at(PlanKeepingScreen)

        await hands.press("f6")
        await fill(hands, "甲", "rsj", "", "")
        await fill(hands, "乙", "kjj", "", "")
        await hands.press("escape")

        assert "不拆分" in hands.page

        await hands.press("escape")

        assert "2. 区科技局：乙" in hands.page

        await hands.press("escape", "enter")

        assert hands.is_at(PlanKeepingScreen)
    assert () == coordinator_desk.plan_changes()
