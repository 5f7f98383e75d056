"""Power fails at any moment, with whatever order of writes the disk chose: nothing acknowledged is lost."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from typing import TYPE_CHECKING

from tests.faults import power_loss
from tests.faults.figures import figure
from tests.faults.places import quick_place

if TYPE_CHECKING:
    from collections.abc import Callable


def in_memory(seed_and_count: tuple[int, int]) -> int:
    """Run one share of the states where files cost nothing, if there is such a place."""
    seed, count = seed_and_count
    place = quick_place()
    try:
        return power_loss.run(count, place, seed)
    finally:
        shutil.rmtree(place)


def test_no_state_that_a_power_failure_can_leave_loses_what_was_acknowledged(executed: Callable[..., None]) -> None:
    """Each legal state can be read, has all that was acknowledged, can be written to, and so after a second failure."""
    wanted = figure(5_000, 100_000)
    shares = os.cpu_count() or 1
    with multiprocessing.get_context("fork").Pool(shares) as pool:
        counts = pool.map(in_memory, [(10_000 * share, -(-wanted // shares)) for share in range(shares)])

    executed("states after a power failure", sum(counts), at_least=wanted)
