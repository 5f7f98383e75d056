"""The terminal: too small and back, no mouse, no blink, nothing sent while nobody does anything."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.building import a_report, saved, submitted
from tui.screens.report_form import ReportFormScreen
from tui.screens.sign_in import SignInScreen
from tui.screens.too_small import TooSmallScreen
from tui.widgets.fields import LineInput
from tui.widgets.figure_input import FigureField
from tui.widgets.text_input import TextInput

if TYPE_CHECKING:
    from departments.desks import ClerkDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal


@pytest.mark.parametrize("size", [(79, 24), (80, 23), (20, 5)])
async def test_a_terminal_that_is_too_small_says_so(at_terminal: AtTerminal, size: tuple[int, int]) -> None:
    """With the size that is needed and the size that it has."""
    async with at_terminal(size=size) as hands:
        page = "".join(hands.page.split())

        assert hands.is_at(TooSmallScreen)
        assert f"{size[0]}×{size[1]}" in page
        assert "80×24" in page

        await hands.pilot.resize_terminal(80, 24)
        await hands.settle()

        assert hands.is_at(SignInScreen)


async def test_nothing_is_lost_while_the_terminal_is_too_small(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """The form, what was typed in it and the cursor are as they were."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        await hands.type("60")
        await hands.pilot.resize_terminal(40, 12)
        await hands.settle()

        assert hands.is_at(TooSmallScreen)

        await hands.type("99")
        await hands.press("escape")
        await hands.pilot.resize_terminal(100, 30)
        await hands.settle()
        await hands.type("00")

        assert hands.is_at(ReportFormScreen)
        assert hands.app.screen.query_one(FigureField).figure.value == "6000"


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_list_lives_through_any_size(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, language: str
) -> None:
    """Also through those at which it is covered, one after the other without time between them."""
    submitted(clerk_desk, a_report())
    async with at_terminal(clerk_desk, language=language) as hands:
        for width, height in ((30, 10), (120, 40), (1, 1), (80, 24), (40, 10), (300, 80), (79, 23), (80, 24)):
            await hands.pilot.resize_terminal(width, height)
        await hands.settle()

        assert "F1" in hands.page
        assert "新增就业" in hands.page


async def test_a_question_asked_in_a_small_terminal_leaves_nothing_behind(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """It came while the window was small, and the window has grown since: after it comes the form."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        await hands.pilot.resize_terminal(40, 12)
        await hands.settle()
        form = hands.app.screen_stack[-2]

        assert isinstance(form, ReportFormScreen)

        form.action_submit_report()
        await hands.settle()
        await hands.pilot.resize_terminal(100, 30)
        await hands.settle()
        await hands.press("escape")

        assert hands.is_at(ReportFormScreen)


async def test_nothing_is_sent_while_nobody_does_anything(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the list and in the form: no blink, no clock, no animation."""
    submitted(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        for keys in ((), ("2", "enter")):
            await hands.press(*keys)
            await asyncio.sleep(0.2)
            sent: list[str] = []
            monkeypatch.setattr(hands.app._driver, "write", sent.append)
            await asyncio.sleep(1.2)
            monkeypatch.undo()

            assert sent == []


async def test_no_field_blinks(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """A blinking cursor keeps every session repainting."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        fields = [*hands.app.screen.query(LineInput), *hands.app.screen.query(TextInput)]

        assert len(fields) > 4
        assert not any(field.cursor_blink for field in fields)


async def test_what_would_reach_out_of_the_terminal_is_off(at_terminal: AtTerminal) -> None:
    """No palette, no link, no shell, no animation."""
    async with at_terminal() as hands:
        app = hands.app
        app.open_url("https://example.org")
        app.action_suspend_process()

        assert not app.ENABLE_COMMAND_PALETTE
        assert app.animation_level == "none"
        assert app.title.isascii()
        assert {each.binding.id for each in app.screen.active_bindings.values() if each.node is app} <= {"quit_app"}


async def test_colours_are_the_terminals_own_sixteen(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """No shade is asked for that a terminal with sixteen colours hasn't got."""
    submitted(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        colours = set()
        for keys in ((), ("2", "enter"), ("f1",)):
            await hands.press(*keys)
            for strip in hands.app.screen._compositor.render_strips():
                for segment in strip:
                    if segment.style:
                        colours |= {segment.style.color, segment.style.bgcolor}

        assert {colour.name for colour in colours if colour and colour.triplet} == set()
