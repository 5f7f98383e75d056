"""What takes long never keeps another session waiting: workbooks, hashes and passwords are made beside the loop."""

from __future__ import annotations

import os
import re
import select
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.ssh.clients import PATIENCE, Door, asking, ssh, ssh_options, terminal
from tui.sample import PASSWORD
from tui.wiring import open_office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.ssh.clients import Terminal
    from tests.ssh.conftest import OpenDoor

LOOP = "MainThread"
UP, DOWN, F2, F8 = "\x1b[A", "\x1b[B", "\x1bOQ", "\x1b[19~"
MB = 1024 * 1024
WORK = re.compile(r"work: (\S+) on (\S+)")


def beginning(door: Door, account: str, command: str) -> subprocess.Popen[bytes]:
    """An ssh that has been started, with its answer unread."""
    line = ["ssh", *ssh_options(door), "-p", str(door.port), f"{account}@127.0.0.1", command]
    return subprocess.Popen(line, stdout=subprocess.PIPE, env={**os.environ, **asking(door, PASSWORD)})


def has_answered(client: subprocess.Popen[bytes]) -> bool:
    """Whether anything has come from the server, or the client has ended."""
    assert client.stdout is not None
    return bool(select.select([client.stdout], [], [], 0)[0])


def test_a_key_is_answered_while_a_merged_workbook_is_made(open_door: OpenDoor) -> None:
    """In the same process: five keys are answered one after the other before the workbook's first byte comes."""
    door = open_door()
    screen = terminal(door, "rsj")
    screen.wait_for("区人社局", "F12")
    screen.settled()
    with beginning(door, "coordinator", "export merged --period 2021-09") as client:
        door.wait_for_log("coordinator begins: command")
        for key in ("\x1b[B", "\x1b[B", "\x1b[B", "\x1b[A", "\x1b[A"):
            seen = screen.received
            screen.type(key)
            screen.wait_until(lambda seen=seen: screen.received > seen)  # type: ignore[misc]
        was_done = has_answered(client)
        assert client.stdout is not None
        content = client.stdout.read()

    assert not was_done
    assert b"PK" == content[:2]


@contextmanager
def sending(door: Door, account: str, file: Path) -> Iterator[subprocess.Popen[bytes]]:
    """An sftp that is sending a file."""
    line = ["sftp", *ssh_options(door, "BatchMode=no"), "-P", str(door.port), "-b", "-", f"{account}@127.0.0.1"]
    env = {**os.environ, **asking(door, PASSWORD)}
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=env) as client:
        assert client.stdin is not None
        client.stdin.write(f"put {file} 待上传/\n".encode())
        client.stdin.close()
        yield client


def answered_meanwhile(neighbour: Terminal, worker: Terminal, done: str) -> list[float]:
    """How long each of the neighbour's keys waited for its answer, until the other one's page says that it is done."""
    waited: list[float] = []
    while done not in worker.text:
        begun, seen = time.monotonic(), neighbour.received
        neighbour.type(DOWN if len(waited) % 2 else UP)
        while neighbour.received == seen:
            assert neighbour.read(0.01), neighbour.text
        waited.append(time.monotonic() - begun)
        worker.read(0.001)
        assert sum(waited) < PATIENCE, worker.text
    return waited


def merged_workbook(door: Door) -> tuple[Terminal, str]:
    """The coordinator, whose next key F8 makes the merged workbook, and what is told at the end."""
    screen = terminal(door, "coordinator")
    screen.wait_for("F8", "F12")
    screen.settled()
    return screen, "请用 SFTP"


def departments_workbook(door: Door) -> tuple[Terminal, str]:
    """A clerk on the page of workbooks, whose next key F8 writes the department's."""
    screen = terminal(door, "rsj")
    screen.wait_for("区人社局", "F12")
    screen.type(F2)
    screen.wait_for("工作簿", "F8")
    screen.settled()
    return screen, "请用 SFTP"


def chosen_password(door: Door) -> tuple[Terminal, str]:
    """Somebody with a password for one use, who has typed the new one twice."""
    once = open_office(door.data).operator_desk().reset_account("kjj")
    screen = terminal(door, "kjj", password=once)
    screen.wait_for("至少")
    screen.type("a new password\ra new password")
    screen.settled()
    return screen, "区科技局"


@pytest.mark.parametrize(
    ("begin", "key"),
    [(merged_workbook, F8), (departments_workbook, F8), (chosen_password, "\r")],
    ids=["merged workbook", "department's workbook", "password"],
)
def test_a_key_is_answered_while_others_work_in_the_app_and_send_files(
    open_door: OpenDoor, tmp_path: Path, begin: Callable[[Door], tuple[Terminal, str]], key: str
) -> None:
    """In the same process: no key waits for as long as the work takes, and twenty megabytes come in meanwhile."""
    door, file = open_door(telling_threads=True), tmp_path / "照片.zip"
    file.write_bytes(os.urandom(20 * MB))
    neighbour = terminal(door, "wjw")
    neighbour.wait_for("区卫健委", "F12")
    neighbour.settled()
    worker, done = begin(door)
    with sending(door, "mzj", file) as client:
        door.wait_for_log("mzj begins: sftp")
        worker.type(key)
        waited = answered_meanwhile(neighbour, worker, done)
        code = client.wait()

    assert 0 == code
    assert file.stat().st_size == (door.data / "inbox" / "mzj" / file.name).stat().st_size
    assert len(waited) > 2, waited
    assert max(waited) < 3 * sum(waited) / 4, waited
    assert LOOP not in {thread for _, thread in WORK.findall(door.log)}


def test_what_takes_long_has_a_thread_of_its_own(open_door: OpenDoor) -> None:
    """Passwords, workbooks and evidence: no second of them is spent on the loop that answers keys."""
    door = open_door(telling_threads=True)
    added = ssh(door, "rsj", "evidence add 4.1-07 --period 2021-09 --name a.bin", input=bytes(1_000_000))
    exported = ssh(door, "rsj", "export department")
    found = WORK.findall(door.log)
    threads = {work: {thread for each, thread in found if each == work} for work, _ in found}

    assert [0, 0] == [added.returncode, exported.returncode]
    assert {"password", "evidence", "workbook"} == set(threads)
    assert LOOP not in set().union(*threads.values())
    assert all(thread.startswith("hashing") for thread in threads["password"])
