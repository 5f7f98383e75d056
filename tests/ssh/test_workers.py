"""The parent of the workers: it begins with all of them or not at all, and says everything once."""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.architecture.source_tree import ROOT
from tests.ssh.clients import PATIENCE, Door, Terminal, run, ssh, terminal
from tests.ssh.half_a_report import HALF, drafts, write_half_a_report
from tests.ssh.processes import children
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.ssh.conftest import OpenDoor

HEAP = re.compile(r"heap: (\d+) frozen, thresholds (\d+) (\d+) (\d+)")


def test_what_is_printed_is_printed_once(sample_data: Path, tmp_path: Path) -> None:
    """Into a file too, as a journal takes it: the workers don't print again what the parent has said."""
    shutil.copytree(sample_data, tmp_path / "data")
    line = [sys.executable, "-m", "tui", "--data", str(tmp_path / "data"), "serve", "--host", "127.0.0.1"]
    printed = tmp_path / "printed"
    with printed.open("wb") as out, (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen([*line, "--port", "0", "--workers", "2"], cwd=ROOT, stdout=out, stderr=log)
    until(lambda: printed.read_text("utf-8").count("\n") >= 3, "a server that listens")
    server.terminate()
    code = server.wait(PATIENCE)
    lines = [each.split()[0] for each in printed.read_text("utf-8").splitlines()]

    assert 0 == code
    assert ["ED25519", "RSA"] == lines[:2]
    assert 3 == len(lines)


@contextmanager
def held_by_each_worker(door: Door, account: str) -> Iterator[list[str]]:
    """A connection to each of the workers, by the path over which a client goes on it; all others are stopped then."""
    workers, ways = children(door.process.pid), list[str]()
    # A directory of its own, since the path of a socket may not be long.
    place = tempfile.mkdtemp()
    try:
        for wanted in workers:
            for other in workers:
                os.kill(other, signal.SIGCONT if other == wanted else signal.SIGSTOP)
            ways.append(f"{place}/{wanted}")
            flags, options = ["-N", "-f"], ["ControlMaster=yes", f"ControlPath={ways[-1]}"]
            assert 0 == ssh(door, account, options=options, flags=flags).returncode
        for worker in workers:
            os.kill(worker, signal.SIGCONT)
        yield ways
    finally:
        for worker in workers:
            os.kill(worker, signal.SIGCONT)
        for way in ways:
            run(["ssh", "-F", "none", "-o", f"ControlPath={way}", "-O", "exit", "127.0.0.1"])
        shutil.rmtree(place)


def test_no_worker_looks_through_all_objects_while_keys_wait(open_door: OpenDoor) -> None:
    """What is loaded before they are forked is frozen; whole collections never happen by themselves, others seldom."""
    door = open_door(workers=2, telling_heap=True)
    for worker in children(door.process.pid):
        os.kill(worker, signal.SIGUSR1)
    told = until(lambda: found if len(found := HEAP.findall(door.log)) == 2 else None, "two workers' answers")

    for frozen, young, _, whole in (map(int, each) for each in told):
        assert frozen > 20_000
        assert young >= 10 * gc.get_threshold()[0]
        assert whole >= 100_000


def test_a_screen_is_sent_compressed_to_whoever_asks(door: Door) -> None:
    """Both ways, and only after somebody has signed in; without ``-C`` nothing is."""
    plain = ssh(door, "reader", "status", options=["LogLevel=DEBUG1"])
    packed = ssh(door, "reader", "status", options=["LogLevel=DEBUG1"], flags=["-C"])
    agreed = [
        line for line in packed.stderr.decode().split("\n") if line.startswith("debug1: kex: ") and "MAC:" in line
    ]

    assert 2 == len(agreed)
    assert all("compression: zlib@openssh.com" in line for line in agreed)
    assert "compression: zlib" not in plain.stderr.decode()
    assert plain.stdout == packed.stdout


def test_of_savers_in_several_workers_one_wins(open_door: OpenDoor) -> None:
    """Each began from the same revision: one is told that it is saved, the others that somebody was before them."""
    door = open_door(workers=2)
    with held_by_each_worker(door, "rsj") as ways:
        save_at_once(door, ways)
    commands = [line for line in door.log.split("\n") if "rsj begins: command" in line]

    assert 2 == len(ways)
    assert set(children(door.process.pid)) == {int(line.split()[2]) for line in commands}


def save_at_once(door: Door, ways: Sequence[str]) -> None:
    """Three savers, of whom two come over the one connection and one over the other, begin from one revision."""
    shown = json.loads(ssh(door, "rsj", "report show 4.2-03 --period 2021-09 --json").stdout)
    line = f"report save 4.2-03 --period 2021-09 --based-on {shown['revision']} --progress"
    with ThreadPoolExecutor(3) as clients:
        begun = [
            clients.submit(ssh, door, "rsj", f"{line} 第{n}次", options=[f"ControlPath={ways[n % 2]}"])
            for n in range(3)
        ]
        told = [each.result() for each in begun]
    after = json.loads(ssh(door, "rsj", "report show 4.2-03 --period 2021-09 --json").stdout)
    won = [number for number, each in enumerate(told) if each.returncode == 0]

    assert [f"第{number}次" for number in won] == [after["progress"]]
    assert shown["revision"] + 1 == after["revision"]
    assert [1, 1] == [each.returncode for each in told if each.returncode and "填写期间" in each.stderr.decode()]


def test_a_server_whose_workers_cannot_begin_ends(sample_data: Path, tmp_path: Path) -> None:
    """It says why and ends with 1, so that whoever started it knows; it doesn't go on trying for ever."""
    shutil.copytree(sample_data, tmp_path / "data")
    (tmp_path / "data" / "plan" / "plan.toml").write_text("damaged")
    line = [sys.executable, "-m", "tests.ssh.door_process", str(tmp_path / "data"), json.dumps({"workers": 2})]
    told = subprocess.run(line, cwd=ROOT, capture_output=True, check=False, timeout=PATIENCE)

    assert 1 == told.returncode
    assert b"" == told.stdout
    assert 1 == told.stderr.count(b"the worker failed")
    assert b"WorkerFailed" in told.stderr


@contextmanager
def serving(data: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The real command in a process of its own, with everything that it has printed until it listens."""
    line = [sys.executable, "-m", "tui", "--data", str(data), "--lang", "en", "serve", "--port", "0", *options]
    with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        printed = "".join(server.stdout.readline() for _ in range(3))
        yield server, printed
        if server.poll() is None:
            server.terminate()


def greeting(host: str, port: int) -> bytes:
    """What somebody is sent first who connects there."""
    with socket.create_connection((host, port)) as client:
        return client.recv(7)


def test_the_door_is_open_on_every_address(sample_data: Path, tmp_path: Path) -> None:
    """Of IPv6 as of IPv4, if none is named; and only on one that is."""
    shutil.copytree(sample_data, tmp_path / "data")
    with serving(tmp_path / "data", "--workers", "1") as (_, printed):
        port = int(printed.split("port ")[1].split()[0])
        answers = [greeting(host, port) for host in ("127.0.0.1", "::1")]
    with serving(tmp_path / "data", "--workers", "1", "--host", "::1") as (_, elsewhere):
        other = int(elsewhere.split("port ")[1].split(".")[0])
        answers.append(greeting("::1", other))
        with pytest.raises(ConnectionRefusedError):
            greeting("127.0.0.1", other)

    assert [b"SSH-2.0"] * 3 == answers
    assert "every address" in printed


@pytest.mark.parametrize("wrong", [("--port", "70000"), ("--port", "-1"), ("--workers", "0"), ("--idle", "2")])
def test_a_number_that_can_not_be_is_a_sentence(sample_data: Path, wrong: tuple[str, str]) -> None:
    """And what it may be."""
    line = [sys.executable, "-m", "tui", "--data", str(sample_data), "--lang", "en", "serve", *wrong]
    told = subprocess.run(line, cwd=ROOT, capture_output=True, check=False, timeout=PATIENCE, text=True)

    assert 2 == told.returncode
    assert f"{wrong[1]} can't be; it has to be a number from " in told.stderr
    assert 1 == told.stderr.count("\n")


def test_a_port_that_is_taken_is_a_sentence(sample_data: Path, tmp_path: Path) -> None:
    """With the system's reason, once."""
    shutil.copytree(sample_data, tmp_path / "data")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        line = [sys.executable, "-m", "tui", "--data", str(tmp_path / "data"), "--lang", "en", "serve"]
        told = subprocess.run(
            [*line, "--host", "127.0.0.1", "--port", port],
            cwd=ROOT,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
            text=True,
        )

    assert 1 == told.returncode
    assert f"Port {port} of 127.0.0.1 can't be used (Address already in use); name another" in told.stderr


@pytest.mark.parametrize("how", [signal.SIGHUP, signal.SIGKILL], ids=["hung-up", "killed"])
def test_workers_do_not_outlive_their_parent(open_door: OpenDoor, how: signal.Signals) -> None:
    """The terminal goes in which it was started, or the parent is killed: forms are kept, and the port is free."""
    door = open_door(workers=2, limits={"announced": 0.5})
    screen = write_half_a_report(door)
    door.process.send_signal(how)
    screen.wait_closed()
    door.process.wait(PATIENCE)
    door.wait_for_log("rsj ends: app (the server stopped)")
    until(lambda: is_free(door.port), "a port that is free")

    assert "服务已暂停" in screen.text
    assert HALF in drafts(door.data)


def is_free(port: int) -> bool:
    """Whether somebody else can listen there."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def seated(door: Door) -> Terminal:
    """A reader's screen, with the page on it: the log names those who come one after the other in this order."""
    screen = terminal(door, "reader")
    screen.wait_for("F12")
    return screen


def test_a_worker_that_is_killed_lets_go_of_everything(open_door: OpenDoor) -> None:
    """Its sessions' seats are free again, a neighbour in another process notices nothing, and the log says how."""
    door = open_door(workers=2)
    screens = [seated(door) for _ in range(4)]
    pids = [int(line.split()[2]) for line in door.log.split("\n") if "reader begins" in line]
    os.kill(pids[0], signal.SIGKILL)
    door.wait_for_log("a worker died (signal 9) and is replaced")
    lost = [screen for screen, pid in zip(screens, pids, strict=True) if pid == pids[0]]
    ends = [each.wait_closed() for each in lost]
    anew = [terminal(door, "reader") for _ in lost]
    for each in anew:
        each.wait_for("F12")
    there = [each for each in screens if each not in lost] + anew
    for each in there:
        each.type("\x11")

    assert [255] * len(lost) == ends
    assert [0] * 4 == [each.wait_closed() for each in there]


def test_whoever_comes_during_a_stop_is_told_at_once(open_door: OpenDoor) -> None:
    """By the system, that nobody is there; and the log says of each visit that it was the server which ended it."""
    door = open_door(workers=2, limits={"announced": 4})
    screen = terminal(door, "reader")
    screen.wait_for("F12")
    door.process.terminate()
    screen.wait_for("服务即将暂停")
    with pytest.raises(ConnectionRefusedError):
        greeting("127.0.0.1", door.port)
    is_there = door.process.poll() is None
    screen.wait_closed()

    assert is_there
    assert "reader ends: app (the server stopped)" in door.wait_for_log("reader ends")
