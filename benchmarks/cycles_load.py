"""The visitors for :mod:`benchmarks.cycles`: each signs in, uses the door in one way and leaves it in one way."""

from __future__ import annotations

import asyncio
import sys
from itertools import cycle, islice
from typing import TYPE_CHECKING

import asyncssh
from attrs import define, field

from benchmarks.cycles import ABREAST
from tui.sample import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Use = Callable[[asyncssh.SSHClientConnection], Awaitable[None]]

_FIRST, _QUIT = b"F12", b"\x11"
"""What stands in the last line of the first frame, and the key that ends the app."""
_PATIENCE = 60.0
_CONTENT = bytes(range(256)) * 256


@define(eq=False)
class Person(asyncssh.SSHClientSession[bytes]):
    """Somebody in front of the app."""

    seen: asyncio.Event = field(factory=asyncio.Event)
    gone: asyncio.Event = field(factory=asyncio.Event)
    _tail: bytes = b""

    def data_received(self, data: bytes, datatype: object) -> None:
        """Wait for the first frame."""
        del datatype
        self._tail = (self._tail + data)[-65536:]
        if _FIRST in self._tail:
            self.seen.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """The session has ended."""
        del exc
        self.gone.set()
        self.seen.set()


async def look(connection: asyncssh.SSHClientConnection) -> tuple[asyncssh.SSHClientChannel[bytes], Person]:
    """Come into the app and move about in it."""
    person = Person()
    channel, _ = await connection.create_session(lambda: person, term_type="xterm", term_size=(120, 40), encoding=None)
    await person.seen.wait()
    channel.write(b"\x1b[B\x1b[B")
    return channel, person


async def look_and_drop(connection: asyncssh.SSHClientConnection) -> None:
    """The machine is switched off in front of the app."""
    await look(connection)
    connection.abort()


async def write_and_drop(connection: asyncssh.SSHClientConnection) -> None:
    """The line drops in the middle of a form."""
    channel, _ = await look(connection)
    channel.write(b"21\r")
    await asyncio.sleep(0.3)
    channel.write("还没写完".encode())
    connection.abort()


async def look_and_quit(connection: asyncssh.SSHClientConnection) -> None:
    """The person leaves as one should."""
    channel, person = await look(connection)
    channel.write(_QUIT)
    await person.gone.wait()


async def look_and_close(connection: asyncssh.SSHClientConnection) -> None:
    """The window is closed."""
    channel, person = await look(connection)
    channel.close()
    await person.gone.wait()


async def ask(connection: asyncssh.SSHClientConnection) -> None:
    """A one-liner."""
    await connection.run("status --json", encoding=None)


async def ask_and_drop(connection: asyncssh.SSHClientConnection) -> None:
    """A command that waits for a file, of which the half comes."""
    process = await connection.create_process(
        "evidence add 4.1-07 --period 2021-09 --name half.bin", encoding=None, stdin=asyncssh.PIPE
    )
    process.stdin.write(_CONTENT)
    await process.stdin.drain()
    connection.abort()


async def send(connection: asyncssh.SSHClientConnection) -> None:
    """A file over SFTP, and a look at the trays."""
    client = await connection.start_sftp_client()
    name = f"待上传/{id(client)}.bin"
    async with client.open(name, "wb") as sent:
        await sent.write(_CONTENT)
    await client.listdir("待上传")
    await client.remove(f"待上传/{id(client)}.bin")
    client.exit()
    await client.wait_closed()


async def send_and_drop(connection: asyncssh.SSHClientConnection) -> None:
    """The line drops in the middle of a file."""
    client = await connection.start_sftp_client()
    sent = await client.open("待上传/broken.bin", "wb")
    await sent.write(_CONTENT)
    connection.abort()


USES: tuple[Use, ...] = (
    look_and_drop,
    look_and_quit,
    write_and_drop,
    ask,
    look_and_drop,
    look_and_close,
    send,
    ask_and_drop,
    look_and_drop,
    send_and_drop,
)


async def visit(port: int, account: str, use: Use) -> None:
    """One visit from the first packet to the last."""
    async with asyncio.timeout(_PATIENCE):
        connection = await asyncssh.connect(
            "127.0.0.1",
            port,
            username=account,
            password=PASSWORD,
            known_hosts=None,
            config=None,
            client_keys=None,
            agent_path=None,
        )
        await use(connection)
        connection.close()
        await connection.wait_closed()


async def main(port: int, begin: int, end: int) -> None:
    """Visits, so many at a time; the first one that goes wrong ends it."""
    numbers = iter(range(begin, end))

    async def come(at: int) -> None:
        uses = islice(cycle(USES), at, None)
        for _ in numbers:
            await visit(port, f"load{at}", next(uses))

    async with asyncio.TaskGroup() as people:
        for at in range(ABREAST):
            people.create_task(come(at))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
