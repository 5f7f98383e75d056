"""From the shell to the first page: the local app beside an empty Textual app, both as programs in a pseudo-terminal.

``python -m benchmarks.first_frame [N]`` starts them in turns, N times each, and prints medians: the time until the page
stands on the terminal, interpreter and imports included, and the processor time that it took.
"""

from __future__ import annotations

import fcntl
import os
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from benchmarks.saying import say
from tui.sample import make_sample

if TYPE_CHECKING:
    from collections.abc import Sequence

TURNS, MOST = 15, 1.3
COLUMNS, LINES = 120, 40
PATIENCE = 30.0
_EMPTY = """
from textual.app import App
from textual.widgets import Static


class Empty(App):
    def compose(self):
        yield Static("empty page")


Empty().run(mouse=False)
"""


@frozen
class Start:
    """What one start took, in seconds."""

    wall: float
    processor: float


def start(command: Sequence[str], mark: str, home: Path) -> Start:
    """Start a program in a terminal of its own, and end it as soon as its page stands there.

    Args:
        command: the program.
        mark: what can be read on its first page.
        home: where it may keep what it caches.
    """
    near, far = os.openpty()
    fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(Path.cwd()),
    }
    begun = time.perf_counter()
    child = subprocess.Popen(  # noqa: S603 - our own program
        list(command), stdin=far, stdout=far, stderr=far, env=env, start_new_session=True
    )
    os.close(far)
    seen = b""
    while mark.encode() not in seen:
        if not select.select([near], [], [], PATIENCE)[0]:
            raise TimeoutError(seen.decode("utf-8", "replace"))
        seen += os.read(near, 65536)
    wall = time.perf_counter() - begun
    processor = _processor_seconds(child.pid)
    child.kill()
    child.wait()
    os.close(near)
    return Start(wall, processor)


def _processor_seconds(pid: int) -> float:
    """What all its threads have taken."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((each / "schedstat").read_text().split()[0]) for each in tasks) / 1e9


def main(turns: int = TURNS) -> int:
    """Measure in turns; 1 if the bound is broken."""
    with tempfile.TemporaryDirectory() as place:
        home, data = Path(place), Path(place) / "data"
        make_sample(data)
        app = ([sys.executable, "-m", "tui", "--data", str(data)], "口令")
        empty = ([sys.executable, "-c", _EMPTY], "empty page")
        for command, mark in (app, empty):
            start(command, mark, home)
        own: list[Start] = []
        peer: list[Start] = []
        for _ in range(turns):
            own.append(start(*app, home))
            peer.append(start(*empty, home))
    say(f"medians of {turns} starts each, in turns, {COLUMNS}×{LINES}")
    ratio = _line("to the first frame", [each.wall for each in own], [each.wall for each in peer])
    _line("processor time", [each.processor for each in own], [each.processor for each in peer])
    say(f"  at most {MOST} times as long as an empty app: {'yes' if ratio <= MOST else 'NO'}")
    return 0 if ratio <= MOST else 1


def _line(what: str, own: list[float], peer: list[float]) -> float:
    ours, theirs = statistics.median(own), statistics.median(peer)
    say(f"  {what:20} {ours * 1000:7.0f} ms   empty app {theirs * 1000:7.0f} ms   {ours / theirs:.2f} times as much")
    return ours / theirs


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else TURNS))
