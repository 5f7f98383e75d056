"""Strangers at the door: counted together, whichever process they come to, and kept few."""

from __future__ import annotations

import os
import signal
import socket
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.ssh.clients import PATIENCE, Door, ssh
from tests.ssh.processes import children
from tests.waiting import until
from tui.ssh.limits import Limits
from tui.ssh.startups import Startups, Tally

if TYPE_CHECKING:
    from tests.ssh.conftest import OpenDoor

CUT_OFF = 255


@pytest.mark.parametrize(("signing_in", "chance"), [(0, 0), (9, 0), (10, 30), (55, 65), (99, 99.2), (100, 100)])
def test_new_connections_are_refused_early_and_by_chance(signing_in: int, chance: float) -> None:
    """10:30:100 as OpenSSH has it: none before ten, thirty per cent from then on, all at a hundred; of both workers."""
    tally = Tally(2)
    below, above = (
        Startups(Limits(), tally, 0, lambda: chance - 0.1),
        Startups(Limits(), tally, 1, lambda: chance + 0.1),
    )
    for number in range(signing_in):
        (below, above)[number % 3 // 2].begin()

    assert (chance > 0, chance == 100) == (below.is_refused(), above.is_refused())


def test_strangers_that_hold_connections_keep_others_out_only_so_far(open_door: OpenDoor) -> None:
    """Connections that don't sign in are counted; past the limit a client is turned away, and let in when they go."""
    door = open_door(limits={"startups_free": 3, "startups_full": 3})
    held = [socket.create_connection(("127.0.0.1", door.port)) for _ in range(3)]
    for each in held:
        each.recv(64)
    refused = ssh(door, "reader", "status")
    for each in held:
        each.close()

    assert CUT_OFF == refused.returncode
    assert "turned away" in door.log
    assert until(lambda: ssh(door, "reader", "status").returncode == 0, "room for a client")


def stranger(door: Door) -> socket.socket | None:
    """A connection that doesn't sign in; None if it was turned away."""
    line = socket.create_connection(("127.0.0.1", door.port), timeout=PATIENCE)
    if line.recv(64).startswith(b"SSH-2.0"):
        return line
    line.close()
    return None


def are_there(door: Door, many: int) -> list[socket.socket]:
    """So many strangers at a time, of whom some may have had to come several times."""
    return [until(partial(stranger, door), f"stranger {number}") for number in range(many)]


def test_ten_come_in_and_none_beyond_the_last_over_four_processes(open_door: OpenDoor) -> None:
    """Nobody is turned away before the tenth, whichever process they come to, and everybody at the limit."""
    door = open_door(workers=4, limits={"startups_full": 25})
    first = [stranger(door) for _ in range(10)]
    more = are_there(door, 15)
    beyond = [stranger(door) for _ in range(20)]
    for each in (*first, *more):
        if each:
            each.close()

    assert None not in first
    assert [None] * 20 == beyond
    assert 100 == Limits().startups_full
    assert until(lambda: ssh(door, "reader", "status").returncode == 0, "room for a client")


def is_cut(line: socket.socket) -> bool:
    """Whether the other end has gone."""
    line.settimeout(0.5)
    try:
        while line.recv(4096):
            continue
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


def test_a_process_that_dies_leaves_nobody_counted(open_door: OpenDoor) -> None:
    """There is room for as many as it had; the others' strangers are counted as before."""
    door = open_door(workers=2, limits={"startups_free": 6, "startups_full": 6})
    held = are_there(door, 6)
    os.kill(children(door.process.pid)[0], signal.SIGKILL)
    door.wait_for_log("is replaced")
    lost = [each for each in held if is_cut(each)]
    until(lambda: len(children(door.process.pid)) == 2, "the one in its place")
    anew = are_there(door, len(lost)) if lost else []

    assert None is stranger(door)
    for each in (*held, *anew):
        each.close()
