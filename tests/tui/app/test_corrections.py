"""A report that the commission sent back after its period had closed, at the keyboard of its department."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from departments.reports import State
from tests.building import JOBS, JOBS_FIGURE, JULY, a_report, submitted
from tui.widgets.figure_input import FigureField

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal


async def test_a_report_returned_in_a_closed_period_is_corrected_at_once(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """The reason and who gave it stand on top, everything is there, and what is typed is saved and sent."""
    sent = submitted(clerk_desk, a_report())
    coordinator_desk.close_period(june, with_unreviewed=True)
    coordinator_desk.return_report(june, JOBS, "口径不对", based_on=sent.revision)
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")

        assert "口径不对" in hands.page
        assert "发改委综合科" in hands.page
        assert "6000" == hands.app.screen.query_one(FigureField).figure.value

        hands.app.screen.query_one(FigureField).figure.focus()
        await hands.press("end", "ctrl+u")
        await hands.type("6100")
        await hands.press("f2", "f8", "enter")

    report = clerk_desk.report(june, JOBS).report
    assert (State.SUBMITTED, Decimal(6100)) == (report.state, report.values[JOBS_FIGURE])


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_what_was_sent_back_in_another_period_is_seen_from_the_present_one(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, language: str
) -> None:
    """The list of July says it and which key goes there; in June's list it is the row itself."""
    sent = submitted(clerk_desk, a_report())
    coordinator_desk.open_period(JULY)
    coordinator_desk.close_period(june, with_unreviewed=True)
    coordinator_desk.return_report(june, JOBS, "口径不对", based_on=sent.revision)
    async with at_terminal(clerk_desk, language=language) as hands:
        assert f"2021-06 {JOBS}" in hands.page

        await hands.press("left_square_bracket")

        assert f"2021-06 {JOBS}" not in hands.page
        assert JOBS in hands.page
