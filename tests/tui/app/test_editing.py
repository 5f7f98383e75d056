"""Who is editing what: the list and the form show it to the department's own people, and to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.building import CLINICS, JOBS, JOBS_FIGURE, Clock, a_report, saved, submitted
from tui.widgets.editing_line import EditingLine
from tui.widgets.figure_input import FigureField

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal

TYPED = {"progress": "正在填"}


@pytest.fixture
def _looking_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look ten times a second."""
    for page in ("tui.screens.commitments", "tui.screens.report_page"):
        monkeypatch.setattr(f"{page}.LOOK_AFTER", 0.1)


@pytest.mark.usefixtures("_looking_often")
async def test_the_list_names_a_colleague_as_long_as_the_colleague_types(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk, clock: Clock
) -> None:
    """With a sign beside the report; it comes and goes by itself."""
    async with at_terminal(clerk_desk) as hands:
        assert not hands.app.screen.query_one(EditingLine).display

        colleague_desk.keep_draft(june, JOBS, TYPED)
        await hands.wait_for(f"@ 正在填写：rsj.second {JOBS}")

        assert f"{JOBS}@" in hands.page

        clock.forward(minutes=6)
        await hands.wait_until_gone("正在填写")

        assert f"{JOBS}@" not in hands.page


@pytest.mark.usefixtures("_looking_often")
async def test_the_list_names_another_session_of_the_own_account(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, clock: Clock
) -> None:
    """As long as it types; what the list's own form kept, or a dropped line left, is nobody's typing."""
    clerk_desk.keep_draft(june, CLINICS, TYPED, session="aa")
    async with at_terminal(clerk_desk) as first, at_terminal(clerk_desk) as second:
        clock.forward(seconds=2)
        await first.press("1", "enter")
        await first.type("6000")
        await second.wait_for(f"@ 正在填写：本账号（别处） {JOBS}")

        assert f"{JOBS}@" in second.page
        assert f"{CLINICS}@" not in second.page

        await first.press("escape", "2")
        await second.wait_until_gone("正在填写")

        assert "@" not in first.page


async def test_the_head_sees_it_and_another_department_does_not(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, head_desk: HeadDesk, kjj_desk: ClerkDesk
) -> None:
    """The other department supports the very commitment."""
    clerk_desk.keep_draft(june, JOBS, TYPED)
    async with at_terminal(head_desk) as hands:
        await hands.wait_for(f"@ 正在填写：rsj {JOBS}")
    async with at_terminal(kjj_desk) as hands:
        await hands.press("f5")

        assert JOBS in hands.page
        assert "@" not in hands.page


@pytest.mark.usefixtures("_looking_often")
async def test_the_form_names_a_colleague_and_tells_of_a_save(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """Who has something typed is told that F2 shows both; nothing in the form changes."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        colleague_desk.keep_draft(june, JOBS, TYPED)
        await hands.wait_for("@ 正在填写：rsj.second")
        await hands.press("end", "1")
        saved(colleague_desk, a_report(values={JOBS_FIGURE: 6500}))
        await hands.wait_for("@ 填写期间已有变动（状态：草稿）")

        assert hands.app.screen.query_one(FigureField).figure.value == "60001"


@pytest.mark.usefixtures("_looking_often")
async def test_an_untouched_form_shows_how_the_report_stands(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """A report that is returned while it is looked at can be corrected at once."""
    sent = submitted(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        coordinator_desk.return_report(june, JOBS, "请核实", based_on=sent.revision)
        await hands.wait_for("请核实")

        assert not hands.app.screen.query_one(FigureField).figure.disabled
        assert "刚有变动" in hands.page
