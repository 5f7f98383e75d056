"""Many people in the app at once: how long a key takes, and what a session costs, beside a process for each.

``python -m benchmarks.sessions [N]`` starts a server and, in a process of its own, N clients that sign in and press a
key a second. What has to hold is printed beside each figure; the process for each session runs the same app in a
pseudo-terminal of its own.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from benchmarks.saying import say
from departments.accounts import Role
from departments.settings import Settings
from storage.credentials import DiskCredentials
from storage.installation import CREDENTIALS, SETTINGS
from storage.settings import DiskSettings
from tui.sample import PASSWORD, make_sample
from tui.wiring import open_office

PEOPLE, KEYS, PACE, SIGN_INS = 200, 20, 1.0, 5
"""Sessions, keys each, seconds between them, and sign-ins a second."""
ALONE = 8
"""Processes of their own, to compare with."""


def memory_kb(pid: int) -> int:
    """What a process has for itself, with its part of what it shares (PSS)."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) if found else 0


def processor_seconds(pid: int) -> float:
    """Processor time that a process's threads have taken; clock ticks would be too coarse for idleness."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((each / "schedstat").read_text().split()[0]) for each in tasks) / 1e9


def family(pid: int) -> list[int]:
    """A process and those that it has started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]


def with_accounts(data: Path, count: int) -> None:
    """A sample installation with so many more clerks of one department, whose password costs what a real one does."""
    make_sample(data)
    desk = open_office(data).operator_desk()
    names = [f"load{number}" for number in range(count)]
    for name in names:
        desk.add_account(name, Role.CLERK, "rsj")
        DiskSettings(data / SETTINGS).keep(name, Settings(is_tour_seen=True))
    DiskCredentials(data / CREDENTIALS).set_passwords(names, PASSWORD, one_time=False)


def measure(people: int) -> bool:
    """Run it all; whether every bound held."""
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "data"
        with_accounts(data, max(1, (people + 3) // 4))
        workers = os.cpu_count() or 1
        line = [sys.executable, "-m", "tui", "--data", str(data), "serve", "--host", "127.0.0.1", "--port", "22022"]
        with (
            (Path(place) / "log").open("w") as log,
            subprocess.Popen(  # noqa: S603 - our own program
                [*line, "--workers", str(workers)], stdout=subprocess.PIPE, stderr=log, text=True
            ) as server,
        ):
            while "22022" not in _line_of(server):
                continue
            try:
                return report(server.pid, people, data)
            finally:
                server.terminate()


def report(pid: int, people: int, data: Path) -> bool:
    """Measure a running server with a load of so many people, and print what came out."""
    empty = sum(memory_kb(each) for each in family(pid))
    load = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "benchmarks.sessions_load", "22022", str(people)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    signed_in = json.loads(_line_of(load))
    full = sum(memory_kb(each) for each in family(pid))
    before = sum(processor_seconds(each) for each in family(pid))
    idle = json.loads(_line_of(load))
    share = (sum(processor_seconds(each) for each in family(pid)) - before) / idle["seconds"] * 100
    before = sum(processor_seconds(each) for each in family(pid))
    pressed = json.loads(_line_of(load))
    busy = (sum(processor_seconds(each) for each in family(pid)) - before) / pressed["keys"] * 1000
    load.wait()
    each_mb = (full - empty) / 1024 / people
    alone_mb, alone_ms = alone(data)
    say(f"{people} sessions, {os.cpu_count()} cores, {KEYS} keys each, one a second")
    return all(
        [
            _line("key to frame, p95", pressed["p95"], "ms", 100),
            _line("sign-in to first frame, p95", signed_in["p95"], "s", 1),
            _line("memory a session", each_mb, "MB", 5),
            _line("bytes to an idle session", idle["bytes"] / idle["seconds"] / people, "B/s", 0),
            _line("processor a hundred idle sessions", share / people * 100, "%", 0.1),
            _line("processor a key", busy, "ms"),
            _line("memory, a process for each", alone_mb / each_mb, "times as much"),
            _line("processor a key, a process for each", alone_ms / busy, "times as much"),
        ]
    )


def alone(data: Path) -> tuple[float, float]:
    """Memory and processor time a key of the same app in processes of their own."""
    import pexpect

    line = [sys.executable, "-m", "tui", "--data", str(data)]
    env = {"PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8"}
    children = [
        pexpect.spawn(line[0], line[1:], env=env, dimensions=(40, 120), encoding="utf-8", codec_errors="replace")
        for _ in range(ALONE)
    ]
    for number, child in enumerate(children):
        child.expect("口令", timeout=60)
        child.send(f"load{number // 4}\r")
        time.sleep(0.5)  # Enter has gone on to the field of the password, which shows nothing of itself
        child.send(f"{PASSWORD}\r")
    for child in children:
        child.expect("填报中", timeout=60)
    time.sleep(2)  # what is read after the first page has been read
    memory = sum(memory_kb(child.pid) for child in children) / 1024 / ALONE
    before = sum(processor_seconds(child.pid) for child in children)
    for _ in range(KEYS):
        for child in children:
            child.send("\x1b[B")
        time.sleep(0.2)  # people press one key after another; keys that come together are drawn at one go
        for child in children:
            with suppress(pexpect.TIMEOUT):
                child.read_nonblocking(65536, timeout=0)
    spent = sum(processor_seconds(child.pid) for child in children) - before
    for child in children:
        child.close(force=True)
    return memory, spent / ALONE / KEYS * 1000


def _line_of(process: subprocess.Popen[str]) -> str:
    return process.stdout.readline() if process.stdout else ""


def _line(what: str, value: float, unit: str, bound: float | None = None) -> bool:
    is_held = bound is None or value <= bound
    said = "" if bound is None else f"  (at most {bound} {unit}: {'yes' if is_held else 'NO'})"
    say(f"  {what:38} {value:9.2f} {unit}{said}")
    return is_held


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    sys.exit(0 if measure(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE) else 1)
