"""Before the first page stands: keys, a window's new size, and a line that is gone again; and packets that are odd."""

from __future__ import annotations

import asyncio
import os
import zlib
from typing import TYPE_CHECKING

import asyncssh
import pyte
import pytest
from asyncssh.constants import MSG_IGNORE
from asyncssh.packet import String

from tests.ssh.clients import PATIENCE, connection, ssh
from tests.waiting import until
from tui.ssh.unpacking import LONGEST, BoundedUnpacking

if TYPE_CHECKING:
    from tests.ssh.clients import Door

CTRL_Q = b"\x11"
VISITORS = 12
MB = 1024 * 1024


@pytest.mark.parametrize("flags", [("-tt",), ("-tt", "-n")], ids=["nothing-to-type", "no-input"])
def test_a_client_that_can_type_nothing_is_not_waited_for(door: Door, flags: tuple[str, ...]) -> None:
    """A terminal without a keyboard behind it: the app is left as if the line had dropped."""
    assert ssh(door, "rsj", flags=flags, env={"TERM": "xterm"}).returncode == 0


def test_lines_that_are_gone_at_once_hold_no_seat(door: Door) -> None:
    """However early they go: an account has four seats, and all of them are free again."""

    async def come_and_go(moments: int) -> None:
        async with connection(door) as there:
            await there.create_session(asyncssh.SSHClientSession, term_type="xterm", term_size=(80, 24))
            for _ in range(moments):
                await asyncio.sleep(0)
            there.abort()

    for moments in range(VISITORS):
        asyncio.run(come_and_go(moments * moments))
    until(lambda: door.log.count("rsj signed in") >= VISITORS, "all visitors")
    until(lambda: door.log.count("rsj begins: app") == door.log.count("rsj ends: app"), "the end of each visit")

    assert [0] * 4 == [ssh(door, "rsj", "status", "--json").returncode for _ in range(4)]


def test_the_window_may_grow_before_the_first_page(door: Door) -> None:
    """The first page that stays has the size that the window has by then."""

    async def keys_stand_at() -> int:
        screen = pyte.Screen(120, 40)
        stream = pyte.ByteStream(screen)
        async with connection(door) as there:
            process = await there.create_process(term_type="xterm", term_size=(80, 24), encoding=None)
            process.change_terminal_size(120, 40)
            async with asyncio.timeout(PATIENCE):
                while "F12" not in screen.display[39]:
                    stream.feed(await process.stdout.read(65536))
            return next(place for place, line in enumerate(screen.display, 1) if "F12" in line)

    assert 40 == asyncio.run(keys_stand_at())


def test_a_key_before_the_first_page_counts(door: Door) -> None:
    """Ctrl+Q right after the sign-in leaves the app."""

    async def left_with() -> int | None:
        async with connection(door) as there:
            process = await there.create_process(term_type="xterm", term_size=(80, 24), encoding=None)
            process.stdin.write(CTRL_Q)
            async with asyncio.timeout(PATIENCE):
                return (await process.wait()).exit_status

    assert 0 == asyncio.run(left_with())


def test_a_client_that_takes_a_byte_at_a_time_is_refused(door: Door) -> None:
    """A screen would be tens of thousands of packets, for which everybody else would wait."""

    async def ask() -> None:
        async with connection(door) as there:
            await there.create_session(asyncssh.SSHClientSession, term_type="xterm", max_pktsize=1)

    with pytest.raises(asyncssh.ChannelOpenError, match="kilobyte"):
        asyncio.run(ask())


def test_a_packet_that_unpacks_into_hundreds_of_megabytes_ends_its_connection(door: Door) -> None:
    """No more of it is unpacked than any packet holds, and the others' sessions go on."""

    async def send() -> None:
        async with connection(door, compression_algs=["zlib@openssh.com"]) as there:
            await there.create_process("status --json", encoding=None)
            there.send_packet(MSG_IGNORE, String(bytes(200 * MB)))
            async with asyncio.timeout(PATIENCE):
                await there.wait_closed()

    asyncio.run(send())

    assert 0 == ssh(door, "rsj", "status", "--json", flags=("-C",)).returncode
    assert "ERROR" not in door.log


def test_whatever_any_packet_may_hold_is_unpacked() -> None:
    """Packet by packet, as they were packed; one that is too long, or is none, is not."""
    packing, unpacking = zlib.compressobj(), BoundedUnpacking()
    packets = [os.urandom(size) for size in (1, 1000, 32 * 1024 + 1024)]
    packed = [packing.compress(each) + packing.flush(zlib.Z_SYNC_FLUSH) for each in packets]

    assert packets == [unpacking.decompress(each) for each in packed]
    assert unpacking.decompress(packing.compress(bytes(LONGEST)) + packing.flush(zlib.Z_SYNC_FLUSH)) is None
    assert BoundedUnpacking().decompress(b"none") is None
