"""A process that runs one harness in little against whatever ``storage`` it finds, and says whether it was bitten."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import storage
from departments.refusals import Damage, Refusal
from storage.installation import Installation
from tests.faults import damage, every_call_fails, power_loss, writers
from tests.faults.places import quick_place
from tests.faults.scene import NOW, check_sound

if TYPE_CHECKING:
    from collections.abc import Callable

BITTEN = 3


def writers_at_once(place: Path) -> None:
    """Four processes write into the same books."""
    data, told = place / "data", place / "told"
    Installation.create(data, {"plan.toml": b"#"}, demo_now=NOW)
    fd = os.open(told, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    fork = multiprocessing.get_context("fork")
    people = [fork.Process(target=writers.write, args=(data, number, 40, fd)) for number in range(4)]
    for each in people:
        each.start()
    for each in people:
        each.join(timeout=20)
        each.kill()
    assert [each.exitcode for each in people] == [0] * len(people), "a writer was turned away or fell"
    writers.check(data, writers.told_of(told.read_bytes()), in_flight=0)
    check_sound(Installation.open(data))


HARNESSES: dict[str, Callable[[Path], object]] = {
    "power": lambda place: power_loss.run(500, place),
    "calls": lambda place: every_call_fails.run(place, one_in=3, verbs=("save", "attach")),
    "writers": writers_at_once,
    "damage": lambda place: damage.run(400, place),
}


def main() -> int:
    """Run the harness that is named; 0 if it found nothing, :data:`BITTEN` if it did."""
    name, home = sys.argv[1:]
    if not Path(storage.__file__).is_relative_to(home):
        raise SystemExit(f"this is another storage: {storage.__file__}")
    place = quick_place()
    try:
        HARNESSES[name](place)
    except (AssertionError, Damage, Refusal, OSError, ValueError, LookupError) as bite:
        sys.stdout.write(f"{type(bite).__name__}: {bite}"[:300])
        return BITTEN
    finally:
        shutil.rmtree(place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
