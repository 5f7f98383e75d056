"""A real pseudo-terminal with the real program in it: what a person types goes in, what a person sees comes out."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyte

if TYPE_CHECKING:
    import signal
    from collections.abc import Sequence
    from types import TracebackType

ROOT = Path(__file__).parents[2]
DEADLINE = 60.0
"""Seconds after which what was waited for is not coming."""
PUTTY = {
    **{f"f{n}": f"\x1b[{10 + n}~" for n in range(1, 6)},
    **{f"f{n}": f"\x1b[{11 + n}~" for n in range(6, 11)},
    "f11": "\x1b[23~",
    "f12": "\x1b[24~",
}
"""Function keys as PuTTY sends them, until it is told otherwise."""
FUNCTION_KEYS = {
    "PuTTY, ESC[n~ and VT400; rxvt": PUTTY,
    "PuTTY, Linux; the Linux console": PUTTY | {f"f{n}": f"\x1b[[{letter}" for n, letter in enumerate("ABCDE", 1)},
    "PuTTY, Xterm R6 and Xterm 216+; xterm": PUTTY | {f"f{n}": f"\x1bO{letter}" for n, letter in enumerate("PQRS", 1)},
    "PuTTY, VT100+": {f"f{n}": f"\x1bO{letter}" for n, letter in enumerate("PQRSTUVWXYZ[", 1)},
    "PuTTY, SCO; the BSD console": {f"f{n}": f"\x1b[{letter}" for n, letter in enumerate("MNOPQRSTUVWX", 1)},
}
"""Function keys as each kind of terminal sends them."""
KEYS = {**PUTTY, "enter": "\r", "esc": "\x1b", "tab": "\t", "up": "\x1b[A", "down": "\x1b[B", "end": "\x1b[4~"}


class Terminal:
    """Eighty columns and twenty-four lines, with sixteen colours, as PuTTY announces itself."""

    def __init__(
        self,
        *arguments: str,
        columns: int = 80,
        lines: int = 24,
        kind: str = "xterm",
        program: Sequence[str] = ("-m", "tui"),
    ) -> None:
        """Args: what follows the program's name, the size, what it says it is, and what Python is to run."""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.sent = b""
        self._near, far = os.openpty()
        fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_DATA_HOME") if name in os.environ}
        environment = {**kept, "TERM": kind, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, *program, *arguments]
        self._process = subprocess.Popen(
            command, stdin=far, stdout=far, stderr=far, env=environment, cwd=ROOT, start_new_session=True
        )
        os.close(far)

    def __enter__(self) -> Self:
        """The terminal."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop the line."""
        self.drop()

    @property
    def page(self) -> str:
        """What can be read on the screen now."""
        # Cell by cell, for pyte's own page falls over a wide character of which one half is already overwritten.
        cells, columns = self._screen.buffer, range(self._screen.columns)
        lines = ("".join(cells[y][x].data for x in columns) for y in range(self._screen.lines))
        return "\n".join(line.rstrip() for line in lines)

    def press(self, *keys: str) -> None:
        """Press keys by name, or type text."""
        for key in keys:
            os.write(self._near, KEYS.get(key, key).encode())

    def send(self, data: bytes) -> None:
        """Send bytes as they are, and let them arrive on their own."""
        os.write(self._near, data)
        time.sleep(0.05)

    def wait_for(self, *texts: str, gone: str = "\0") -> str:
        """The page, as soon as every text stands on it and another one doesn't.

        Raises:
            AssertionError: the time is over; with the page as it was.
        """
        until = time.monotonic() + DEADLINE
        while time.monotonic() < until:
            if all(text in self.page for text in texts) and gone not in self.page:
                return self.page
            if not self._read(0.1) and self._process.poll() is not None:
                break
        raise AssertionError(f"{texts} didn't come, or {gone!r} didn't go; the page was:\n{self.page}")

    def wait_for_the_end(self) -> int:
        """The exit code, once the program has ended."""
        until = time.monotonic() + DEADLINE
        while self._process.poll() is None and time.monotonic() < until:
            self._read(0.1)
        while self._read(0.1):
            pass
        return self._process.wait(timeout=1)

    def signal(self, number: signal.Signals) -> None:
        """Tell the program something, as the system does."""
        self._process.send_signal(number)

    def hang_up(self) -> None:
        """Take the terminal away, and tell nobody."""
        if self._near >= 0:
            os.close(self._near)
            self._near = -1

    def drop(self) -> None:
        """Cut the line, as a network does."""
        self.hang_up()
        if self._process.poll() is None:
            self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _read(self, seconds: float) -> bool:
        if self._near < 0:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(seconds)
            return False
        ready, _, _ = select.select([self._near], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._near, 65536)
        except OSError:
            return False
        self.sent += data
        self._stream.feed(data)
        return bool(data)
