"""The main job from end to end, as a clerk does it: the real program in a real pseudo-terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from departments.desks import ClerkDesk
from departments.periods import Period
from tests.building import draft_of
from tests.journeys.terminal import DEADLINE, ROOT, Terminal
from tests.journeys.words import CLERK, COORDINATOR, JOBS, JOBS_NAME
from tests.people import ONE_TIME, PASSWORD, back_at
from tests.waiting import until
from tui import wiring

if TYPE_CHECKING:
    from pathlib import Path

JUNE = Period(2021, 6)
F1_SENT = ("\x1b[11~", "\x1bOP", "\x1b[[A")
"""F1 as PuTTY, xterm and the Linux console send it."""


def sign_in(terminal: Terminal, account: str = CLERK, password: str = PASSWORD) -> None:
    """From the first page to whatever comes."""
    terminal.wait_for("账号", "口令")
    terminal.press(account, "enter", password, "enter")


def open_jobs(terminal: Terminal) -> None:
    """Find the jobs in the list by their initials, and open them."""
    terminal.wait_for("待报", JOBS_NAME)
    terminal.press("f3", "xzjy")
    terminal.wait_for("查找：xzjy", "1/22 项")
    terminal.press("enter", "enter")
    terminal.wait_for("目标 19,000左右", "进展情况")


def clerk_desk(data: Path) -> ClerkDesk:
    """The clerk's desk, beside the program."""
    return back_at(wiring.open_office(data), CLERK, ClerkDesk)


def command(data: Path, *arguments: str) -> str:
    """What a command of the program prints."""
    environment = {"PATH": os.environ["PATH"], "TIANBAO_PASSWORD": PASSWORD, "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-m", "tui", "--data", str(data), *arguments]
    return subprocess.run(line, env=environment, cwd=ROOT, check=True, capture_output=True).stdout.decode()


def figures_of(workbook: Path, indicator: str) -> list[Any]:
    """Every number in the rows of the workbook that name the indicator."""
    return [
        cell.value
        for sheet in openpyxl.load_workbook(workbook)
        for row in sheet.iter_rows()
        if indicator in {cell.value for cell in row}
        for cell in row
        if isinstance(cell.value, int | float)
    ]


def test_a_figure_goes_from_the_keyboard_into_the_workbook(data: Path, tmp_path: Path) -> None:
    """Sign in with a one-time password, choose one's own, report on the jobs, sign out: the commission has it."""
    with Terminal("--data", str(data)) as terminal:
        sign_in(terminal, "new", ONE_TIME)
        terminal.wait_for("再输一遍")
        terminal.press(PASSWORD, "enter", PASSWORD, "enter")
        terminal.wait_for("1/5", "导览")
        terminal.press("enter")
        terminal.wait_for("2/5")
        terminal.press("esc")
        open_jobs(terminal)
        terminal.press("９,８００")
        terminal.wait_for("= 9,800人")
        terminal.press("tab", "2")
        terminal.wait_for("(*) 达到序时进度")
        terminal.press("tab", "tab", "1—6月新增就业9800人,举办招聘会26场。")
        terminal.wait_for("举办招聘会26场")
        terminal.press("f2")
        terminal.wait_for("已存为草稿")
        terminal.press("f8")
        terminal.wait_for("确定报送", "51.6%")
        terminal.press("enter")
        terminal.wait_for(f"{JOBS} 已报送")
        terminal.press("f12")
        terminal.wait_for("账号", "口令", gone="待报")
        terminal.press("f12")

        assert terminal.wait_for_the_end() == 0

    status = json.loads(command(data, "status", "--period", "2021-06", "--json"))
    workbook = tmp_path / "merged.xlsx"
    command(data, "--account", COORDINATOR, "export", "merged", "--period", "2021-06", "-o", str(workbook))
    report = clerk_desk(data).report(JUNE, JOBS).report

    assert "on_track" in {each["light"] for each in status["commitments"] if each["id"] == JOBS}
    assert report.narrative.progress == "1—6月新增就业9800人,举办招聘会26场。"
    assert 9800 in figures_of(workbook, JOBS_NAME)


def test_a_character_that_arrives_in_two_packets_is_one(data: Path) -> None:
    """A line may cut a Chinese character anywhere."""
    with Terminal("--data", str(data)) as terminal:
        sign_in(terminal)
        terminal.wait_for("待报")
        terminal.press("f3")
        for byte in "就业".encode():
            terminal.send(bytes([byte]))
        terminal.wait_for("查找：就业", JOBS_NAME)


def test_a_bare_esc_goes_back_at_once(data: Path) -> None:
    """It isn't taken for the beginning of another key."""
    with Terminal("--data", str(data)) as terminal:
        sign_in(terminal)
        open_jobs(terminal)
        terminal.press("esc")
        terminal.wait_for("序时进度 50.0%", gone="牵头")


@pytest.mark.parametrize("sent", F1_SENT, ids=["putty", "xterm", "linux"])
def test_f1_is_f1_on_every_terminal(data: Path, sent: str) -> None:
    """Each sends something else."""
    with Terminal("--data", str(data)) as terminal:
        terminal.wait_for("账号")
        terminal.press(sent)
        terminal.wait_for("按键")


def test_what_was_typed_before_the_line_dropped_comes_back(data: Path) -> None:
    """Two seconds after the last key it is kept."""
    with Terminal("--data", str(data)) as terminal:
        sign_in(terminal)
        open_jobs(terminal)
        terminal.press("9800", "tab", "tab", "tab", "正在填")
        terminal.wait_for("正在填")
        desk = clerk_desk(data)
        until(lambda: (draft_of(desk, JUNE, JOBS) or {}).get("progress") == "正在填", "the draft", DEADLINE)
    with Terminal("--data", str(data)) as terminal:
        sign_in(terminal)
        open_jobs(terminal)
        terminal.wait_for("已恢复", "9800", "正在填")

    assert clerk_desk(data).report(JUNE, JOBS).revision == 0
