"""What others typed, in the app: the bytes that go to the terminal hold no command but the app's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from departments.refusals import NotFound
from tests.building import JOBS, REFORM
from tests.hostile.attacks import ATTACKS, MARKUP, handfuls
from tests.hostile.planting import ELSEWHERE, IN_A_REPORT, Ground, deliver, texts
from tui.screens.text_page import TextPage
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, Registry
    from departments.periods import Period
    from storage.installation import Installation

TURNS = 2
ROUTES = ("notice", "title", "head", "cell", "text", "announcement", "refusal", "search")
AT_A_DEPARTMENT = (
    *("1", "enter", "pagedown", "pagedown", "f4", "escape"),
    *("f8", "pageup", "pageup", "escape", "escape", "f8", "escape", "f9", "escape", "f1"),
)
AT_THE_COMMISSION = (
    *("tab", "enter", "enter", "escape", "escape"),
    *("2", "enter", "f2", "escape", "f3", "pagedown", "escape"),
    *("3", "down", "f2", "escape", "4", "5", "enter", "pagedown", "end", "escape"),
    *("6", "down", "enter", "escape", "f4", "escape", "7", "enter", "escape", "f9", "escape", "f7"),
)


def ground(registry: Registry) -> Ground:
    """The sample plan's."""
    return Ground(registry.ledger, ("rsj", JOBS), ("kjj", REFORM))


@pytest.mark.parametrize("turn", range(TURNS))
async def test_a_department_reads_what_was_written(
    visit: Any, june: Period, clerk_desk: ClerkDesk, registry: Registry, turn: int
) -> None:
    """List, form, reasons, evidence, urges and findings."""
    ground(registry).plant(texts(handfuls(TURNS), turn))
    async with visit(clerk_desk) as visitor:
        await visitor.press(*AT_A_DEPARTMENT)

        assert visitor.app.is_running
        assert [] == visitor.commands
        assert [] == [name for name in (*IN_A_REPORT, "urge", "person") if f"<{name}>" not in visitor.words]


@pytest.mark.parametrize("turn", range(TURNS))
async def test_the_commission_reads_what_was_written(
    visit: Any, june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, registry: Registry, turn: int
) -> None:
    """Every place, every dialog that shows somebody's words, and the history of it all."""
    ground(registry).plant(texts(handfuls(TURNS), turn))
    async with visit(coordinator_desk) as visitor:
        await visitor.press(*AT_THE_COMMISSION)

        assert visitor.app.is_running
        assert [] == visitor.commands
        assert [] == [name for name in (*IN_A_REPORT, *ELSEWHERE) if f"<{name}>" not in visitor.words]


async def test_every_line_of_a_page_takes_text_for_text(
    visit: Any, june: Period, clerk_desk: ClerkDesk, installation: Installation
) -> None:
    """Title, notice, table, page, announcement, refusal, search and the files that were sent in."""
    deliver(installation.trays.inbox_path("rsj"))
    lines = handfuls(16)
    async with visit(clerk_desk) as visitor:
        screen = visitor.app.screen
        for text in lines:
            screen.tell(f"<notice>{text}")
            screen.title_line.show(f"<title>{text}")
            screen.table.show([Column(f"<head>{text}", 0)], [Row("1", (Cell(f"<cell>{text}"),))])
            await visitor.hands.settle()
            page = TextPage(screen.language, "", f"<text>{text}")
            await visitor.app.push_screen(page)
            visitor.app.announce(f"<announcement>{text}")
            screen.refuse(NotFound(f"<refusal>{text}"))
            await visitor.hands.settle()
            page.dismiss("")
            await visitor.hands.settle()
        await visitor.press("f3")
        for text in lines:
            await visitor.hands.paste(f"<search>{text}")
        await visitor.press("escape", "1", "enter", "f4", *["pagedown"] * 10)

        assert [] == visitor.commands
        assert {} == {name: visitor.words.count(f"<{name}>") for name in ROUTES if f"<{name}>" not in visitor.words}
        assert [] == [each.name for each in ATTACKS if visitor.words.count(each.mark) < len(ROUTES)]
        assert [] == [text for text in MARKUP.values() if text.replace("\n", " ") not in visitor.words]
