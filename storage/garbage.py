"""What lies in the data directory without being of any use: evidence that no event names, and files half made.

A crash between keeping a file and appending the event that names it leaves such a file; it harms nobody.
"""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from departments.reports import Report
from storage import durable, records
from storage.disk_refused import told_as_refusal
from storage.durable import TEMPORARY_SUFFIX
from storage.installation import EVIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from storage.installation import Installation
    from storage.journal import Line


def evidence_named(lines: Sequence[Line]) -> frozenset[str]:
    """The contents that the events of a book name, however long ago."""
    report = records.name_of(Report)
    return frozenset(
        each["sha256"]
        for line in lines
        if line.kind == report
        for each in line.document.get("evidence", ())
        if each.get("sha256")
    )


def find_leftovers(installation: Installation, named: Mapping[str, frozenset[str]]) -> Iterator[Path]:
    """Files that nothing needs, by path; what somebody is just writing is not among them.

    Args:
        installation: where to look.
        named: the contents that events name, by department.
    """
    for path in _files(installation.data):
        inside = path.relative_to(installation.data).parts
        is_useless = inside[0] == EVIDENCE and not _is_named(inside, named)
        if durable.is_abandoned(path) if _is_temporary(path) else is_useless:
            yield path


def clean_garbage(installation: Installation) -> tuple[Path, ...]:
    """Take away what nothing needs; what somebody is just writing stays.

    Evidence goes with the department's book locked: an event that names it is either there already, or will be refused.

    Returns:
        The files that were taken away.

    Raises:
        Damage: a journal can't be followed, so that nobody can say what it names.
        BookBusy: somebody held a book's lock for too long.
        DiskRefused: the operating system won't let it be done.
    """
    with told_as_refusal(installation.data):
        gone = [each for each in _files(installation.data) if _is_temporary(each) and durable.remove_leftover(each)]
        for shelf in sorted((installation.data / EVIDENCE).iterdir()):
            if shelf.is_dir():
                gone += _clean_shelf(installation, shelf)
    return tuple(gone)


def _clean_shelf(installation: Installation, shelf: Path) -> list[Path]:
    book = installation.ledger.book(shelf.name)
    gone = []
    with book.held():
        named = {shelf.name: evidence_named(book.lines())}
        for path in _files(shelf):
            if _is_temporary(path) or _is_named((EVIDENCE, *path.relative_to(shelf.parent).parts), named):
                continue
            durable.remove(path)
            gone.append(path)
    return gone


def _is_temporary(path: Path) -> bool:
    return path.name.startswith(".") and path.name.endswith(TEMPORARY_SUFFIX)


def _is_named(inside: tuple[str, ...], named: Mapping[str, frozenset[str]]) -> bool:
    match inside:
        case (_, department, drawer, sha256):
            return drawer == sha256[:2] and sha256 in named.get(department, frozenset())
        case _:
            return False


def _files(place: Path) -> Iterator[Path]:
    for path in sorted(place.rglob("*")):
        try:
            is_file = stat.S_ISREG(path.lstat().st_mode)
        except FileNotFoundError:
            continue
        if is_file:
            yield path
