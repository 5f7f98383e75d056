"""Many files read one after another: each gets its own answer, whatever becomes of its neighbours."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from departments.refusals import Refusal
from exports.form_reader import SHEETS
from exports.intake import DamagedWorkbook, NotAWorkbook, ReadingStopped, WorkbookReader
from tests.building import JOBS_FIGURE
from tests.exports.forms import FORM, filled
from tests.exports.hostile import FILES, edited, member, rezipped
from tests.exports.hostile import FORM as FORM_MEMBER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.intake import SheetCells


@pytest.fixture
def reader() -> Iterator[WorkbookReader]:
    """A child that nobody else has asked anything."""
    with WorkbookReader() as own:
        yield own


def numbered(good: bytes, number: int) -> bytes:
    """The workbook with a number in it, to know it by."""
    return filled(good, {(JOBS_FIGURE, "1-6月累计"): number})


def number_in(found: dict[str, SheetCells] | Refusal) -> object:
    """The number that a workbook is known by, or the refusal."""
    if isinstance(found, Refusal):
        return type(found)
    return next(value for row in found[FORM].rows for value in row if isinstance(value, float) and value > 9_000_000)


def test_each_of_many_files_gets_its_own_answer(reader: WorkbookReader, good: bytes) -> None:
    """In their order, refused ones among them, and one that ends the child."""
    ends_the_child = FILES["a count of strings that lies"][0](good)
    contents = [numbered(good, 9_000_001), b"", numbered(good, 9_000_002), ends_the_child]
    contents += [numbered(good, 9_000_003), good[:-30], numbered(good, 9_000_004)]
    files = [(f"{place}.xlsx", content) for place, content in enumerate(contents)]

    found = list(reader.read_each(files, SHEETS))

    assert [name for name, _ in files] == [name for name, _ in found]
    told = [9_000_001, NotAWorkbook, 9_000_002, ReadingStopped, 9_000_003, DamagedWorkbook, 9_000_004]
    assert told == [number_in(each) for _, each in found]


def test_files_that_no_pipe_holds_are_read_between_small_ones(reader: WorkbookReader, good: bytes) -> None:
    """Neither side waits for the other for ever, however large a file is."""
    picture = {"xl/media/picture.png": os.urandom(3 * 2**20)}
    numbers = [9_000_001, 9_000_002, 9_000_003, 9_000_004, 9_000_005]
    contents = [numbered(good, each) for each in numbers]
    contents[1], contents[2] = rezipped(contents[1], picture), rezipped(contents[2], picture)

    found = list(reader.read_each([("a.xlsx", each) for each in contents], SHEETS))

    assert numbers == [number_in(each) for _, each in found]


def test_whoever_stops_early_gets_the_right_answer_next(reader: WorkbookReader, good: bytes) -> None:
    """What was sent ahead is forgotten, and not taken for the next file's."""
    files = [(f"{each}.xlsx", numbered(good, 9_000_000 + each)) for each in range(1, 6)]
    reading = reader.read_each(files, SHEETS)
    first = next(reading)
    reading.close()  # type: ignore[attr-defined]

    later = reader.read("later.xlsx", numbered(good, 9_000_009), SHEETS)

    assert [9_000_001, 9_000_009] == [number_in(first[1]), number_in(later)]


def test_files_are_asked_for_as_they_are_read(reader: WorkbookReader, good: bytes) -> None:
    """Thousands of files don't stand in memory because the first is being read."""
    asked = []

    def files() -> Iterator[tuple[str, bytes]]:
        content = rezipped(good, {"xl/media/picture.png": os.urandom(2**19)})
        for each in range(20):
            asked.append(each)
            yield f"{each}.xlsx", content

    ahead = [len(asked) - done for done, _ in enumerate(reader.read_each(files(), SHEETS), 1)]

    assert max(ahead) <= 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<sheetData>", b"<!-- a comment --><sheetData>"),
        (b"<sheetData>", b"<?a program's?><sheetData>"),
        (b'<c r="A1" ', b'<c  r="A1" '),
        (b"<sheetData>", b"<sheetData><row r='1'/>"),
    ],
)
def test_a_sheet_tells_the_same_however_it_is_written(
    reader: WorkbookReader, good: bytes, old: bytes, new: bytes
) -> None:
    """A cell shown as a percentage is known as one, also where another program wrote the file."""
    styles = re.findall(rb"<xf [^>]*>", member(good, "xl/styles.xml").partition(b"<cellXfs")[2])
    percent = next(place for place, each in enumerate(styles) if b'numFmtId="164"' in each)
    cell = b'<row r="99"><c r="B99" s="%d"><v>0.5</v></c></row></sheetData>' % percent
    usual = edited(FORM_MEMBER, b"</sheetData>", cell)(good)
    other = edited(FORM_MEMBER, old, new)(usual)

    one, two = (reader.read("a.xlsx", each, SHEETS) for each in (usual, other))

    assert {"B99"} == one[FORM].percents
    assert one == two
