"""Every session is drawn for its own terminal: asked over the line, and by its person's own settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ssh.clients import terminal

if TYPE_CHECKING:
    from tests.ssh.clients import Door, Terminal

WIDE, NARROW = ("\x1b[1;5R", "\x1b[1;5R", "\x1b[1;5R"), ("\x1b[1;5R", "\x1b[1;3R", "\x1b[1;3R")


def answer(screen: Terminal, reports: tuple[str, ...]) -> None:
    """Answer the question that comes with the first page, a byte at a time, and look at the page of checks."""
    screen.wait_for("区人社局")
    for report in reports:
        for sign in report:
            screen.type(sign)
    screen.settled()
    screen.type("\x0f")
    screen.wait_for("ASCII")
    screen.type("\x1bOS")
    screen.wait_for("最后按下的键")


def test_each_session_is_drawn_as_its_terminal_answers(door: Door) -> None:
    """Two at once: one draws lines two cells wide and gets ASCII, the other one doesn't."""
    wide, narrow = (terminal(door, "rsj", size=(80, 24)) for _ in range(2))
    answer(wide, WIDE)
    answer(narrow, NARROW)

    assert "─" not in wide.wait_for("占两格（终端应答）")
    assert "─│┌" in narrow.wait_for("占一格（终端应答）")

    for screen in (wide, narrow):
        screen.kill()


def test_a_terminal_that_does_not_answer_waits_for_nothing(door: Door) -> None:
    """The list is there, keys do what they do, and a bare Esc is a key."""
    screen = terminal(door, "rsj", size=(80, 24))
    screen.wait_for("区人社局")
    screen.type("\x0f")
    screen.wait_for("ASCII")
    screen.type("\x1b")
    screen.wait_for("序号")
    screen.kill()
