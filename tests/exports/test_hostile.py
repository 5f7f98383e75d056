"""Hostile files: each a clear refusal within its limits, and the next file is read as if nothing had been."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from departments.refusals import Refusal
from exports.form_reader import SHEETS, read_form
from exports.intake import MEGABYTES, SECONDS, ReadingStopped, WorkbookReader
from tests.exports import hostile
from tui.language import speak

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    """A child of this module's own."""
    with WorkbookReader() as own:
        yield own


def refusal_of(reader: WorkbookReader, content: bytes) -> Refusal | None:
    """Why a file is not taken; None where it is."""
    try:
        read_form("表.xlsx", reader.read("表.xlsx", content, SHEETS))
    except Refusal as refusal:
        return refusal
    return None


def most_memory(reader: WorkbookReader) -> int:
    """The most memory that the child ever had at once, in KB; the kernel counts it from the child's own start."""
    assert reader._child is not None
    status = Path(f"/proc/{reader._child.pid}/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


@pytest.mark.parametrize("name", hostile.FILES)
def test_a_hostile_file_is_refused_clearly_and_in_time(reader: WorkbookReader, good: bytes, name: str) -> None:
    """In one Chinese sentence, within seconds; the reader reads on, and no child has outgrown its memory."""
    make, kinds = hostile.FILES[name]
    content = make(good)
    begun = time.monotonic()
    refusal = refusal_of(reader, content)

    assert time.monotonic() - begun < 2 * SECONDS
    assert (refusal.code if refusal else "") in kinds
    if refusal is not None:
        assert "表.xlsx" in speak("zh").sentence(refusal)
    assert refusal_of(reader, good) is None
    assert 0 < most_memory(reader) < MEGABYTES * 1024


def test_there_are_more_than_forty_of_them() -> None:
    """Enough for every way in that is known."""
    assert len(hostile.FILES) >= 40


def test_a_file_that_takes_too_long_is_given_up(good: bytes) -> None:
    """The child is ended and the next file gets a new one."""
    with WorkbookReader(seconds=0) as hasty, pytest.raises(ReadingStopped):
        hasty.read("表.xlsx", good, SHEETS)


def test_a_file_that_takes_too_much_memory_is_given_up(good: bytes) -> None:
    """What the inspection lets pass still can't take the server's memory."""
    text = random.Random(7).randbytes(12 * 2**20).hex().encode()  # noqa: S311 - what doesn't compress, the same each time
    content = hostile.in_form(b'<row r="9"><c r="A9" t="str"><v>' + text + b"</v></c></row>")(good)
    with WorkbookReader(megabytes=160) as small, pytest.raises(ReadingStopped):
        small.read("表.xlsx", content, SHEETS)
