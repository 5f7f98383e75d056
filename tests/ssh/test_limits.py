"""Every limit of the door, tried from outside."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import asyncssh
import pytest

from tests.ssh.clients import PATIENCE, Door, asking, sftp, ssh, ssh_options, terminal
from tests.ssh.processes import children, resident_mb
from tests.waiting import until
from tui.sample import PASSWORD
from tui.ssh.limits import Limits
from tui.ssh.terminal import Terminal, clamped, is_welcome

if TYPE_CHECKING:
    from tests.ssh.conftest import OpenDoor

CUT_OFF = 255
ESTABLISHED, KEEPALIVE, TICKS = "01", 2, 100
"""As ``/proc/net/tcp`` has them: a state, the kind of a timer, and its ticks a second."""


def worker_of(door: Door, account: str) -> int:
    """The process that serves the account's session."""
    begun = door.wait_for_log(f"{account} begins")
    return int(next(line for line in begun.split("\n") if f"{account} begins" in line).split()[2])


def test_a_connection_has_so_many_passwords(open_door: OpenDoor) -> None:
    """A client that goes on asking its person is cut off, whatever it thinks; six is what a real server has."""
    door = open_door(limits={"tries": 3})
    counting = door.home / "counting"
    counting.write_text(f"#!/bin/sh\necho asked >> {door.home}/asked\necho wrong\n")
    counting.chmod(0o700)
    options = ["NumberOfPasswordPrompts=9", "LogLevel=INFO"]
    told = ssh(door, "rsj", "status", options=options, env={"SSH_ASKPASS": str(counting)})

    assert CUT_OFF == told.returncode
    assert "Too many authentication failures" in told.stderr.decode()
    assert 3 == len((door.home / "asked").read_text().splitlines())
    assert 6 == Limits().tries


def test_what_can_not_be_read_is_a_line_in_the_log(open_door: OpenDoor) -> None:
    """First packets that break off in the middle: whoever scans the port fills no log with tracebacks."""
    door = open_door()
    torn, padding = b"\x14" + bytes(16) + b"\x00\x00\xff\xff", bytes(6)
    packet = (1 + len(torn) + len(padding)).to_bytes(4, "big") + bytes([len(padding)]) + torn + padding

    with socket.create_connection(("127.0.0.1", door.port), timeout=PATIENCE) as stranger:
        stranger.sendall(b"SSH-2.0-scan\r\n" + packet)

        assert stranger.recv(1024).startswith(b"SSH-2.0")
        while stranger.recv(1024):
            continue
    assert "Traceback" not in door.wait_for_log("a connection sent what can't be read")


def test_signing_in_has_an_end(open_door: OpenDoor) -> None:
    """A client that doesn't come to the point is cut off after the grace time; the right password comes too late."""
    door = open_door(limits={"grace": 2})
    slow = door.home / "slow"
    slow.write_text('#!/bin/sh\nsleep 4\necho "$SAMPLE_PASSWORD"\n')
    slow.chmod(0o700)
    told = ssh(door, "rsj", "status", env={"SSH_ASKPASS": str(slow)})
    with socket.create_connection(("127.0.0.1", door.port), timeout=PATIENCE) as silent:
        while silent.recv(1024):
            continue

    assert CUT_OFF == told.returncode
    assert "rsj signed in" not in door.log
    assert 30 == Limits().grace


def test_an_account_has_four_sessions_over_all_workers(open_door: OpenDoor) -> None:
    """The fifth is told so; when one has gone there is a seat again, and other accounts are not concerned."""
    door = open_door(workers=2)
    screens = [terminal(door, "rsj") for _ in range(4)]
    for screen in screens:
        screen.wait_for("区人社局")
    fifth, other = ssh(door, "rsj", "status"), ssh(door, "wjw", "status")
    with_files, with_app = sftp(door, "rsj", "ls"), terminal(door, "rsj")
    with_app.wait_for("4个会话")
    screens[0].kill()

    assert (1, 0) == (fifth.returncode, other.returncode)
    assert "4个会话" in fifth.stderr.decode()
    assert "4个会话" in with_files.stderr.decode()
    assert 1 == with_app.wait_closed()
    assert until(lambda: ssh(door, "rsj", "status").returncode == 0, "a seat")


async def test_a_connection_has_ten_channels(door: Door) -> None:
    """However many sessions are asked for on one connection."""
    async with asyncssh.connect(
        "127.0.0.1", door.port, username="reader", password=PASSWORD, known_hosts=None, config=None, client_keys=None
    ) as connection:
        asked = (connection.open_session("status", encoding=None) for _ in range(40))
        answers = await asyncio.gather(*asked, return_exceptions=True)

    assert any(isinstance(each, asyncssh.ChannelOpenError) for each in answers)


def test_of_the_environment_only_language_and_colours_come_in(door: Door) -> None:
    """A variable of ours that a client sends does nothing."""
    told = ssh(door, "rsj", "x", options=["SetEnv=TIANBAO_LANG=en TIANBAO_DATA=/tmp TEXTUAL=devtools"])

    assert "没有命令" in told.stderr.decode()
    assert [True, True, True] == [is_welcome(name, "x", 0) for name in ("LANG", "LC_ALL", "COLORTERM")]
    assert [False] * 4 == [is_welcome(name, "x", 0) for name in ("PATH", "LC_;x", "TEXTUAL", "TERM")]
    assert not is_welcome("LANG", "x" * 65, 0)
    assert not is_welcome("LANG", "\x1b[2J", 0)
    assert not is_welcome("LC_ALL", "x", 24)


@pytest.mark.parametrize("kind", ["xterm-foo", "\x1b]0;x\x07", "x" * 200, "终端"])
def test_an_unknown_terminal_is_taken_for_the_plainest_that_works(door: Door, kind: str) -> None:
    """Whatever its name is."""
    screen = terminal(door, "rsj", kind=kind)
    screen.wait_for("区人社局")

    assert "xterm" == Terminal.believed(kind, (80, 24), {}).kind


def test_a_huge_window_costs_no_huge_memory(door: Door) -> None:
    """A client may say what it likes; only so much is drawn."""
    screen = terminal(door, "rsj", size=(60_000, 60_000))
    raw = b""
    while b"F1" not in raw:
        raw += screen.child.read_nonblocking(65536, timeout=PATIENCE)
    screen.kill()

    assert (400, 150) == clamped(60_000, 60_000)
    assert (80, 24) == clamped(0, 0)
    assert resident_mb(worker_of(door, "rsj")) < 400


def test_a_client_that_stops_reading_is_cut_off(open_door: OpenDoor) -> None:
    """It costs a bounded buffer, and after a while it has gone."""
    door = open_door(limits={"stalled": 2})
    content = os.urandom(20_000_000)
    assert 0 == ssh(door, "rsj", "evidence add 4.1-07 --period 2021-09 --name big.bin", input=content).returncode
    line = ["ssh", *ssh_options(door), "-p", str(door.port), "rsj@127.0.0.1"]
    with subprocess.Popen(
        [*line, "evidence get 4.1-07 big.bin --period 2021-09"],
        stdout=subprocess.PIPE,
        env={**os.environ, **asking(door, PASSWORD)},
    ) as client:
        assert client.stdout is not None
        client.stdout.read(1)
        client.send_signal(signal.SIGSTOP)
        try:
            door.wait_for_log("read nothing")
        finally:
            client.kill()

    assert 0 == ssh(door, "rsj", "evidence list 4.1-07 --period 2021-09").returncode


def test_a_file_client_that_stops_reading_is_cut_off(open_door: OpenDoor, tmp_path: Path) -> None:
    """What it asked for is not read from the disk before it has taken in what came; and after a while it has gone."""
    door = open_door(limits={"stalled": 2})
    (door.data / "inbox" / "rsj").mkdir(parents=True, exist_ok=True)
    with (door.data / "inbox" / "rsj" / "big.bin").open("wb") as content:
        content.truncate(400_000_000)
    line = ["sftp", *ssh_options(door, "BatchMode=no"), "-R", "1024", "-P", str(door.port), "-b", "-", "rsj@127.0.0.1"]
    with subprocess.Popen(line, stdin=subprocess.PIPE, env={**os.environ, **asking(door, PASSWORD)}) as client:
        assert client.stdin is not None
        client.stdin.write(f"get 待上传/big.bin {tmp_path}/big.bin\n".encode())
        client.stdin.flush()
        # The client asks for one piece more each time one comes; by then it has asked for many megabytes.
        until(lambda: sum(each.stat().st_size for each in tmp_path.glob("big.bin")) > 40_000_000, "much of the file")
        before = resident_mb(worker_of(door, "rsj"))
        connection = children(client.pid)
        for pid in (client.pid, *connection):
            os.kill(pid, signal.SIGSTOP)
        try:
            door.wait_for_log("read nothing")
            grown = resident_mb(worker_of(door, "rsj")) - before
        finally:
            for pid in (client.pid, *connection):
                os.kill(pid, signal.SIGKILL)

    assert grown < 50


FILTER = b"\x1bOS"
"""F4, which shows the list another way: a page full of bytes."""


async def test_a_screen_that_nobody_reads_is_not_piled_up(open_door: OpenDoor) -> None:
    """Frames are left out while the client is behind: keys without end don't fill the server's memory."""
    door = open_door(limits={"stalled": 3})
    async with asyncssh.connect(
        "127.0.0.1", door.port, username="rsj", password=PASSWORD, known_hosts=None, config=None, client_keys=None
    ) as connection:
        channel, _ = await connection.create_session(
            asyncssh.SSHClientSession, term_type="xterm", term_size=(200, 60), encoding=None, window=4096
        )
        channel.pause_reading()
        pid = worker_of(door, "rsj")
        before = resident_mb(pid)
        for number in range(3000):
            channel.write(FILTER)
            if number % 100 == 0:
                channel.change_terminal_size(200 + number % 7, 60)
        until(lambda: "read nothing" in door.log, "the end of a client that doesn't read")

        assert resident_mb(pid) - before < 150


IDLE = 5
"""Seconds; the warning comes after two of them, and without a key the end three seconds later."""


def test_an_idle_session_is_warned_and_ended(open_door: OpenDoor) -> None:
    """A key in time keeps it; without one it ends with a sentence."""
    door = open_door(limits={"idle": IDLE, "idle_warning": IDLE - 2})
    screen = terminal(door, "rsj")
    screen.wait_for("很久没有按键")
    pressed_at = time.monotonic()
    screen.type("\x1b[B")

    assert 0 == screen.wait_closed()
    assert "会话已结束" in screen.text
    assert IDLE <= time.monotonic() - pressed_at


def test_a_silent_line_is_tried_by_the_kernel(door: Door) -> None:
    """Within half a minute, as the kernel's table of connections shows; idleness costs the server nothing for it."""
    screen = terminal(door, "wjw")
    screen.wait_for("区卫健委")
    screen.settled()
    ours = f":{door.port:04X}"
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    lines = [row for row in rows if row[1].endswith(ours) and row[3] == ESTABLISHED]
    timers = [tuple(int(part, 16) for part in row[5].split(":")) for row in lines]
    screen.kill()

    assert timers
    assert all(kind == KEEPALIVE and ticks <= Limits().silence * TICKS for kind, ticks in timers)


def test_a_line_that_is_dead_is_noticed(open_door: OpenDoor) -> None:
    """A client that answers no question any more has lost its line; its seat is free again."""
    door = open_door(limits={"keepalive": 0.5, "keepalive_missed": 2})
    screen = terminal(door, "rsj")
    screen.wait_for("区人社局")
    screen.child.kill(signal.SIGSTOP)
    door.wait_for_log("rsj ends")
    screen.kill()


def test_a_client_that_answers_nothing_is_cut_off_after_the_second_interval(open_door: OpenDoor) -> None:
    """Asked after the first, and given up when the next question would be due, not a third: twice five minutes."""
    door = open_door(limits={"keepalive": 2})
    screen = terminal(door, "rsj")
    screen.wait_for("区人社局")
    screen.settled()
    screen.child.kill(signal.SIGSTOP)
    stopped_at = time.monotonic()
    door.wait_for_log("rsj ends")
    took = time.monotonic() - stopped_at
    screen.kill()

    assert 2 * 2 - 2 < took < 3 * 2
    assert 300 == Limits().keepalive
