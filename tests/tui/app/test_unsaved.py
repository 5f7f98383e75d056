"""What somebody typed and didn't save is marked in the list, for whoever lost the line and comes back."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from departments.desks import ClerkDesk
from tests.building import JOBS, draft_of
from tui.screens.commitments import CommitmentsScreen
from tui.screens.report_form import ReportFormScreen

if TYPE_CHECKING:
    from collections.abc import Collection

    import pytest

    from departments.ledger import Draft
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal


async def test_the_list_says_where_something_is_typed_and_not_saved(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """A line dropped, and its person is back: a sign beside the code, and a line that names it, until it is saved."""
    async with at_terminal(clerk_desk) as hands:
        assert "未保存" not in hands.page

        await hands.press("1", "enter")
        await hands.type("6000")
        await hands.at(ReportFormScreen).keep_typed()
    async with at_terminal(clerk_desk) as hands:
        assert f"{JOBS}~" in hands.page
        assert f"~ 有未保存的内容：{JOBS}；" in hands.page

        await hands.press("1", "enter", "f2", "escape")

        assert "未保存" not in hands.page
        assert f"{JOBS}~" not in hands.page


async def test_what_was_given_up_is_not_kept_again(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the last keys were just about to be kept."""
    may_drop, drop = threading.Event(), ClerkDesk.drop_draft

    def dropping(desk: ClerkDesk, period: Period, commitment: str, *, only: Collection[Draft] | None = None) -> None:
        may_drop.wait(60)
        drop(desk, period, commitment, only=only)

    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        await hands.type("6")
        form = hands.at(ReportFormScreen)
        await form.keep_typed()
        await hands.press("escape")
        monkeypatch.setattr(ClerkDesk, "drop_draft", dropping)
        await hands.pilot.press("2")
        form._keep_now()
        await hands.pilot.pause()
        may_drop.set()
        await hands.settle()

        assert hands.is_at(CommitmentsScreen)
    assert draft_of(clerk_desk, june, JOBS) is None
