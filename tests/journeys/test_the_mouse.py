"""The mouse, for who has asked for it: bytes of a real terminal go in, and what a hand expects comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from departments.periods import Period
from departments.settings import Settings
from tests.journeys.terminal import Terminal
from tests.journeys.test_clerk_reports import clerk_desk, sign_in
from tests.journeys.words import CLERK, COORDINATOR, JOBS_NAME
from tests.people import PASSWORD
from tui import wiring
from tui.terminal_look import MOUSE_ON

if TYPE_CHECKING:
    from pathlib import Path

LEFT, WHEEL_UP, WHEEL_DOWN = 0, 64, 65


class Mouse(Terminal):
    """A terminal with a mouse, which tells what it does once it has been asked to."""

    def click(self, text: str) -> None:
        """Press the left button on a text and let it go."""
        at = self._cell_of(text)
        self.press(f"\x1b[<{LEFT};{at}M", f"\x1b[<{LEFT};{at}m")

    def roll(self, text: str, button: int, *, notches: int = 1) -> None:
        """Turn the wheel over a text."""
        self.press(*[f"\x1b[<{button};{self._cell_of(text)}M"] * notches)

    def _cell_of(self, text: str) -> str:
        """Column and line of a text, counted from 1."""
        lines = (self._screen.buffer[y] for y in range(self._screen.lines))
        rests = (
            (x, y, "".join(line[at].data for at in range(x, self._screen.columns)))
            for y, line in enumerate(lines)
            for x in range(self._screen.columns)
        )
        column, line = next((x, y) for x, y, rest in rests if rest.startswith(text))
        return f"{column + 1};{line + 1}"


@pytest.fixture
def with_mouse(data: Path) -> Path:
    """An installation in which the clerk and the coordinator have asked for the mouse."""
    for account in (CLERK, COORDINATOR):
        wiring.open_office(data).sign_in(account, PASSWORD).keep_settings(Settings(has_mouse=True, is_tour_seen=True))
    return data


def test_a_row_is_chosen_with_a_click_and_opened_with_another(with_mouse: Path) -> None:
    """The wheel shows what is further down; a click on the key line is as good as the key."""
    with Mouse("--data", str(with_mouse)) as mouse:
        sign_in(mouse, CLERK)
        above, *_, below = (each.commitment.id for each in clerk_desk(with_mouse).reports(Period(2021, 6)))
        mouse.wait_for("待报", JOBS_NAME, "帮助", above, gone=below)

        assert MOUSE_ON.encode() in mouse.sent

        mouse.roll(JOBS_NAME, WHEEL_DOWN)
        mouse.wait_for(JOBS_NAME, below, gone=above)
        mouse.roll(JOBS_NAME, WHEEL_UP)
        mouse.wait_for(JOBS_NAME, above, gone=below)
        mouse.click(JOBS_NAME)
        mouse.click(JOBS_NAME)
        mouse.wait_for("目标 19,000左右", "进展情况", "F8 报送", "返回")
        mouse.click("返回")
        mouse.wait_for("待报", JOBS_NAME, "回车 打开", gone="返回")


def test_what_is_typed_after_a_click_waits_for_what_the_click_does(with_mouse: Path) -> None:
    """Over a slow line both arrive at once."""
    with Mouse("--data", str(with_mouse)) as mouse:
        sign_in(mouse, CLERK)
        mouse.wait_for("待报", JOBS_NAME, "查找")
        mouse.click("查找")
        mouse.press("xzjy")
        # What stood lowest is gone last, so that the row stands where it stays.
        mouse.wait_for("查找：xzjy", "1/22 项", JOBS_NAME, gone="4.1-11")
        mouse.click(JOBS_NAME)
        mouse.click(JOBS_NAME)
        mouse.press("12800")
        mouse.wait_for("目标 19,000左右", "进展情况", "12800")


def test_a_place_is_reached_by_a_click_on_its_name(with_mouse: Path) -> None:
    """As by its digit."""
    with Mouse("--data", str(with_mouse)) as mouse:
        sign_in(mouse, COORDINATOR)
        mouse.wait_for("[1 总览]")
        mouse.click("报告期 ")
        mouse.wait_for("[4 报告期]")


def test_who_has_not_asked_for_the_mouse_keeps_it(data: Path) -> None:
    """Nothing is switched on, so that the terminal selects and copies."""
    with Mouse("--data", str(data)) as mouse:
        sign_in(mouse, CLERK)
        mouse.wait_for("待报", JOBS_NAME)

        assert b"\x1b[?1000h" not in mouse.sent
