"""Evidence: a file of the inbox or a reference, added and taken off in the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.building import JOBS, a_report, saved
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.evidence import EvidenceDialog
from tui.screens.report_form import ReportFormScreen
from tui.widgets.evidence_list import EvidenceList
from tui.widgets.figure_input import FigureField
from tui.widgets.lines import NoticeLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from departments.desks import ClerkDesk, ReaderDesk
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


def with_references(desk: ClerkDesk, period: Period, *names: str) -> None:
    """Let a report have these references as its evidence."""
    saved(desk, a_report())
    for revision, name in enumerate(names, 1):
        desk.attach_reference(period, JOBS, name, note=f"第{revision}件", based_on=revision)


@pytest.mark.parametrize("key", ["f3", "/", "／", "、"])
async def test_a_piece_of_many_is_found_in_the_form(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, key: str
) -> None:
    """Where one is in the list: marked, by Pinyin and by note; what is typed into the line is none of the report's."""
    with_references(clerk_desk, june, "招聘会台账", "[red]南政发[/red]", "工作总结")
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")

        assert "F3" not in hands.page

        evidence = hands.app.screen.query_one(EvidenceList)
        evidence.focus()
        await hands.settle()

        assert "F3 查找" in hands.page

        await hands.press(key)
        await hands.type("nzf")

        assert [row.cells[1].text for row in evidence.rows] == ["[red]南政发[/red]"]
        assert underlined(evidence) == ["南政发"]
        assert not hands.at(ReportFormScreen)._is_unsaved()

        await hands.press("enter", "delete", "enter")
        left = [each.name for each in clerk_desk.report(june, JOBS).report.evidence]

        assert left == ["招聘会台账", "工作总结"]
        assert len(evidence.rows) == 2

        evidence.focus()
        await hands.press(key)
        await hands.type("di3")

        assert [row.cells[1].text for row in evidence.rows] == ["工作总结"]

        await hands.press("escape")

        assert len(evidence.rows) == 2
        assert [] == underlined(evidence)
        assert hands.is_at(ReportFormScreen)

        await hands.press("escape")

        assert not hands.is_at(ReportFormScreen)


async def test_what_is_typed_in_the_form_outlives_a_search_in_its_evidence(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Nothing of it is lost, nothing is added to it, and taking back takes back what was typed in the form."""
    with_references(clerk_desk, june, "招聘会台账", "工作总结")
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter", "end")
        await hands.type("9")
        before = hands.at(ReportFormScreen)._fields.typed()
        hands.app.screen.query_one(EvidenceList).focus()
        await hands.press("f3")
        await hands.type("zz qqq")

        assert before == hands.at(ReportFormScreen)._fields.typed()
        assert "没有符合的内容；按 Esc 显示全部。" in hands.page

        await hands.press("escape", "escape")

        assert hands.is_at(ChooseDialog)


async def test_one_piece_alone_is_not_looked_for(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """Nothing opens, and no key says it would."""
    with_references(clerk_desk, june, "招聘会台账")
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        hands.app.screen.query_one(EvidenceList).focus()
        await hands.press("f3", "、")

        assert "F3" not in hands.page
        assert hands.has(EvidenceList)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_reader_of_a_report_finds_a_piece_too(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, reader_desk: ReaderDesk, language: str
) -> None:
    """Enter looks at the piece that is found, not at the one that stood in its place."""
    with_references(clerk_desk, june, "招聘会台账", "工作总结")
    clerk_desk.submit_report(june, JOBS, based_on=3)
    async with at_terminal(reader_desk, language=language) as hands:
        await hands.press("f3")
        await hands.type(JOBS)
        await hands.press("enter", "enter", "tab", "/")
        await hands.type("zongjie")
        await hands.press("enter", "enter")

        assert "工作总结" in str(hands.app.screen.query_one(NoticeLine).render())
        assert "招聘会台账" not in hands.page


def underlined(evidence: EvidenceList) -> list[str]:
    """What is marked below the head."""
    strips = [evidence.render_line(y) for y in range(1, evidence.size.height)]
    return [segment.text.strip() for strip in strips for segment in strip if segment.style and segment.style.underline]
