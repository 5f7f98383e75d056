"""Everything on disk looked through: structure, chains, states, evidence, passwords. What is wrong is told as values.

Nothing is changed and no lock is needed, so that a damaged or read-only directory can be looked through as well. Clerks
may go on writing: each book is judged as it stood at some moment during the look.
"""

from __future__ import annotations

import errno
import hashlib
import os
from typing import TYPE_CHECKING, Any

from attrs import frozen

from departments.refusals import Damage, NotFound, Refusal, Told
from departments.wording import N_, Sentence
from storage import heads, journal, records, state, watermark
from storage.book import BookUnreadable, event_of
from storage.durable import DiskFailure
from storage.garbage import find_leftovers
from storage.heads import HeadFinding
from storage.installation import PLAN
from storage.journal import UNKNOWN_FORM, JournalDamaged, Reading
from storage.locks import BookLock
from storage.records import UnreadableRecord
from storage.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from departments.ledger import Head
    from storage.installation import Installation
    from storage.journal import Line
    from storage.view import Place

_CHUNK = 1024 * 1024


@frozen
class BookFinding:
    """What was found in one book."""

    book: str
    events: int
    head: str
    """The chain's last hash; empty where the journal can't be followed to its end."""
    problem: Sentence | Told | None
    """What is wrong; None where nothing is."""
    notes: tuple[Sentence, ...] = ()
    """What is odd and harmless."""
    evidence: frozenset[str] = frozenset()
    """The contents that its events name."""


@frozen
class EvidenceFinding:
    """What was found on the shelves."""

    files: int
    bytes: int
    missing: tuple[str, ...]
    """Named by an event and not there: department, slash, hash."""
    damaged: tuple[str, ...]
    """Not the content that an event names: department, slash, hash."""
    garbage: tuple[str, ...]
    """Paths of what no event names, and of temporary files whose writer is gone."""


@frozen
class Findings:
    """What a look through an installation found."""

    books: tuple[BookFinding, ...]
    evidence: EvidenceFinding
    heads: tuple[HeadFinding, ...]
    problems: tuple[Sentence | Told, ...]
    """What is wrong outside books and shelves."""

    @property
    def is_ok(self) -> bool:
        """Whether nothing is wrong; garbage is not wrong."""
        return not (
            self.problems
            or self.evidence.missing
            or self.evidence.damaged
            or any(each.problem for each in self.books)
            or any(each.problem for each in self.heads)
        )

    def as_json(self, worded: Callable[[Sentence | Told], str] = str) -> dict[str, Any]:
        """The document that ``tianbao verify --json`` prints.

        Args:
            worded: puts what is wrong into the reader's language.
        """

        def of(problem: Sentence | Told | None) -> str | None:
            return None if problem is None else worded(problem)

        return {
            "ok": self.is_ok,
            "books": [
                {
                    "book": each.book,
                    "events": each.events,
                    "head": each.head,
                    "ok": each.problem is None,
                    "problem": of(each.problem),
                    "notes": [worded(note) for note in each.notes],
                }
                for each in self.books
            ],
            "evidence": {
                "files": self.evidence.files,
                "bytes": self.evidence.bytes,
                "missing": len(self.evidence.missing),
                "damaged": len(self.evidence.damaged),
                "garbage": len(self.evidence.garbage),
                "missing_files": list(self.evidence.missing),
                "damaged_files": list(self.evidence.damaged),
            },
            "heads": [
                {"book": each.recorded.book, "seq": each.recorded.seq, "problem": of(each.problem)}
                for each in self.heads
            ],
            "problems": [worded(each) for each in self.problems],
        }


def verify_installation(installation: Installation, *, recorded: Iterable[Head] = ()) -> Findings:
    """Look through everything.

    Args:
        installation: what to look through.
        recorded: heads recorded earlier, which today's books have to extend.

    Raises:
        InstallationUnreadable: the operating system won't let the directory be read.
    """
    books = tuple(verify_book(installation, name) for name in installation.ledger.names())
    return Findings(
        books=books,
        evidence=_verify_evidence(installation, {each.book: each.evidence for each in books}),
        heads=tuple(heads.find_rewritten(installation, recorded)),
        problems=tuple(_other_problems(installation)),
    )


def verify_book(installation: Installation, name: str) -> BookFinding:
    """Look through one book: its chain, each event's document, revisions, the noted head, and the kept state."""
    place = installation.ledger.book(name).place
    try:
        return _verified(name, place)
    except (Damage, OSError) as failure:
        at_first = failure
    # A writer that was just cutting back what it could not make durable may have looked like damage.
    try:
        with BookLock(place.head, name).held():
            return _verified(name, place)
    except (Refusal, DiskFailure):
        damage: Damage | OSError = at_first
    except (Damage, OSError) as failure:
        damage = failure
    told = damage if isinstance(damage, Damage) else BookUnreadable(name, os.strerror(damage.errno or errno.EIO))
    return BookFinding(name, damage.line - 1 if isinstance(damage, JournalDamaged) else 0, "", told)


def _verified(name: str, place: Place) -> BookFinding:
    kept = _content(place.checkpoint)
    noted = watermark.noted(place.head)
    reading = journal.read(place.journal, journal.origin(name)) or Reading((), journal.origin(name), 0)
    watermark.check_holds(place.journal, reading, noted)
    named = _evidence_named(place.journal, reading.lines)
    notes = []
    if reading.torn:
        torn = N_("{count} bytes at the end were never acknowledged; the next save clears them away")
        notes.append(Sentence(torn, {"count": reading.torn}))
    if kept is not None and state.state_in(kept) is None:
        notes.append(Sentence(N_("the kept state is not readable; it is made again from the journal")))
    problem = None if kept is None else _state_problem(name, kept, reading)
    return BookFinding(name, len(reading.lines), reading.end.hash, problem, tuple(notes), named)


def _evidence_named(path: Path, lines: Sequence[Line]) -> frozenset[str]:
    """The contents that the events name, each event's document and revision having been checked.

    Raises:
        JournalDamaged: an event's document is none, or its revision does not follow.
    """
    revisions: dict[tuple[str, str], int] = {}
    named: set[str] = set()
    for line in lines:
        document = line.kind, line.key
        revisions[document] = revisions.get(document, 0) + 1
        if line.revision != revisions[document]:
            odd = N_("revision {revision} stands where {expected} follows")
            fields = {"revision": line.revision, "expected": revisions[document]}
            raise JournalDamaged(path, line.seq, Sentence(odd, fields))
        try:
            event = event_of(line)
        except UnreadableRecord as unreadable:
            raise JournalDamaged(path, line.seq, unreadable.what) from unreadable
        except ValueError as failure:
            raise JournalDamaged(path, line.seq, Sentence(UNKNOWN_FORM, {"reason": str(failure)})) from failure
        if isinstance(event.document, records.KINDS["report"]):
            named |= {each.sha256 for each in event.document.evidence if not each.is_reference}
    return frozenset(named)


def _state_problem(name: str, content: bytes, reading: Reading) -> Sentence | None:
    kept = state.state_in(content)
    if kept is None:
        return None
    if kept.position.seq > len(reading.lines):
        more = N_("the kept state knows more events than the journal has: {count}; restore the book from a backup")
        return Sentence(more, {"count": kept.position.seq - len(reading.lines)})
    lines = reading.lines[: kept.position.seq]
    made = State(journal.origin(name))
    made.apply(lines, lines[-1].position if lines else made.position)
    if made.position == kept.position and made.tables == kept.tables:
        return None
    return Sentence(N_("the kept state differs from the journal; run tianbao rebuild"))


def _verify_evidence(installation: Installation, named: dict[str, frozenset[str]]) -> EvidenceFinding:
    missing, damaged, files, total = [], [], 0, 0
    for department, hashes in sorted(named.items()):
        for sha256 in sorted(hashes):
            try:
                actual, size = _digest(installation, department, sha256)
            except NotFound:
                missing.append(f"{department}/{sha256}")
                continue
            except (Refusal, OSError):
                actual, size = "", 0
            files, total = files + 1, total + size
            if actual != sha256:
                damaged.append(f"{department}/{sha256}")
    garbage = tuple(str(each) for each in find_leftovers(installation, named))
    return EvidenceFinding(files, total, tuple(missing), tuple(damaged), garbage)


def _digest(installation: Installation, department: str, sha256: str) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with installation.shelf.open(department, sha256) as content:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def _other_problems(installation: Installation) -> list[Sentence | Told]:
    problems: list[Sentence | Told] = []
    try:
        installation.credentials.is_one_time("")
        installation.credentials.public_keys("")
    except (Damage, Refusal) as problem:
        problems.append(problem)
    found = {name: hashlib.sha256(content).hexdigest() for name, content in installation.plan_files().items()}
    problems += [
        Sentence(
            N_("{path} is not the plan's file that was copied in; restore it from a backup"),
            {"path": str(installation.data / PLAN / name)},
        )
        for name in sorted({*installation.plan, *found})
        if installation.plan.get(name) != found.get(name)
    ]
    return problems


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
