"""Taking back what was typed, and two people on one report: the real program in a real pseudo-terminal."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve

from departments.desks import ClerkDesk
from departments.periods import Period
from departments.reports import Assessment, Narrative
from tests.journeys.terminal import Terminal
from tests.journeys.words import CLERK, JOBS, JOBS_NAME
from tests.people import PASSWORD, signed_in
from tui import wiring

if TYPE_CHECKING:
    from pathlib import Path

JUNE = Period(2021, 6)
CTRL_Z, CTRL_Y = "\x1a", "\x19"


def colleague_desk(data: Path) -> ClerkDesk:
    """The desk of a second clerk, beside the program."""
    return signed_in(wiring.open_office(data), "second", ClerkDesk, "rsj")


def test_typing_is_taken_back_and_two_versions_become_one(data: Path) -> None:
    """Ctrl+Z stops no program and takes text back; the second save shows both versions, and both texts are kept."""
    with Terminal("--data", str(data)) as terminal:
        terminal.wait_for("账号", "口令")
        terminal.press(CLERK, "enter", PASSWORD, "enter")
        terminal.wait_for("待报", JOBS_NAME)
        terminal.press("f3", "xzjy")
        terminal.wait_for("1/22 项")
        terminal.press("enter", "enter")
        terminal.wait_for("目标 19,000左右", "进展情况")
        terminal.press("9800", "tab", "tab", "tab", "办招聘会26场。", "误写")
        terminal.wait_for("办招聘会26场。误写")
        terminal.press(CTRL_Z)
        terminal.wait_for("办招聘会26场", gone="误写")
        terminal.press(CTRL_Z, CTRL_Z)
        terminal.wait_for("完成数", gone="办招聘会")
        terminal.press(CTRL_Y, CTRL_Y)
        terminal.wait_for("办招聘会26场。", gone="误写")

        colleague = colleague_desk(data)
        theirs = colleague.report(JUNE, JOBS).report
        figure = colleague.report(JUNE, JOBS).commitment.indicators[0].id
        written = evolve(
            theirs,
            values={figure: Decimal(9700)},
            narrative=Narrative("走访企业40家。"),
            assessment=Assessment.ON_TRACK,
        )
        colleague.save_report(written, based_on=0)
        terminal.press("f2")
        terminal.wait_for("second", "9800", "9700", "两人都改了", "只有对方改了")
        terminal.press("1")
        terminal.wait_for("(*) 我的")
        terminal.press("enter", "enter", "3")
        terminal.wait_for("(*) 两段合并")
        terminal.press("f2")
        terminal.wait_for("走访企业40家。办招聘会26场。", "两段已合在一起")
        terminal.press("f2")
        terminal.wait_for("已存为草稿")
    view = colleague.report(JUNE, JOBS)

    assert (2, Decimal(9800), "走访企业40家。办招聘会26场。", Assessment.ON_TRACK) == (
        view.revision,
        view.report.values[figure],
        view.report.narrative.progress,
        view.report.assessment,
    )
