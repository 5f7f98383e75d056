"""Bytes flipped and files cut short: each damage is told, or is harmless."""

from __future__ import annotations

import hashlib
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
from storage.view import CHECKPOINT, HEAD
from tests.building import a_report
from tests.faults.scene import NOW, Snapshot, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from departments.ledger import Event

SAVES = 12
COMMITMENTS = ("4.1-01", "4.1-02", "4.2-01")


@frozen
class Harm:
    """One thing done to one file."""

    path: str
    at: int
    """Where, in bytes; the new length where the file is cut."""
    flip: int
    """The bits turned over; 0 where the file is cut."""
    is_bare: bool = False
    """Whether kept state and noted head are gone as well, so that the journal stands for itself."""


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
        if path.endswith("journal.jsonl") and number % 5 == 0:
            # Of the last line nobody could tell without the note whether it was ever acknowledged.
            last = (data / path).read_bytes()[:-1].rindex(b"\n")
            yield Harm(path, chance.randrange(last), chance.randrange(1, 256), is_bare=True)
        elif number % 4 == 0:
            # The end of a file is where a cut is hardest to tell from an append that never came to its end.
            yield Harm(path, max(0, size - chance.randrange(1, 40)) if number % 8 else chance.randrange(size), 0)
        else:
            yield Harm(
                path, chance.randrange(size), 1 << chance.randrange(8) if number % 2 else chance.randrange(1, 256)
            )


@frozen
class Told:
    """All that a store says."""

    documents: Snapshot
    history: tuple[Event, ...]
    evidence: dict[str, str]
    """Hash of the content by path."""

    @classmethod
    def by(cls, data: Path) -> Told:
        """What the store in this directory says."""
        installation = Installation.open(data)
        history = [each for name in installation.ledger.names() for each in installation.ledger.book(name).events()]
        evidence = {
            str(each.relative_to(data)): hashlib.sha256(each.read_bytes()).hexdigest()
            for each in sorted((data / "evidence").rglob("*"))
            if each.is_file()
        }
        return cls(snapshot(installation), tuple(history), evidence)


def try_harm(made: Path, data: Path, harm: Harm, healthy: Told) -> bool:
    """Do it; whatever is not told must have changed nothing. Gives whether it was told."""
    path = data / harm.path
    content = bytearray(path.read_bytes())
    if harm.flip:
        content[harm.at] ^= harm.flip
    else:
        del content[harm.at :]
    path.write_bytes(content)
    aside = [path.parent / CHECKPOINT, path.parent / HEAD] if harm.is_bare else []
    for each in aside:
        each.unlink()
    try:
        if path.name == CHECKPOINT:
            # Made again from the journal by whoever reads, without anybody looking through everything.
            assert snapshot(Installation.open(data)) == healthy.documents
        return not _is_quiet(data, healthy)
    finally:
        for each in (path, *aside):
            each.write_bytes((made / each.relative_to(data)).read_bytes())


def _is_quiet(data: Path, healthy: Told) -> bool:
    """Whether nothing told of damage; fails if something had changed all the same."""
    try:
        installation = Installation.open(data)
        found = verify_installation(installation)
    except (Refusal, Damage):
        return False
    if not found.is_ok:
        return False
    assert Told.by(data) == healthy
    assert installation.credentials.check("rsj", "a-password-of-one's-own")
    return True


def run(count: int, place: Path, seed: int = 0) -> tuple[int, int]:
    """Try so many harms; gives how many were tried and how many were told."""
    made, data = place / "made", place / "data"
    make(made)
    healthy = Told.by(made)
    assert verify_installation(Installation.open(made)).is_ok, "a false alarm"
    shutil.copytree(made, data)
    tried = told = 0
    for harm in harms(made, count, random.Random(seed)):
        told += try_harm(made, data, harm, healthy)
        tried += 1
    assert verify_installation(Installation.open(data)).is_ok, "a false alarm"
    return tried, told
