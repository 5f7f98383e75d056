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
    rows = {
        "cold, 60 books": measured(lambda: _read(Installation.open(data), names), 9),
        "cold, one book": measured(lambda: _read(Installation.open(data), names[:1]), 20),
        "warm, 60 books": measured(lambda: _read(warm, names), 20),
        "warm after one save": measured(lambda: _read(warm, names), 20, before=lambda: _save(data, names[0])),
    }
    return tell(f"reading {reports} reports", rows, BOUNDS_MS)


def _read(installation: Installation, names: list[str]) -> int:
    return sum(len(installation.ledger.book(name).entries(Report)) for name in names)


def _save(data: Path, name: str) -> None:
    book = Installation.open(data).ledger.book(name)
    entry = book.entries(Report)[0]
    with book.transaction(by=name, at=NOW) as transaction:
        transaction.append("saved", entry.key, entry.document, based_on=entry.revision)


def measured(act: Callable[[], object], rounds: int, before: Callable[[], None] | None = None) -> tuple[float, float]:
    """Milliseconds that ``act`` takes, of the processor at best and of a person's time usually.

    Args:
        act: what to measure.
        rounds: how often.
        before: what is done before each round and not counted.
    """
    worked, waited = [], []
    for _ in range(rounds):
        if before:
            before()
        begun, begun_work = time.perf_counter(), time.process_time()
        act()
        worked.append((time.process_time() - begun_work) * 1e3)
        waited.append((time.perf_counter() - begun) * 1e3)
    return min(worked), statistics.median(waited)


def tell(title: str, rows: dict[str, tuple[float, float]], bounds: dict[str, float]) -> int:
    """Print work and waiting beside their bounds; gives 1 if one is broken.

    The bounds are for the work: on a host with nothing else to do, which is what they mean, the waiting is the same.
    """
    say(f"{title:<28}{'work ms':>9}{'p50 ms':>9}{'bound ms':>10}")
    for name, (work, usual) in rows.items():
        say(f"{name:<28}{work:>9.2f}{usual:>9.2f}{bounds[name]:>10.0f}")
    is_kept = all(work <= bounds[name] for name, (work, _) in rows.items())
    say(f"bounds: {'kept' if is_kept else 'broken'}")
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
