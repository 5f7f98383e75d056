"""The app over SSH, as a clerk has it in front of them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.ssh.clients import PATIENCE, Door, Terminal, run, ssh, terminal
from tests.ssh.half_a_report import HALF, drafts, open_report, write_half_a_report
from tests.waiting import until
from tui.sample import PASSWORD
from tui.wiring import open_office

if TYPE_CHECKING:
    from tests.ssh.conftest import OpenDoor

WITHIN = 3.0
"""Seconds after which everybody sees what somebody did."""


def test_a_half_written_sentence_survives_a_dropped_line(open_door: OpenDoor) -> None:
    """Sign in, type a figure and half a sentence, lose the line, sign in again: both are there."""
    door = open_door()
    screen = write_half_a_report(door)
    screen.kill()
    until(lambda: HALF in drafts(door.data), "the draft")

    open_report(door).wait_for("47", HALF)


def test_a_session_draws_in_the_clients_colours(door: Door) -> None:
    """Sixteen for PuTTY's ``xterm``, none for an old terminal, whatever the server's own environment says."""
    plain, coloured = terminal(door, "reader", kind="vt220"), terminal(door, "reader", kind="xterm")
    for screen in (plain, coloured):
        screen.wait_for("总览")
    colours = {cell.fg for line in coloured.screen.buffer.values() for cell in line.values()}
    none = {cell.fg for line in plain.screen.buffer.values() for cell in line.values()}

    assert {"default"} == none
    assert colours - {"default"}
    assert not [each for each in colours if len(each) == 6 and each.isalnum() and each not in NAMES]


NAMES = frozenset({"yellow", "purple"})


def test_the_window_may_change_its_size(door: Door) -> None:
    """The screen follows; too small a one says so, and comes back."""
    screen = terminal(door, "rsj")
    screen.wait_for("区人社局")
    screen.child.setwinsize(10, 30)
    screen.screen.resize(10, 30)
    screen.wait_for("请拉大")
    screen.child.setwinsize(40, 120)
    screen.screen.resize(40, 120)
    screen.wait_for("区人社局", "F1")


@pytest.mark.parametrize("key", ["\x11", "\x1b[24~"], ids=["Ctrl+Q", "F12"])
def test_a_window_that_is_too_small_can_be_left(door: Door, key: str) -> None:
    """On a telephone, for instance, whose window doesn't grow."""
    screen = terminal(door, "rsj", size=(40, 10))
    screen.wait_for("40×10")
    screen.type(key)

    assert 0 == screen.wait_closed()


def test_the_mouse_and_the_title_are_left_alone(door: Door) -> None:
    """Select-to-copy works, and PuTTY's title bar gets nothing to break on."""
    screen = terminal(door, "rsj")
    raw = b""
    while b"F1" not in raw:
        raw += screen.child.read_nonblocking(65536, timeout=PATIENCE)

    for sequence in (b"\x1b[?1000h", b"\x1b[?1003h", b"\x1b]0;", b"\x1b]2;", b"\x1b]8;", b"\x1b[>1u", b"\x1b[?1004h"):
        assert sequence not in raw


def test_an_idle_session_sends_nothing(door: Door) -> None:
    """No blinking, no clock, no animation: a screen that nobody touches costs no byte."""
    screen = terminal(door, "rsj")
    screen.wait_for("区人社局", "F1")
    seen = -1
    while seen != screen.received:
        seen = screen.received
        screen.read(1.0)
    quiet = screen.received
    screen.read(3.0)

    assert quiet == screen.received


def test_a_bare_escape_is_a_key(door: Door) -> None:
    """It is told from the beginning of a function key by nothing following it."""
    screen = terminal(door, "rsj")
    screen.wait_for("区人社局")
    screen.type("\x1bOP")
    screen.wait_for("Esc")
    screen.type("\x1b")
    screen.wait_until(lambda: "F1" in screen.text and "Esc" not in screen.text)


def sessions_in_both_workers(door: Door) -> list[Terminal]:
    """A person in front of the overview in each: while one process is stopped, the other takes who comes."""
    first = terminal(door, "reader")
    first.wait_for("F12")
    (busy,) = processes(door)
    run(["kill", "-STOP", busy])
    try:
        second = terminal(door, "coordinator")
        second.wait_for("F12")
    finally:
        run(["kill", "-CONT", busy])
    return [first, second]


def processes(door: Door) -> set[str]:
    """The processes of the server that have sessions."""
    return {line.split()[2] for line in door.log.split("\n") if "begins: app" in line}


def test_a_screen_shows_what_another_workers_clerk_did(open_door: OpenDoor) -> None:
    """Within three seconds from the moment in which the clerk's own client is told that it is done, without a key."""
    door = open_door(workers=2)
    screens = sessions_in_both_workers(door)
    before = [screen.settled() for screen in screens]
    desk = open_office(door.data).sign_in("rsj", PASSWORD)
    period = desk.calendar().current
    submitted = [each.commitment.id for each in desk.reports(period) if each.report.state.value == "submitted"]
    told = ssh(door, "rsj", f"report withdraw {submitted[0]} --period {period}")
    done_at = time.monotonic()
    for screen, old in zip(screens, before, strict=True):
        screen.wait_until(lambda screen=screen, old=old: screen.text != old)  # type: ignore[misc]

    assert 0 == told.returncode, told.stderr.decode()
    assert 2 == len(processes(door))
    assert max(screen.last_at for screen in screens) - done_at < WITHIN


def test_a_fault_ends_its_own_session_and_no_other(open_door: OpenDoor) -> None:
    """An apology with a number that the log has too; the neighbour goes on; no local variable is in the log."""
    door = open_door(broken="rsj")
    neighbour, unlucky = terminal(door, "wjw"), terminal(door, "rsj")
    neighbour.wait_for("区卫健委")
    unlucky.wait_for("区人社局")
    unlucky.type("\x14")
    code = unlucky.wait_closed()
    number = unlucky.text.split("运维人员：")[1].split("。")[0].replace("\n", "").strip()
    neighbour.type("\x1b[15~")
    neighbour.type("\x11")

    assert 0 != code
    assert "程序出错了" in unlucky.text
    assert f"fault {number}" in door.wait_for_log("ZeroDivisionError: planted")
    assert "a-local-variable" not in door.log
    assert 0 == neighbour.wait_closed()


def test_a_worker_that_dies_is_replaced(open_door: OpenDoor) -> None:
    """Its sessions are lost; the next one finds the door open."""
    door = open_door()
    screen = terminal(door, "reader")
    screen.wait_for("总览")
    worker = int(next(line for line in door.log.split("\n") if "reader begins" in line).split()[2])
    run(["kill", "-9", str(worker)])
    screen.wait_closed()
    door.wait_for_log("a worker died")
    told = until(lambda: _status(door), "an answer of the new worker")

    assert "南开区" in told


def _status(door: Door) -> str:
    told = ssh(door, "reader", "status", options=["ConnectTimeout=5"])
    return told.stdout.decode() if told.returncode == 0 else ""
