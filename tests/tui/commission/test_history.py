"""The record in the app: the latest at once, the rest after it, and what is listed as a table to take along."""

from __future__ import annotations

import asyncio
import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from rich.cells import cell_len
from textual.events import Resize
from textual.geometry import Size

from tests.building import JOBS, JULY, JUNE, a_commitment, a_report, an_indicator, saved
from tests.tui.app.conftest import LARGE, SMALL
from tui.screens import history as page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from storage.installation import Installation
    from tests.tui.app.conftest import AtTerminal, Hands


@pytest.fixture
def drafts(june: Period, clerk_desk: ClerkDesk) -> int:
    """A report that was saved more often than entries are shown at once; gives how often."""
    view = saved(clerk_desk, a_report())
    for number in range(page.FEW):
        view = clerk_desk.save_report(a_report(explanation=f"第{number}稿"), based_on=view.revision)
    return page.FEW + 1


@pytest.fixture
def long_past(
    installation: Installation, may: Period, june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> int:
    """A record of more than two thousand events, of which the first is May's opening; gives how many there are."""
    report, at = clerk_desk.report(JUNE, JOBS).report, coordinator_desk.now()
    with installation.ledger.book("rsj").transaction(by="rsj", at=at) as book:
        for number in range(2_000):
            book.append("saved", report.key, evolve(report, explanation=f"第{number}稿"), based_on=number)
    return len(coordinator_desk.history())


def rows_of(content: Iterable[bytes]) -> list[list[str]]:
    """The table's rows."""
    return list(csv.reader(io.StringIO(b"".join(content).decode("utf-8-sig"))))


def keys(hands: Hands) -> list[str]:
    """The keys of the entries that are listed."""
    return [each.key for each in hands.at(page.HistoryScreen).table.rows]


def chosen(hands: Hands) -> str | None:
    """The key of the chosen entry."""
    screen = hands.app.screen
    assert isinstance(screen, page.HistoryScreen)
    return screen.table.chosen


async def test_all_of_the_record_is_there_in_the_end(
    at_terminal: AtTerminal, drafts: int, coordinator_desk: CoordinatorDesk
) -> None:
    """The latest are shown at once, and what is chosen stays chosen when the others come."""
    count = len(coordinator_desk.history())
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("5")

        assert count > drafts
        assert f"共{count}条，列出{count}条" in hands.page
        assert "正在读取" not in hands.page

        await hands.press("end")

        assert "office/1" == chosen(hands)


async def test_what_came_meanwhile_comes_above_what_was_read(
    at_terminal: AtTerminal, drafts: int, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """The count is the whole record's again, what is looked for is found in all of it, and nothing is there twice."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("5")
        clerk_desk.submit_report(JUNE, JOBS, based_on=drafts)
        await hands.press("f5")
        count = len(coordinator_desk.history())

        assert f"共{count}条，列出{count}条" in hands.page
        assert [f"{each.book}/{each.seq}" for each in coordinator_desk.history()] == keys(hands)

        await hands.press("f3")
        await hands.type("4.1-01")

        assert f"列出{drafts + 1}条" in hands.page


async def test_the_first_event_of_a_long_record_is_found(
    at_terminal: AtTerminal, long_past: int, coordinator_desk: CoordinatorDesk
) -> None:
    """However much was done since; the table that is written has all of it."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("5")

        assert f"共{long_past}条，列出{long_past}条" in hands.page

        await hands.press("f8", "f3")
        await hands.type("2021-05 kfbgq")

        assert "列出1条" in hands.page
        assert "开放报告期" in hands.page

    (lies,) = coordinator_desk.outbox()
    with coordinator_desk.open_outbox(lies.name) as content:
        _, *rows = rows_of(content)
    assert 2_000 == [row[2:5] for row in rows].count(["保存", "区人社局", f"2021-06/{JOBS}"])


async def test_a_table_is_written_whole_also_while_the_record_is_read(
    at_terminal: AtTerminal, drafts: int, coordinator_desk: CoordinatorDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is quicker than the reading has not the latest alone."""
    monkeypatch.setattr(page.HistoryScreen, "read_rest", lambda _, __: None)
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("5")

        assert f"最近{page.FEW}条" in hands.page

        await hands.press("f8")

    (lies,) = coordinator_desk.outbox()
    with coordinator_desk.open_outbox(lies.name) as content:
        _, *rows = rows_of(content)
    assert "综合科" in {row[3] for row in rows}
    assert f"第{page.FEW - 1}稿" not in str(rows)
    assert drafts <= len(rows)


async def test_what_was_decided_is_told_old_beside_new(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Departments and indicator by name, from which period on, why, and what it rests on; the book in words."""
    coordinator_desk.retarget_commitment(JOBS, "新增就业", Decimal(13000), reason="市里加码", since=june)
    coordinator_desk.hand_over_department("rsj", "wjw", reason="机构改革", since=JULY)
    beds = a_commitment(an_indicator("300", id="", name="新增养老床位", unit="张"), lead="rsj", supporting=("kjj",))
    coordinator_desk.add_commitment(beds, source="9号文", reason="民生实事", since=JULY)
    async with at_terminal(coordinator_desk, size=LARGE) as hands:
        await hands.press("5")

        assert "目标 · 新增就业 12,000 > 13,000; 自哪一期起 2021-06" in hands.page
        assert "牵头单位 区人社局 > 区卫健委; 自哪一期起 2021-07" in hands.page
        assert "状态 未开放 > 填报中" in hands.page

        await read(hands, "调整目标")

        assert "账册“综合科”" in hands.page
        assert "目标 · 新增就业\n  - 12,000\n  + 13,000\n\n自哪一期起\n  2021-06\n\n理由\n  市里加码" in hands.page

        await read(hands, "新增任务")

        assert "牵头单位\n  - —\n  + 区人社局\n\n配合单位\n  - —\n  + 区科技局" in hands.page
        assert "目标 · 新增养老床位\n  - —\n  + 300\n\n自哪一期起\n  2021-07" in hands.page
        assert "理由\n  民生实事\n\n依据\n  9号文" in hands.page

        await hands.press("escape", "escape", "f8")

    (lies,) = coordinator_desk.outbox()
    with coordinator_desk.open_outbox(lies.name) as content:
        told = [row[3:] for row in rows_of(content)]
    assert ["综合科", JOBS, "目标 · 新增就业", "12,000", "13,000"] in told
    assert ["综合科", JOBS, "牵头单位", "区人社局", "区卫健委"] in told
    assert ["综合科", "4.1-02", "依据", "—", "9号文"] in told
    assert ["综合科", "2021-06", "状态", "未开放", "填报中"] in told


async def read(hands: Hands, action: str) -> None:
    """Open the latest entry of this action."""
    await hands.press("escape", "escape", "f3")
    await hands.type(action)
    await hands.press("enter", "enter")


async def test_the_chosen_entry_stays_chosen_when_others_act(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """New entries come above it."""
    view = saved(clerk_desk, a_report())
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("5", "down")
        before = chosen(hands)
        clerk_desk.submit_report(JUNE, JOBS, based_on=view.revision)
        await hands.press("f5")

        assert "报送" in hands.page
        assert before == chosen(hands)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_what_is_listed_is_written_as_a_table(
    at_terminal: AtTerminal,
    june: Period,
    coordinator_desk: CoordinatorDesk,
    clerk_desk: ClerkDesk,
    language: str,
    size: tuple[int, int],
) -> None:
    """Narrowed as it is on the page, old beside new, into the coordinator's own outbox; the page says where it lies."""
    view = saved(clerk_desk, a_report())
    clerk_desk.submit_report(JUNE, JOBS, based_on=view.revision)
    async with at_terminal(coordinator_desk, language=language, size=size) as hands:
        await hands.press("5", "f3")
        await hands.type("rsj 4.1")
        await hands.press("enter", "f8")

        assert "历史-2021-07-03.csv" in hands.page
        assert max(map(cell_len, hands.page.splitlines())) <= size[0]

    (lies,) = coordinator_desk.outbox()
    assert "历史-2021-07-03.csv" == lies.name
    with coordinator_desk.open_outbox(lies.name) as content:
        head, *rows = rows_of(content)
    assert ("时间" if language == "zh" else "When") == head[0]
    assert {("rsj", f"2021-06/{JOBS}")} == {(row[1], row[4]) for row in rows}
    assert {"报送", "保存"} == {row[2] for row in rows} if language == "zh" else len(rows) > 2


async def test_a_departments_table_is_called_by_its_name(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """So that two of them lie side by side."""
    saved(clerk_desk, a_report())
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("5", "f2")
        await hands.type("rsj")
        await hands.press("enter", "f8")

    assert ["历史-区人社局-2021-07-03.csv"] == [each.name for each in coordinator_desk.outbox()]


async def test_sizes_that_come_faster_than_the_page_is_drawn_come_to_an_end(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window that is dragged: what the page has not yet taken when the terminal has another size is passed over."""
    reading, readings = page.HistoryScreen.read, 0

    def read_anew(screen: page.HistoryScreen) -> None:
        nonlocal readings
        readings += 1
        assert readings < 100
        reading(screen)

    async with at_terminal(coordinator_desk, size=LARGE) as hands:
        await hands.press("5")
        screen, app = hands.at(page.HistoryScreen), hands.app
        monkeypatch.setattr(page.HistoryScreen, "read", read_anew)
        app.post_message(Resize(Size(*SMALL), Size(*SMALL)))
        while app.size != SMALL:  # noqa: ASYNC110 - Textual tells it to nobody
            await asyncio.sleep(0)
        for size in ((160, 47), SMALL):
            screen.post_message(Resize(Size(*size), Size(*size)))
            screen.call_later(lambda: None)
        await hands.settle()

        assert screen.size == SMALL
        assert readings < 10
