"""What takes long never keeps another session waiting: workbooks, hashes and passwords are made beside the loop."""

from __future__ import annotations

import os
import re
import select
import subprocess
from typing import TYPE_CHECKING

from tests.ssh.clients import Door, asking, ssh, ssh_options, terminal
from tui.sample import PASSWORD

if TYPE_CHECKING:
    from tests.ssh.conftest import OpenDoor

LOOP = "MainThread"
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
