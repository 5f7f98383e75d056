"""Whatever a stranger sends before signing in: a line in the log, and no traceback."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from tests.ssh.clients import Door, ssh
from tests.ssh.processes import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ssh.conftest import OpenDoor

VERSION = b"SSH-2.0-scan\r\n"
KEXINIT, NEWKEYS, SERVICE, USERAUTH, KEX_FIRST, IGNORE, DISCONNECT, DEBUG, EXT_INFO = 20, 21, 5, 50, 30, 2, 1, 4, 7
MESSAGES = (KEXINIT, NEWKEYS, SERVICE, USERAUTH, KEX_FIRST, 31, IGNORE, DISCONNECT, DEBUG, EXT_INFO, 3, 6, 80, 90, 255)
NAME_LISTS = (
    b"curve25519-sha256",
    b"ssh-ed25519",
    b"aes128-ctr",
    b"aes128-ctr",
    b"hmac-sha2-256",
    b"hmac-sha2-256",
    b"none",
    b"none",
    b"",
    b"",
)
"""What an honest client of few words offers."""
AT_ONCE, MOMENT = 16, 0.3
"""Strangers at a time, and the seconds for which each of them listens to a server that still waits for more."""
OPENINGS = 400


def packet(payload: bytes) -> bytes:
    """A packet before any cipher: its length, the padding's length, and both."""
    padding = -(len(payload) + 5) % 8 + 8
    return (1 + len(payload) + padding).to_bytes(4, "big") + bytes([padding]) + payload + bytes(padding)


def string(content: bytes) -> bytes:
    """A string as SSH has it."""
    return len(content).to_bytes(4, "big") + content


def offer(*lists: bytes) -> bytes:
    """A first packet that is what it should be."""
    return bytes([KEXINIT]) + bytes(16) + b"".join(map(string, lists)) + bytes(5)


def openings(dice: random.Random) -> Iterator[bytes]:
    """What scanners, mistakes and bad people begin with: by chance, the same in every run."""
    yield "SSH-2.0-é\r\n".encode("latin-1")
    yield from (b"", b"\n", b"SSH-2.0-\r\n", b"SSH-1.5-old\r\n", b"GET / HTTP/1.1\r\n\r\n", b"SSH-2.0-" + b"x" * 5000)
    yield from (VERSION + packet(offer(*NAME_LISTS)) + packet(bytes([kind]) + bytes(8)) for kind in MESSAGES)
    yield from (
        VERSION + packet(offer(*NAME_LISTS)) + packet(bytes([KEX_FIRST]) + string(dice.randbytes(n)))
        for n in range(0, 66, 3)
    )
    while True:
        torn = bytearray(packet(offer(*NAME_LISTS)) + packet(bytes([KEX_FIRST]) + string(dice.randbytes(32))))
        for _ in range(dice.choice((1, 2, 8))):
            torn[dice.randrange(len(torn))] = dice.randrange(256)
        letters = b"SSH-2.0-" + dice.randbytes(dice.randrange(1, 60)) + b"\r\n"
        kind = packet(bytes([dice.choice(MESSAGES)]) + dice.randbytes(dice.randrange(40)))
        odd_offer = packet(offer(*(dice.randbytes(dice.randrange(12)) for _ in NAME_LISTS)))
        yield dice.choice(
            (
                dice.randbytes(dice.randrange(1, 300)),
                letters,
                letters + bytes(torn),
                VERSION + bytes(torn),
                VERSION + bytes(torn[: dice.randrange(len(torn))]),
                VERSION + kind,
                VERSION + odd_offer,
                VERSION + packet(offer(*NAME_LISTS)) + kind,
                VERSION + packet(dice.randbytes(dice.randrange(1, 80))),
                VERSION + packet(b""),
            )
        )


async def send(door: Door, opening: bytes, turn: asyncio.Semaphore) -> None:
    """Send it, hear what comes to the end or for a moment, and go."""
    async with turn:
        reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
        writer.write(opening)
        with suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(MOMENT):
                while await reader.read(4096):
                    continue
        writer.close()


def test_a_name_in_other_letters_is_a_line_in_the_log(open_door: OpenDoor) -> None:
    """A program that calls itself é in Latin-1 is no mistake of ours."""
    door = open_door()
    asyncio.run(send(door, "SSH-2.0-é\r\n".encode("latin-1"), asyncio.Semaphore(1)))
    told = door.wait_for_log("a connection sent what can't be read")

    assert "Traceback" not in told
    assert "stray fault" not in told
    assert " ERROR " not in told


def test_no_opening_whatever_leaves_a_traceback(open_door: OpenDoor) -> None:
    """Hundreds of openings, of which some are half valid: the log has its lines, and whoever comes next gets in."""
    door = open_door(counting=True, limits={"startups_free": 100, "startups_full": 200})
    begun = openings(random.Random(2021))  # noqa: S311 - the same in every run

    async def send_all() -> None:
        turn = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(send(door, next(begun), turn) for _ in range(OPENINGS)))

    asyncio.run(send_all())
    told = ssh(door, "reader", "status")
    door.wait_for_log("reader ends")
    # What nobody has asked for is told when it is collected.
    os.kill(children(door.process.pid)[0], signal.SIGUSR1)
    door.wait_for_log("at work: ")

    assert 0 == told.returncode, told.stderr.decode()
    assert "Traceback" not in door.log
    assert "stray fault" not in door.log
    assert all(line in door.log for line in ("ended before anybody signed in", "sent what can't be read"))
