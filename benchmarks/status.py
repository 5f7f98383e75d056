"""``tianbao status`` for a full year of sixty departments, start-up included, beside a Python that only starts.

``python -m benchmarks.status [ROUNDS]``. A process of its own for each round, as on the host.
The bound is on what a person waits: half a second, whatever else the host does, so measure on a quiet one. The
processor's time beside it is what the program costs. Modules are compiled before the first round, as they are where the
program is installed, also where PYTHONDONTWRITEBYTECODE keeps a working tree from having its byte code.
"""

from __future__ import annotations

import os
import statistics
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

from benchmarks.district import make_district
from benchmarks.saying import say

ROUNDS = 15
BOUND_MS = 500.0
_PROGRAM = Path(sysconfig.get_path("scripts")) / "tianbao"
PEER = "python -c 'import click, attrs'"
_COMMANDS = {
    PEER: (sys.executable, "-c", "import click, attrs"),
    "tianbao --help": (str(_PROGRAM), "--help"),
    "tianbao status": (str(_PROGRAM), "status"),
    "tianbao status --plain": (str(_PROGRAM), "status", "--plain"),
    "tianbao status --json": (str(_PROGRAM), "status", "--json"),
    "tianbao status --department d07": (str(_PROGRAM), "status", "--department", "d07"),
}


def main(rounds: int = ROUNDS) -> int:
    """Measure, print the table, and give 1 if a bound is broken."""
    with tempfile.TemporaryDirectory(prefix="tianbao-bench-") as place:
        data = make_district(Path(place))
        environment = {**os.environ, "TIANBAO_DATA": str(data), "PYTHONPYCACHEPREFIX": f"{place}/compiled"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for command in _COMMANDS.values():
            _run(command, environment)
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in _COMMANDS}
        # One after the other in every round: what disturbs the host disturbs all of them.
        for _ in range(rounds):
            for name, command in _COMMANDS.items():
                found[name].append(_run(command, environment))
    return _tell(found)


def _run(command: tuple[str, ...], environment: dict[str, str]) -> tuple[float, float]:
    """Milliseconds of the processor and of a person's time that a process takes from its start to its end."""
    actions = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    begun = time.perf_counter()
    pid = os.posix_spawn(command[0], command, environment, file_actions=actions)
    _, status, used = os.wait4(pid, 0)
    waited = time.perf_counter() - begun
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return (used.ru_utime + used.ru_stime) * 1000, waited * 1000


def _tell(found: dict[str, list[tuple[float, float]]]) -> int:
    broken = 0
    peer = min(worked for worked, _ in found[PEER])
    say(f"{'ms, a process each':32} {'processor, best':>16} {'a person, median':>17} {'× the peer':>11} {'bound':>6}")
    for name, times in found.items():
        worked, waited = min(each for each, _ in times), statistics.median(each for _, each in times)
        has_bound = "status" in name
        is_broken = has_bound and waited > BOUND_MS
        broken += is_broken
        bound = f"{BOUND_MS:.0f}{' BROKEN' if is_broken else ''}" if has_bound else ""
        say(f"{name:32} {worked:16.0f} {waited:17.0f} {worked / peer:11.1f} {bound:>6}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
