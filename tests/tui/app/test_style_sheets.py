"""Apps share what their style sheets say, and look as they would without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.css.stylesheet import Stylesheet

from departments.settings import Theme
from tests.tui.app.conftest import Hands
from tui.app import TianbaoApp
from tui.language import speak
from tui.style_sheets import ParsedSheets
from tui.themes import NAMES

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, Office


async def _look(app: TianbaoApp, *, theme: Theme = Theme.TERMINAL) -> str:
    """The list and a form as pictures, without the names that Textual makes up for each."""
    async with app.run_test(size=(100, 30)) as pilot:
        hands = Hands(pilot)
        app.theme = NAMES[theme]
        await hands.settle()
        seen = [app.export_screenshot()]
        await hands.press("enter")
        seen.append(app.export_screenshot())
    made_up = {line.split("terminal-")[1].split("-")[0] for line in seen if "terminal-" in line}
    text = "".join(seen)
    for each in made_up:
        text = text.replace(each, "")
    return text


@pytest.mark.parametrize("theme", list(Theme))
async def test_shared_sheets_look_as_sheets_of_ones_own(office: Office, clerk_desk: ClerkDesk, theme: Theme) -> None:
    """Colours, widths and borders are those that Textual's own style sheet gives, in every theme."""
    own = TianbaoApp(office, speak("zh"), desk=clerk_desk)
    own.stylesheet = Stylesheet(variables=own.get_css_variables())
    shared = TianbaoApp(office, speak("zh"), desk=clerk_desk, sheets=ParsedSheets())

    assert await _look(own, theme=theme) == await _look(shared, theme=theme)


async def test_a_second_app_parses_nothing(office: Office, clerk_desk: ClerkDesk) -> None:
    """Everything that the list and the form need was left by the first app; other colours are another matter."""
    sheets = ParsedSheets()
    first = await _look(TianbaoApp(office, speak("zh"), desk=clerk_desk, sheets=sheets))
    parsed = len(sheets)
    second = await _look(TianbaoApp(office, speak("zh"), desk=clerk_desk, sheets=sheets))
    parsed_by_second = len(sheets) - parsed
    await _look(TianbaoApp(office, speak("zh"), desk=clerk_desk, sheets=sheets), theme=Theme.DARK)

    assert first == second
    assert parsed_by_second == 0
    assert len(sheets) > parsed
