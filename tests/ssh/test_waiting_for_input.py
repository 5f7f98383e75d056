"""Commands whose client sends nothing: they come to an end, and keep nobody waiting until then."""

from __future__ import annotations

import os
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.ssh.clients import asking, sftp, ssh, ssh_options
from tests.waiting import until
from tui.sample import PASSWORD
from tui.ssh.limits import Limits

if TYPE_CHECKING:
    from tests.ssh.clients import Door
    from tests.ssh.conftest import OpenDoor

IMPORT = "import --name 六月.xlsx"


def silent(door: Door, account: str, command: str) -> subprocess.Popen[bytes]:
    """An ssh whose input stays open, as in front of a person who forgot to say where the file is."""
    line = ["ssh", *ssh_options(door), "-p", str(door.port), f"{account}@127.0.0.1", command]
    pipe = subprocess.PIPE
    env = {**os.environ, **asking(door, PASSWORD)}
    return subprocess.Popen(line, stdin=pipe, stdout=pipe, stderr=pipe, env=env)


@pytest.mark.parametrize("command", [IMPORT, "evidence add 4.1-07 --period 2021-09 --name a.pdf"])
def test_a_command_whose_input_does_not_come_ends_with_a_sentence(open_door: OpenDoor, command: str) -> None:
    """That says what is missing; its seat is free again, and nothing of it is kept."""
    door = open_door(limits={"silent_input": 2})
    with silent(door, "rsj", command) as client:
        assert client.stderr is not None
        told = client.stderr.read().decode()
        code = client.wait()

    assert 1 == code
    assert "标准输入 2 秒内没有收到内容" in told
    assert "rsj ends: command (1)" in door.wait_for_log("rsj ends")
    assert not list((door.data / "evidence").rglob("*.part"))
    assert 60 == Limits().silent_input


def test_a_file_that_comes_slowly_comes_whole(open_door: OpenDoor) -> None:
    """It is silence that ends a command, not the time that it takes."""
    door = open_door(limits={"silent_input": 3})
    with silent(door, "rsj", "evidence add 4.1-07 --period 2021-09 --name slow.bin") as client:
        assert client.stdin is not None
        door.wait_for_log("rsj begins: command")
        for _ in range(5):
            client.stdin.write(bytes(1000))
            client.stdin.flush()
            time.sleep(0.8)  # slowly, and longer in all than the limit of silence
        client.communicate()

    assert 0 == client.returncode
    assert "slow.bin" in ssh(door, "rsj", "evidence list 4.1-07 --period 2021-09").stdout.decode()


def test_commands_that_wait_for_their_clients_keep_nobody_waiting(open_door: OpenDoor) -> None:
    """More of them than work at a time: a leader's command and a workbook that is fetched come at once."""
    door = open_door(limits={"commands": 2})
    waiting = [silent(door, account, IMPORT) for account in ("rsj", "rsj", "wjw", "wjw")]
    until(lambda: door.log.count("begins: command") == len(waiting), "all of them")
    status, fetched = ssh(door, "reader", "status"), sftp(door, "kjj", "ls 导出")
    again = ssh(door, "rsj", "export department")
    are_there = [each.poll() is None for each in waiting]
    for each in waiting:
        each.kill()
        each.communicate()

    assert [True] * len(waiting) == are_there
    assert [0, 0, 0] == [status.returncode, fetched.returncode, again.returncode]
    assert ".xlsx" in fetched.stdout.decode()
    assert until(lambda: door.log.count("rsj ends") == 3, "the end of those who waited")


def test_a_client_that_does_not_read_keeps_nobody_waiting(open_door: OpenDoor) -> None:
    """A command that waits for room on its way out is as idle as one that waits for its input."""
    door = open_door(limits={"commands": 1})
    content = os.urandom(8_000_000)
    assert 0 == ssh(door, "rsj", "evidence add 4.1-07 --period 2021-09 --name big.bin", input=content).returncode
    with silent(door, "rsj", "evidence get 4.1-07 big.bin --period 2021-09") as client:
        assert client.stdout is not None
        client.stdout.read(1)
        status = ssh(door, "reader", "status")
        rest = client.stdout.read()

    assert 0 == status.returncode
    assert content[1:] == rest
