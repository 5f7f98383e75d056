"""What a durable save costs: beside SQLite, through the year, and with more departments."""

from __future__ import annotations

import json
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from benchmarks.samples import NOW, YEAR, a_report, commitments, fill, periods
from benchmarks.saying import say
from departments.periods import Period
from departments.reports import Report
from storage import records
from storage.installation import Installation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from storage.book import DiskBook

BLOCK = 65
"""Saves of which at least one writes a checkpoint."""
ROUNDS = 10 * BLOCK
WARMING = 20
MOST_OVER_SQLITE = 2.0
MOST_OVER_FIRST_MONTH = 1.2


def main() -> int:
    """Measure, print the table, and give 1 if a bound is broken."""
    with tempfile.TemporaryDirectory(prefix="tianbao-bench-") as place:
        return _run(Path(place))


def _run(place: Path) -> int:
    savers = {f"month {months}": _ours(place / f"m{months}", months=months, departments=1) for months in (1, 6, 12)}
    savers |= {"60 departments": _ours(place / "d60", months=1, departments=60)}
    rivals = {f"month {months}": _sqlite(place / f"sqlite{months}.db", months) for months in (1, 6, 12)}
    times = _interleaved({**savers, **{f"sqlite {name}": save for name, save in rivals.items()}})
    first = times["month 1"]
    broken = 0
    say(f"{'a durable save':<18}{'p50 ms':>9}{'mean ms':>9}{'sqlite p50':>12}{'ratio':>8}{'to month 1':>12}")
    for name in savers:
        p50, mean = statistics.median(times[name]), _mean(times[name])
        to_first = max(p50 / statistics.median(first), mean / _mean(first))
        rival = times.get(f"sqlite {name}")
        ratio = p50 / statistics.median(rival) if rival else 0.0
        beside = f"{statistics.median(rival) * 1e3:>12.3f}{ratio:>8.2f}" if rival else f"{'':>20}"
        say(f"{name:<18}{p50 * 1e3:>9.3f}{mean * 1e3:>9.3f}{beside}{to_first:>12.2f}")
        broken += ratio > MOST_OVER_SQLITE or to_first > MOST_OVER_FIRST_MONTH
    say(f"bounds: {MOST_OVER_SQLITE} x SQLite, {MOST_OVER_FIRST_MONTH} x month 1: {'broken' if broken else 'kept'}")
    return 1 if broken else 0


def _mean(times: list[float]) -> float:
    """The usual mean over a block in which at least one checkpoint is written: the middle one of all blocks' means."""
    blocks = [times[start : start + BLOCK] for start in range(0, len(times), BLOCK)]
    return statistics.median(statistics.mean(each) for each in blocks)


def _interleaved(savers: dict[str, Iterator[None]]) -> dict[str, list[float]]:
    # Taking turns, so that whatever else the disk is doing falls on all of them alike.
    times: dict[str, list[float]] = {name: [] for name in savers}
    for turn in range(WARMING + ROUNDS):
        for name, save in savers.items():
            begun = time.perf_counter()
            next(save)
            if turn >= WARMING:
                times[name].append(time.perf_counter() - begun)
    return times


def _changed(turn: int) -> Report:
    report = a_report("d00", commitments()[turn % 4], Period(YEAR, 1))
    return evolve(report, narrative=evolve(report.narrative, problems=f"第{turn}次修改"))


def _ours(data: Path, *, months: int, departments: int) -> Iterator[None]:
    ledger = Installation.create(data, {}).ledger
    for number in range(departments):
        fill(ledger.book(f"d{number:02d}"), months=months)
    return _saving(lambda: Installation.open(data).ledger.book("d00"))


def _saving(opened: Callable[[], DiskBook]) -> Iterator[None]:
    book = opened()
    turn = 0
    while True:
        turn += 1
        report = _changed(turn)
        with book.transaction(by="d00", at=NOW) as transaction:
            standing = transaction.entry(Report, report.key)
            transaction.append("saved", report.key, report, based_on=standing.revision if standing else 0)
        yield


def _sqlite(path: Path, months: int) -> Iterator[None]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE document (key TEXT PRIMARY KEY, revision INTEGER, body TEXT)")
    connection.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, key TEXT, at TEXT, by TEXT, body TEXT)")
    for period in periods(months):
        for commitment in commitments():
            for _ in range(3):
                _store(connection, a_report("d00", commitment, period))
    turn = 0
    while True:
        turn += 1
        _store(connection, _changed(turn))
        yield


def _store(connection: sqlite3.Connection, report: Report) -> None:
    body = json.dumps(records.document_of(report), ensure_ascii=False)
    connection.execute("BEGIN IMMEDIATE")
    found = connection.execute("SELECT revision FROM document WHERE key = ?", (report.key,)).fetchone()
    revision = found[0] + 1 if found else 1
    connection.execute("INSERT OR REPLACE INTO document VALUES (?, ?, ?)", (report.key, revision, body))
    event = (report.key, NOW.isoformat(), "d00", body)
    connection.execute("INSERT INTO event (key, at, by, body) VALUES (?, ?, ?, ?)", event)
    connection.execute("COMMIT")


if __name__ == "__main__":
    sys.exit(main())
