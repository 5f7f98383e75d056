"""Directories of a process: gone with it, at the latest when the next one is made."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.passing import PREFIX, make_passing_directory

if TYPE_CHECKING:
    from collections.abc import Iterator

MAKE_AND_WAIT = """
import sys, tempfile
tempfile.tempdir = sys.argv[1]
from storage.passing import make_passing_directory
made = make_passing_directory()
(made.path / "data").mkdir()
(made.path / "data" / "made-up").write_text("x")
print(made.path, flush=True)
sys.stdin.read()
"""


pytestmark = pytest.mark.usefixtures("temporary")


@contextmanager
def somebody_else(temporary: Path) -> Iterator[Path]:
    """Another process with a directory of its own."""
    command = [sys.executable, "-c", MAKE_AND_WAIT, str(temporary)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield Path(process.stdout.readline().strip())
        process.kill()


def test_what_a_killed_process_left_is_cleared_away(temporary: Path) -> None:
    """By the next one that makes such a directory."""
    with somebody_else(temporary) as left:
        assert (left / "data" / "made-up").exists()

    mine = make_passing_directory()

    assert [mine.path] == list(temporary.iterdir())

    mine.remove()
    mine.remove()

    assert [] == list(temporary.iterdir())


def test_what_somebody_is_using_stays(temporary: Path) -> None:
    """Another process's, and another one of the same process."""
    with somebody_else(temporary) as theirs:
        first = make_passing_directory()
        second = make_passing_directory()

        assert {theirs, first.path, second.path} == set(temporary.iterdir())
        assert (theirs / "data" / "made-up").exists()
        assert first.path.stat().st_mode & 0o777 == 0o700

    first.remove()
    second.remove()


def test_nothing_but_such_directories_is_cleared_away(temporary: Path, tmp_path: Path) -> None:
    """No link is followed, no file of the name is taken, and nothing of another name."""
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "book").write_text("x")
    (temporary / f"{PREFIX}link").symlink_to(precious)
    (temporary / f"{PREFIX}file").write_text("x")
    (temporary / "tianbao-sample").mkdir()
    before = set(temporary.iterdir())
    inside = temporary / f"{PREFIX}left"
    inside.mkdir()
    (inside / "link").symlink_to(precious)

    make_passing_directory().remove()

    assert before == set(temporary.iterdir())
    assert [precious / "book"] == list(precious.iterdir())
