"""A list of twenty thousand rows: how long it takes to open, and what a key and a letter in the find line cost.

``python -m benchmarks.lists [N]`` shows the same rows in Tianbao's table and in Textual's own ``DataTable``, each in an
app without a terminal behind it, in turns, and prints medians of processor time. What has to hold is printed beside it.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import time
from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import DataTable

from benchmarks.saying import say
from departments.search import Wanted
from tui.widgets.found_table import Finder, FoundTable
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

ROWS, PEER_ROWS, TURNS, KEYS = 20_000, 20_000, 5, 20
SIZE = (160, 48)
OPEN_MS, KEY_MS = 50.0, 10.0
COLUMNS = (
    Column("序号", 6, is_right=True),
    Column("亮灯", 8),
    Column("编号", 8),
    Column("任务", 0),
    Column("牵头", 12),
    Column("目标", 12, is_right=True),
    Column("累计", 10, is_right=True),
    Column("差", 6, is_right=True),
)
_QUOTES = (
    "新增就业1.2万人",
    "完善社区卫生服务",
    "国家高新技术企业达到400家",
    "推进旧楼区提升改造",
    "提高河湖长制长效管理",
)
_LEADS = ("区人社局", "区卫健委", "区科技局", "区住建委", "区城管委")


def texts(count: int) -> list[tuple[str, ...]]:
    """So many rows of a district's plan."""
    return [
        (
            str(number),
            "达到序时",
            f"{number % 5}.{number % 9}-{number % 99:02d}",
            f"{_QUOTES[number % 5]}，第{number}项",
            _LEADS[number % 5],
            "12,000人",
            str(number * 7 % 12_000),
            "-3.1",
        )
        for number in range(1, count + 1)
    ]


def rows_of(found: list[tuple[str, ...]]) -> list[Row]:
    """The rows as Tianbao's table takes them."""
    return [
        Row(each[0], tuple(Cell(text, "on-track" if at == 1 else "") for at, text in enumerate(each))) for each in found
    ]


async def _drawn(pilot: Pilot[None]) -> None:
    """Until everything has been drawn."""
    await pilot.pause()


async def _milliseconds(work: Callable[[], Awaitable[None]]) -> float:
    gc.collect()
    begun = time.process_time()
    await work()
    return (time.process_time() - begun) * 1000


async def ours(count: int) -> dict[str, float]:
    """Our table: opening, a key, and a letter in the find line."""
    app: App[None] = App()
    rows = rows_of(texts(count))
    finder = Finder.of({row.key: (row.cells[2].text, row.cells[3].text, row.cells[4].text) for row in rows})
    async with app.run_test(size=SIZE) as pilot:
        table = FoundTable()

        async def opened() -> None:
            await app.mount(table)
            table.show(COLUMNS, rows)
            await _drawn(pilot)

        async def pressed() -> None:
            for _ in range(KEYS):
                table.action_move(1)
                await _drawn(pilot)

        async def turned() -> None:
            for _ in range(KEYS):
                table.action_move_page(1)
                await _drawn(pilot)

        def typed(text: str) -> Callable[[], Awaitable[None]]:
            async def narrowed() -> None:
                wanted = Wanted.typed(text)
                table.show(COLUMNS, [row for row in rows if finder.takes(row.key, wanted)])
                table.mark(finder, wanted)
                await _drawn(pilot)

            return narrowed

        result = {"open": await _milliseconds(opened)}
        table.focus()
        await _drawn(pilot)
        result["key"] = await _milliseconds(pressed) / KEYS
        result["page"] = await _milliseconds(turned) / KEYS
        for text in ("x", "xzjy", "xzjy 99"):
            result[f"find {text}"] = await _milliseconds(typed(text))
        return result


async def textuals(count: int) -> dict[str, float]:
    """Textual's table: opening, and a key."""
    app: App[None] = App()
    found = texts(count)
    async with app.run_test(size=SIZE) as pilot:
        table: DataTable[str] = DataTable(cursor_type="row")

        async def opened() -> None:
            await app.mount(table)
            table.add_columns(*(each.title for each in COLUMNS))
            table.add_rows(found)
            await _drawn(pilot)

        async def pressed() -> None:
            for _ in range(KEYS):
                table.action_cursor_down()
                await _drawn(pilot)

        result = {"open": await _milliseconds(opened)}
        table.focus()
        await _drawn(pilot)
        result["key"] = await _milliseconds(pressed) / KEYS
        return result


def main(count: int = ROWS) -> int:
    """Measure in turns; 1 if a bound is broken."""
    own: list[dict[str, float]] = []
    peer: list[dict[str, float]] = []
    for _ in range(TURNS):
        own.append(asyncio.run(ours(count)))
        peer.append(asyncio.run(textuals(min(count, PEER_ROWS))))
    say(f"{count} rows, {SIZE[0]}×{SIZE[1]}, median of {TURNS} turns, processor time")
    held = [
        _line("open", own, peer, OPEN_MS),
        _line("key", own, peer, KEY_MS),
        _line("page", own, peer, KEY_MS),
        *(_line(each, own, peer) for each in own[0] if each.startswith("find")),
    ]
    return 0 if all(held) else 1


def _line(what: str, own: list[dict[str, float]], peer: list[dict[str, float]], bound: float | None = None) -> bool:
    ms = statistics.median(each[what] for each in own)
    beside = ""
    if what in peer[0]:
        theirs = statistics.median(each[what] for each in peer)
        beside = f"   DataTable {theirs:9.1f} ms, {theirs / ms:.0f} times as much"
    is_held = bound is None or ms <= bound
    said = "" if bound is None else f"  (at most {bound:.0f} ms: {'yes' if is_held else 'NO'})"
    say(f"  {what:14} {ms:8.2f} ms{said}{beside}")
    return is_held


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
