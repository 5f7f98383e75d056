"""The load for :mod:`benchmarks.sessions`: people who sign in, wait, and press a key a second."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import TYPE_CHECKING

import asyncssh
from attrs import define, field

from benchmarks.sessions import KEYS, PACE, SIGN_INS
from tui.sample import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUIET, _IDLE = 3.0, 10.0
"""Seconds for late frames to come, and seconds of watching idle sessions."""
_FIRST = b"F12"
"""Stands in the last line of the first frame."""


@define(eq=False)
class Person(asyncssh.SSHClientSession[bytes]):
    """One client."""

    received: int = 0
    waits_for: asyncio.Future[float] | None = None
    first: asyncio.Future[float] = field(factory=lambda: asyncio.get_running_loop().create_future())
    _tail: bytes = b""

    def data_received(self, data: bytes, datatype: object) -> None:
        """Note when it came."""
        del datatype
        self.received += len(data)
        now = time.perf_counter()
        if not self.first.done():
            self._tail = (self._tail + data)[-65536:]
            if _FIRST in self._tail:
                self.first.set_result(now)
        if self.waits_for is not None and not self.waits_for.done():
            self.waits_for.set_result(now)


@define(eq=False)
class Seat:
    """A person who has signed in."""

    person: Person
    channel: asyncssh.SSHClientChannel[bytes]
    connection: asyncssh.SSHClientConnection


async def sign_in(port: int, number: int) -> tuple[Seat, float]:
    """A person in front of the first frame, and how long that took."""
    began = time.perf_counter()
    connection = await asyncssh.connect(
        "127.0.0.1",
        port,
        username=f"load{number // 4}",
        password=PASSWORD,
        known_hosts=None,
        config=None,
        client_keys=None,
        agent_path=None,
    )
    person = Person()
    channel, _ = await connection.create_session(lambda: person, term_type="xterm", term_size=(120, 40), encoding=None)
    return Seat(person, channel, connection), await person.first - began


async def press(seat: Seat, delay: float, times: list[float]) -> None:
    """Press a key every second, and note how long each frame took."""
    await asyncio.sleep(delay)
    for number in range(KEYS):
        seat.person.waits_for = asyncio.get_running_loop().create_future()
        began = time.perf_counter()
        seat.channel.write(b"\x1b[B" if number % 2 == 0 else b"\x1b[A")
        times.append(await seat.person.waits_for - began)
        await asyncio.sleep(max(0.0, PACE - (time.perf_counter() - began)))


def p95(values: Sequence[float]) -> float:
    """The value that 95 % are not above."""
    return sorted(values)[int(len(values) * 0.95)]


def tell(**figures: float) -> None:
    """One line for the benchmark."""
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


async def main(port: int, people: int) -> None:
    """Sign in, be idle, press keys."""
    tasks = []
    for number in range(people):
        tasks.append(asyncio.create_task(sign_in(port, number)))
        await asyncio.sleep(1 / SIGN_INS)
    arrived = await asyncio.gather(*tasks)
    seats = [seat for seat, _ in arrived]
    await asyncio.sleep(_QUIET)
    tell(p95=p95([took for _, took in arrived]))
    before = sum(seat.person.received for seat in seats)
    await asyncio.sleep(_IDLE)
    tell(bytes=sum(seat.person.received for seat in seats) - before, seconds=_IDLE)
    times: list[float] = []
    await asyncio.gather(*(press(seat, PACE * number / people, times) for number, seat in enumerate(seats)))
    tell(p95=p95(times) * 1000, keys=len(times))
    for seat in seats:
        seat.connection.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
