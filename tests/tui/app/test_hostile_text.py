"""What another person typed can't command one's terminal, and brackets mean brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from departments.reports import Evidence, Narrative, Report, Return, State
from tests.building import JOBS_FIGURE, a_report, at
from tests.tui.app.conftest import LARGE
from tui.terminal_safety import harmless, plain
from tui.widgets.row_table import Cell, Column, Row, RowTable

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, Registry
    from departments.periods import Period
    from tests.tui.app.conftest import Hands

COMMANDING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ATTACKS = [
    "\x1b]0;owned\x07",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b[2J\x1b[H",
    "\x1b[31m",
    "\x9b31m",
    "\x9d0;owned\x9c",
    "\x90q\x9c",
    "\x0e\x0f\x08\x7f",
    "\u202etxt.exe\u202c",
    "\u2066\u2069\u200f",
    "[@click=app.quit_app]here[/]",
    "[/",
    "[bold red]red[/bold red]",
    "[link=file:///etc/passwd]x[/link]",
]


def keep_as_it_is(registry: Registry, report: Report) -> None:
    """Put a report into the book past every desk, as a workbook of another version or a repaired book might."""
    book = registry.ledger.book("rsj")
    with book.transaction(by="rsj", at=registry.now()) as transaction:
        transaction.append("saved", report.key, report, based_on=0)


def lines_to_the_terminal(hands: Hands) -> list[str]:
    """What every widget hands to the terminal, before Textual adds its own colours."""
    strips = hands.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("size", [(80, 24), LARGE], ids=["small", "large"])
async def test_hostile_text_reaches_no_terminal(
    at_terminal: Any, june: Period, clerk_desk: ClerkDesk, registry: Registry, attack: str, size: tuple[int, int]
) -> None:
    """Narrative, reason, explanation, evidence and people's names, in form, list, dialogs and notices."""
    hostile = evolve(
        a_report(),
        state=State.RETURNED,
        values={},
        figure_absent={JOBS_FIGURE: f"因{attack}"},
        narrative=Narrative(f"进展{attack}", f"问题{attack}", f"措施{attack}"),
        explanation=f"说明{attack}",
        evidence=(Evidence(f"佐证{attack}", note=f"备注{attack}"),),
        returns=(Return(at("2021-07-02 10:00"), f"人{attack}", f"理由{attack}"),),
        reported_by=f"填{attack}",
    )
    keep_as_it_is(registry, hostile)
    async with at_terminal(clerk_desk, size=size) as hands:
        pages = lines_to_the_terminal(hands)
        await hands.press("1", "enter")
        pages += lines_to_the_terminal(hands)

        assert "理由" in "".join(pages)

        await hands.press("pagedown")
        pages += lines_to_the_terminal(hands)
        await hands.press("pagedown", "f8")
        pages += lines_to_the_terminal(hands)

    assert [line for line in pages if COMMANDING.search(line)] == []


@pytest.mark.parametrize("attack", ATTACKS)
async def test_an_attack_typed_into_a_notice_or_an_inbox_is_shown_as_letters(
    at_terminal: Any, june: Period, clerk_desk: ClerkDesk, attack: str
) -> None:
    """Titles, notices and tables take text for text."""
    async with at_terminal(clerk_desk) as hands:
        screen: Any = hands.app.screen
        screen.tell(f"通知{attack}")
        screen.title_line.show(f"题{attack}", f"右{attack}")
        screen.query_one(RowTable).show([Column(f"头{attack}", 0)], [Row("1", (Cell(f"格{attack}"),))])
        await hands.settle()
        lines = lines_to_the_terminal(hands)

    assert [line for line in lines if COMMANDING.search(line)] == []
    assert "通知" in "".join(lines)


def test_the_filter_keeps_the_width_of_a_line() -> None:
    """What has no width is replaced by nothing, the rest of the line stays where it is."""
    assert harmless("甲\x1b[2J乙\u202e丙") == "甲[2J乙丙"


def test_brackets_are_letters() -> None:
    """No markup is read out of what somebody typed."""
    assert plain("[@click=app.quit_app]x[/]").plain == "[@click=app.quit_app]x[/]"
    assert plain("[bold]x[/bold]").spans == []
