"""Looking for something among hostile texts, in palette, text and list of evidence: there are words and marks alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from departments.directory import Department, Directory
from departments.reports import Evidence
from tests.building import a_commitment, a_directory, a_plan, sample_commitments
from tests.hostile.attacks import ATTACKS
from tui.dialogs.palette import PaletteDialog
from tui.screens.text_page import TextPage
from tui.widgets.evidence_list import EvidencePart

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from departments.plan import Plan

TEXTS = tuple((each.mark, each.text.encode("utf-8", "ignore").decode()) for each in ATTACKS)
"""Half characters are left out: no plan and no book can hold one."""
PAGES = 30


@pytest.fixture
def plan() -> Plan:
    """One that promises every attack, to departments with names that are no better."""
    hostile = (Department(f"x{mark[1:-1]}", text, text) for mark, text in TEXTS)
    promised = (
        a_commitment(id=f"4.1-{mark[1:-1]}", quote=text, heading=text, lead="rsj", supporting=())
        for mark, text in TEXTS
    )
    directory = Directory((*a_directory().departments, *hostile))
    return a_plan(*sample_commitments(), *promised, directory=directory)


async def test_whatever_a_plan_promises_is_words_in_the_palette(
    visit: Any, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Departments and commitments, with what was found underlined in them."""
    async with visit(coordinator_desk) as visitor:
        await visitor.press("f9")
        for typed in ("<", "4.1-"):
            await visitor.hands.type(typed)
            await visitor.press(*["pagedown"] * PAGES, "escape")

        assert isinstance(visitor.app.screen, PaletteDialog)
        assert [] == visitor.commands
        assert [] == [mark for mark, _ in TEXTS if visitor.words.count(mark) < 3]


async def test_whatever_is_in_a_text_is_words_where_it_is_looked_for(
    visit: Any, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """The text of a piece of evidence, narrowed to the lines that have what is typed."""
    async with visit(coordinator_desk) as visitor:
        text = "\n".join(text.replace("\n", " ") for _, text in TEXTS)
        await visitor.app.push_screen(TextPage(visitor.app._language, "", text))
        await visitor.press("f3")
        for mark, _ in TEXTS:
            await visitor.hands.paste(mark)

            assert mark in str(visitor.app.screen.shown.content)

            visitor.app.screen.find_line.value = ""

        assert [] == visitor.commands


async def test_whatever_evidence_is_called_is_words_where_it_is_looked_for(
    visit: Any, june: Period, clerk_desk: ClerkDesk
) -> None:
    """In the form's own list."""
    async with visit(clerk_desk) as visitor:
        await visitor.press("1", "enter")
        part = visitor.app.screen.query_one(EvidencePart)
        part.show_evidence(tuple(Evidence(text, note=text) for _, text in TEXTS))
        part.pieces.focus()
        await visitor.press("f3")
        for mark, _ in TEXTS[::8]:
            await visitor.hands.paste(mark)

            assert [mark] == [row.cells[1].text[: len(mark)] for row in part.pieces.rows]

            part.find_line.value = ""

        assert [] == visitor.commands
