"""The parent of the workers: it begins with all of them or not at all, and says everything once."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.architecture.source_tree import ROOT
from tests.ssh.clients import PATIENCE, until

if TYPE_CHECKING:
    from pathlib import Path


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
