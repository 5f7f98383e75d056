"""Finding a file among a department's workbooks: one line narrows both trays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tui.screens.commitments import CommitmentsScreen
from tui.screens.workbooks import WorkbooksScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from departments.desks import ClerkDesk, HeadDesk
    from tests.tui.app.conftest import AtTerminal


@pytest.mark.usefixtures("june")
async def test_one_line_narrows_both_trays(
    at_terminal: AtTerminal, clerk_desk: ClerkDesk, deliver: Callable[[str, str, bytes], None]
) -> None:
    """By initials or characters; Esc shows all again, and a second one leads back to the list."""
    deliver("rsj", "六月填报表.xlsx", b"x")
    deliver("rsj", "台账.xlsx", b"x")
    clerk_desk.lay_ready("六月汇总.xlsx", b"x")
    clerk_desk.lay_ready("说明.txt", b"x")
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f2", "f3")
        await hands.type("ly")

        assert "六月填报表.xlsx" in hands.page
        assert "六月汇总.xlsx" in hands.page
        assert "台账.xlsx" not in hands.page
        assert "说明.txt" not in hands.page

        await hands.type("xyz")

        assert hands.page.count("没有符合的内容") == 2

        await hands.press("escape")

        assert "台账.xlsx" in hands.page
        assert "说明.txt" in hands.page
        assert hands.is_at(WorkbooksScreen)

        await hands.press("escape")

        assert hands.is_at(CommitmentsScreen)


@pytest.mark.usefixtures("june")
async def test_a_head_finds_what_lies_ready(
    at_terminal: AtTerminal, clerk_desk: ClerkDesk, head_desk: HeadDesk
) -> None:
    """Where there is nothing at all there is nothing to find."""
    async with at_terminal(head_desk) as hands:
        await hands.press("f2")

        assert "F3" not in hands.page

        clerk_desk.lay_ready("六月汇总.xlsx", b"x")
        clerk_desk.lay_ready("说明.txt", b"x")
        await hands.press("f5", "slash")
        await hands.type("sm")

        assert "说明.txt" in hands.page
        assert "六月汇总.xlsx" not in hands.page
