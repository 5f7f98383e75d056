"""A story is written, power fails anywhere in it, and fails again while it is being put right."""

from __future__ import annotations

import hashlib
import io
import random
import shutil
from typing import TYPE_CHECKING, Any
from unittest import mock

from attrs import define, field, frozen

from departments.reports import Evidence, Narrative, Report
from storage import journal, records, verify_installation, view
from storage.installation import Installation
from storage.journal import Change
from tests.building import a_report
from tests.faults.recording import Acknowledged, Recording, states, write_out
from tests.faults.scene import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BOOKS = ("rsj", "kjj", "office")
STATES_A_POINT = 24
AGAIN_A_STATE = 2
"""States tried of a second failure, for each of the first."""


@frozen
class Appended:
    """A transaction was acknowledged: the book's chain then had these hashes."""

    book: str
    hashes: tuple[str, ...]


@frozen
class PasswordSet:
    """A password was acknowledged."""

    account: str
    password: str


@define
class Story:
    """Somebody writes into an installation, as chance will have it."""

    installation: Installation
    chance: random.Random
    recording: Recording
    revisions: dict[tuple[str, str], int] = field(factory=dict)
    written: int = 0

    def tell(self, steps: int) -> None:
        """Do so many things."""
        for _ in range(steps):
            # The first kinds are drawn more often: they are what the promise is about.
            chosen = self.chance.choice(
                [self.save, self.save, self.save_several, self.attach, self.tear, self.set_password]
            )
            chosen()

    def save(self) -> None:
        """One event of some length, in some book."""
        self._append(self.chance.choice(BOOKS), [self._report()])

    def save_several(self) -> None:
        """Two or three events that count together."""
        self._append(self.chance.choice(BOOKS), [self._report() for _ in range(self.chance.choice((2, 3)))])

    def attach(self) -> None:
        """A file, and the event that names it."""
        book = self.chance.choice(BOOKS)
        content = self.chance.randbytes(self.chance.choice((10, 600, 1500)))
        kept = self.installation.shelf.put(book, "照片.jpg", io.BytesIO(content))
        self._append(book, [self._report(kept)])

    def set_password(self) -> None:
        """A new password."""
        password = f"password-{self.chance.random()}"
        self.installation.credentials.set_password("rsj", password, one_time=False)
        self.recording.acknowledge(PasswordSet("rsj", password))

    def tear(self) -> None:
        """Another process dies in the middle of an append: what it wrote of its transaction stands there, unsynced."""
        name = self.chance.choice(BOOKS)
        book = self.installation.ledger.book(name)
        lines = book.lines()
        if not lines or book.place.journal.stat().st_size > lines[-1].end:
            return
        long, short = "进展" * self.chance.choice((1, 300)), "进展"
        changes = [
            Change("saved", "report", f"2021-06/{text}", records.document_of(a_report(narrative=Narrative(text))), 1)
            for text in (short, short, long)
        ]
        content, _ = journal.encoded(changes, lines[-1].position, at=NOW.isoformat(), by="rsj")
        self.recording.write_unsynced(book.place.journal, content[: self.chance.randrange(1, len(content))])

    def _report(self, *evidence: Evidence) -> Report:
        self.written += 1
        text = "进展" * self.chance.choice((1, 60, 400))
        commitment = f"4.1-{self.chance.randrange(1, 4):02d}"
        return a_report(commitment, {"4.1-01.1": self.written}, narrative=Narrative(text), evidence=evidence)

    def _append(self, name: str, reports: list[Report]) -> None:
        book = self.installation.ledger.book(name)
        with book.transaction(by="rsj", at=NOW) as transaction:
            for report in reports:
                standing = transaction.entry(Report, report.key)
                transaction.append("saved", report.key, report, based_on=standing.revision if standing else 0)
        self.recording.acknowledge(Appended(name, tuple(line.hash for line in book.lines())))


@frozen
class Promised:
    """What must be found: at least what was acknowledged, at most the step that was under way."""

    chains: dict[str, set[tuple[str, ...]]]
    passwords: set[str]

    @classmethod
    def at(cls, operations: list[Any], upto: int) -> Promised:
        """The promise right after so many operations."""
        chains: dict[str, set[tuple[str, ...]]] = {name: {()} for name in BOOKS}
        passwords = {""}
        for operation in operations[:upto]:
            if isinstance(operation, Acknowledged):
                match operation.what:
                    case Appended(book, hashes):
                        chains[book] = {hashes}
                    case PasswordSet(_, password):
                        passwords = {password}
        following = next((each.what for each in operations[upto:] if isinstance(each, Acknowledged)), None)
        match following:
            case Appended(book, hashes):
                chains[book].add(hashes)
            case PasswordSet(_, password):
                passwords.add(password)
        return cls(chains, passwords)

    def check(self, installation: Installation) -> None:
        """Fail unless it was kept."""
        for name, allowed in self.chains.items():
            lines = installation.ledger.book(name).lines()
            found = tuple(line.hash for line in lines)
            assert found in allowed, (
                f"{name}: {len(found)} events, promised were {sorted(len(each) for each in allowed)}"
            )
            revisions: dict[str, int] = {}
            for line in lines:
                revisions[line.key] = line.revision
            entries = installation.ledger.book(name).entries(Report)
            assert {each.key: each.revision for each in entries} == revisions
            for entry in entries:
                for each in entry.document.evidence:
                    with installation.shelf.open(name, each.sha256) as content:
                        assert hashlib.sha256(content.read()).hexdigest() == each.sha256
        opens = {each for each in self.passwords if each and installation.credentials.check("rsj", each)}
        assert opens or "" in self.passwords


def run(wanted: int, place: Path, seed: int = 0) -> int:
    """Try so many states, each another one; gives how many were tried.

    Args:
        wanted: how many.
        place: an empty directory, best in memory.
        seed: what the stories are drawn by.
    """
    tried = 0
    seen: set[bytes] = set()
    with mock.patch.object(view, "_FEW", 3):
        while tried < wanted:
            story = place / f"story-{seed}"
            tried += _run_story(story, random.Random(seed), seen, wanted - tried)
            shutil.rmtree(story)
            seed += 1
    return tried


def _run_story(place: Path, chance: random.Random, seen: set[bytes], wanted: int) -> int:
    place.mkdir()
    installation = Installation.create(place / "data", {"plan.toml": b"#"}, demo_now=NOW)
    recording = Recording(place / "data")
    recording.adopt()
    first = len(recording.operations)
    with recording.running():
        Story(installation, chance, recording).tell(14)
    tried = 0
    points = list(range(first, len(recording.operations) + 1))
    chance.shuffle(points)
    for upto in points:
        promised = Promised.at(recording.operations, upto)
        for files in _fresh(recording, upto, chance, seen, STATES_A_POINT):
            tried += _try_state(files, promised, place / "state", chance, seen)
            if tried >= wanted:
                return tried
    return tried


def _fresh(
    recording: Recording, upto: int, chance: random.Random, seen: set[bytes], most: int
) -> Iterator[dict[str, bytes | None]]:
    for disk in states(recording, upto, chance, most):
        files = disk.files()
        digest = hashlib.blake2b(repr((upto, sorted(files.items()))).encode(), digest_size=12).digest()
        if digest not in seen:
            seen.add(digest)
            yield files


def _try_state(
    files: dict[str, bytes | None], promised: Promised, root: Path, chance: random.Random, seen: set[bytes]
) -> int:
    """Look at a state, put it right by going on writing, and let power fail in the midst of that as well."""
    write_out(files, root)
    try:
        promised.check(Installation.open(root))
        recovery = Recording(root)
        recovery.adopt()
        first = len(recovery.operations)
        again = Installation.open(root)
        for name in BOOKS:
            # What was found is the past of what follows.
            recovery.acknowledge(Appended(name, tuple(line.hash for line in again.ledger.book(name).lines())))
        with recovery.running():
            story = Story(again, chance, recovery)
            for name in BOOKS:
                story._append(name, [story._report()])
        findings = verify_installation(Installation.open(root))
        assert findings.is_ok, findings.as_json()
    finally:
        shutil.rmtree(root)
    tried = 1
    for _ in range(AGAIN_A_STATE):
        upto = chance.randrange(first + len(BOOKS), len(recovery.operations) + 1)
        following = Promised.at(recovery.operations, upto)
        for second in _fresh(recovery, upto, chance, seen, 1):
            write_out(second, root)
            try:
                Promised(following.chains, promised.passwords).check(Installation.open(root))
                assert verify_installation(Installation.open(root)).is_ok
            finally:
                shutil.rmtree(root)
            tried += 1
    return tried
