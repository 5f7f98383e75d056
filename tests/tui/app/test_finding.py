"""Finding in lists and pickers: by Pinyin, by characters, by code; what was found is marked."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from attrs import frozen

from departments import search
from departments.accounts import Role
from departments.readings import syllables
from tests.building import a_report, submitted
from tui.key_map import keys_here
from tui.screens.place import Place
from tui.screens.report_form import ReportFormScreen
from tui.widgets.found_table import FoundTable
from tui.widgets.pick_table import PickTable
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands


def marked(hands: Hands) -> str:
    """Everything in the table under the head that is underlined, as a mark is."""
    table = hands.app.screen.query_one(FoundTable)
    strips = [table.render_line(y) for y in range(1, table.size.height)]
    return " ".join(
        segment.text.strip() for strip in strips for segment in strip if segment.style and segment.style.underline
    )


def found(hands: Hands) -> list[str]:
    """The keys of the rows that are left."""
    return [row.key for row in hands.app.screen.query_one(FoundTable).rows]


@pytest.mark.parametrize(
    ("typed", "mark"),
    [("xzjy", "新增就业"), ("xinzengjiuye", "新增就业"), ("xzjiu", "新增就"), ("就业", "就业"), ("4.1", "4.1")],
)
@pytest.mark.parametrize("key", ["f3", "/", "／", "、"])
async def test_a_list_is_narrowed_with_every_key_and_what_was_found_is_marked(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, typed: str, mark: str, key: str
) -> None:
    """Underlined, so that no colour is needed; Esc shows all again without a mark."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(key)
        await hands.type(typed)

        assert found(hands) == ["4.1-01"]
        assert mark == marked(hands)

        await hands.press("enter")

        assert hands.has(FoundTable)
        assert mark == marked(hands)

        await hands.press("escape")

        assert len(found(hands)) == 2
        assert marked(hands) == ""


@frozen
class Case:
    """A list and what is looked for in it."""

    keys: tuple[str, ...]
    """What leads to its find line."""
    typed: str
    first: str
    """The key of the first row that is left."""
    mark: str


@pytest.mark.parametrize(
    "case",
    [
        Case(("1", "f3"), "rsj xzjy", "4.1-01", "新增就业"),
        Case(("2", "f3"), "qkj", "kjj/2.1-01", "区科技"),
        Case(("2", "f3"), "shgg", "kjj/2.1-01", "深化改革"),
        Case(("3", "f3"), "renshe", "rsj", "人社"),
        Case(("3", "end", "enter", "f3"), "shequ", "4.2-01", "社区"),
        Case(("5", "f3"), "kaifang", "office/3", "开放"),
        Case(("6", "f3"), "zeng", "li", "曾"),
        Case(("6", "f3"), "coordinator", "coordinator", "coordinator"),
        Case(("7", "f3"), "wsfw", "4.2-01", "卫生服务"),
    ],
    ids=lambda case: "".join(case.keys) + case.typed,
)
async def test_every_list_of_the_commission_can_be_searched(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, kjj_desk: ClerkDesk, case: Case
) -> None:
    """The whole plan, queue, board, standing, history, accounts, plan; a person's family name is read as one."""
    submitted(kjj_desk, a_report("2.1-01"))
    coordinator_desk.add_account("li", Role.READER, display_name="曾登云")
    async with at_terminal(coordinator_desk, size=(160, 48)) as hands:
        await hands.press(*case.keys)
        await hands.type(case.typed)

        assert case.first == found(hands)[0]
        assert case.mark in marked(hands).split()
        assert case.typed in hands.page

        await hands.press("enter", "escape")

        assert marked(hands) == ""


async def test_a_list_in_which_nothing_is_found_says_so(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """And how all of it comes back; in a picker, too. A list that has nothing to list says that."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f3")
        await hands.type("qqq")

        assert "没有符合的内容；按 Esc 显示全部。" in hands.page
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2")

        assert "没有可列出的内容。" in hands.page

        await hands.press("5", "f2")
        await hands.type("qqq")

        assert "没有符合的内容；按 Esc 显示全部。" in hands.page


async def test_nothing_is_opened_where_nothing_is_found(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """Enter is offered again once there are rows; on every place with a list, and in a picker."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f3")
        await hands.type("zzz")
        await hands.press("enter")

        assert "回车" not in hands.page

        await hands.press("1")

        assert "回车 打开" in hands.page

        await hands.press("escape", "escape")

        assert "回车 打开" in hands.page
    async with at_terminal(coordinator_desk) as hands:
        for place in ("3", "5", "6", "7"):
            await hands.press(place)

            assert "回车 打开" in hands.page, place

            await hands.press("/")
            await hands.type("zzz")
            await hands.press("enter")

            assert "回车" not in hands.page, place

            await hands.press("escape")

        await hands.press("5", "f2")

        assert "accept" in keys_here(hands.app.screen.active_bindings.values())

        await hands.type("qqq")

        assert "accept" not in keys_here(hands.app.screen.active_bindings.values())


async def test_a_department_is_found_by_its_full_name_in_a_picker(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """It stands there by its short one."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("5", "f2")
        await hands.type("社会保障")

        assert found(hands) == ["rsj"]


async def test_what_was_only_looked_for_is_not_approved_at_one_go(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, kjj_desk: ClerkDesk
) -> None:
    """The desk approves by department, section and light; it knows nothing of what somebody typed."""
    submitted(kjj_desk, a_report("2.1-01"))
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2")

        assert "F8" in hands.page

        await hands.press("/")
        await hands.type("sh")
        await hands.press("enter", "f8")

        assert not hands.is_asked()
        assert "F8" not in hands.page


async def test_a_picker_is_narrowed_by_typing(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, kjj_desk: ClerkDesk
) -> None:
    """No field has to be gone to; Backspace and Esc take it back, and Enter on nothing does nothing."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("5", "f2")

        assert hands.is_asked()

        await hands.type("renshe")

        assert found(hands) == ["rsj"]
        assert marked(hands) == "人社"
        assert "查找：renshe" in hands.page.replace(": ", "：")

        await hands.press("backspace")
        await hands.type("x")

        assert found(hands) == []

        await hands.press("enter")

        assert hands.is_asked()

        await hands.press("escape")

        assert hands.is_asked()
        assert len(found(hands)) == 5

        await hands.type("卫健")
        await hands.press("enter")

        assert not hands.is_asked()
        assert "区卫健委" in hands.page


async def test_a_file_of_the_inbox_is_found_by_typing(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, deliver: Callable[[str, str, bytes], None]
) -> None:
    """A hundred scans, and the one that is meant; digits belong to the name."""
    for number in range(30):
        deliver("rsj", f"扫描件{number:02d}.pdf", b"x")
    deliver("rsj", "二季度台账2021.xlsx", b"x")
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter", "f4")
        await hands.type("tz2021")

        assert found(hands) == ["二季度台账2021.xlsx"]
        assert marked(hands) == "台账2021"

        await hands.press("enter")

        assert not hands.is_asked()
        assert "二季度台账2021.xlsx" in [each.name for each in clerk_desk.report(june, "4.1-01").report.evidence]


async def test_pinyin_is_read_when_a_list_is_loaded_and_never_on_a_keys_way(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, read: list[bool]
) -> None:
    """Not on the event loop, and not at all while somebody types."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("7", "f3")
        before = len(read)
        await hands.type("xzjy")

        assert "4.2-01" not in found(hands)
        assert len(read) == before > 0
        assert not any(read)


async def test_readings_that_are_on_their_way_hold_nobody_up(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who types before they are there sees the rows as soon as they are."""
    gate = threading.Event()
    monkeypatch.setattr("departments.search.syllables", lambda text, **how: gate.wait(60) and syllables(text, **how))
    async with at_terminal(coordinator_desk) as hands:
        search._units.cache_clear()
        gate.set()
        await hands.press("7")
        table = PickTable(hands.at(Place).language)
        await hands.app.screen.mount(table)
        gate.clear()
        search._units.cache_clear()
        table.offer([Column("", 0)], [Row("a", (Cell("新增就业"),))], {"a": ("新增就业",)})
        table.focus()
        await hands.pilot.press("x")

        assert [] == [row.key for row in table.rows]

        gate.set()
        await hands.settle()

        assert [row.key for row in table.rows] == ["a"]


async def test_a_code_with_a_sign_behind_it_is_marked(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """The one that says that something is typed there and not saved; it is no part of the code."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        await hands.type("6000")
        await hands.at(ReportFormScreen).keep_typed()
    async with at_terminal(clerk_desk) as hands:
        assert "4.1-01~" in hands.page

        await hands.press("f3")
        await hands.type("4.1")

        assert marked(hands) == "4.1"


async def test_a_key_of_ones_own_is_found_as_soon_as_it_is_given(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """By its name, and by the word that says whose it is; the one before finds the action no more."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("ctrl+o", "f3", "f3")
        await hands.type("打开")
        await hands.press("enter", "escape", "f3")
        await hands.type("f5")

        assert "refresh" in found(hands)

        await hands.press("enter")
        hands.app.screen.query_one(FoundTable).choose("refresh")
        await hands.press("enter", "ctrl+r", "escape", "f3")
        await hands.type("ctrl+r")

        assert found(hands) == ["refresh"]
        assert "Ctrl+R" in marked(hands)
