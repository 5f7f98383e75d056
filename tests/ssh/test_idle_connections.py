"""Connections on which nothing is done, and file clients that stand still: few of them, and not for ever."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.ssh.clients import PATIENCE, Door, asking, run, ssh, ssh_options
from tests.waiting import until
from tui.sample import PASSWORD
from tui.ssh.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ssh.conftest import OpenDoor

CUT_OFF = 255
HERE = "rsj@127.0.0.1"


@contextmanager
def client(door: Door, *line: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program that goes on for as long as its standard input is open."""
    pipe = subprocess.PIPE
    env = {**os.environ, **asking(door, PASSWORD), "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(line, env=env, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        yield process
        process.kill()


def without_a_session(door: Door, account: str) -> list[str]:
    """The command line of a client that signs in and asks for nothing."""
    return ["ssh", *ssh_options(door), "-N", "-p", str(door.port), f"{account}@127.0.0.1"]


def sftp_of(door: Door, *flags: str) -> list[str]:
    """The command line of an sftp that takes its commands from standard input."""
    return ["sftp", *flags, *ssh_options(door, "BatchMode=no"), "-P", str(door.port), "-b", "-", HERE]


def test_an_account_has_so_many_connections_over_all_processes(open_door: OpenDoor) -> None:
    """One more is told why it ends; others' accounts have their own, and a connection that ends makes room."""
    door = open_door(workers=2, limits={"connections": 2})
    with client(door, *without_a_session(door, "rsj")) as first, client(door, *without_a_session(door, "rsj")):
        until(lambda: door.log.count("rsj signed in") == 2, "both")
        third, other = ssh(door, "rsj", "status"), ssh(door, "wjw", "status")
        first.kill()
        again = until(lambda: ssh(door, "rsj", "status").returncode == 0, "room for one more")

    assert (CUT_OFF, 0, True) == (third.returncode, other.returncode, again)
    assert "rsj already has 2 connections open" in third.stderr.decode()
    assert "rsj has too many connections" in door.log
    assert 8 == Limits().connections


def test_a_connection_without_a_session_ends(open_door: OpenDoor) -> None:
    """Whoever signs in and asks for nothing is cut off; the reason stands at the client's and in the log."""
    door = open_door(limits={"unused": 1})
    with client(door, *without_a_session(door, "rsj")) as idle:
        _, told = idle.communicate(timeout=PATIENCE)

    assert CUT_OFF == idle.returncode
    assert "Nothing has been done on this connection for a while" in told.decode()
    assert "rsj had a connection without a session" in door.log
    assert 60 == Limits().unused


def test_a_file_client_that_waits_for_its_person_stays(open_door: OpenDoor) -> None:
    """WinSCP and its like keep their session open: that is what the connection is for."""
    door = open_door(limits={"unused": 1})
    with client(door, *sftp_of(door)) as waiting:
        door.wait_for_log("rsj begins: sftp")
        time.sleep(3)  # three times as long as a connection without a visit stays
        told, _ = waiting.communicate(b"ls\n", timeout=PATIENCE)

    assert 0 == waiting.returncode
    assert "待上传" in told.decode()


def test_a_connection_that_is_kept_for_the_next_command_serves_it(open_door: OpenDoor, tmp_path: Path) -> None:
    """OpenSSH's ControlMaster: commands in a row share one; after a while the next one signs in anew."""
    door = open_door(limits={"unused": 3})
    shared = ["ControlMaster=auto", f"ControlPath={tmp_path}/c", "ControlPersist=60"]
    line = ["ssh", *ssh_options(door, *shared), "-p", str(door.port), "reader@127.0.0.1", "status"]

    def status() -> int:
        """The exit code; what stays behind as the master keeps no pipe of ours open."""
        quiet = subprocess.DEVNULL
        env = {**os.environ, **asking(door, PASSWORD)}
        return subprocess.run(line, check=False, stdin=quiet, stdout=quiet, stderr=quiet, env=env).returncode

    in_a_row = [status(), status()]
    signed_in = door.log.count("reader signed in")
    door.wait_for_log("reader had a connection without a session")
    until(lambda: not (tmp_path / "c").exists(), "the end of the master")
    later = status()
    run(["ssh", "-o", f"ControlPath={tmp_path}/c", "-O", "exit", "x"])

    assert [0, 0, 0] == [*in_a_row, later]
    assert (1, 2) == (signed_in, door.log.count("reader signed in"))


def test_a_file_client_that_stands_still_ends(open_door: OpenDoor) -> None:
    """After as long as an app in which nobody types, with a sentence at the client's and a line in the log."""
    door = open_door(limits={"idle": 2, "idle_warning": 1})
    line = ["psftp", "-batch", "-P", str(door.port), "-hostkey", door.fingerprint, "-pw", PASSWORD, HERE]
    with client(door, *line) as idle:
        idle.wait(PATIENCE)
        _, told = idle.communicate()

    assert idle.returncode
    assert "会话已结束" in told.decode()
    assert "rsj did nothing over sftp for 2 s" in door.log
    assert "rsj ends: sftp" in door.wait_for_log("rsj ends")


def test_a_file_that_takes_longer_than_that_comes_whole(open_door: OpenDoor, tmp_path: Path) -> None:
    """Sent over a slow line: it is standing still that ends a session, not the time that it takes."""
    door, file = open_door(limits={"idle": 2, "idle_warning": 1}), tmp_path / "a.pdf"
    file.write_bytes(os.urandom(300_000))
    line = ["scp", "-O", "-l", "600", *ssh_options(door), "-P", str(door.port), str(file), f"{HERE}:待上传/a.pdf"]
    began = time.monotonic()
    end = run(line, env=asking(door, PASSWORD))
    took = time.monotonic() - began

    assert 0 == end.returncode
    assert file.read_bytes() == (door.data / "inbox" / "rsj" / "a.pdf").read_bytes()
    assert took > 2


def test_a_person_who_looks_about_with_a_file_client_stays(open_door: OpenDoor) -> None:
    """Each request counts as doing something."""
    door = open_door(limits={"idle": 3, "idle_warning": 1})
    with client(door, *sftp_of(door)) as looking:
        assert looking.stdin is not None
        door.wait_for_log("rsj begins: sftp")
        for _ in range(5):
            looking.stdin.write(b"ls\n")
            looking.stdin.flush()
            time.sleep(0.8)  # slowly, and longer in all than the idle limit
        looking.communicate(b"bye\n", timeout=PATIENCE)

    assert 0 == looking.returncode
