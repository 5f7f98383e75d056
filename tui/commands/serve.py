"""``tianbao serve``: the SSH door."""

from __future__ import annotations

import logging
import os
import re
import sys
from typing import TYPE_CHECKING, ClassVar

import click
from attrs import define, evolve

from departments.clean_text import COMMANDING, without_floods
from departments.refusals import Refusal
from departments.wording import N_
from tui.option_types import WholeNumberType
from tui.spoken import SpokenCommand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.invocation import Invocation
    from tui.printing import Printer
    from tui.ssh.host_keys import HostKey

log = logging.getLogger("tianbao.ssh")
_PORT = 2222
_PORTS, _WORKERS, _MINUTES = (0, 65535), (1, 256), (3, 24 * 60)
"""What can be named; the port 0 is any that is free."""
_WHERE = " (while attempting"
"""What Python adds to the system's reason: the address again."""
_UNPRINTABLE = re.compile(f"[{COMMANDING}]")


@define
class AddressUnusable(Refusal):
    """Nothing can listen there."""

    message: ClassVar[str] = N_("Port {port} of {host} can't be used ({reason}); name another with --port or --host.")
    host: str
    port: int
    reason: str


class LogLines(logging.Formatter):
    """Lines of the log, in which nothing that a client sent can begin a line of its own."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(process)d %(levelname)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """One record; the lines of a traceback are set in, so that none of them looks like a record."""
        record.msg, record.args = record.getMessage().replace("\n", " "), ()
        return without_floods(_UNPRINTABLE.sub("?", super().format(record)).replace("\n", "\n    "))


@click.command(cls=SpokenCommand, help=N_("Let clerks in over SSH: the app, one-liners, and files by SFTP."))
@click.option(
    "--host",
    default="",
    metavar="ADDRESS",
    help=N_("The address to listen on; all of the host's if none."),
)
@click.option(
    "--port",
    type=WholeNumberType(among=_PORTS),
    default=_PORT,
    metavar="NUMBER",
    help=N_("The port; 2222 if none."),
)
@click.option(
    "--workers",
    type=WholeNumberType(among=_WORKERS),
    metavar="NUMBER",
    help=N_("Processes; as many as cores if none."),
)
@click.option(
    "--idle",
    type=WholeNumberType(among=_MINUTES),
    metavar="MINUTES",
    help=N_("Minutes without a key until a session ends; 30 if none."),
)
@click.option("--fingerprints", is_flag=True, help=N_("Print the host keys' fingerprints and stop."))
@click.option(
    "--new-host-keys",
    "is_renewing",
    is_flag=True,
    help=N_("Make new host keys in place of the old ones, print their fingerprints and stop."),
)
@click.pass_obj
def serve(
    invocation: Invocation,
    host: str,
    port: int,
    workers: int | None,
    idle: int | None,
    *,
    fingerprints: bool,
    is_renewing: bool,
) -> None:
    """Open the door."""
    from tui.ssh.host_keys import host_keys, new_host_keys
    from tui.ssh.limits import Limits
    from tui.ssh.workers import Door
    from tui.wiring import identity

    invocation.office()
    printer = invocation.printer
    keys = (new_host_keys if is_renewing else host_keys)(identity(invocation.data))
    _print_fingerprints(keys, printer)
    if fingerprints or is_renewing:
        return
    begin_log()
    for each in keys:
        if each.is_new:
            log.warning("a host key was made: %s %s", each.name, each.fingerprint)
    limits = Limits() if idle is None else evolve(Limits(), idle=60 * idle)
    door = Door(invocation.data, host, port, workers or os.cpu_count() or 1, limits)

    def tell_listening(chosen: int) -> None:
        if host:
            printer.say(N_("Listening on {host}, port {port}."), host=host, port=chosen)
        else:
            printer.say(N_("Listening on port {port} of every address of this host."), port=chosen)
        sys.stdout.flush()

    try:
        door.serve(keys, tell_listening)
    except OSError as failure:
        reason = str(failure.strerror or failure).partition(_WHERE)[0]
        raise AddressUnusable(host or "*", port, reason) from failure


def _print_fingerprints(keys: Sequence[HostKey], printer: Printer) -> None:
    for each in keys:
        printer.line(f"{each.name:8} {each.fingerprint}")
    made = [each.name for each in keys if each.is_new]
    if made:
        message = N_(
            "New host keys were made: {names}. Publish the fingerprints; whoever knew other keys of this host is warned"
            " that it has changed."
        )
        printer.note(message, names=printer.language.listed(made))


def begin_log() -> None:
    """Write what happens to standard error, a line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LogLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("asyncssh").setLevel(logging.WARNING)
    logging.getLogger("asyncio").setLevel(logging.WARNING)
