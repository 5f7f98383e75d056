"""Typing ahead of the screen, as over a slow line: every key does what it would have done later, and none is lost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from departments.periods import Period
from tests.building import JOBS_FIGURE
from tests.journeys.terminal import Terminal
from tests.journeys.test_clerk_reports import clerk_desk
from tests.journeys.words import CLERK, JOBS, JOBS_NAME
from tests.people import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

JUNE = Period(2021, 6)


def test_a_figure_is_saved_by_keys_that_were_all_typed_at_the_first_page(data: Path) -> None:
    """Account, password, what to look for, the figure, save and back: the disk has it."""
    with Terminal("--data", str(data)) as terminal:
        terminal.wait_for("账号", "口令")
        terminal.press(CLERK, "enter", PASSWORD, "enter")
        terminal.press("f3", "xzjy", "enter", "enter", "6400", "f2", "esc")
        terminal.wait_for("查找：xzjy", "1/22 项", "6,400")

        report = clerk_desk(data).report(JUNE, JOBS).report
        assert Decimal(6400) == report.values[JOBS_FIGURE]

        terminal.press("esc")
        terminal.wait_for("待报", JOBS_NAME, "城镇调查失业率", gone="查找：")


def test_a_wrong_password_lets_go_of_what_was_typed_behind_it(data: Path) -> None:
    """The page says what was wrong, and the keys come to it as they would have."""
    with Terminal("--data", str(data)) as terminal:
        terminal.wait_for("账号", "口令")
        terminal.press(CLERK, "enter", "wrong-password", "enter", PASSWORD, "enter")
        terminal.wait_for("待报", JOBS_NAME)


def test_the_palette_takes_what_is_typed_before_it_stands(data: Path) -> None:
    """What is looked for, Enter and the figure come with the key that opens it."""
    with Terminal("--data", str(data)) as terminal:
        terminal.wait_for("账号", "口令")
        terminal.press(CLERK, "enter", PASSWORD, "enter", "f9", "xzjy", "enter", "6400")
        terminal.wait_for("目标 19,000左右", "进展情况", "6400")
