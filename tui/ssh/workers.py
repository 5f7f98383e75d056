"""The door as a whole: a worker a core on one port, watched over, and stopped together.

Everything is loaded before the workers are forked, so that they share it, and so is the socket: a connection goes to
whichever is free. Each worker opens the data directory for itself.
"""

from __future__ import annotations

import asyncio
import logging
import os
import select
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
from tui.ssh.startups import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tui.ssh.host_keys import HostKey

log = logging.getLogger("tianbao.ssh")
_OF_THE_HOST = ("TEXTUAL", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLORTERM", "COLUMNS", "LINES", "TERM")
"""What the server's own environment says of terminals; no clerk's terminal is meant by it."""
_PAUSE = 1.0
"""Seconds before a worker that died is replaced."""
_PATIENCE, _SHORT_PATIENCE = 30.0, 5.0
"""Seconds within which a worker begins: one of the first, and one in another's place while signals wait."""
_LATE = 3.0
"""Seconds after the limit at which a worker that doesn't stop is killed."""
_STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


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
    _lifeline: tuple[int, int] = field(init=False)
    """A pipe into which nothing is ever written: that its end has come tells workers that their parent has gone."""
    _pids: dict[int, int] = field(factory=dict, init=False)
    """The workers' processes, each with its place in the tally."""
    _tally: Tally = field(init=False)

    def serve(self, keys: Sequence[HostKey], on_listening: Callable[[int], None]) -> None:
        """Serve until SIGTERM or SIGINT, or until the terminal goes in which it was started.

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
        self._lifeline = os.pipe()
        self._tally = Tally(self.workers)
        with listening_socket(self.host, self.port) as self._listener:
            self._watch_over(keys, on_listening)

    def _work(self, keys: Sequence[HostKey], place: int, on_listening: Callable[[], None]) -> None:
        from tui.ssh.premises import Premises
        from tui.ssh.server import Worker
        from tui.ssh.startups import Startups
        from tui.wiring import installation_clock, lines, office_of, open_installation, seats

        installation = open_installation(self.data)
        office = office_of(installation, installation_clock(installation))
        end_patience = installation.patience.end_within
        premises = Premises(self.data, office, seats(self.data), lines(self.data), self.limits, end_patience)
        worker = Worker(premises, keys, installation.watch, Startups(self.limits, self._tally, place))
        asyncio.run(worker.run(self._listener, self._lifeline[0], on_listening))

    def _watch_over(self, keys: Sequence[HostKey], on_listening: Callable[[int], None]) -> None:
        # Blocked from before the first fork: a signal that comes while a worker is born is waited for, not lost.
        watched = {*_STOPPING, signal.SIGCHLD}
        signal.pthread_sigmask(signal.SIG_BLOCK, watched)
        # Whoever asks all processes of the service what is at work means the workers.
        signal.signal(signal.SIGUSR1, signal.SIG_IGN)
        if not all(self._fork(keys, _PATIENCE) for _ in range(self.workers)):
            self._stop()
            raise WorkerFailed
        on_listening(self._listener.getsockname()[1])
        while signal.sigwait(watched) == signal.SIGCHLD:
            for ended in self._buried():
                log.error("a worker died (%s) and is replaced; its sessions are lost, nothing that was saved is", ended)
                time.sleep(_PAUSE)
                self._fork(keys, _SHORT_PATIENCE)
        self._stop()

    def _fork(self, keys: Sequence[HostKey], patience: float) -> bool:
        """Bring up one more worker; gives, when it listens, has failed or takes too long, whether it listens."""
        ready, told = os.pipe()
        place = min(set(range(self.workers)) - set(self._pids.values()))
        # What has been printed and not yet written would be written by the child once more.
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid:
            os.close(told)
            is_listening = bool(select.select([ready], [], [], patience)[0] and os.read(ready, 1))
            os.close(ready)
            self._pids[pid] = place
            return is_listening
        os.close(ready)
        os.close(self._lifeline[1])
        # A terminal that goes says so to all of its processes; the parent hears it and ends the workers.
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {*_STOPPING, signal.SIGCHLD})
        code = 1
        try:
            self._work(keys, place, partial(_tell_ready, told))
            code = 0
        except BaseException:
            log.exception("the worker failed")
            raise
        finally:
            # A child of a fork must not run what its parent has laid up for its own end.
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _buried(self) -> list[str]:
        """How each of the workers ended that have died since the last look."""
        looks = [os.waitpid(pid, os.WNOHANG) for pid in self._pids]
        dead = {pid: os.waitstatus_to_exitcode(status) for pid, status in looks if pid}
        for pid in dead:
            self._tally.clear(self._pids.pop(pid))
        return [f"signal {-code}" if code < 0 else f"exit status {code}" for code in dead.values()]

    def _stop(self) -> None:
        # The workers close theirs; whoever still comes is then told at once, by the kernel, that nobody is there.
        self._listener.close()
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
    from departments.readings import syllables

    # The dictionary of Pinyin is loaded with the first character that is read: that would hold up every session's keys.
    syllables("字")
