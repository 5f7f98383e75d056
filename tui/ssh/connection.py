"""A connection whose tries are all counted, of whatever kind, where asyncssh answers them.

It builds on asyncssh's inner names, as :mod:`tui.ssh.channel` does; ``tests/ssh/test_contracts.py`` holds both to the
version in use.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, cast

from asyncssh import SSHServerConnection, SSHServerConnectionOptions
from asyncssh.auth import MSG_USERAUTH_PK_OK
from asyncssh.connection import _connect

if TYPE_CHECKING:
    import socket

    from asyncssh.packet import SSHPacket


class Counting(Protocol):
    """Whoever counts a connection's tries."""

    def try_begins(self, account: str, method: str) -> bool:
        """Whether a try is looked at."""

    def try_goes_on(self) -> None:
        """It was no try yet: the key would do, and the proof that the client has its other half comes next."""

    def try_failed(self) -> bool:
        """Whether the client is told so and may try again."""


class DoorConnection(SSHServerConnection):
    """The server's side of one connection."""

    async def _finish_userauth(self, begin_auth: bool, method: bytes, packet: SSHPacket) -> None:  # noqa: FBT001 - as asyncssh calls it
        if self._counting.try_begins(self._username, method.decode("ascii", "replace")):
            await super()._finish_userauth(begin_auth, method, packet)

    def send_userauth_packet(self, pkttype: int, *args: bytes, **named: Any) -> None:  # noqa: ANN401 - as asyncssh calls it
        """Send a word in the middle of a try."""
        if pkttype == MSG_USERAUTH_PK_OK:
            self._counting.try_goes_on()
        super().send_userauth_packet(pkttype, *args, **named)

    def send_userauth_failure(self, partial_success: bool) -> None:  # noqa: FBT001 - as asyncssh calls it
        """Tell the client that it was nothing, unless it has been sent away."""
        if self._counting.try_failed():
            super().send_userauth_failure(partial_success)

    @property
    def _counting(self) -> Counting:
        return cast("Counting", self._owner)


async def take_in(client: socket.socket, options: SSHServerConnectionOptions) -> DoorConnection:
    """Serve a socket on which somebody has come; gives the connection when somebody has signed in.

    Raises:
        Error: nobody did.
        OSError: the line dropped.
    """
    loop = asyncio.get_running_loop()
    own = await SSHServerConnectionOptions.construct(options)
    made = partial(DoorConnection, loop, own, wait="auth")
    return await _connect(own, (), loop, 0, client, made, "Taking in")
