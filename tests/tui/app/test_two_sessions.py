"""Two sessions of one account in one report: nothing that either has typed is written over in silence."""

from __future__ import annotations

from contextlib import asynccontextmanager
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.building import JOBS, JOBS_FIGURE, a_report, draft_of, saved
from tui.dialogs.conflict import ConflictDialog
from tui.screens.commitments import CommitmentsScreen
from tui.widgets.figure_input import FigureField

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from departments.desks import ClerkDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands

    BothTyping = Callable[[], AbstractAsyncContextManager[tuple[Hands, Hands]]]

TYPED = f"value {JOBS_FIGURE}"


def figure_of(hands: Hands) -> str:
    """What stands in the figure's field."""
    return hands.app.screen.query_one(FigureField).figure.value


async def kept(hands: Hands, desk: ClerkDesk, period: Period, *figures: str) -> None:
    """Wait until these figures are kept, each by itself."""
    await hands.until(
        lambda: sorted(each.fields[TYPED] for each in desk.drafts(period, JOBS)) == sorted(figures),
        f"drafts of {figures}",
    )
    await hands.settle()


@pytest.fixture
def both_typing(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> BothTyping:
    """Opens two sessions, each with a figure of its own in the same report: 6,000 and 7,000, both kept."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[tuple[Hands, Hands]]:
        async with at_terminal(clerk_desk) as first, at_terminal(clerk_desk) as second:
            for hands in (first, second):
                await hands.press("1", "enter")
            await first.type("6000")
            await second.type("7000")
            await kept(second, clerk_desk, june, "6000", "7000")
            yield first, second

    return opened


async def test_each_session_keeps_its_own_text(both_typing: BothTyping, june: Period, clerk_desk: ClerkDesk) -> None:
    """Both are told; the second to save sees both versions."""
    async with both_typing() as (first, second):
        for hands in (first, second):
            await hands.wait_for("本账号也在别处填写这份填报")

        await first.press("f2")

        assert "已存为草稿" in first.page
        assert ["7000"] == [each.fields[TYPED] for each in clerk_desk.drafts(june, JOBS)]

        await second.press("f2")

        assert isinstance(second.app.screen, ConflictDialog)

        await second.press("f6", "f2")

        assert not clerk_desk.drafts(june, JOBS)
    assert clerk_desk.report(june, JOBS).report.values == {JOBS_FIGURE: Decimal(7000)}


async def test_who_comes_back_goes_on_with_what_was_kept_last(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """While the dropped line's session still hangs about: when that ends, nothing of it comes back."""
    async with at_terminal(clerk_desk) as hanging:
        await hanging.press("1", "enter")
        await hanging.type("60")
        await kept(hanging, clerk_desk, june, "60")
        async with at_terminal(clerk_desk) as back:
            await back.press("1", "enter")

            assert "已恢复" in back.page
            assert "60" == figure_of(back)

            await back.type("00")
            await kept(back, clerk_desk, june, "6000")
            await back.press("f2")

            assert "已存为草稿" in back.page
        await hanging.app.leave()
        await hanging.settle()

    assert not clerk_desk.drafts(june, JOBS)
    assert clerk_desk.report(june, JOBS).report.values == {JOBS_FIGURE: Decimal(6000)}


async def test_what_is_typed_on_after_somebody_went_on_with_it_stays(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """It comes back when the report is opened again, and meets what was saved."""
    async with at_terminal(clerk_desk) as first:
        await first.press("1", "enter")
        await first.type("60")
        await kept(first, clerk_desk, june, "60")
        async with at_terminal(clerk_desk) as second:
            await second.press("1", "enter")
            await first.type("99")
            await kept(first, clerk_desk, june, "6099")
            await second.type("00")
            await kept(second, clerk_desk, june, "6000", "6099")
            await second.press("f2", "escape")

            assert isinstance(second.app.screen, CommitmentsScreen)

            await second.press("1", "enter")

            assert "6099" == figure_of(second)
            assert "这期间填报被改过" in second.page


async def test_of_several_texts_one_comes_back_after_the_other(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """The latest first; the form says that there is another one."""
    clerk_desk.keep_draft(june, JOBS, {TYPED: "6000", "based on": "0"}, session="aa")
    clerk_desk.keep_draft(june, JOBS, {TYPED: "7000", "based on": "0"}, session="bb")
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")

        assert "7000" == figure_of(hands)
        assert "另一处" in hands.page

        await hands.press("f2", "escape", "1", "enter")

        assert "6000" == figure_of(hands)
        assert "另一处" not in hands.page


async def test_text_that_was_taken_back_does_not_come_back(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Typed, kept, and deleted again: there is nothing to save, and nothing to restore."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter", "end")
        await hands.type("9")
        await kept(hands, clerk_desk, june, "60009")
        await hands.press("backspace", "escape")

        assert hands.is_at(CommitmentsScreen)
        assert draft_of(clerk_desk, june, JOBS) is None

        await hands.press("1", "enter")

        assert "已恢复" not in hands.page


async def test_a_text_given_up_leaves_the_other_ones(
    both_typing: BothTyping, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Leaving without saving forgets the own text alone."""
    async with both_typing() as (first, _):
        await first.press("escape", "2")

        assert isinstance(first.app.screen, CommitmentsScreen)
        assert ["7000"] == [each.fields[TYPED] for each in clerk_desk.drafts(june, JOBS)]
