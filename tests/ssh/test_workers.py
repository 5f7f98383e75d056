"""The parent of the workers: it begins with all of them or not at all, and says everything once."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from tests.architecture.source_tree import ROOT
from tests.ssh.clients import PATIENCE, ssh, until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ssh.conftest import OpenDoor


def test_what_is_printed_is_printed_once(sample_data: Path, tmp_path: Path) -> None:
    """Into a file too, as a journal takes it: the workers don't print again what the parent has said."""
    shutil.copytree(sample_data, tmp_path / "data")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    line = [sys.executable, "-m", "tui", "--data", str(tmp_path / "data"), "serve", "--host", "127.0.0.1"]
    printed = tmp_path / "printed"
    with printed.open("wb") as out, (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen([*line, "--port", port, "--workers", "2"], cwd=ROOT, stdout=out, stderr=log)
    until(lambda: port in printed.read_text("utf-8"), "a server that listens")
    server.terminate()
    code = server.wait(PATIENCE)
    lines = [each.split()[0] for each in printed.read_text("utf-8").splitlines()]

    assert 0 == code
    assert ["ED25519", "RSA"] == lines[:2]
    assert 3 == len(lines)


def test_of_savers_in_several_workers_one_wins(open_door: OpenDoor) -> None:
    """Each began from the same revision: one is told that it is saved, the others that somebody was before them."""
    door = open_door(workers=2)
    shown = json.loads(ssh(door, "rsj", "report show 4.2-03 --period 2021-09 --json").stdout)
    line = f"report save 4.2-03 --period 2021-09 --based-on {shown['revision']} --progress"
    with ThreadPoolExecutor(3) as clients:
        told = [each.result() for each in [clients.submit(ssh, door, "rsj", f"{line} 第{n}次") for n in range(3)]]
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
