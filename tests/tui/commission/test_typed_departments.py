"""Departments named in a line of the plan's dialogs: as people type them, and never guessed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.building import JOBS
from tests.tui.commission.plan_hands import fill, find, typed
from tui.dialogs.fields import FieldsDialog

if TYPE_CHECKING:
    from departments.desks import CoordinatorDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal


@pytest.mark.parametrize(
    ("lead", "supporting"),
    [
        ("卫健委", "人社局、科技"),
        ("wjw", "rsj kjj"),
        ("南开区卫生健康委员会", "人力资源和社会保障局，kjj"),
        ("qwjw", "社会保障、科学技术"),
        ("WJW", "renshe、ｋｊｊ"),
    ],
)
async def test_a_department_is_named_as_people_name_it(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, lead: str, supporting: str
) -> None:
    """By code, short or full name, a part of either, or Pinyin; several supporting ones in one line."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f2")
        await fill(hands, lead, supporting, "2021-06", "机构调整")

        assert not hands.is_asked()

    standing = coordinator_desk.plan(june).commitment(JOBS)

    assert ("wjw", ("rsj", "kjj")) == (standing.lead, standing.supporting)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "“局”有 2 个单位：区科技局、区人社局"),
        ("en", "“局” could mean 2: 区科技局、区人社局"),
    ],
)
async def test_what_could_be_several_departments_is_refused_with_their_names(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, language: str, said: str
) -> None:
    """What was typed stays, and nothing is changed."""
    async with at_terminal(coordinator_desk, language=language) as hands:
        await find(hands, JOBS)
        await hands.press("f2")
        await fill(hands, "局", "", "2021-06", "机构调整")

        assert hands.is_at(FieldsDialog)
        assert said in hands.page
        assert typed(hands)[0] == "局"

    assert coordinator_desk.plan(june).commitment(JOBS).lead == "rsj"


async def test_a_department_that_there_is_not_is_refused(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """By the desk, as ever."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f2")
        await fill(hands, "外星局", "", "2021-06", "机构调整")

        assert hands.is_at(FieldsDialog)
        assert "外星局" in hands.page

    assert coordinator_desk.plan(june).commitment(JOBS).lead == "rsj"
