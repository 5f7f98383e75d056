"""The server as a test starts it: with limits of its own, and where a test wants it, with a mistake of ours in it."""

from __future__ import annotations

import gc
import json
import logging
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from attrs import evolve

from tui.commands.serve import begin_log
from tui.ssh.host_keys import host_keys
from tui.ssh.limits import Limits
from tui.ssh.workers import Door
from tui.wiring import identity

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.ssh.premises import Premises


def break_app_of(account: str) -> None:
    """Let the app of this account have a mistake: the key Ctrl+T ends in an exception."""
    from tui.ssh.served_app import ServedApp

    class BrokenApp(ServedApp):
        def on_key(self, event: object) -> None:
            if self._guest.account == account and getattr(event, "key", "") == "ctrl+t":
                secret = "a-local-variable-that-no-log-may-show"
                raise ZeroDivisionError(f"planted, not {len(secret)}")

    mock.patch("tui.ssh.session.ServedApp", BrokenApp).start()


def count_what_is_left() -> None:
    """Let a census also tell how many objects of visits are alive, whatever holds them."""
    from asyncssh import SSHServerConnection

    from tui.ssh.census import tell_census
    from tui.ssh.channel import DoorChannel
    from tui.ssh.served_app import ServedApp
    from tui.ssh.visit import Visit

    def count_and_tell(premises: Premises) -> None:
        gc.collect()
        of_visits = (ServedApp, Visit, SSHServerConnection, DoorChannel)
        counts = [sum(isinstance(each, kind) for each in gc.get_objects()) for kind in of_visits]
        logging.getLogger("tianbao.ssh").info("alive: %s", " ".join(map(str, counts)))
        tell_census(premises)

    mock.patch("tui.ssh.server.tell_census", count_and_tell).start()


def tell_heap() -> None:
    """Let a census also tell what the worker's garbage collection is told to do."""
    from tui.ssh.census import tell_census

    def tell_both(premises: Premises) -> None:
        thresholds = " ".join(map(str, gc.get_threshold()))
        logging.getLogger("tianbao.ssh").info("heap: %d frozen, thresholds %s", gc.get_freeze_count(), thresholds)
        tell_census(premises)

    mock.patch("tui.ssh.server.tell_census", tell_both).start()


def tell_threads() -> None:
    """Let the log tell on which thread each piece of long work is done; the work itself is done as ever."""
    import argon2
    from openpyxl.writer.excel import ExcelWriter

    from storage.evidence import DiskShelf

    for work, owner, name in (
        ("password", argon2.PasswordHasher, "verify"),
        ("workbook", ExcelWriter, "save"),
        ("evidence", DiskShelf, "put"),
    ):
        setattr(owner, name, _telling(work, getattr(owner, name)))


def _telling(work: str, done: Callable[..., Any]) -> Callable[..., Any]:
    def do(*arguments: Any, **named: Any) -> Any:
        logging.getLogger("tianbao.ssh").info("work: %s on %s", work, threading.current_thread().name)
        return done(*arguments, **named)

    return do


def make_passwords_dear(seconds: float) -> None:
    """Let a password of the sample's take about as long as a real one to check."""
    import argon2

    cheap = argon2.PasswordHasher.verify

    def verify(*arguments: Any) -> Any:
        time.sleep(seconds)
        return cheap(*arguments)

    argon2.PasswordHasher.verify = verify  # type: ignore[assignment,method-assign]


def main() -> None:
    """Serve the data directory of the first argument, with the settings of the second."""
    data, settings = Path(sys.argv[1]), json.loads(sys.argv[2])
    begin_log()
    if settings.get("telling_threads"):
        tell_threads()
    if "dear" in settings:
        make_passwords_dear(settings["dear"])
    if settings.get("telling_heap"):
        tell_heap()
    if settings.get("counting"):
        count_what_is_left()
    if "broken" in settings:
        break_app_of(settings["broken"])
    limits = evolve(Limits(), **settings.get("limits", {}))
    door = Door(data, "127.0.0.1", 0, settings.get("workers", 1), limits)
    door.serve(host_keys(identity(data)), lambda port: print(port, flush=True))  # noqa: T201 - what the test waits for


if __name__ == "__main__":
    main()
