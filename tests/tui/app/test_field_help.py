"""Help for the field where one is: what goes in, from which document, and an example, for every field there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.building import CLINICS, FIRMS, JOBS, a_report, saved
from tui.screens.help import HelpScreen
from tui.widgets.evidence_list import EvidenceList

if TYPE_CHECKING:
    from departments.desks import ClerkDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands

PARTS = {"zh": ("填什么：", "从哪里来：", "例如："), "en": ("What goes in:", "From:", "Example:")}


async def helps(hands: Hands, language: str) -> list[str]:
    """The help of every field of the open form, in the order of Tab."""
    told, first = [], hands.app.focused
    while True:
        await hands.press("f1")
        page = hands.page

        assert hands.is_at(HelpScreen)
        for part in PARTS[language]:
            assert part in page, hands.app.screen_stack[-2].focused

        told.append(page)
        await hands.press("escape", "tab")
        if hands.app.focused is first:
            return told


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_field_of_a_report_says_what_goes_in(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, language: str
) -> None:
    """With the evidence too: eight fields of a commitment with one figure, each with a help of its own."""
    saved(clerk_desk, a_report())
    clerk_desk.attach_reference(june, JOBS, "南政发〔2021〕5号", based_on=1)
    async with at_terminal(clerk_desk, language=language) as hands:
        await hands.press("1", "enter")
        told = await helps(hands, language)

        assert len(told) == len(set(told)) == 8
        assert hands.app.screen.query_one(EvidenceList).display


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_figure_that_does_not_add_up_says_so(
    at_terminal: AtTerminal, june: Period, kjj_desk: ClerkDesk, language: str
) -> None:
    """A level is asked for as of the month's end."""
    async with at_terminal(kjj_desk, language=language) as hands:
        await hands.press("1", "enter")

        assert FIRMS in hands.page

        told = await helps(hands, language)

        assert {"zh": "时点数", "en": "doesn't add up"}[language] in " ".join(told[0].split())
        assert {"zh": "累计数", "en": "from January"}[language] in " ".join(told[2].split())


async def test_a_supporting_departments_fields_say_it_too(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """It has no figures and five fields."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("2", "enter")

        assert CLINICS in hands.page
        assert 5 == len(await helps(hands, "zh"))
