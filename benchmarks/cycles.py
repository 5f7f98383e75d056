"""Two thousand people who come, work and drop the line: what each worker has left of them.

``python -m benchmarks.cycles [N]`` starts a server with two workers and, in a process of its own, N clients, five at a
time; each signs in, uses the app, a command or SFTP, and goes in one of the ways in which lines end. Descriptors, tasks
and sessions have to be what they were; threads may not be more than the pools have; memory may not have grown by more
than a bound since the first part of the visits had filled pools and caches.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import tempfile
import time
from os import kill
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from benchmarks.saying import say
from benchmarks.sessions import family, with_accounts

if TYPE_CHECKING:
    from collections.abc import Mapping

CYCLES, ABREAST, WORKERS = 2000, 5, 2
"""Visits, visits at a time, and processes of the server; more at a time might be turned away by one of them."""
PORT = 22023
_PARTS = 5
"""The first part warms up; the state is printed after each."""
_GROWN_MB = 40.0
"""How much more a worker may have after the last part than after the first: 50 KB for each visit of 2,000."""
_THREADS = 55
"""A worker's own thread, its full pools — 2 that hash, 16 for the disk, 32 for commands — and a few to spare."""
_PATIENCE = 60.0
_SHOWN = 10
"""Faults of the log that are printed."""
_ENTRY = re.compile(r"^\d{4}-.*(?:\n(?!\d{4}-).*)*", re.MULTILINE)
"""One entry of the log with the traceback below it."""
_LINE = re.compile(
    r" (?P<pid>\d+) INFO at work: (?P<sessions>\d+) sessions, (?P<tasks>\d+) tasks,"
    r" (?P<threads>\d+) threads, (?P<descriptors>\d+) descriptors, (?P<memory>[\d.]+) MB"
)


@frozen
class Census:
    """What one worker has at work."""

    sessions: int
    tasks: int
    threads: int
    descriptors: int
    memory_mb: float

    def is_back_to(self, before: Census) -> bool:
        """Whether nothing of the visits in between is left."""
        ours = (self.sessions, self.tasks, self.descriptors)
        is_small = self.memory_mb - before.memory_mb <= _GROWN_MB
        return ours == (before.sessions, before.tasks, before.descriptors) and self.threads <= _THREADS and is_small


def ask(pids: list[int], log: Path) -> Mapping[int, Census]:
    """What each worker has at work, by its number."""
    begin = log.stat().st_size
    for pid in pids:
        kill(pid, signal.SIGUSR1)
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        found = {int(each["pid"]): each for each in _LINE.finditer(log.read_bytes()[begin:].decode())}
        if len(found) == len(pids):
            return {
                pid: Census(
                    int(each["sessions"]),
                    int(each["tasks"]),
                    int(each["threads"]),
                    int(each["descriptors"]),
                    float(each["memory"]),
                )
                for pid, each in found.items()
            }
        time.sleep(0.05)  # the only word from the workers is a line of a file
    raise TimeoutError


def settled(pids: list[int], log: Path) -> Mapping[int, Census]:
    """The same, as soon as nobody is there and two looks a second apart agree in everything that is counted."""
    deadline, last = time.monotonic() + _PATIENCE, ask(pids, log)
    while time.monotonic() < deadline:
        time.sleep(1)  # two looks tell nothing unless time has passed between them
        now = ask(pids, log)
        counts = [[(each.sessions, each.tasks, each.descriptors) for each in look.values()] for look in (last, now)]
        if counts[0] == counts[1] and not any(each.sessions for each in now.values()):
            return now
        last = now
    return last


def measure(cycles: int) -> bool:
    """Run it; whether every worker is back where it was."""
    with tempfile.TemporaryDirectory() as place:
        data, log = Path(place) / "data", Path(place) / "log"
        with_accounts(data, ABREAST)
        line = [sys.executable, "-m", "tui", "--data", str(data), "serve", "--host", "127.0.0.1", "--port", str(PORT)]
        with (
            log.open("w") as errors,
            subprocess.Popen(  # noqa: S603 - our own program
                [*line, "--workers", str(WORKERS)], stdout=subprocess.PIPE, stderr=errors, text=True
            ) as server,
        ):
            while server.stdout and str(PORT) not in server.stdout.readline():
                continue
            try:
                return report(server.pid, log, cycles)
            finally:
                server.terminate()


def report(pid: int, log: Path, cycles: int) -> bool:
    """Send the visitors to a running server and print what each worker had before, in between and afterwards."""
    workers = family(pid)[1:]
    looks = [settled(workers, log)]
    say(f"{cycles} visits, {ABREAST} at a time, {WORKERS} workers")
    _print("before", looks[-1])
    for part in range(_PARTS):
        numbers = [str(cycles * at // _PARTS) for at in (part, part + 1)]
        subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "benchmarks.cycles_load", str(PORT), *numbers], check=True
        )
        looks.append(settled(workers, log))
        _print(f"after {numbers[1]}", looks[-1])
    faults = [each for each in _ENTRY.findall(log.read_text("utf-8")) if " ERROR " in each.partition("\n")[0]]
    for entry in faults[:_SHOWN]:
        say(entry)
    is_back = not faults and all(looks[-1][each].is_back_to(looks[1][each]) for each in workers)
    say(f"  faults in the log: {len(faults)}; back where they were: {'yes' if is_back else 'NO'}")
    return is_back


def _print(when: str, look: Mapping[int, Census]) -> None:
    for number, each in enumerate(look.values()):
        say(
            f"  {when if not number else '':12} worker {number + 1}: {each.sessions} sessions, {each.tasks} tasks,"
            f" {each.threads} threads, {each.descriptors} descriptors, {each.memory_mb:.1f} MB"
        )


if __name__ == "__main__":
    sys.exit(0 if measure(int(sys.argv[1]) if len(sys.argv) > 1 else CYCLES) else 1)
