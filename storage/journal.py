"""A book's journal: one event a line, each bound to the one before it by its hash. The journal is the truth.

A line is canonical JSON (fixed order of keys, no spaces, UTF-8) whose last key is ``hash``: SHA-256 over the hash of
the line before and the line's own bytes without that key. The first line is bound to the book's name, so that a
journal can't stand in for another. ``left`` counts the events of the same transaction that are still to come: a
transaction counts only with its last line, and what stands after the last whole one was never acknowledged.

Reading needs no lock: any prefix of whole transactions was the book at some moment.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define, frozen

from departments.refusals import Damage
from departments.wording import N_, Sentence
from storage import records

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_HASH_KEY = b',"hash":"'
_HASH_LENGTH = 64
_CLOSING = b'"}'
_SEAL = len(_HASH_KEY) + _HASH_LENGTH + len(_CLOSING)
_SECTOR = 512
UNKNOWN_FORM = N_("the event is not of a known form ({reason})")


@define
class JournalDamaged(Damage):
    """A journal is not what was written; the sentence says in which line."""

    message: ClassVar[str] = N_("{path}, line {line}: {what}; nothing is skipped: restore the book from a backup.")
    path: Path
    line: int
    """From 1."""
    what: Sentence
    """What is wrong with it."""


@define
class Misfit(ValueError):  # noqa: N818 - a situation, as the refusals are
    """A line is not the event that can stand in its place."""

    what: Sentence


@frozen
class Position:
    """A place between two transactions of a journal."""

    seq: int
    """The number of the last event before it; 0 at the beginning."""
    hash: str
    """That event's hash."""
    line_at: int
    """Where that event's line begins, in bytes."""
    end: int
    """Where the next line begins, in bytes."""


@frozen
class Line:
    """One event as it stands in the journal."""

    form: int
    seq: int
    at: str
    by: str
    action: str
    kind: str
    key: str
    document: dict[str, Any]
    revision: int
    left: int
    hash: str
    line_at: int
    """Where the line begins, in bytes."""
    end: int
    """Where the next one begins."""

    @property
    def position(self) -> Position:
        """The place right after the line."""
        return Position(self.seq, self.hash, self.line_at, self.end)


@frozen
class Change:
    """One event as it is going to be written."""

    action: str
    kind: str
    key: str
    document: dict[str, Any]
    revision: int


@frozen
class Reading:
    """What a journal holds after some position."""

    lines: tuple[Line, ...]
    """The events of whole transactions, in order."""
    end: Position
    """The place after the last of them."""
    torn: int
    """How many bytes stand after it that were never acknowledged."""


def origin(book: str) -> Position:
    """The place before a book's first event."""
    return Position(0, hashlib.sha256(f"tianbao book {book}".encode()).hexdigest(), 0, 0)


def encoded(changes: Sequence[Change], after: Position, *, at: str, by: str) -> tuple[bytes, tuple[Line, ...]]:
    """The lines of one transaction, and the events that they will be read as.

    Args:
        changes: the transaction's events; at least one.
        after: where they go.
        at: when, as ISO text with zone.
        by: the account that acts.
    """
    content = b""
    lines = []
    position = after
    for left, change in zip(range(len(changes) - 1, -1, -1), changes, strict=True):
        body = _ENCODE(
            {
                "v": records.FORMAT,
                "seq": position.seq + 1,
                "at": at,
                "by": by,
                "action": change.action,
                "subject": f"{change.kind}:{change.key}",
                "doc": change.document,
                "revision": change.revision,
                "left": left,
                "prev": position.hash,
            }
        ).encode()
        digest = _sealed(position.hash, body)
        raw = body[:-1] + _HASH_KEY + digest.encode() + _CLOSING + b"\n"
        line = Line(
            form=records.FORMAT,
            seq=position.seq + 1,
            at=at,
            by=by,
            action=change.action,
            kind=change.kind,
            key=change.key,
            document=change.document,
            revision=change.revision,
            left=left,
            hash=digest,
            line_at=position.end,
            end=position.end + len(raw),
        )
        lines.append(line)
        content += raw
        position = line.position
    return content, tuple(lines)


def _sealed(previous: str, body: bytes) -> str:
    return hashlib.sha256(previous.encode() + body).hexdigest()


def read(path: Path, since: Position) -> Reading | None:
    """What the journal holds after a position.

    Args:
        path: the journal; one that is not there is empty.
        since: a position that was read or written before, or the book's origin.

    Returns:
        None if the event that the position names does not stand there.

    Raises:
        JournalDamaged: what stands there was never written so.
        OSError: the file can't be read.
    """
    try:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except FileNotFoundError:
        return Reading((), since, 0) if since.seq == 0 else None
    with os.fdopen(fd, "rb") as stream:
        stream.seek(since.line_at)
        known = stream.read(since.end - since.line_at)
        content = stream.read()
    if since.seq and known[-_SEAL - 1 :] != _HASH_KEY + since.hash.encode() + _CLOSING + b"\n":
        return None
    return _parsed(path, content, since)


def forget_cached(path: Path) -> None:
    """Have the next reading come from the disk itself, as far as the operating system lets go of what it holds.

    Raises:
        OSError: the journal is there and can't be opened.
    """
    try:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except FileNotFoundError:
        return
    try:
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(fd)


def _parsed(path: Path, content: bytes, since: Position) -> Reading:
    whole: list[Line] = []
    unfinished: list[Line] = []
    position = end = since
    start = 0
    while (stop := content.find(b"\n", start) + 1) > 0:
        try:
            line = _line(content[start : stop - 1], position)
        except Misfit as misfit:
            rest = content[end.end - since.end :]
            if not _is_hole(rest, end.end):
                raise JournalDamaged(path, position.seq + 1, misfit.what) from None
            return Reading(tuple(whole), end, len(rest))
        unfinished.append(line)
        position = line.position
        if line.left == 0:
            whole += unfinished
            unfinished = []
            end = position
        start = stop
    return Reading(tuple(whole), end, len(content) - (end.end - since.end))


def _line(raw: bytes, after: Position) -> Line:
    """The event in a line.

    Raises:
        Misfit: it is not the event that can follow ``after``.
    """
    body = raw[:-_SEAL] + b"}"
    digest = _sealed(after.hash, body)
    if raw[-_SEAL:] != _HASH_KEY + digest.encode() + _CLOSING:
        raise Misfit(Sentence(N_("the line does not fit its hash and the line before")))
    try:
        event = json.loads(body)
        kind, _, key = event["subject"].partition(":")
        line = Line(
            form=event["v"],
            seq=event["seq"],
            at=event["at"],
            by=event["by"],
            action=event["action"],
            kind=kind,
            key=key,
            document=records.migrated(event["doc"], kind, event["v"]),
            revision=event["revision"],
            left=event["left"],
            hash=digest,
            line_at=after.end,
            end=after.end + len(raw) + 1,
        )
    except records.UnreadableRecord as unreadable:
        raise Misfit(Sentence(UNKNOWN_FORM, {"reason": unreadable.what})) from unreadable
    except (ValueError, KeyError, TypeError, AttributeError) as failure:
        raise Misfit(Sentence(UNKNOWN_FORM, {"reason": str(failure)})) from failure
    if line.seq != after.seq + 1:
        number = N_("the event has number {seq} where {expected} should stand")
        raise Misfit(Sentence(number, {"seq": line.seq, "expected": after.seq + 1}))
    return line


def line_before(raw: bytes, end: Position) -> tuple[Line, Position]:
    """The event in the line that ends at a place, and the place where the line begins.

    Args:
        raw: the line without what ends it.
        end: the place after it, with the line's own number and hash.

    Raises:
        Misfit: it is not the event that the place names.
    """
    # The hash of the line before is the last thing in a line's body.
    previous = raw[: -_SEAL - 1][-_HASH_LENGTH:].decode("ascii", "replace")
    begin = Position(end.seq - 1, previous, 0, end.end - len(raw) - 1)
    line = _line(raw, begin)
    if line.hash != end.hash:
        raise Misfit(Sentence(N_("the line is not the one that the line after it was bound to")))
    return line, begin


def _is_hole(rest: bytes, begins_at: int) -> bool:
    """Whether some sectors of the last transaction never reached the disk and read as zeros.

    No line holds a zero byte, so a run of them from one sector's edge to another's is what a power failure leaves of an
    append whose length was durable before its content. Any other difference is damage.
    """
    start = rest.find(b"\0")
    if start < 0:
        return False
    while start >= 0:
        stop = start
        while stop < len(rest) and rest[stop] == 0:
            stop += 1
        is_edge = start == 0 or (begins_at + start) % _SECTOR == 0
        if not is_edge or (stop < len(rest) and (begins_at + stop) % _SECTOR):
            return False
        start = rest.find(b"\0", stop)
    return True
