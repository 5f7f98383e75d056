"""What somebody typed and didn't save is marked in the list, for whoever lost the line and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.building import JOBS
from tui.screens.report_form import ReportFormScreen

if TYPE_CHECKING:
    from departments.desks import ClerkDesk
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
