"""The door as a whole: a worker a core on one port, watched over, and stopped together.

Everything is loaded before the workers are forked, so that they share it, and so is the socket: a connection goes to
whichever is free. Each worker opens the data directory for itself.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from attrs import define, field

from departments.refusals import Refusal
from departments.wording import N_
from tui.ssh.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tui.ssh.host_keys import HostKey

log = logging.getLogger("tianbao.ssh")
_OF_THE_HOST = ("TEXTUAL", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLORTERM", "COLUMNS", "LINES", "TERM")
"""What the server's own environment says of terminals; no clerk's terminal is meant by it."""
_PAUSE = 1.0
"""Seconds before a worker that died is replaced."""
_LATE = 3.0
"""Seconds after the limit at which a worker that doesn't stop is killed."""


@define
class WorkerFailed(Refusal):
    """The server's processes end as they begin, each for the same reason."""

    message: ClassVar[str] = N_("The server can't begin; the lines above say why.")


@define(eq=False)
class Door:
    """Where the door is, and what is behind it."""

    data: Path
    host: str
    port: int
    """0 for one that is free."""
    workers: int
    limits: Limits = field(factory=Limits)
    _listener: socket.socket = field(init=False)
    _pids: set[int] = field(factory=set, init=False)

    def serve(self, keys: Sequence[HostKey], on_listening: Callable[[int], None]) -> None:
        """Serve until SIGTERM or SIGINT.

        Args:
            keys: the host's keys.
            on_listening: called with the port when all workers listen.

        Raises:
            OSError: the address is taken or is none of this host's.
            WorkerFailed: a worker can't begin.
        """
        _clean_environment()
        from tui.ssh.heap import spare_the_heap
        from tui.ssh.server import listening_socket

        os.umask(0o077)
        _load_everything()
        spare_the_heap()
        with listening_socket(self.host, self.port) as self._listener:
            self._watch_over(keys, on_listening)

    def _work(self, keys: Sequence[HostKey], on_listening: Callable[[], None]) -> None:
        from tui.ssh.premises import Premises
        from tui.ssh.server import Worker
        from tui.wiring import installation_clock, office_of, open_installation, seats

        installation = open_installation(self.data)
        office = office_of(installation, installation_clock(installation))
        limits = self.limits.shared(self.workers)
        premises = Premises(self.data, office, seats(self.data), limits, installation.patience.end_within)
        worker = Worker(premises, keys, installation.watch)
        asyncio.run(worker.run(self._listener, on_listening))

    def _watch_over(self, keys: Sequence[HostKey], on_listening: Callable[[int], None]) -> None:
        # Blocked from before the first fork: a signal that comes while a worker is born is waited for, not lost.
        watched = {signal.SIGTERM, signal.SIGINT, signal.SIGCHLD}
        signal.pthread_sigmask(signal.SIG_BLOCK, watched)
        # Whoever asks all processes of the service what is at work means the workers.
        signal.signal(signal.SIGUSR1, signal.SIG_IGN)
        if not all(self._fork(keys) for _ in range(self.workers)):
            self._stop()
            raise WorkerFailed
        on_listening(self._listener.getsockname()[1])
        while signal.sigwait(watched) == signal.SIGCHLD:
            for _ in range(self._buried()):
                log.error("a worker died and is replaced; its sessions are lost, nothing that was saved is")
                time.sleep(_PAUSE)
                self._fork(keys)
        self._stop()

    def _fork(self, keys: Sequence[HostKey]) -> bool:
        """Bring up one more worker; gives, when it listens or has failed, whether it listens."""
        ready, told = os.pipe()
        # What has been printed and not yet written would be written by the child once more.
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid:
            os.close(told)
            is_listening = bool(os.read(ready, 1))
            os.close(ready)
            self._pids.add(pid)
            return is_listening
        os.close(ready)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGINT, signal.SIGCHLD})
        code = 1
        try:
            self._work(keys, partial(_tell_ready, told))
            code = 0
        except BaseException:
            log.exception("the worker failed")
            raise
        finally:
            # A child of a fork must not run what its parent has laid up for its own end.
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _buried(self) -> int:
        """How many workers have died since the last look."""
        dead = {pid for pid in self._pids if os.waitpid(pid, os.WNOHANG)[0]}
        self._pids -= dead
        return len(dead)

    def _stop(self) -> None:
        for pid in self._pids:
            os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + self.limits.stop + _LATE
        while self._pids and time.monotonic() < deadline:
            signal.sigtimedwait({signal.SIGCHLD}, 1)
            self._buried()
        for pid in self._pids:
            log.error("a worker did not stop in time and is killed; its sessions are lost, nothing that was saved is")
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _tell_ready(told: int) -> None:
    os.write(told, b"1")
    os.close(told)


def _clean_environment() -> None:
    for name in tuple(os.environ):
        if name.startswith(_OF_THE_HOST):
            del os.environ[name]
    os.environ |= {"TEXTUAL_DISABLE_KITTY_KEY": "1", "TEXTUAL_ANIMATIONS": "none", "TERM": "dumb"}


def _load_everything() -> None:
    import tui.screens.commitments
    import tui.screens.overview
    import tui.ssh.one_liner
    import tui.ssh.session
    import tui.ssh.sftp  # noqa: F401 - loaded once, before the workers are forked
