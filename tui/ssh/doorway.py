"""The doorway: the stack that every visit goes through, as one list, and the server side of one connection."""

from __future__ import annotations

import asyncio
import logging
import secrets
from contextlib import ExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING

from asyncssh import ChannelOpenError, Error, SSHServer
from asyncssh.constants import DISC_BY_APPLICATION, DISC_TOO_MANY_CONNECTIONS, OPEN_RESOURCE_SHORTAGE

from departments.ledger import WritingStopped
from departments.refusals import Damage, Refusal
from departments.wording import N_
from tui.ssh.authentication import SignIn
from tui.ssh.channel import DoorChannel
from tui.ssh.idleness import Standstill, Unused
from tui.ssh.visit import DoorSession
from tui.terminal_kinds import NoPages

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from asyncssh import SSHKey, SSHServerConnection

    from tui.ssh.premises import Premises
    from tui.ssh.visit import Visit

    GoOn = Callable[[], Awaitable[int]]
    Handler = Callable[[Visit, GoOn], Awaitable[int]]

log = logging.getLogger("tianbao.ssh")
NO, BAD_USAGE, BROKEN = 1, 2, 70
_CHANNELS = 10
"""Channels that one connection may have open, whatever is done on them (OpenSSH: MaxSessions)."""
_STOPPED = "The server has been stopped for a while; sign in again later"
"""For clients' own messages, in which other letters than English ones come out as numbers."""
_TOO_MANY = "{account} already has {most} connections open; close one of them and come again"
_UNUSED = "Nothing has been done on this connection for a while"
_GONE = (BrokenPipeError, ConnectionError, Error)
"""What a visit ends with whose client has gone."""


async def guard(visit: Visit, go_on: GoOn) -> int:
    """What goes wrong in a visit ends this visit, with an apology, and no other."""
    visit.work = task = asyncio.ensure_future(go_on())
    await asyncio.wait({task})
    fault = None if task.cancelled() else task.exception()
    if fault is None:
        return BROKEN if task.cancelled() else task.result()
    if isinstance(fault, _GONE):
        return BROKEN
    if isinstance(fault, Refusal):
        visit.say(fault.message, **fault.fields)
        return fault.exit_code
    reference = secrets.token_hex(4).upper()
    log.error("fault %s", reference, exc_info=fault)
    if isinstance(fault, Damage):
        message = N_("What lies on the server's disk is damaged: {what} Tell the operator this number: {reference}.")
        visit.say(message, what=visit.language.sentence(fault), reference=reference)
        return BROKEN
    message = N_(
        "Something went wrong here; that is our fault, and what you saved is safe. Sign in again; if it comes back,"
        " tell the operator this number: {reference}."
    )
    visit.say(message, reference=reference)
    return BROKEN


async def account(visit: Visit, go_on: GoOn) -> int:
    """Nothing begins before it is known whose visit it is."""
    visit.guest = await visit.coming_guest
    return await go_on()


async def note(visit: Visit, go_on: GoOn) -> int:
    """Have it in the log who came, for what, and how it ended."""
    log.info("%s begins: %s", visit.guest.account, visit.what)
    end = "broken off"
    try:
        code = await go_on()
        end = str(code)
    finally:
        how = "the server stopped" if visit.is_stopped else end
        log.info("%s ends: %s (%s)", visit.guest.account, visit.what, how)
    return code


async def seat(visit: Visit, go_on: GoOn) -> int:
    """An account has only so many sessions at a time."""
    most = visit.premises.limits.sessions
    with visit.premises.seats.taken(visit.guest.account, most) as is_free:
        if is_free:
            return await go_on()
    visit.say(
        N_("{account} already has as many sessions open as it may ({most}); close one of them and come again."),
        account=visit.guest.account,
        most=most,
    )
    return NO


async def chosen_password(visit: Visit, go_on: GoOn) -> int:
    """Who has a one-time password chooses another one in the app before anything else."""
    if visit.guest.desk is None and visit.what != "app":
        visit.say(N_("This password was for one use; sign in to the app and choose a new one."))
        return NO
    return await go_on()


async def standstill(visit: Visit, go_on: GoOn) -> int:
    """What stands still for too long ends; an app asks its person first, and sees to it by itself."""
    if visit.what == "app":
        return await go_on()
    watched = Standstill(visit)
    try:
        return await go_on()
    finally:
        watched.stop()


async def route(visit: Visit, _: GoOn) -> int:
    """Files, a one-liner, the app; each is loaded when the first one wants it."""
    if visit.is_sftp or (visit.command or "").startswith("scp "):
        from tui.ssh.sftp import serve_files

        return await serve_files(visit)
    if visit.command is not None:
        from tui.ssh.one_liner import answer_command

        return await answer_command(visit)
    if visit.can_show_app:
        from tui.ssh.session import show_app

        return await show_app(visit)
    if visit.terminal is not None:
        raise NoPages(visit.channel.get_terminal_type() or "")
    visit.say(N_("The app needs a terminal: connect with ssh -t or PuTTY, or name a command such as status."))
    return BAD_USAGE


STACK: tuple[Handler, ...] = (
    guard,  # outermost, so that a fault in any of the others is this visit's alone
    account,
    note,
    seat,  # before anything costs anything
    chosen_password,
    standstill,
    route,
)
"""What a visit goes through, in this order."""


async def serve(visit: Visit) -> int:
    """Take a visit through the stack and give its exit code."""
    return await _step(visit, STACK)


async def _step(visit: Visit, stack: tuple[Handler, ...]) -> int:
    handler, *rest = stack
    return await handler(visit, partial(_step, visit, tuple(rest)))


class Doorway(SSHServer):
    """One connection: signing in, then sessions; forwarding of any kind is refused as asyncssh refuses it by itself."""

    def __init__(self, premises: Premises) -> None:
        """Args: the worker's premises."""
        self._premises = premises

    def connection_made(self, conn: SSHServerConnection) -> None:
        """Begin to sign somebody in."""
        self._connection = conn
        self._premises.lines.add(self)
        self._sign_in = SignIn(self._premises, conn)
        self._open = 0
        self._seat = ExitStack()
        self._unused = Unused(self._premises.limits.unused, self._cut_unused)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - as asyncssh calls it
        """Forget whoever never came in."""
        self._premises.lines.discard(self)
        self._sign_in.guest.cancel()
        self._unused.over()
        self._seat.close()

    def begin_auth(self, username: str) -> bool:  # noqa: ARG002 - as asyncssh calls it
        """Everybody has to prove it."""
        return True

    def try_begins(self, account: str, method: str) -> bool:
        """Count it; gives whether it is looked at."""
        return self._sign_in.try_begins(account, method)

    def try_goes_on(self) -> None:
        """Don't count it yet."""
        self._sign_in.try_goes_on()

    def try_failed(self) -> bool:
        """Have it in the log; gives whether the client may try again."""
        return self._sign_in.try_failed()

    async def auth_completed(self) -> None:
        """Let the visits begin, where the account has room for one more connection."""
        account = str(self._connection.get_extra_info("username")).strip()
        if not self._takes_seat(account):
            log.warning("%s has too many connections already; one more was cut off", account)
            most = self._premises.limits.connections
            self._connection.disconnect(DISC_TOO_MANY_CONNECTIONS, _TOO_MANY.format(account=account, most=most))
            return
        self._unused.begin()
        await self._sign_in.completed(account)

    def password_auth_supported(self) -> bool:
        """Passwords are taken, typed at a prompt or sent along."""
        return True

    async def validate_password(self, username: str, password: str) -> bool:
        """Ask the office."""
        return await self._sign_in.by_password(username, password)

    def public_key_auth_supported(self) -> bool:
        """Keys are taken."""
        return True

    async def validate_public_key(self, username: str, key: SSHKey) -> bool:
        """Ask the office."""
        return await self._sign_in.by_key(username, key)

    def session_requested(self) -> tuple[DoorChannel, DoorSession]:
        """A channel for one visit.

        Raises:
            ChannelOpenError: the connection has too many already, or the server stops.
        """
        if self._premises.is_closing:
            raise ChannelOpenError(OPEN_RESOURCE_SHORTAGE, _STOPPED)
        if self._open >= _CHANNELS:
            raise ChannelOpenError(OPEN_RESOURCE_SHORTAGE, "Too many sessions on this connection")
        self._open += 1
        return DoorChannel(self._connection), DoorSession(
            self._premises, self._sign_in.guest, self._serve, self._closed
        )

    def cut(self) -> None:
        """End it, since the server stops."""
        self._connection.disconnect(DISC_BY_APPLICATION, _STOPPED)

    async def wait_closed(self) -> None:
        """Wait until it has ended."""
        await self._connection.wait_closed()

    async def _serve(self, visit: Visit) -> int:
        self._unused.visit_begins()
        try:
            return await serve(visit)
        finally:
            self._unused.visit_ends()

    def _takes_seat(self, account: str) -> bool:
        # A disk that can't be written keeps nobody out; what is done on the connection asks it again.
        with suppress(WritingStopped):
            seats, most = self._premises.line_seats, self._premises.limits.connections
            return self._seat.enter_context(seats.taken(account, most))
        return True

    def _cut_unused(self) -> None:
        log.info(
            "%s had a connection without a session, which was cut off", self._connection.get_extra_info("username")
        )
        self._connection.disconnect(DISC_BY_APPLICATION, _UNUSED)

    def _closed(self) -> None:
        self._open -= 1
