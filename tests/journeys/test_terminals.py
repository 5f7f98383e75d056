"""Terminals of every kind in front of the real program: how wide they draw, and how their keys arrive."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.journeys.terminal import FUNCTION_KEYS, Terminal
from tests.journeys.words import CLERK
from tests.people import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

NARROW, WIDE, GBK = (5, 3, 3), (5, 5, 5), (7, 7, 7)
"""Columns behind each sample, counted from 1 as terminals do."""
QUESTION = b"\x1b[6n"


class AnsweringTerminal(Terminal):
    """A terminal that says where its cursor is when it is asked."""

    def __init__(self, data: Path, columns: tuple[int, ...], *, size: int = 6, before: bytes = b"") -> None:
        """Args: the installation; what it answers; how many bytes at a time; and what is typed in the same moment."""
        self._columns = columns
        self._piece = size
        self._before = before
        self._answered = 0
        super().__init__("--data", str(data))

    def _read(self, seconds: float) -> bool:
        is_more = super()._read(seconds)
        while self._answered < min(self.sent.count(QUESTION), len(self._columns)):
            answer = self._before + f"\x1b[1;{self._columns[self._answered]}R".encode()
            self._before = b""
            for place in range(0, len(answer), self._piece):
                os.write(self._near, answer[place : place + self._piece])
            self._answered += 1
        return is_more


def check_page(terminal: Terminal) -> str:
    """What the page says that checks the terminal; opened from the sign-in page."""
    terminal.wait_for("账号")
    terminal.press("f4")
    return terminal.wait_for("最后按下的键")


@pytest.mark.parametrize(
    ("columns", "said", "signs"),
    [
        (NARROW, ("占一格（终端应答）", "是（终端应答）", "ASCII 符号：关"), "─│┌"),
        (WIDE, ("占两格（终端应答）", "是（终端应答）", "ASCII 符号：开"), "-|+"),
        (GBK, ("否（终端应答）", "ASCII 符号：开"), "-|+"),
        ((), ("没有应答", "是（终端声明）", "ASCII 符号：关"), "─│┌"),
    ],
    ids=["narrow", "wide", "no UTF-8", "silent"],
)
def test_what_a_terminal_answers_is_drawn(
    data: Path, columns: tuple[int, ...], said: tuple[str, ...], signs: str
) -> None:
    """As soon as it has answered; one that keeps silent is as quick as any other."""
    with AnsweringTerminal(data, columns) as terminal:
        check_page(terminal)
        terminal.wait_for(*said, signs, "以上三行")


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_an_answer_is_never_taken_for_keys(data: Path, size: int) -> None:
    """However it is broken off, with keys before it and behind it: the field holds what was typed, and no more."""
    with AnsweringTerminal(data, NARROW, size=size, before=CLERK[:1].encode()) as terminal:
        terminal.wait_for("账号")
        terminal.press(CLERK[1:])
        terminal.wait_for(CLERK)
        terminal.press("enter", PASSWORD, "enter")

        assert "[1;" not in terminal.wait_for(CLERK, gone="口令")


@pytest.mark.parametrize("keys", FUNCTION_KEYS.values(), ids=FUNCTION_KEYS)
def test_function_keys_arrive_from_every_kind_of_terminal(data: Path, keys: dict[str, str]) -> None:
    """The page that checks the terminal names each; none of them does anything there, but Esc."""
    with AnsweringTerminal(data, NARROW) as terminal:
        check_page(terminal)
        for name, sent in keys.items():
            terminal.send(sent.encode())
            terminal.wait_for(f"最后按下的键：{name.upper()}")
        terminal.send("好".encode())
        terminal.wait_for("最后按下的键：好")
        terminal.press("esc")
        terminal.wait_for("口令")


@pytest.mark.parametrize("kind", ["dumb", "unknown"])
def test_a_terminal_without_pages_is_told_so(data: Path, kind: str) -> None:
    """In one sentence, and with the exit code of bad usage: nothing is drawn that it would print as rubbish."""
    with Terminal("--data", str(data), kind=kind) as terminal:
        assert terminal.wait_for_the_end() == 2
        assert f"TERM={kind}" in terminal.page
        assert b"\x1b" not in terminal.sent
