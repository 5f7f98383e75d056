"""Evidence: a file of the inbox or a reference, added and taken off in the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.building import JOBS
from tui.dialogs.evidence import EvidenceDialog
from tui.widgets.evidence_list import EvidenceList
from tui.widgets.figure_input import FigureField

if TYPE_CHECKING:
    from collections.abc import Callable

    from departments.desks import ClerkDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal


async def test_evidence_is_named_taken_from_the_inbox_and_removed(
    at_terminal: AtTerminal,
    june: Period,
    clerk_desk: ClerkDesk,
    deliver: Callable[[str, str, bytes], None],
) -> None:
    """What was typed in the form is saved on the way."""
    deliver("rsj", "台账.xlsx", b"x" * 3000)
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        await hands.type("6000")
        await hands.press("f4")

        assert "台账.xlsx" in hands.page
        assert "3 KB" in hands.page

        await hands.press("enter")

        assert [each.name for each in clerk_desk.report(june, JOBS).report.evidence] == ["台账.xlsx"]

        await hands.press("f4", "tab")
        await hands.paste("南政发〔2021〕5号")
        await hands.press("tab")
        await hands.paste("年度安排")
        await hands.press("enter")
        evidence = clerk_desk.report(june, JOBS).report.evidence

        assert [(each.name, each.note) for each in evidence] == [("台账.xlsx", ""), ("南政发〔2021〕5号", "年度安排")]

        hands.app.screen.query_one(EvidenceList).focus()
        await hands.press("home", "delete")
        await hands.press("enter")
        evidence = clerk_desk.report(june, JOBS).report.evidence

        assert [each.name for each in evidence] == ["南政发〔2021〕5号"]
        assert hands.app.screen.query_one(FigureField).figure.value == "6000"


async def test_a_file_is_added_by_enter_on_it_alone(
    at_terminal: AtTerminal,
    june: Period,
    clerk_desk: ClerkDesk,
    deliver: Callable[[str, str, bytes], None],
) -> None:
    """A note in the lines attaches nothing; one key says yes, at the files Enter, in the lines F2."""
    deliver("rsj", "台账.xlsx", b"x" * 3000)
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter", "f4")

        assert ("回车 确定" in hands.page, "F2 确定" in hands.page) == (True, False)

        await hands.press("f2", "tab", "tab")

        assert ("回车 确定" in hands.page, "F2 确定" in hands.page) == (False, True)

        await hands.paste("六月台账")
        for key in ("f2", "enter"):
            await hands.press(key)

            assert hands.is_at(EvidenceDialog)
            assert hands.at(EvidenceDialog).reference.has_focus
            assert "要添加文件，请在文件上按回车" in hands.page

        assert () == clerk_desk.report(june, JOBS).report.evidence

        await hands.type("n")

        assert "要添加文件" not in hands.page

        await hands.press("backspace", "shift+tab", "enter")
        evidence = clerk_desk.report(june, JOBS).report.evidence

        assert [("台账.xlsx", "六月台账")] == [(each.name, each.note) for each in evidence]
