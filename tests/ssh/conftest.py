"""Servers on copies of the sample installation, each in a process of its own, and stopped at the end."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.architecture.source_tree import ROOT
from tests.ssh.clients import Door

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    OpenDoor = Callable[..., Door]


def start(data: Path, home: Path, **settings: Any) -> Door:
    """A server that listens.

    Args:
        data: the installation.
        home: a directory for its clients.
        **settings: ``limits``, ``workers``, ``broken``, ``counting``, ``dear``, ``telling_threads``,
            ``telling_heap``; and ``environment``, what else is in the server's own.
    """
    environment = settings.pop("environment", {})
    home.mkdir(parents=True, exist_ok=True)
    log_path = home / "log"
    with log_path.open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.ssh.door_process", str(data), json.dumps(settings)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1", **environment},
        )
    assert process.stdout is not None
    port = process.stdout.readline()
    assert port, log_path.read_text("utf-8")
    return Door(data, home, process, int(port), log_path)


def end(door: Door) -> None:
    """Stop a server, if the test didn't."""
    if door.process.poll() is None:
        door.stop()
    assert door.process.stdout is not None
    door.process.stdout.close()


@pytest.fixture(scope="module")
def door(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A server with the limits that a real one has, for all tests of a module."""
    place = tmp_path_factory.mktemp("door")
    shutil.copytree(sample_data, place / "data")
    opened = start(place / "data", place / "home")
    yield opened
    end(opened)


@pytest.fixture
def open_door(sample_data: Path, tmp_path: Path) -> Iterator[OpenDoor]:
    """Opens a server with settings of its own; on the same data again, if it is called again."""
    opened: list[Door] = []

    def open_one(**settings: Any) -> Door:
        if not (tmp_path / "data").exists():
            shutil.copytree(sample_data, tmp_path / "data")
        opened.append(start(tmp_path / "data", tmp_path / "home", **settings))
        return opened[-1]

    yield open_one
    for each in opened:
        end(each)
