"""What stands above a department's list of what it owes: by one count, and nothing where nothing is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from tests.building import CLINICS, JOBS, Clock, a_commitment, a_plan, a_report, submitted
from tui.screens.text_page import TextPage
from tui.widgets.urge_line import UrgeLine

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk
    from departments.periods import Period
    from departments.plan import Plan
    from tests.tui.app.conftest import AtTerminal, Hands

FAIRS = "4.1-03"


@pytest.fixture
def plan() -> Plan:
    """Two commitments that ``rsj`` leads, one that it supports."""
    standing = a_plan()
    return evolve(standing, commitments=(*standing.commitments, a_commitment(id=FAIRS, quote="办好各类招聘会")))


def urged(hands: Hands) -> str:
    """What the list says of urges."""
    return str(hands.app.screen.query_one(UrgeLine).render())


async def test_the_header_and_an_urge_count_alike(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, head_desk: HeadDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """What waits for the head is owed to the commission, and told apart; a supporting report is owed by nobody."""
    coordinator_desk.urge_departments(june, ["rsj"])
    submitted(clerk_desk, a_report())
    submitted(clerk_desk, a_report(CLINICS, department="rsj", assessment=None))
    for desk in (clerk_desk, head_desk):
        async with at_terminal(desk) as hands:
            assert "待报 2/2 项   其中待审签 1 项   另有待审签 1 项" in hands.page
            assert "还有2项未报送，其中待审签1项" in urged(hands)

    head_desk.sign_report(june, JOBS, based_on=2)
    async with at_terminal(clerk_desk) as hands:
        assert "待报 1/2 项   另有待审签 1 项" in hands.page
        assert "还有1项未报送；" in urged(hands)


async def test_an_urge_is_new_until_its_text_was_looked_at(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """In this session and in every later one; the line itself stays until everything is reported."""
    coordinator_desk.urge_departments(june, ["rsj"], text="请尽快报送。")
    for _ in range(2):
        async with at_terminal(clerk_desk) as hands:
            assert urged(hands).startswith("新催报")

    async with at_terminal(clerk_desk) as hands:
        await hands.press("f8")

        assert hands.is_at(TextPage)
        assert "请尽快报送。" in hands.page

        await hands.press("escape")

        assert urged(hands).startswith("催报（")

    async with at_terminal(clerk_desk) as hands:
        assert urged(hands).startswith("催报（")


async def test_nothing_is_late_or_to_be_asked_for_where_nothing_is_owed(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk, clock: Clock
) -> None:
    """A closed period in which everything was reported says that it is closed, and no more."""
    submitted(clerk_desk, a_report())
    clock.set("2021-07-08 09:00")
    async with at_terminal(clerk_desk) as hands:
        assert "待报 1/2 项" in hands.page
        assert "已过截止日 3 天" in hands.page

    submitted(clerk_desk, a_report(FAIRS, department="rsj", values={}))
    coordinator_desk.close_period(june, with_unreviewed=True)
    async with at_terminal(clerk_desk) as hands:
        assert "待报 0/2 项" in hands.page
        assert "2021-06 已关闭" in hands.page
        assert "已过截止日" not in hands.page
        assert "补报" not in hands.page


async def test_a_closed_period_tells_whoever_owes_something_how_to_report_it(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk, clock: Clock
) -> None:
    """One report is there, another isn't."""
    submitted(clerk_desk, a_report())
    clock.set("2021-07-08 09:00")
    coordinator_desk.close_period(june, with_unreviewed=True)
    async with at_terminal(clerk_desk) as hands:
        assert "已过截止日 3 天" in hands.page
        assert "补报" in hands.page
