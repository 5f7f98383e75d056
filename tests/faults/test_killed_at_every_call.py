"""A process is killed at every system call with which a verb changes the disk; what is left is the old or the new."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import frozen

from departments.accounts import SignInRefused
from storage.backup import find_damage, read_manifest
from tests.faults import one_verb, scene
from tests.faults.figures import IS_FULL, figure
from tests.faults.scene import OTHER_PASSWORD, VERBS, Stage
from tests.people import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
MUTATING = (
    "openat,write,pwrite64,writev,pwritev,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,"
    "rmdir,ftruncate,truncate,chmod,fchmod,fchmodat,link,linkat,symlink,symlinkat,fallocate,sendfile,copy_file_range"
)
_CALL = re.compile(r"(?:\[pid +\d+\] |\d+ +)?(?P<name>[a-z0-9_]+)\((?P<arguments>.*)")
_KILLED = -9


@frozen
class Point:
    """One system call of a verb."""

    verb: str
    call: str
    occurrence: int
    """Which one of this name since the process began."""
    text: str


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installation that every run begins with."""
    data = tmp_path_factory.mktemp("made") / "data"
    scene.make(data)
    return data


def traced(data: Path, verb: str, *options: str) -> subprocess.CompletedProcess[bytes]:
    """Run a verb in a process of its own under strace."""
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)}
    child = [sys.executable, "-m", one_verb.__name__, verb, str(data)]
    command = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "signal=none", *options, *child]
    return subprocess.run(command, check=False, capture_output=True, env=environment, cwd=ROOT, timeout=120)


def points_of(made: Path, place: Path, verb: str) -> list[Point]:
    """Every call with which the verb changes the disk."""
    data, log = place / "data", place / "log"
    shutil.copytree(made, data)
    finished = traced(data, verb, "-o", str(log), "-e", f"trace={MUTATING}")
    assert finished.stdout == one_verb.DONE, finished.stderr.decode()
    seen: dict[str, int] = {}
    points = []
    is_within = False
    for line in log.read_text().splitlines():
        found = _CALL.match(line)
        if not found:
            continue
        name, arguments = found["name"], found["arguments"]
        seen[name] = seen.get(name, 0) + 1
        if name == "rmdir":
            is_within = one_verb.BEGIN in arguments
        elif is_within and _changes_the_disk(name, arguments):
            points.append(Point(verb, name, seen[name], f"{name}({arguments}"))
    return points


def _changes_the_disk(name: str, arguments: str) -> bool:
    if name == "openat":
        return "O_CREAT" in arguments
    return not (name == "write" and arguments.startswith(("1,", "2,")))


def was_killed_soundly(made: Path, place: Path, point: Point, before: scene.Snapshot, after: scene.Snapshot) -> None:
    """Kill the verb at a point; what is left must be sound, old or new, and the verb must be doable then."""
    data = place / "data"
    shutil.copytree(made, data)
    finished = traced(data, point.verb, "-e", f"inject={point.call}:signal=KILL:when={point.occurrence}")
    assert finished.returncode == _KILLED, (point, finished.returncode, finished.stderr.decode())
    assert finished.stdout in (b"", one_verb.DONE), point
    stage = Stage.at(data)
    left = scene.snapshot(stage.installation)
    assert left == after if finished.stdout else left in (before, after), point
    scene.check_sound(stage.installation)
    _check_password(stage, point)
    _check_backup(data.parent / "backup.zip")
    if left == before and point.verb != "change_account":
        VERBS[point.verb](stage)
    assert scene.snapshot(Stage.at(data).installation) in (after, before if point.verb == "change_account" else after)
    shutil.rmtree(place)


def _check_password(stage: Stage, point: Point) -> None:
    if point.verb != "change_account":
        return
    opens = []
    for password in (PASSWORD, OTHER_PASSWORD):
        try:
            stage.office.sign_in("rsj", password)
        except SignInRefused:
            continue
        opens.append(password)
    assert len(opens) == 1, point


def _check_backup(path: Path) -> None:
    if path.exists():
        assert find_damage(path, read_manifest(path)) == []


def test_a_verb_killed_at_any_of_its_calls_leaves_the_old_or_the_new(
    made: Path, tmp_path: Path, executed: Callable[..., None]
) -> None:
    """Every mutating call of every verb: killed there, reopened, sound, old or new, and the verb can be done."""
    before = scene.snapshot(Stage.at(made).installation)
    afters, points = {}, []
    for verb in VERBS:
        place = tmp_path / verb
        place.mkdir()
        found = points_of(made, place, verb)
        afters[verb] = scene.snapshot(Stage.at(place / "data").installation)
        # Every point of one verb, and of the others one in so many, unless everything is asked for.
        points += found if IS_FULL or verb == "save" else found[:: max(1, len(found) // 3)]

    def run(numbered: tuple[int, Point]) -> None:
        number, point = numbered
        place = tmp_path / f"point-{number}"
        place.mkdir()
        was_killed_soundly(made, place, point, before, afters[point.verb])

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = len(list(pool.map(run, enumerate(points))))

    executed("verbs killed at a system call", done, at_least=max(len(points), figure(35, 90)))
