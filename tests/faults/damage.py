"""Bytes flipped and files cut short: each damage is told, or is harmless."""

from __future__ import annotations

import io
import random
import shutil
from typing import TYPE_CHECKING
from unittest import mock

from attrs import evolve, frozen

from departments.refusals import Damage, Refusal
from departments.reports import Report
from storage import verify_installation, view
from storage.installation import Installation
from tests.building import a_report
from tests.faults.scene import NOW, Snapshot, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAVES = 12
FILES = 2 * SAVES
COMMITMENTS = ("4.1-01", "4.1-02", "4.2-01")


@frozen
class Harm:
    """One thing done to one file."""

    path: str
    at: int
    """Where, in bytes; the new length where the file is cut."""
    flip: int
    """The bits turned over; 0 where the file is cut."""


def make(data: Path) -> None:
    """A store with journals, kept states, noted heads, evidence and passwords."""
    installation = Installation.create(data, {"plan.toml": b"#"}, demo_now=NOW)
    installation.credentials.set_passwords(["rsj", "kjj"], "a-password-of-one's-own", one_time=False)
    with mock.patch.object(view, "_FEW", 8):
        for number in range(SAVES):
            for name in ("rsj", "kjj"):
                evidence = installation.shelf.put(name, "照片.jpg", io.BytesIO(bytes([number]) * 300))
                book = installation.ledger.book(name)
                report = a_report(COMMITMENTS[number % 3], {"4.1-01.1": number}, evidence=(evidence,))
                with book.transaction(by=name, at=NOW) as transaction:
                    standing = transaction.entry(Report, report.key)
                    revision = standing.revision if standing else 0
                    transaction.append("saved", report.key, report, based_on=revision)
                    if number % 4 == 0:
                        transaction.append("submitted", report.key, evolve(report), based_on=revision + 1)


def harms(data: Path, count: int, chance: random.Random) -> Iterator[Harm]:
    """So many harms to the files of a store, each file and each kind of harm getting its share."""
    files = [str(each.relative_to(data)) for each in sorted(data.rglob("*")) if each.is_file() and each.stat().st_size]
    books = [each for each in files if each.startswith("books/")]
    for number in range(count):
        # Books are what the promise is about: they get two thirds.
        path = chance.choice(books if number % 3 else files)
        size = (data / path).stat().st_size
        if number % 4 == 0:
            # The end of a file is where a cut is hardest to tell from an append that never came to its end.
            yield Harm(path, max(0, size - chance.randrange(1, 40)) if number % 8 else chance.randrange(size), 0)
        else:
            yield Harm(
                path, chance.randrange(size), 1 << chance.randrange(8) if number % 2 else chance.randrange(1, 256)
            )


def try_harm(made: Path, data: Path, harm: Harm, healthy: Snapshot) -> bool:
    """Do it; whatever is not told must have changed nothing. Gives whether it was told."""
    path = data / harm.path
    content = bytearray(path.read_bytes())
    if harm.flip:
        content[harm.at] ^= harm.flip
    else:
        del content[harm.at :]
    path.write_bytes(content)
    try:
        is_told = not _is_quiet(data, healthy)
    finally:
        path.write_bytes((made / harm.path).read_bytes())
    return is_told


def _is_quiet(data: Path, healthy: Snapshot) -> bool:
    """Whether nothing told of damage; fails if something had changed all the same."""
    try:
        installation = Installation.open(data)
        found = verify_installation(installation)
    except (Refusal, Damage):
        return False
    if not found.is_ok:
        return False
    assert snapshot(installation) == healthy
    assert found.evidence.files == FILES
    assert installation.credentials.check("rsj", "a-password-of-one's-own")
    return True


def run(count: int, place: Path, seed: int = 0) -> tuple[int, int]:
    """Try so many harms; gives how many were tried and how many were told."""
    made, data = place / "made", place / "data"
    make(made)
    healthy = snapshot(Installation.open(made))
    assert verify_installation(Installation.open(made)).is_ok, "a false alarm"
    shutil.copytree(made, data)
    tried = told = 0
    for harm in harms(made, count, random.Random(seed)):
        told += try_harm(made, data, harm, healthy)
        tried += 1
    assert verify_installation(Installation.open(data)).is_ok, "a false alarm"
    return tried, told
