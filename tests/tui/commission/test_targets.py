"""Targets from the keyboard: what is typed over what is proposed, what is refused, and what is asked about first."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from departments.plan_changes import ChangeKind
from tests.building import CLINICS, FIRMS, FIRMS_DEALS, JOBS, JOBS_FIGURE
from tests.tui.commission.plan_hands import fill, find, place_of, typed
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.fields import FieldsDialog
from tui.screens.text_page import TextPage

if TYPE_CHECKING:
    from departments.desks import CoordinatorDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal


async def test_a_target_is_changed(at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk) -> None:
    """F4: the new figure as people type figures, and why; what is no figure is refused in the dialog."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f4")
        await fill(hands, "很多", "2021-06", "专题会议")

        assert hands.is_at(FieldsDialog)
        assert ["很多", "2021-06", "专题会议"] == typed(hands)

        await hands.press("shift+tab", "shift+tab", "ctrl+u")
        await hands.type("1.5万")
        await hands.press("f2")

        assert "12,000 > 15,000人" in hands.page

        await hands.press("f7")

        assert hands.is_at(TextPage)
        assert "12,000 > 15,000人" in hands.page
        assert "专题会议" in "".join(hands.page.split())

    (change,) = coordinator_desk.plan_changes()
    assert (ChangeKind.RETARGETED, june) == (change.kind, change.since)


async def test_one_of_several_targets_is_chosen(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Where there is none to change, that is said."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, FIRMS)
        await hands.press("f4", "2")
        await fill(hands, "77", "2021-06", "专题会议")
        (change,) = coordinator_desk.plan_changes()

        assert change.indicator is not None
        assert FIRMS_DEALS == change.indicator.id

        await hands.press("f3", "ctrl+u")
        await hands.type(CLINICS)
        await hands.press("enter", "f4")

        assert f"{CLINICS}没有指标" in hands.page


async def test_a_target_that_is_passed_already_is_confirmed(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """It says what stands there; Esc leads back to what was typed, Enter sets it."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f4")
        await fill(hands, "5000", "2021-06", "下调")

        assert hands.is_at(ConfirmDialog)
        assert "6,000" in hands.page

        await hands.press("escape")

        assert ["5000", "2021-06", "下调"] == typed(hands)
        assert () == coordinator_desk.plan_changes()

        await hands.press("f2", "enter")

        assert "12,000 > 5,000人" in hands.page

    assert Decimal(5000) == coordinator_desk.plan(reported).commitment(JOBS).indicator(JOBS_FIGURE).target


async def test_a_target_with_perhaps_a_digit_wrong_is_confirmed_and_so_is_all_else_about_it(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """One doubt after the other; Esc at any of them leads back to what was typed."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f4")
        await fill(hands, "1200", "2021-06", "下调")

        assert hands.is_at(ConfirmDialog)
        assert "将由12,000人调整为1,200人" in "".join(hands.page.split())

        await hands.press("enter")

        assert hands.is_at(ConfirmDialog)
        assert "6,000" in hands.page

        await hands.press("escape")

        assert ["1200", "2021-06", "下调"] == typed(hands)

        await hands.press("f2", "enter", "enter")

        assert "12,000 > 1,200人" in hands.page

    assert Decimal(1200) == coordinator_desk.plan(reported).commitment(JOBS).indicator(JOBS_FIGURE).target


async def test_what_is_proposed_goes_with_the_first_key_that_types(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """In every field, once: coming back to a field, or from its help, nothing is marked any more."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f4")
        await hands.type("110")
        await hands.press("f1", "escape")
        await hands.type("00")
        await hands.press("tab")
        await hands.type("2021-0")
        await hands.press("tab", "shift+tab")
        await hands.type("7")
        await hands.press("shift+tab")

        assert ["11000", "2021-07", ""] == typed(hands)

        await hands.press("tab", "tab")
        await hands.type("下调")
        await hands.press("enter")

        assert "12,000 > 11,000人" in hands.page


async def test_arrows_and_end_keep_what_is_proposed(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """A digit is put right without typing all again."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f4", "end")
        await hands.type(".5")
        await hands.press("tab", "right", "backspace")
        await hands.type("7")

        assert ["12,000.5", "2021-07", ""] == typed(hands)


async def test_after_a_refusal_the_cursor_stands_where_it_stood(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """A missing reason is typed at once; a wrong figure stays as it was typed, and can be put right."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f4")
        await hands.type("11000")
        await hands.press("tab", "tab", "enter")

        assert hands.is_at(FieldsDialog)
        assert "! " in hands.page

        await hands.type("下调")
        await hands.press("shift+tab", "shift+tab")
        await hands.type("x")
        await hands.press("f2")

        assert ["11000x", "2021-06", "下调"] == typed(hands)
        assert 0 == place_of(hands)

        await hands.press("backspace", "f2")

        assert "12,000 > 11,000人" in hands.page
