"""Processes that write into the same books at the same time, each telling of what it was acknowledged."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from attrs import frozen

from departments.ledger import BookBusy, RevisionConflict
from departments.reports import Report
from storage.installation import Installation
from tests.building import a_report
from tests.faults.scene import NOW

if TYPE_CHECKING:
    from pathlib import Path

BOOKS = ("kjj", "rsj")
SHARED = "4.1-01"
"""The report on which all writers are at once."""


@frozen
class Saved:
    """One acknowledged save."""

    writer: int
    number: int
    """The writer's own count of saves, from 1."""
    book: str
    commitment: str
    revision: int


def write(data: Path, writer: int, saves: int, told: int) -> None:
    """Save so many times, in turn a report of one's own and the shared one; tell of each on a descriptor.

    Args:
        data: the installation.
        writer: who this is.
        saves: how often.
        told: where to write a line for every acknowledgement.
    """
    write_from(data, writer, 0, saves, told, None)


def write_from(data: Path, writer: int, past: int, saves: int, told: int, ticks: int | None) -> None:
    """As :func:`write`, going on after ``past`` saves, with a byte on another descriptor for each save."""
    installation = Installation.open(data)
    for number in range(past + 1, past + saves + 1):
        book = BOOKS[(writer + number // 2) % len(BOOKS)]
        commitment = SHARED if number % 2 else f"4.2-{writer:02d}"
        revision = _save(installation, book, commitment, writer, number)
        os.write(told, f"{writer} {number} {book} {commitment} {revision}\n".encode())
        if ticks is not None:
            os.write(ticks, b".")


def _save(installation: Installation, name: str, commitment: str, writer: int, number: int) -> int:
    book = installation.ledger.book(name)
    report = a_report(commitment, {"4.1-01.1": number}, explanation=f"{writer} {number}")
    while True:
        standing = book.entry(Report, report.key)
        revision = standing.revision if standing else 0
        try:
            with book.transaction(by=f"writer{writer}", at=NOW) as transaction:
                transaction.append("saved", report.key, report, based_on=revision)
        except (RevisionConflict, BookBusy):
            continue
        return revision + 1


def told_of(text: bytes) -> list[Saved]:
    """The acknowledgements in what the writers told; a line cut off by a kill was not one."""
    whole, _, _ = text.rpartition(b"\n")
    saves = []
    for line in whole.decode().splitlines():
        writer, number, book, commitment, revision = line.split()
        saves.append(Saved(int(writer), int(number), book, commitment, int(revision)))
    return saves


def found_in(installation: Installation) -> list[Saved]:
    """Every save that the books tell of, in their order."""
    found = []
    for name in BOOKS:
        for event in installation.ledger.book(name).events(Report):
            assert isinstance(event.document, Report)
            writer, number = event.document.explanation.split()
            found.append(Saved(int(writer), int(number), name, event.document.commitment, event.revision))
    return found


def check(data: Path, acknowledged: list[Saved], *, in_flight: int) -> None:
    """Fail unless all that was acknowledged is there, once, in order, and next to nothing else.

    Args:
        data: the installation.
        acknowledged: what the writers were told.
        in_flight: how many saves may be there that nobody was told of.
    """
    found = found_in(Installation.open(data))
    assert len(set(found)) == len(found), "something is there twice"
    assert set(acknowledged) <= set(found), "something acknowledged is gone"
    assert len(found) - len(acknowledged) <= in_flight
    for book in BOOKS:
        here = [each for each in found if each.book == book]
        for commitment in {each.commitment for each in here}:
            revisions = [each.revision for each in here if each.commitment == commitment]
            assert revisions == list(range(1, len(revisions) + 1))
        for writer in {each.writer for each in here}:
            numbers = [each.number for each in here if each.writer == writer]
            assert numbers == sorted(numbers), "a writer's saves are out of order"
