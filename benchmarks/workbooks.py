"""What workbooks cost: the merged export against bare writers of the same cells, a merge against bare reading.

Everything that is compared is done in this one run on the same data: 60 departments, 220 commitments, a full year
behind them, and 300 department workbooks.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter
from attrs import frozen
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from benchmarks.saying import say
from benchmarks.year import MADE_AT, department_files, the_overview
from exports.intake import WorkbookReader
from exports.merged import merged_workbook
from exports.merging import merge
from exports.styles import register_styles

if TYPE_CHECKING:
    from collections.abc import Callable

WRITING_BOUND, MERGING_BOUND, MEMORY_BOUND = 1.3, 3.0, 1.15
ROUNDS = 5
FILES, FEWER = 300, 60
Written = tuple[str, list[tuple[int, int, object, str, str, bool]]]
"""A sheet's name, and each cell's row, column, value, style, number format and mark of a text."""


@frozen
class Cost:
    """What something took."""

    seconds: float
    cpu: float
    """Seconds of the processor, of all processes together."""
    megabytes: float = 0
    """At the highest."""


def main() -> int:
    """Measure, print the table, and give 1 if a bound is broken."""
    if sys.argv[1:2] == ["--merge"]:
        return _merge_alone(Path(sys.argv[2]), int(sys.argv[3]))
    broken = _writing()
    with tempfile.TemporaryDirectory(prefix="tianbao-bench-") as place:
        broken = _merging(Path(place)) or broken
    say(f"bounds: {'broken' if broken else 'kept'}")
    return int(broken)


def _writing() -> bool:
    overview, before = the_overview()
    content = merged_workbook(overview, (), MADE_AT, before=before)
    sheets = _cells_of(content)
    count = sum(len(cells) for _, cells in sheets)
    ours, bare, other = _best(
        lambda: _timed(lambda: merged_workbook(overview, (), MADE_AT, before=before)),
        lambda: _timed(lambda: _bare_openpyxl(sheets)),
        lambda: _timed(lambda: _bare_xlsxwriter(sheets)),
    )
    say(f"merged export: {len(overview.departments)} departments, {len(overview.rows)} commitments, {count} cells")
    _say_heads()
    _say_row("export merged", ours)
    _say_row("bare openpyxl loop", bare, ours, WRITING_BOUND)
    _say_row("bare XlsxWriter loop", other, ours)
    return ours.seconds / bare.seconds > WRITING_BOUND


def _merging(place: Path) -> bool:
    files = department_files(place, FILES)
    bare, ours = _best(lambda: _timed(lambda: [_read_bare(each) for each in files]), lambda: _measured(place, FILES))
    of_fewer = _measured(place, FEWER)
    size = sum(each.stat().st_size for each in files) / 2**20
    say(f"merge: {FILES} department workbooks, {size:.1f} MB")
    _say_heads()
    _say_row("merge", ours)
    _say_row("bare python-calamine", bare, ours, MERGING_BOUND)
    growth = ours.megabytes / of_fewer.megabytes
    told = f"{of_fewer.megabytes:.0f} MB for {FEWER} files, {ours.megabytes:.0f} MB for {FILES}"
    say(f"peak memory of merging: {told}: {growth:.2f} times, at most {MEMORY_BOUND}")
    return ours.seconds / bare.seconds > MERGING_BOUND or growth > MEMORY_BOUND


def _say_heads() -> None:
    say(f"{'':<28}{'best s':>9}{'ratio':>8}{'bound':>8}{'cpu s':>9}{'ratio':>8}")


def _say_row(name: str, peer: Cost, ours: Cost | None = None, bound: float | None = None) -> None:
    """A peer's cost, and how many times as much ours is; the processor's time is for whoever has other work on it."""
    ratio, of_cpu = (f"{ours.seconds / peer.seconds:.2f}", f"{ours.cpu / peer.cpu:.2f}") if ours else ("", "")
    say(f"{name:<28}{peer.seconds:>9.3f}{ratio:>8}{bound or '':>8}{peer.cpu:>9.3f}{of_cpu:>8}")


def _measured(place: Path, count: int) -> Cost:
    """What a process that merges so many files takes."""
    command = [sys.executable, "-m", "benchmarks.workbooks", "--merge", str(place), str(count)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603 - ourselves
    return Cost(*map(float, told))


def _merge_alone(place: Path, count: int) -> int:
    files = sorted(place.glob("*.xlsx"))[:count]

    def merged() -> None:
        with WorkbookReader() as reader:
            merging = merge(reader, ((each.name, each.read_bytes()) for each in files), MADE_AT.date())
        assert not merging.problems  # noqa: S101 - or something else is measured

    cost = _timed(merged)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"{cost.seconds} {cost.cpu} {peak}")
    return 0


def _timed(do: Callable[[], object]) -> Cost:
    begun, used = time.perf_counter(), _cpu()
    do()
    return Cost(time.perf_counter() - begun, _cpu() - used)


def _cpu() -> float:
    """Seconds of the processor that this process and the children that it waited for have had."""
    used = [resource.getrusage(each) for each in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _best(*measures: Callable[[], Cost]) -> list[Cost]:
    """The best of each, taken in turns, so that what else the computer does falls on all of them."""
    rounds = [[measure() for measure in measures] for _ in range(ROUNDS)]
    return [
        Cost(
            min(each.seconds for each in costs), min(each.cpu for each in costs), max(each.megabytes for each in costs)
        )
        for costs in zip(*rounds, strict=True)
    ]


def _cells_of(content: bytes) -> list[Written]:
    book = load_workbook(io.BytesIO(content))
    return [
        (
            sheet.title,
            [
                (row, column, cell.value, cell.style, cell.number_format, cell.data_type == "s")
                for row, cells in enumerate(sheet.iter_rows(), 1)
                for column, cell in enumerate(cells, 1)
                if cell.has_style
            ],
        )
        for sheet in book
    ]


def _bare_openpyxl(sheets: list[Written]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    register_styles(book)
    for name, cells in sheets:
        sheet = book.create_sheet(name)
        for row, column, value, style, number_format, is_text in cells:
            cell: Any = sheet.cell(row, column)
            cell.value = value
            cell.style = style
            if is_text:
                cell.data_type = "s"
            elif number_format != "General":
                cell.number_format = number_format
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _bare_xlsxwriter(sheets: list[Written]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    formats: dict[tuple[str, str], object] = {}
    for name, cells in sheets:
        sheet = book.add_worksheet(name)
        for row, column, value, style, number_format, _ in cells:
            key = style, number_format
            if key not in formats:
                formats[key] = book.add_format({"border": 1, "text_wrap": True, "num_format": number_format})
            sheet.write(row - 1, column - 1, value, formats[key])
    book.close()
    return content.getvalue()


def _read_bare(path: Path) -> int:
    book = CalamineWorkbook.from_path(path)
    return sum(len(book.get_sheet_by_name(each).to_python()) for each in book.sheet_names)


if __name__ == "__main__":
    sys.exit(main())
