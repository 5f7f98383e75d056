"""English on a small terminal: heads are whole, and one thing is not said as if it were several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.golden.drawing import going
from tests.golden.office import a_round
from tests.golden.scenes import SCENES
from tests.tui.app.conftest import SMALL, Hands
from tui.app import TianbaoApp
from tui.language import speak
from tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from tests.golden.scenes import Scene

_ONE_OF_SEVERAL = re.compile(r"(?<![\d.,-])1 (?!(?:is|was|has|does|tells)\b)[a-z]+s\b")
_CUT_PLACE = re.compile(r"\d [A-Z][a-z]*\. ")


def heads(hands: Hands) -> list[tuple[str, int]]:
    """The heads of the tables that are shown, each with the cells that its column has."""
    tables = [each for each in hands.app.screen.query(RowTable) if each.size.width]
    drawn = [(table, table._looked_up()) for table in tables]
    return [(column.title, width) for _, look in drawn for column, width in zip(look.columns, look.widths, strict=True)]


def wrong_in(hands: Hands, scene: Scene) -> list[str]:
    """What of a page an English reader stumbles over."""
    cut = [f"{scene.title}: {title}" for title, width in heads(hands) if cell_len(title) > width]
    page = hands.page
    return cut + [f"{scene.title}: {each}" for each in (*_ONE_OF_SEVERAL.findall(page), *_CUT_PLACE.findall(page))]


@pytest.mark.parametrize("who", dict.fromkeys(each.who for each in SCENES))
async def test_english_fits_a_small_terminal(who: str) -> None:
    """On every page that is drawn."""
    round_ = a_round()
    app, wrong = TianbaoApp(round_.office, speak("en"), desk=round_.desks[who]), list[str]()
    async with app.run_test(size=SMALL) as pilot:
        hands = Hands(pilot)
        await hands.settle()
        for scene in (each for each in SCENES if each.who == who):
            await going(hands, scene.there, round_)
            wrong += wrong_in(hands, scene)
            await going(hands, scene.back, round_)

    assert wrong == []
