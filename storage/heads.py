"""Heads of chains: recorded somewhere else, they prove later that today's books are yesterday's with more added.

Whoever can write the data directory could rewrite a whole journal with hashes that fit each other. A head printed in a
workbook, or kept in a file elsewhere, is out of that reach.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, ClassVar

from attrs import define, frozen

from departments.ledger import Head
from departments.refusals import Damage, Refusal, Told
from departments.wording import N_, Sentence
from storage import durable
from storage.disk_refused import told_as_refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from storage.installation import Installation

_LINE = re.compile(r"(?P<book>[a-z0-9][a-z0-9_-]{0,31})\s+(?P<seq>[0-9]+)\s+(?P<hash>[0-9a-f]{64})")


@define
class NoHeads(Refusal):
    """A file that should hold heads can't be read as one."""

    message: ClassVar[str] = N_("{path} holds no heads of books; name a file written by tianbao or a list of them.")
    path: str


@frozen
class HeadFinding:
    """Whether a book still begins with the events that it had when a head was recorded."""

    recorded: Head
    problem: Sentence | Told | None
    """What is wrong; None where the book extends the head."""


def heads_of(installation: Installation) -> tuple[Head, ...]:
    """Where the chain of every book ends now, by name.

    Raises:
        Damage: a journal is not what was written.
    """
    return tuple(installation.ledger.book(name).head() for name in installation.ledger.names())


def write_heads(heads: Iterable[Head], path: Path) -> None:
    """Write heads to a file, whole or not at all.

    Raises:
        DiskRefused: the operating system won't let it be done.
    """
    listed = [{"book": each.book, "seq": each.seq, "hash": each.hash} for each in heads]
    with told_as_refusal(path):
        durable.replace(path.absolute(), json.dumps({"heads": listed}, indent=1).encode() + b"\n")


def read_heads(path: Path) -> tuple[Head, ...]:
    """The heads in a file: as :func:`write_heads` made it, or as text with book, number and hash on a line.

    Raises:
        NoHeads: there are none in it.
        DiskRefused: it can't be read.
    """
    with told_as_refusal(path):
        kept = path.read_bytes()
    try:
        text = kept.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NoHeads(str(path)) from None
    heads = _listed(text) or tuple(
        Head(found["book"], int(found["seq"]), found["hash"]) for found in _LINE.finditer(text)
    )
    if not heads:
        raise NoHeads(str(path))
    return heads


def _listed(text: str) -> tuple[Head, ...]:
    try:
        document = json.loads(text)
        listed = document["heads"] if isinstance(document, dict) else document
        return tuple(Head(str(each["book"]), int(each["seq"]), str(each["hash"])) for each in listed)
    except (ValueError, KeyError, TypeError):
        return ()


def find_rewritten(installation: Installation, heads: Iterable[Head]) -> Sequence[HeadFinding]:
    """Whether today's books extend the heads recorded earlier, one finding a head."""
    return [HeadFinding(each, _problem(installation, each)) for each in heads]


def _problem(installation: Installation, recorded: Head) -> Sentence | Told | None:
    if recorded.seq == 0:
        return None
    if recorded.book not in installation.ledger.names():
        return Sentence(N_("the book is gone"))
    try:
        lines = installation.ledger.book(recorded.book).lines()
    except (Damage, Refusal) as problem:
        return problem
    if len(lines) < recorded.seq:
        shortened = N_("the book has {count} events where it had {seq}: its history was shortened")
        return Sentence(shortened, {"count": len(lines), "seq": recorded.seq})
    if lines[recorded.seq - 1].hash != recorded.hash:
        rewritten = N_("event {seq} is another than was recorded: the book's history was rewritten")
        return Sentence(rewritten, {"seq": recorded.seq})
    return None
