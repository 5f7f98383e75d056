"""Tables: what is drawn of rows of any kind at any width, and where the chosen row is."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from attrs import frozen
from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot

from tui.terminal_safety import harmless
from tui.widgets.row_table import Cell, Column, Row, RowTable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

COLUMNS = (Column("号", 4, is_right=True), Column("任务", 0), Column("目标", 8, is_right=True))
"""One column takes what is left."""
HOSTILE = (
    "新增就业",
    "e\u0301te\u0301 accents",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 a family",
    "\u260e\ufe0f a telephone",
    "\U0001f1e8\U0001f1f3 a flag",
    "ｆｕｌｌ　ｗｉｄｔｈ",
    "two\nlines",
    "\x1b[31mred\x1b[0m",
    "[bold]markup[/]",
    "宽" * 200,
    "",
)


class Page(App[None]):
    """A page with room for a table."""

    CSS = "RowTable > .row-table--bar { background: red; }"


@frozen
class Hands:
    """A table of its own, and a hand on it."""

    pilot: Pilot[None]
    table: RowTable

    @property
    def lines(self) -> list[str]:
        """The table's lines, as they are drawn."""
        return [self.table.render_line(y).text for y in range(self.table.size.height)]

    @property
    def on_bar(self) -> list[int]:
        """The lines on which the bar stands."""
        ground = self.table.get_component_rich_style("row-table--bar").bgcolor
        lasts = [(y, list(self.table.render_line(y))[-1]) for y in range(1, self.table.size.height)]
        return [y for y, last in lasts if last.style and last.style.bgcolor == ground]

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def show(self, keys: Sequence[int]) -> None:
        """Show rows of these numbers."""
        self.table.show(COLUMNS, rows(*keys))
        await self.pilot.pause()


def rows(*numbers: int) -> list[Row]:
    """Rows with these numbers for keys."""
    return [Row(str(each), (Cell(str(each)), Cell(f"第{each}项"), Cell("1,000人"))) for each in numbers]


@asynccontextmanager
async def table_of(shown: Sequence[Row], size: tuple[int, int] = (80, 24)) -> AsyncIterator[Hands]:
    """A page with nothing but a table of these rows."""
    async with Page().run_test(size=size) as pilot:
        table = RowTable()
        await pilot.app.mount(table)
        table.focus()
        table.show(COLUMNS, shown)
        await pilot.pause()
        yield Hands(pilot, table)


@pytest.mark.parametrize("width", [10, 14, 20, 37, 80, 300])
async def test_a_row_is_one_line_of_the_tables_width_whatever_is_in_it(width: int) -> None:
    """At any width, with wide signs, accents, emoji, line breaks and commands; measured as it reaches the terminal."""
    async with table_of([Row(text, (Cell("1"), Cell(text), Cell("2"))) for text in HOSTILE], (width, 24)) as hands:
        widths = {cell_len(harmless(line)) for line in hands.lines}

        assert {width} == widths
        assert not any("\n" in line for line in hands.lines)


@pytest.mark.parametrize(("width", "place"), [(200, 30), (40, 30), (30, 29)])
async def test_a_figure_stands_beside_a_short_name_however_wide_the_terminal(width: int, place: int) -> None:
    """A column that takes what is left may have a bound; the rest of the line stays empty."""
    columns = (Column("单位", 0, most=20), Column("未报", 9, is_right=True))
    async with table_of(()) as hands:
        await hands.pilot.resize_terminal(width, 24)
        hands.table.show(columns, [Row("rsj", (Cell("区人社局"), Cell("7/17")))])
        await hands.pilot.pause()

        assert place == cell_len(hands.lines[1].rstrip())
        assert {width} == set(map(cell_len, hands.lines))


async def test_columns_that_have_no_room_are_cut_and_a_table_grows_back() -> None:
    """From 300 columns to 12 and back: the same rows, the chosen one in sight."""
    async with table_of(rows(*range(1, 200)), (300, 48)) as hands:
        await hands.press("end")
        before = hands.lines
        await hands.pilot.resize_terminal(12, 6)
        await hands.pilot.pause()

        assert "199" in hands.lines[-1]

        await hands.pilot.resize_terminal(300, 48)
        await hands.pilot.pause()

        assert before == hands.lines


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (("end",), "199"),
        (("ctrl+end",), "199"),
        (("end", "ctrl+home"), "1"),
        (("end", "home"), "1"),
        (("pagedown",), "23"),
        (("pagedown", "pageup", "pageup"), "1"),
        (("end", "pagedown", "down"), "199"),
        (("up",), "1"),
    ],
)
async def test_keys_go_where_they_say_and_what_is_chosen_is_in_sight(keys: tuple[str, ...], chosen: str) -> None:
    """Arrows, pages, both ends; never beyond them."""
    async with table_of(rows(*range(1, 200))) as hands:
        await hands.press(*keys)

        assert chosen == hands.table.chosen
        assert any(line.lstrip().startswith(f"{chosen} ") for line in hands.lines)


async def test_the_bar_at_the_edge_says_where_one_is() -> None:
    """At the top at first, at the bottom in the end, as long as its share of the rows; none where all are in sight."""
    async with table_of(rows(*range(1, 47))) as hands:
        assert list(range(1, 12)) == hands.on_bar

        await hands.press("end")

        assert list(range(13, 24)) == hands.on_bar

        await hands.show(range(1, 24))

        assert [] == hands.on_bar


async def test_a_row_stays_chosen_when_the_rows_are_read_anew() -> None:
    """Wherever it is then; when it is gone, the next one that is left is chosen, else the last one before it."""
    async with table_of(rows(*range(1, 100))) as hands:
        await hands.press("pagedown")
        await hands.show(range(10, 100))

        assert hands.table.chosen == "23"

        await hands.show([1, 2, 22, 25, 26])

        assert hands.table.chosen == "25"

        await hands.show([1, 2])

        assert hands.table.chosen == "2"

        await hands.show([])

        assert hands.table.chosen is None


async def test_a_table_without_rows_says_so() -> None:
    """In a sentence under the head; keys and clicks do nothing there."""
    async with table_of([]) as hands:
        hands.table.empty = "没有可列出的内容。"
        await hands.press("down", "end", "pageup")
        await hands.pilot.click(hands.table, offset=(5, 1))

        assert [line.strip() for line in hands.lines[1:3]] == ["没有可列出的内容。", ""]


async def test_a_click_chooses_and_another_opens_and_beside_the_bar_it_goes_a_page() -> None:
    """The head does nothing; Enter is pressed where the chosen row is clicked."""
    pressed: list[str] = []
    async with table_of(rows(*range(1, 200))) as hands:
        hands.pilot.app.bind("enter", "bell")
        hands.pilot.app.bell = lambda: pressed.append("enter")  # type: ignore[method-assign]
        await hands.pilot.click(hands.table, offset=(5, 0))
        await hands.pilot.click(hands.table, offset=(5, 7))
        await hands.pilot.pause()

        assert hands.table.chosen == "7"
        assert not pressed

        await hands.pilot.click(hands.table, offset=(5, 7))
        await hands.pilot.pause()

        assert pressed == ["enter"]

        await hands.pilot.click(hands.table, offset=(79, 20))
        await hands.pilot.pause()

        assert hands.table.chosen == "29"
