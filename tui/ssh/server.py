"""One worker: it accepts connections, keeps strangers few, and stops without losing what anybody was typing."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

import asyncssh
from asyncssh.packet import PacketDecodeError
from attrs import define, field

from tui.changes import Watch, tell_changes
from tui.ssh.census import tell_census
from tui.ssh.connection import take_in
from tui.ssh.doorway import Doorway
from tui.ssh.heap import tidy_heap
from tui.ssh.host_keys import HostKey
from tui.ssh.premises import Premises
from tui.ssh.startups import Startups
from tui.ssh.unpacking import COMPRESSION, bound_unpacking

if TYPE_CHECKING:
    from tui.ssh.limits import Limits

log = logging.getLogger("tianbao.ssh")
_BACKLOG = 256
_TURNED_AWAY = b"Too many people are signing in just now; try again.\r\n"
_UNREADABLE = (PacketDecodeError, UnicodeError)
"""What reading raises for a packet that breaks off, and for letters that are none."""
_PAUSE = 0.2
"""Seconds after an accept that failed, for instance for want of file descriptors."""


@define(eq=False)
class Worker:
    """One process's share of the door."""

    premises: Premises
    keys: Sequence[HostKey]
    watch: Watch
    """What is watched for what others write."""
    startups: Startups
    """Whoever is signing in, with all workers."""
    _options: asyncssh.SSHServerConnectionOptions = field(init=False)
    _welcomes: set[asyncio.Task[None]] = field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        """Lay out what every connection is offered."""
        self._options = _options(self.premises, self.keys)

    async def run(self, listener: socket.socket, lifeline: int, on_listening: Callable[[], None]) -> None:
        """Serve until SIGTERM or SIGINT; SIGUSR1 asks for a line about what is at work.

        Args:
            listener: bound and listening.
            lifeline: what can be read, to its end, when the parent has gone; this worker then stops by itself.
            on_listening: called when connections are taken.
        """
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        loop.add_signal_handler(signal.SIGUSR1, tell_census, self.premises)

        def stop_alone() -> None:
            loop.remove_reader(lifeline)
            log.error("the parent has gone; this worker stops")
            stop.set()

        loop.add_reader(lifeline, stop_alone)
        loop.set_default_executor(self.premises.disk)
        loop.set_exception_handler(_log_stray_fault)
        chores = [
            asyncio.create_task(tell_changes(self.watch, self.premises.tell_changed)),
            asyncio.create_task(tidy_heap()),
        ]
        accepting = asyncio.create_task(self._accept(listener))
        on_listening()
        await stop.wait()
        accepting.cancel()
        # The loop lets go of the socket first: it would go on asking for it while another process has it open.
        await asyncio.wait({accepting})
        listener.close()
        await self._stop()
        for chore in chores:
            chore.cancel()

    async def _accept(self, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                client, _ = await loop.sock_accept(listener)
            except OSError as failure:
                log.warning("a connection could not be accepted: %s", failure)
                await asyncio.sleep(_PAUSE)
                continue
            _let_the_kernel_try(client, self.premises.limits)
            if self.startups.is_refused():
                _turn_away(client)
                continue
            # Before the next one is accepted: of those that wait in a row the loop takes one after the other.
            self.startups.begin()
            task = asyncio.create_task(self._welcome(client))
            self._welcomes.add(task)
            task.add_done_callback(self._welcomes.discard)

    async def _welcome(self, client: socket.socket) -> None:
        try:
            await take_in(client, self._options)
        except _UNREADABLE as failure:
            log.info("a connection sent what can't be read: %s", failure)
        except (asyncssh.Error, OSError) as failure:
            log.info("a connection ended before anybody signed in: %s", failure)
        finally:
            self.startups.end()

    async def _stop(self) -> None:
        """Announce it, let forms be kept, and end every session; within the limit, whatever happens."""
        premises, limits = self.premises, self.premises.limits
        premises.is_closing = True
        log.info("stopping: %d sessions", len(premises.visits))
        # So that whoever waits in vain is told while there is still somebody to tell.
        premises.end_patience_within(limits.lock_patience)
        for visit in tuple(premises.visits):
            if visit.on_stop:
                visit.on_stop()
        await premises.empty(limits.announced)
        for visit in tuple(premises.visits):
            visit.stop()
        await premises.empty(max(0.0, limits.stop - limits.announced - 2))
        for visit in tuple(premises.visits):
            if visit.work:
                visit.work.cancel()
        await premises.empty(1)
        await premises.hang_up(1)
        premises.close()
        # The loop waits for the threads of its executor before it ends: let it have one without any.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Args:
        host: an address or a name; empty for every address of the host, of IPv6 too where it has any.
        port: 0 for one that is free.

    Raises:
        OSError: the address is taken or is none of this host's.
    """
    is_dual = not host and socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if is_dual or ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=_BACKLOG, dualstack_ipv6=is_dual)
    listener.settimeout(0)
    return listener


def _options(premises: Premises, keys: Sequence[HostKey]) -> asyncssh.SSHServerConnectionOptions:
    limits: Limits = premises.limits
    bound_unpacking()
    return asyncssh.SSHServerConnectionOptions(
        server_factory=partial(Doorway, premises),
        server_host_keys=[each.key for each in keys],
        server_version="Tianbao",
        login_timeout=limits.grace,
        keepalive_interval=limits.keepalive,
        keepalive_count_max=limits.keepalive_missed,
        # Compressed, a screen is thirty times smaller; before anybody has signed in nothing is unpacked.
        compression_algs=[COMPRESSION.decode(), "none"],
        gss_host=None,
        kbdint_auth=False,
        host_based_auth=False,
        x509_trusted_certs=None,
        agent_forwarding=False,
        x11_forwarding=False,
        line_editor=False,
        encoding=None,
    )


def _let_the_kernel_try(client: socket.socket, limits: Limits) -> None:
    """Have a silent line tried by the kernel, which costs the process nothing and a person no byte."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, limits.silence)
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, max(1, limits.silence // 2))
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, limits.silence_missed)


def _turn_away(client: socket.socket) -> None:
    log.warning("a connection was turned away: too many are signing in")
    client.settimeout(0)
    try:
        client.send(_TURNED_AWAY)
    except OSError:
        log.debug("and had gone already")
    client.close()


def _log_stray_fault(_: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    fault = context.get("exception")
    log.error("stray fault: %s", context.get("message"), exc_info=fault if isinstance(fault, BaseException) else None)
