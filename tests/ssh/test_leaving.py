"""What is left of visits when they are over: nothing, however they ended."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from typing import TYPE_CHECKING

from benchmarks.cycles_load import USES, visit
from tests.waiting import until

if TYPE_CHECKING:
    from tests.ssh.clients import Door
    from tests.ssh.conftest import OpenDoor

AT_A_TIME = 4
"""People at once; so many of the last ones may still be known, until somebody else comes."""
ACCOUNTS = ("rsj", "wjw")
COUNTED = re.compile(r"alive: ([\d ]+)\n.* at work: (\d+) sessions, (\d+) tasks, (\d+) threads, (\d+) descriptors")


def worker_of(door: Door) -> int:
    """The only worker's process."""
    return int(next(line for line in door.log.split("\n") if " begins" in line).split()[2])


def census(door: Door) -> list[int]:
    """Apps, visits, connections and channels that are alive; sessions, tasks and file descriptors."""
    seen = len(COUNTED.findall(door.log))
    os.kill(worker_of(door), signal.SIGUSR1)
    until(lambda: len(COUNTED.findall(door.log)) > seen, "the census")
    alive, sessions, tasks, _, descriptors = COUNTED.findall(door.log)[-1]
    return [*map(int, alive.split()), int(sessions), int(tasks), int(descriptors)]


def census_of_nobody(door: Door) -> list[int]:
    """The same, when the last visit has ended and two counts agree."""

    def counted() -> list[int] | None:
        first, second = census(door), census(door)
        return second if first == second and not second[4] else None

    return until(counted, "the end of all visits")


async def come_and_go(door: Door, rounds: int) -> None:
    """People who use the door in every way and leave it in every way, so many times each."""
    for _ in range(rounds):
        for at in range(0, len(USES), AT_A_TIME):
            uses = USES[at : at + AT_A_TIME]
            await asyncio.gather(*(visit(door.port, ACCOUNTS[number % 2], use) for number, use in enumerate(uses)))


async def test_visits_leave_nothing_behind(open_door: OpenDoor) -> None:
    """Fifty people come, work and drop the line: descriptors, tasks and every object of theirs are gone."""
    door = open_door(counting=True)
    await come_and_go(door, 1)
    before = census_of_nobody(door)
    await come_and_go(door, 4)
    after = census_of_nobody(door)

    assert before[4:] == after[4:]
    assert max(after[:4]) <= AT_A_TIME
