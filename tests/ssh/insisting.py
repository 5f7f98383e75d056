"""A client that goes on trying in one way, whatever it is answered: no real one can be brought to it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

import asyncssh
from asyncssh import SSHClientConnection, SSHClientConnectionOptions
from asyncssh.auth import MSG_USERAUTH_PK_OK, ClientAuth
from asyncssh.connection import _connect
from asyncssh.packet import Boolean, String

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.ssh.clients import Door

HOST = "127.0.0.1"
Try = tuple[bytes, "Sequence[bytes]"]
"""SSH's word for a way in, and what is sent with it."""


class Insistence(ClientAuth):
    """One try, and what follows an answer to it that is no end."""

    _conn: Insisting
    _packet_handlers: ClassVar[dict[int, Any]] = {MSG_USERAUTH_PK_OK: lambda self, *_: self.again()}  # type: ignore[misc]  # as asyncssh has it

    async def _start(self) -> None:
        await self.send_request(*self._conn.arguments)

    def again(self) -> bool:
        """Try again, after the answer that the key would do."""
        self._conn.try_next_auth()
        return True


class Insisting(SSHClientConnection):
    """Sends the same try again after each answer."""

    def __init__(self, chosen: Try, most: int, *arguments: Any, **named: Any) -> None:
        """Args: what it tries, how often at most, and what asyncssh's own takes."""
        super().__init__(*arguments, **named)
        self._chosen, self.arguments = chosen
        self._most = most
        self.answers = 0

    def try_next_auth(self, *, next_method: bool = False) -> None:
        """Try once more."""
        del next_method
        if self.answers == self._most:
            self.disconnect(asyncssh.DISC_BY_APPLICATION, "Enough")
            return
        self.answers += 1
        self._auth = Insistence(self, self._chosen)


async def answers_to(door: Door, account: str, chosen: Try, most: int = 30) -> tuple[int, str]:
    """How many tries were answered, and the reason for which the server ended the line; empty if the client did."""
    loop = asyncio.get_running_loop()
    options = await SSHClientConnectionOptions.construct(
        None, host=HOST, port=door.port, username=account, known_hosts=None, config=None, client_keys=None
    )
    made: list[Insisting] = []

    def make() -> Insisting:
        made.append(Insisting(chosen, most, loop, options, wait="auth"))
        return made[-1]

    try:
        await _connect(options, (), loop, 0, None, make, "Insisting at")
    except asyncssh.DisconnectError as ended:
        return made[0].answers, "" if made[0].answers == most and ended.reason == "Enough" else ended.reason
    raise AssertionError("not sent away")


def unproven(public: str, *, is_signed: bool) -> Try:
    """A key that is shown, and where it is signed, with a signature that only somebody else's other half could make."""
    key = asyncssh.import_public_key(public)
    shown = (Boolean(value=is_signed), String(key.algorithm), String(key.public_data))
    return b"publickey", (*shown, *([String(String(key.algorithm) + String(bytes(64)))] if is_signed else []))
