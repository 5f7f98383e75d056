"""What reading costs: sixty books of a full year, cold and warm, and one book."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.samples import NOW, fill
from benchmarks.saying import say
from departments.reports import Report
from storage.installation import Installation

if TYPE_CHECKING:
    from collections.abc import Callable

DEPARTMENTS = 60
WITH_FOUR = 20
MONTHS = 12
BOUNDS_MS = {"cold, 60 books": 500.0, "warm, 60 books": 10.0, "warm after one save": 10.0, "cold, one book": 50.0}


def main() -> int:
    """Measure, print the table, and give 1 if a bound is broken."""
    with tempfile.TemporaryDirectory(prefix="tianbao-bench-") as place:
        data = Path(place) / "data"
        installation = Installation.create(data, {})
        names = [f"d{number:02d}" for number in range(DEPARTMENTS)]
        for number, name in enumerate(names):
            # 200 commitments spread over 60 departments.
            fill(installation.ledger.book(name), months=MONTHS, count=4 if number < WITH_FOUR else 3)
        return _run(data, names)


def _run(data: Path, names: list[str]) -> int:
    warm = Installation.open(data)
    reports = _read(warm, names)
    measured = {
        "cold, 60 books": milliseconds(lambda: _read(Installation.open(data), names), 5),
        "cold, one book": milliseconds(lambda: _read(Installation.open(data), names[:1]), 20),
        "warm, 60 books": milliseconds(lambda: _read(warm, names), 20),
    }
    measured["warm after one save"] = milliseconds(lambda: _read(warm, names), 20, before=lambda: _save(data, names[0]))
    say(f"{'reading ' + str(reports) + ' reports':<28}{'p50 ms':>9}{'bound ms':>10}")
    for name, taken in measured.items():
        say(f"{name:<28}{taken:>9.2f}{BOUNDS_MS[name]:>10.0f}")
    is_kept = all(taken <= BOUNDS_MS[name] for name, taken in measured.items())
    say(f"bounds: {'kept' if is_kept else 'broken'}")
    return 0 if is_kept else 1


def _read(installation: Installation, names: list[str]) -> int:
    return sum(len(installation.ledger.book(name).entries(Report)) for name in names)


def _save(data: Path, name: str) -> None:
    book = Installation.open(data).ledger.book(name)
    entry = book.entries(Report)[0]
    with book.transaction(by=name, at=NOW) as transaction:
        transaction.append("saved", entry.key, entry.document, based_on=entry.revision)


def milliseconds(act: Callable[[], object], rounds: int, before: Callable[[], None] | None = None) -> float:
    """What ``act`` takes, the median of so many rounds; what is done before each is not counted."""
    times = []
    for _ in range(rounds):
        if before:
            before()
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1e3)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
