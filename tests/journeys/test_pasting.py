"""Pasting at a real terminal: what a person has copied elsewhere comes in as text, and presses no key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.terminal import Terminal
from tests.journeys.test_clerk_reports import JUNE, clerk_desk, open_jobs, sign_in
from tests.journeys.words import JOBS, JOBS_NAME

if TYPE_CHECKING:
    from pathlib import Path

BEGIN, END = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around whatever is pasted."""
COPIED = "举办招聘会26场。\r达成意向420人。\x1b[5m\x1b]0;拥有\x07\r\x1b\r下月走进校园。\x1b[19~"
"""Several lines with Enter between them, a blink, a title, an Esc alone, and F8 at the end as a terminal sends it."""
BLINK, TITLE = b"\x1b[5m", "\x1b]0;拥有".encode()


def paste(terminal: Terminal, text: str) -> None:
    """Paste at once, as a terminal does that was asked to say what is pasted."""
    assert b"\x1b[?2004h" in terminal.sent

    terminal.send(f"{BEGIN}{text}{END}".encode())


def is_clean(terminal: Terminal) -> bool:
    """Whether nothing of what was pasted has come back to the terminal as more than text."""
    return BLINK not in terminal.sent and TITLE not in terminal.sent


def test_what_is_pasted_into_a_text_is_its_lines_and_nothing_else(data: Path) -> None:
    """Nothing is submitted or left; without its Esc a sequence is letters, and they are saved as they stand."""
    with Terminal("--data", str(data)) as terminal:
        sign_in(terminal)
        open_jobs(terminal)
        terminal.press("9800", "tab", "2", "tab", "tab")
        paste(terminal, COPIED)
        page = terminal.wait_for("举办招聘会26场。", "达成意向420人。[5m", "下月走进校园。[19~")

        assert "确定报送" not in page

        terminal.press("完")
        terminal.wait_for("下月走进校园。[19~完")
        terminal.press("f2")
        terminal.wait_for("已存为草稿")

        assert is_clean(terminal)
    view = clerk_desk(data).report(JUNE, JOBS)

    assert ("draft", "举办招聘会26场。\n达成意向420人。[5m]0;拥有\n\n下月走进校园。[19~完") == (
        view.report.state.value,
        view.report.narrative.progress,
    )


def test_what_is_pasted_into_a_line_is_one_line(data: Path) -> None:
    """In a list's find: it looks for all of the lines as one, opens nothing, and goes on taking keys."""
    with Terminal("--data", str(data)) as terminal:
        sign_in(terminal)
        terminal.wait_for("待报", JOBS_NAME)
        terminal.press("f3")
        paste(terminal, "\r新增\x1b\r就业\r\r")
        page = terminal.wait_for("查找：新增 就业", "1/22 项")

        assert "进展情况" not in page

        paste(terminal, "\x1b[19~\r第二行")
        terminal.press("q")
        terminal.wait_for("查找：新增 就业[19~ 第二行q", "没有符合的内容")

        assert is_clean(terminal)


def test_two_cells_pasted_into_a_figure_are_refused_where_they_stand(data: Path) -> None:
    """None of them is taken for the figure, and none is lost without a word."""
    with Terminal("--data", str(data)) as terminal:
        sign_in(terminal)
        open_jobs(terminal)
        paste(terminal, "9800\r10200\r")

        assert "= 9,800人" not in terminal.wait_for("“9800 10200”不是数字")


def test_lines_pasted_into_a_reason_are_all_of_it(data: Path) -> None:
    """What was copied from a letter in two lines is one line with both."""
    with Terminal("--data", str(data)) as terminal:
        sign_in(terminal)
        open_jobs(terminal)
        terminal.press("tab")
        paste(terminal, "统计部门按季公布。\r7月20日后补报。\r")
        terminal.wait_for("统计部门按季公布。 7月20日后补报。")
        terminal.press("f2")
        terminal.wait_for("已存为草稿")
    view = clerk_desk(data).report(JUNE, JOBS)

    assert ["统计部门按季公布。 7月20日后补报。"] == list(view.report.figure_absent.values())


@pytest.mark.parametrize("pasted", ["9800\r", "\x1b9,800", "9\x1b800\r\r", "9800\x1b"])
def test_a_figure_that_is_pasted_is_a_figure(data: Path, pasted: str) -> None:
    """From a table in a workbook it comes with the end of its line."""
    with Terminal("--data", str(data)) as terminal:
        sign_in(terminal)
        open_jobs(terminal)
        paste(terminal, pasted)

        assert "确定报送" not in terminal.wait_for("= 9,800人")
        assert is_clean(terminal)
