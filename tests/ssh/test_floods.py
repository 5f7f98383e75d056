"""More than anybody can type, paste or drag: it costs the neighbours nothing and the server no memory."""

from __future__ import annotations

import os
import select
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.ssh.clients import asking, ssh_options, terminal
from tests.ssh.half_a_report import write_half_a_report
from tests.ssh.processes import children, resident_mb
from tui.sample import PASSWORD
from tui.terminal_protocol import LONGEST_PASTE

if TYPE_CHECKING:
    from tests.ssh.clients import Door
    from tests.ssh.conftest import OpenDoor

DOWN, ESC = "\x1b[B", "\x1b"
MB = 1024 * 1024
MOST_MB = 32
"""By which a server may grow at a flood: what is on its way to the app, and no pile of keys."""
FLOOD = 32 * MB
QUIET, LONGEST = 3.0, 15.0
"""Seconds without room for another byte after which the server counts as taking no more, and those of a whole flood."""


def pour(into: int, content: bytes) -> None:
    """Pour until the server takes no more, or has had more than enough."""
    os.set_blocking(into, False)
    poured, end = 0, time.monotonic() + LONGEST
    while poured <= FLOOD and time.monotonic() < end and select.select([], [into], [], QUIET)[1]:
        poured += os.write(into, content)


def memory_of(door: Door) -> float:
    """Megabytes that the server's workers have."""
    return sum(map(resident_mb, children(door.process.pid)))


@pytest.mark.parametrize("keys", [b"1" * 4096, DOWN.encode() * 1024], ids=["figures", "arrows"])
def test_keys_that_nobody_can_answer_so_fast_wait_at_the_client(open_door: OpenDoor, keys: bytes) -> None:
    """They aren't piled up in the server, and a neighbour's key is answered all the same."""
    door = open_door()
    neighbour = terminal(door, "wjw")
    neighbour.wait_for("区卫健委")
    line = ["ssh", *ssh_options(door), "-p", str(door.port), "-tt", "rsj@127.0.0.1"]
    env = {**os.environ, **asking(door, PASSWORD), "TERM": "xterm"}
    with subprocess.Popen(line, env=env, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as flooding:
        assert flooding.stdin is not None
        door.wait_for_log("rsj begins: app")
        before = memory_of(door)
        pour(flooding.stdin.fileno(), keys)
        grown = memory_of(door) - before
        neighbour.type("\r")
        neighbour.wait_for("完成数")
        flooding.kill()
    door.wait_for_log("rsj ends: app")

    assert grown < MOST_MB


def kept_text(door: Door) -> int:
    """Characters of the largest form that is kept half typed."""
    return max(len(path.read_text("utf-8")) for path in (door.data / "drafts").rglob("*") if path.is_file())


def test_a_file_pasted_by_mistake_keeps_nobody_waiting(open_door: OpenDoor) -> None:
    """A megabyte in one go: what is taken of it stays in its field, and the keys after it do what they do."""
    door = open_door()
    screen = write_half_a_report(door)
    screen.type("\x1b[200~" + "新增就业稳步推进\r" * (MB // 25) + "\x1b[201~")
    screen.type(ESC)
    screen.wait_for("有内容还没保存")
    screen.kill()
    door.wait_for_log("rsj ends: app (0)")

    assert kept_text(door) < 2 * LONGEST_PASTE
    assert "fault" not in door.log


def test_a_window_that_is_dragged_about_is_drawn_as_it_is_at_last(open_door: OpenDoor) -> None:
    """A thousand sizes in a second: the page fits the last one, and the person can go on."""
    door = open_door()
    screen = terminal(door, "rsj")
    screen.wait_for("区人社局")
    begun = time.monotonic()
    for number in range(1000):
        screen.child.setwinsize(10 + number % 40, 30 + number % 100)
    screen.screen.resize(30, 100)
    screen.child.setwinsize(30, 100)
    screen.wait_for("区人社局", "F12")

    assert time.monotonic() - begun < 10
