"""The program at a terminal of its own: what is sent to it, what may come from it, and its end."""

from __future__ import annotations

import re
import signal
from typing import TYPE_CHECKING

import pytest

from tests.building import draft_of
from tests.journeys.terminal import Terminal
from tests.journeys.test_clerk_reports import JUNE, clerk_desk, open_jobs, sign_in
from tests.journeys.words import JOBS, JOBS_NAME

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = """
from tui.program import main
from tui.screens.sign_in import SignInScreen

async def mistake(page):
    secret = "a-local-" + "variable"
    raise ZeroDivisionError("planted")

SignInScreen.action_check_terminal = mistake
main()
"""
SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[^\[])")
UNDERSTOOD = re.compile(rb"\x1b\[(?:[0-9;]*[HKmn]|\?(?:25|7|1049|2004)[hl]|\?1004l)")
"""Cursor, erasing, colours, and the modes of old: the cursor's sign, wrapping, the other screen, paste in brackets.

Focus reports may be switched off, which a terminal without them ignores; never on.
"""


def test_nothing_is_sent_that_an_old_terminal_prints_or_answers_wrongly(data: Path) -> None:
    """From the first byte to the last: no title, link, mouse, focus report, key protocol, question, foreign colour."""
    with Terminal("--data", str(data)) as terminal:
        sign_in(terminal)
        open_jobs(terminal)
        terminal.press("esc")
        terminal.wait_for("序时进度 50.0%", gone="牵头")
        terminal.press("f12")
        terminal.wait_for("账号", gone="待报")
        terminal.press("f12")

        assert terminal.wait_for_the_end() == 0

    sent = set(SEQUENCE.findall(terminal.sent))

    assert {each for each in sent if not UNDERSTOOD.fullmatch(each)} == set()
    assert not any(each.startswith((b"\x1b[38;", b"\x1b[48;")) or b";38;" in each for each in sent)
    assert terminal.sent.count(b"\x1b[?1049h") == terminal.sent.count(b"\x1b[?1049l") == 1


@pytest.mark.parametrize(
    "sent",
    ["就业".encode("gbk"), b"\xff\xfe\x80", b"\x1b[9999999999u", b"\x1b[27;5;99999999~", b"\x1b[<0;1;1M\x1b[I\x1b[O"],
    ids=["gbk", "no text", "no character", "no character of old", "mouse and focus"],
)
def test_bytes_that_no_terminal_should_send_end_nothing(data: Path, sent: bytes) -> None:
    """A terminal set to GBK, noise on a line: the next key does what it does."""
    with Terminal("--data", str(data)) as terminal:
        sign_in(terminal)
        terminal.wait_for("待报", JOBS_NAME)
        terminal.send(sent)
        terminal.press("f3", "xzjy")
        terminal.wait_for("查找：xzjy", "1/22 项")


@pytest.mark.parametrize("end", [signal.SIGHUP, signal.SIGTERM], ids=["line", "process"])
def test_what_is_typed_is_kept_when_the_end_comes_mid_sentence(data: Path, end: signal.Signals) -> None:
    """Not only what was typed a moment ago, and the screen is given back where it is still there."""
    with Terminal("--data", str(data)) as terminal:
        sign_in(terminal)
        open_jobs(terminal)
        terminal.press("9800", "tab", "tab", "tab", "话说到一半")
        terminal.wait_for("话说到一半")
        terminal.signal(end)

        assert terminal.wait_for_the_end() == 0
        assert terminal.sent.rstrip().endswith(b"\x1b[?25h")
    assert (draft_of(clerk_desk(data), JUNE, JOBS) or {}).get("progress") == "话说到一半"


def test_what_is_typed_is_kept_when_the_terminal_is_gone(data: Path) -> None:
    """Nobody reads and nobody tells the process: it sees it by itself, and ends."""
    with Terminal("--data", str(data)) as terminal:
        sign_in(terminal)
        open_jobs(terminal)
        terminal.press("9800", "tab", "tab", "tab", "话说到一半")
        terminal.wait_for("话说到一半")
        terminal.hang_up()
        terminal.wait_for_the_end()
    assert (draft_of(clerk_desk(data), JUNE, JOBS) or {}).get("progress") == "话说到一半"


def test_a_fault_gives_the_screen_back_and_says_where_it_lies(data: Path) -> None:
    """A person reads a sentence, whoever mends it the lines above; no value that was at hand is among them."""
    with Terminal("--data", str(data), program=("-c", BROKEN)) as terminal:
        terminal.wait_for("账号")
        terminal.press("f4")

        assert terminal.wait_for_the_end() == 70
        assert "ZeroDivisionError: planted" in terminal.page
        assert "这是程序的问题" in terminal.page
        assert b"a-local-variable" not in terminal.sent
        assert terminal.sent.count(b"\x1b[?1049h") == terminal.sent.count(b"\x1b[?1049l") == 1
