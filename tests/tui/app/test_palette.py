"""The command palette: all that can be done on a page, found by a part of its name, and done as its key would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from departments.settings import Settings
from tests.building import a_report, saved, submitted
from tui.actions import ACTIONS
from tui.dialogs.palette import PaletteDialog
from tui.key_map import keys_here
from tui.screens.commitments import CommitmentsScreen
from tui.screens.help import HelpScreen
from tui.screens.history import HistoryScreen
from tui.screens.report_form import ReportFormScreen
from tui.screens.review import ReviewScreen
from tui.screens.settings import SettingsScreen
from tui.widgets.fields import LineInput

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands


def offered(hands: Hands) -> list[str]:
    """What the palette offers, by its keys."""
    return [row.key for row in hands.at(PaletteDialog).table.rows]


async def test_everything_that_can_be_done_is_offered(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """With the keys that are in force, in the order of the table of actions; nothing that isn't possible now."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        here = keys_here(hands.at(ReportFormScreen).active_bindings.values())
        await hands.press("f9")

        assert [each.id for each in ACTIONS if each.id in here and each.id != "show_palette"] == offered(hands)
        assert "withdraw_report" not in offered(hands)
        assert "F8" in hands.page
        assert "报送" in hands.page


@pytest.mark.parametrize("typed", ["bz", "按键", "f1"])
async def test_a_command_is_found_as_everything_is(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, typed: str
) -> None:
    """By initials, by characters, by its key; Enter does it, on the page from which it was opened."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f9")
        await hands.type(typed)

        assert "show_help" in offered(hands)

        await hands.press("enter")

        assert hands.is_at(HelpScreen)


async def test_a_number_and_enter_do_it_too(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """As in every list with numbers."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f9")
        place = offered(hands).index("show_settings") + 1
        await hands.press(*str(place), "enter")

        assert hands.is_at(SettingsScreen)


async def test_what_belongs_to_a_field_is_done_in_the_field_that_was_left(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """The form's focus is where it was."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        await hands.type("98")
        await hands.press("f9")
        await hands.type("撤销")
        await hands.press("enter")

        assert [] == [each.value for each in hands.at(ReportFormScreen).query(LineInput) if "98" in each.value]


async def test_esc_does_nothing(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """And shows all again first, where something was typed."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f9")
        everything = offered(hands)
        await hands.type("tcdl")

        assert offered(hands) == ["sign_out"]

        await hands.press("escape")

        assert everything == offered(hands)

        await hands.press("escape")

        assert hands.is_at(CommitmentsScreen)


async def test_places_are_gone_to(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """Each with its digit."""
    saved(clerk_desk, a_report())
    submitted(clerk_desk, a_report())
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("f9")
        await hands.type("转到")

        assert list(dict(hands.app.screen_stack[0].places)) == offered(hands)  # type: ignore[attr-defined]

        await hands.press("escape")
        await hands.type("ls")
        await hands.press("enter")

        assert hands.is_at(HistoryScreen)

        await hands.press("2", "f9")
        await hands.type("通过")

        assert "approve_all" in offered(hands)

        await hands.press("escape", "escape")

        assert hands.is_at(ReviewScreen)


async def test_a_key_of_ones_own_is_the_one_that_is_named(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """And the palette itself can have another key."""
    clerk_desk.keep_settings(Settings(keys={"show_palette": "ctrl+p", "refresh": "ctrl+r"}))
    async with at_terminal(clerk_desk) as hands:
        assert "Ctrl+P 命令" in hands.page

        await hands.press("ctrl+p")

        assert hands.is_at(PaletteDialog)
        assert "Ctrl+R" in hands.page


async def test_there_is_none_before_a_desk_nor_over_a_question(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """A dialog names its own keys; who has not signed in has nothing to choose from."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f7", "f9")

        assert not hands.is_at(PaletteDialog)

        await hands.press("escape", "f12")

        assert "F9" not in hands.page

        await hands.press("f9")

        assert not hands.is_at(PaletteDialog)
