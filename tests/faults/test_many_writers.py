"""Eight processes write into the same books; then four are killed at any moment, again and again."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from storage.installation import Installation
from tests.faults import writers
from tests.faults.figures import figure
from tests.faults.scene import NOW, check_sound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORK = multiprocessing.get_context("fork")
ENDLESS = 1_000_000


def test_eight_writers_lose_nothing_and_keep_the_order(tmp_path: Path, executed: Callable[..., None]) -> None:
    """Nothing lost, nothing twice, revisions one after the other, and the books sound."""
    data, told = tmp_path / "data", tmp_path / "told"
    Installation.create(data, {"plan.toml": b"#"}, demo_now=NOW)
    saves = figure(125, 2_000)
    fd = os.open(told, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    people = [FORK.Process(target=writers.write, args=(data, number, saves, fd)) for number in range(8)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    os.close(fd)

    assert [each.exitcode for each in people] == [0] * 8
    acknowledged = writers.told_of(told.read_bytes())
    writers.check(data, acknowledged, in_flight=0)
    check_sound(Installation.open(data))
    executed("transactions by 8 processes", len(acknowledged), at_least=8 * saves)


def test_writers_killed_at_any_moment_lose_nothing_acknowledged(tmp_path: Path, executed: Callable[..., None]) -> None:
    """Whatever a killed writer was told of is there, and the next ones go on from it."""
    chance = random.Random(2021)
    rounds, survived = figure(30, 1_000), 0
    for number in range(rounds):
        if number % 50 == 0:
            data, told = tmp_path / f"data-{number}", tmp_path / f"told-{number}"
            Installation.create(data, {"plan.toml": b"#"}, demo_now=NOW)
            lost_count = 0
        lost_count += _killed_round(data, told, chance)
        writers.check(data, writers.told_of(told.read_bytes()), in_flight=lost_count)
        survived += 1
        if number % 50 == 49 or number == rounds - 1:
            check_sound(Installation.open(data))

    executed("rounds of four writers killed", survived, at_least=rounds)


def _killed_round(data: Path, told: Path, chance: random.Random) -> int:
    """Start four writers, kill them once they are writing; gives how many saves may have been in flight."""
    begun, ends = os.pipe()
    people = [FORK.Process(target=_write_on, args=(data, told, number, ends, begun)) for number in range(4)]
    for each in people:
        each.start()
    os.close(ends)
    # So many saves, told of by whoever made them, and then a moment that is no multiple of anything.
    for _ in range(chance.randrange(4, 40)):
        os.read(begun, 1)
    for each in chance.sample(people, 4):
        for _ in range(chance.randrange(0, 2000)):
            continue
        os.kill(each.pid or 0, signal.SIGKILL)
    for each in people:
        each.join()
    os.close(begun)
    return len(people)


def _write_on(data: Path, told: Path, writer: int, ends: int, begun: int) -> None:
    os.close(begun)
    # A writer of an earlier round may have come further than it could tell: numbers go on from what the books say.
    past = [each.number for each in writers.found_in(Installation.open(data)) if each.writer == writer]
    fd = os.open(told, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    with suppress(BrokenPipeError):
        writers.write_from(data, writer, max(past, default=0), ENDLESS, fd, ends)
