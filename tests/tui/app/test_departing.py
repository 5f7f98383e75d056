"""Pages that leave while something stands over them: each takes itself away, once, and never what is on top."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from departments.reports import State
from tests.building import JOBS, a_report, saved
from tui.language import speak
from tui.screens.commitments import CommitmentsScreen
from tui.screens.settings import SettingsScreen
from tui.screens.too_small import TooSmallScreen

if TYPE_CHECKING:
    from departments.desks import ClerkDesk
    from departments.periods import Period
    from tests.memory_ledger import QuickerHand
    from tests.tui.app.conftest import AtTerminal, Hands

TOO_SMALL, ROOM = (40, 12), (80, 24)


async def resize(hands: Hands, size: tuple[int, int]) -> None:
    """Give the terminal another size, and wait until the app has seen it."""
    await hands.pilot.resize_terminal(*size)
    await hands.until(lambda: hands.is_at(TooSmallScreen) is (size == TOO_SMALL), "the other size")


async def test_a_report_that_is_sent_while_the_window_is_too_small_is_left(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, quicker: QuickerHand
) -> None:
    """With the sentence that says so, as soon as there is room; what is typed then is for the list."""
    saved(clerk_desk, a_report())
    may_send = threading.Event()
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter", "f8")
        quicker.acts_first("rsj", lambda: may_send.wait(60))
        await hands.pilot.press("enter")
        await resize(hands, TOO_SMALL)
        may_send.set()
        await hands.settle()

        assert hands.is_at(TooSmallScreen)

        await resize(hands, ROOM)
        await hands.until(lambda: hands.is_at(CommitmentsScreen), "the list")
        await hands.press("escape", "escape")

        assert hands.is_at(CommitmentsScreen)
        assert "4.1-01" in hands.page
    assert clerk_desk.report(june, JOBS).report.state is State.SUBMITTED


async def test_a_page_can_be_left_before_it_was_there(at_terminal: AtTerminal, clerk_desk: ClerkDesk) -> None:
    """Nothing of it is shown any more, and the page beneath goes on."""
    async with at_terminal(clerk_desk) as hands:
        hands.app.push_screen(SettingsScreen(clerk_desk, speak("zh"), hands.app.appearance))
        hands.app.pop_screen()
        await hands.settle()

        assert hands.is_at(CommitmentsScreen)

        await hands.press("ctrl+o")

        assert hands.is_at(SettingsScreen)
