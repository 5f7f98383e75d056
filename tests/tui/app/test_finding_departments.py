"""Departments are found as people of the place say their names, in every list and picker that has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from departments.directory import Directory
from tests.building import JUNE, MAY, REFORM, a_directory, a_plan, a_report, submitted
from tests.tui.app.test_finding import found, marked

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from departments.plan import Plan
    from tests.tui.app.conftest import AtTerminal

SAID = {"kjj": ("单县科技局", ""), "rsj": ("曾都区人社局", ""), "wjw": ("长白街卫健办", "chang bai jie wei jian ban")}
"""Short names that have to be read with care, and the reading that the installation gives to one of them."""


@pytest.fixture
def plan() -> Plan:
    """The sample plan, of departments elsewhere."""
    directory = a_directory()
    named = (
        evolve(each, short_name=SAID[each.code][0], reading=SAID[each.code][1]) if each.code in SAID else each
        for each in directory.departments
    )
    return a_plan(directory=Directory(tuple(named)))


@pytest.fixture
def june(coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, wjw_desk: ClerkDesk) -> Period:
    """June, open; May closed; a report of each waits for review."""
    coordinator_desk.open_period(MAY)
    coordinator_desk.close_period(MAY)
    coordinator_desk.open_period(JUNE)
    submitted(clerk_desk, a_report())
    submitted(kjj_desk, a_report(REFORM))
    submitted(wjw_desk, a_report("4.2-01"))
    return JUNE


@pytest.mark.parametrize(
    ("typed", "mark", "code", "commitment"),
    [
        ("shanxian", "单县", "kjj", "2.1-01"),
        ("zengdu", "曾都", "rsj", "4.1-01"),
        ("changbai", "长白", "wjw", "4.2-01"),
        ("cbj", "长白街", "wjw", "4.2-01"),
    ],
)
async def test_a_list_finds_a_department_as_it_is_said(
    at_terminal: AtTerminal,
    june: Period,
    coordinator_desk: CoordinatorDesk,
    typed: str,
    mark: str,
    code: str,
    commitment: str,
) -> None:
    """The whole plan, the queue, the board, the record, the accounts, and the plan's list."""
    async with at_terminal(coordinator_desk, size=(160, 48)) as hands:
        for place, key in (
            ("1", commitment),
            ("2", f"{code}/{commitment}"),
            ("3", code),
            ("6", code),
            ("7", commitment),
        ):
            await hands.press(place, "/")
            await hands.type(typed)

            assert key in found(hands), place
            assert mark in marked(hands).split(), place

            await hands.press("escape", "escape")
        await hands.press("5", "/")
        await hands.type(typed)

        assert mark in marked(hands).split()


@pytest.mark.parametrize(("typed", "code"), [("shanx", "kjj"), ("zeng", "rsj"), ("cbj", "wjw")])
async def test_a_picker_finds_a_department_as_it_is_said(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, typed: str, code: str
) -> None:
    """Of the queue, of the record, of a new account, of an extension."""
    async with at_terminal(coordinator_desk) as hands:
        for keys in (("2", "f2"), ("5", "f2"), ("6", "f2", "1"), ("4", "up", "f4")):
            await hands.press(*keys)

            assert hands.is_asked(), keys

            await hands.type(typed)

            assert found(hands) == [code], keys

            await hands.press("escape", "escape")


@pytest.mark.parametrize("typed", ["danxian", "cengdu", "zhangbai", "zbj"])
async def test_a_wrong_reading_finds_no_department(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, typed: str
) -> None:
    """Nobody says it so."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("3", "f3")
        await hands.type(typed)

        assert found(hands) == []
