"""The record in the app: the latest at once, the rest after it, and what is listed as a table to take along."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.building import JOBS, JUNE, a_report, saved
from tests.tui.app.conftest import LARGE, SMALL
from tui.screens import history as page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands


@pytest.fixture
def drafts(june: Period, clerk_desk: ClerkDesk) -> int:
    """A report that was saved more often than entries are shown at once; gives how often."""
    view = saved(clerk_desk, a_report())
    for number in range(page.FEW):
        view = clerk_desk.save_report(a_report(explanation=f"第{number}稿"), based_on=view.revision)
    return page.FEW + 1


def rows_of(content: Iterable[bytes]) -> list[list[str]]:
    """The table's rows."""
    return list(csv.reader(io.StringIO(b"".join(content).decode("utf-8-sig"))))


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
