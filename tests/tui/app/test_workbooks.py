"""A department's workbooks in the app: exported, filled in elsewhere, looked at, and taken back whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

from departments.reports import State
from tests.building import CLINICS, JOBS, JOBS_FIGURE, a_report, saved
from tests.exports.forms import FORM, Filling, cell_at, exported, filled
from tests.tui.app.conftest import LARGE, SMALL
from tui.screens.commitments import CommitmentsScreen
from tui.screens.importing import ImportScreen
from tui.screens.workbooks import WorkbooksScreen

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal

Deliver = Callable[[str, str, bytes], None]

FIGURE = "1-6月累计"
NAME = "填报表.xlsx"
WHOLE: Filling = {
    (JOBS_FIGURE, FIGURE): "0.7万",
    (JOBS, "自评"): "达到序时进度",
    (JOBS, "进展情况"): "招聘会15场。",
    (JOBS, "存在问题"): "无。",
    (JOBS, "下一步措施"): "继续。",
    (CLINICS, "进展情况"): "联合巡诊2次，[red]居民[/red]满意。",
}


@pytest.fixture
def form(june: Period, clerk_desk: ClerkDesk) -> bytes:
    """The department's form of June as it was exported."""
    return exported(clerk_desk)


def cell_of(form: bytes, key: str, header: str) -> str:
    """Where something stands in the form."""
    return cell_at(load_workbook(io.BytesIO(form)), key, header).coordinate


def outbox(desk: Any, name: str) -> Any:
    """A workbook that lies ready."""
    with desk.open_outbox(name) as content:
        return load_workbook(io.BytesIO(content.read()))


async def test_the_departments_workbook_is_laid_ready(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """F2 and F8; it lies among what can be fetched, and is the form."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f2")

        assert hands.is_at(WorkbooksScreen)
        assert "请用 SFTP 把填好的填报表放入“待上传”" in hands.page

        await hands.press("f8")

        assert hands.page.count("填报-区人社局-2021-06.xlsx") == 2
        assert "已放入“导出”" in hands.page

        await hands.press("escape")

        assert hands.is_at(CommitmentsScreen)
    sheet = outbox(clerk_desk, "填报-区人社局-2021-06.xlsx")[FORM]

    assert 6000 in [cell.value for row in sheet for cell in row]


async def test_the_workbook_is_of_the_period_that_is_shown(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """A closed period's too, to look something up."""
    coordinator_desk.open_period(june.plus_months(1))
    async with at_terminal(clerk_desk) as hands:
        await hands.press("[", "f2", "f8")

    assert ["填报-区人社局-2021-06.xlsx"] == [each.name for each in clerk_desk.outbox()]


async def test_a_filled_form_is_looked_at_and_taken(
    at_terminal: AtTerminal, form: bytes, june: Period, clerk_desk: ClerkDesk, deliver: Deliver
) -> None:
    """Every change with its cell, old beside new; after F8 and Enter all of it is a draft."""
    deliver("rsj", NAME, filled(form, WHOLE))
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f2", "enter")
        page = hands.page

        assert hands.is_at(ImportScreen)
        assert "新报 2" in page
        for words in (JOBS, cell_of(form, JOBS_FIGURE, FIGURE), FIGURE, "-- -> 7000", "[red]居民[/red]"):
            assert words in page

        assert 0 == clerk_desk.report(june, JOBS).revision

        await hands.press("f8")

        assert "新报2项，变更0项；都存为草稿" in hands.page

        await hands.press("enter")

        assert hands.is_at(WorkbooksScreen)
        assert "已存为草稿2项" in hands.page
    report = clerk_desk.report(june, JOBS).report

    assert (State.DRAFT, {JOBS_FIGURE: Decimal(7000)}) == (report.state, report.values)
    assert "联合巡诊2次，[red]居民[/red]满意。" == clerk_desk.report(june, CLINICS).report.narrative.progress


async def test_the_lines_of_an_import_are_narrowed_to_what_is_typed(
    at_terminal: AtTerminal, form: bytes, june: Period, clerk_desk: ClerkDesk, deliver: Deliver
) -> None:
    """By code, header or value; the chosen line stands below, and Esc shows all again before it leaves the page."""
    deliver("rsj", NAME, filled(form, WHOLE))
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f2", "enter", "f3")
        await hands.type("7000")

        (row,) = hands.at(ImportScreen).table.rows

        assert JOBS == row.cells[1].text
        assert hands.page.count("7000") == 4

        await hands.press("enter", "escape")

        assert len(hands.at(ImportScreen).table.rows) > 1

        await hands.press("escape")

        assert hands.is_at(WorkbooksScreen)


@pytest.mark.parametrize("keys", [("escape",), ("f8", "escape", "escape")])
async def test_a_look_changes_nothing(
    at_terminal: AtTerminal, form: bytes, june: Period, clerk_desk: ClerkDesk, deliver: Deliver, keys: tuple[str, ...]
) -> None:
    """Whoever goes back, before the question or at it, has imported nothing."""
    saved(clerk_desk, a_report())
    deliver("rsj", NAME, filled(exported(clerk_desk), {(JOBS, "存在问题"): "用工缺口。"}))
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f2", "enter")

        assert "变更 1" in hands.page
        assert "无变化 1" in hands.page

        await hands.press(*keys)

        assert hands.is_at(WorkbooksScreen)
    assert 1 == clerk_desk.report(june, JOBS).revision


async def test_a_file_is_opened_by_its_number(
    at_terminal: AtTerminal, form: bytes, june: Period, clerk_desk: ClerkDesk, deliver: Deliver
) -> None:
    """A digit and Enter, whichever is chosen, and from the other tray too."""
    deliver("rsj", "甲.txt", b"")
    deliver("rsj", NAME, form)
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f2", "end", "tab", "1", "enter")

        assert NAME in hands.page.splitlines()[0]


async def test_a_refused_cell_keeps_everything_out(
    at_terminal: AtTerminal, form: bytes, june: Period, clerk_desk: ClerkDesk, deliver: Deliver
) -> None:
    """It is named with its cell and the reason; F8 does nothing, F4 lays the marked copy ready."""
    deliver("rsj", NAME, filled(form, WHOLE | {(JOBS_FIGURE, FIGURE): "约七千"}))
    where = cell_of(form, JOBS_FIGURE, FIGURE)
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f2", "enter")

        assert "有误单元格 1" in hands.page
        assert f"{JOBS}  填报表 {where}  累计" in hands.page
        assert "“约七千”不只是数字" in hands.page
        assert "F8" not in hands.page

        await hands.press("f8")

        assert hands.is_at(ImportScreen)

        await hands.press("f4")

        assert "填报表-有误.xlsx" in hands.page
        assert "已放入“导出”" in hands.page
    marked = outbox(clerk_desk, "填报表-有误.xlsx")

    assert [0, 0] == [clerk_desk.report(june, each).revision for each in (JOBS, CLINICS)]
    assert "约七千" in marked[FORM][where].comment.text
    assert "错误清单" in marked.sheetnames


async def test_a_locked_cell_is_named_with_its_column(
    at_terminal: AtTerminal, form: bytes, clerk_desk: ClerkDesk, deliver: Deliver
) -> None:
    """And a file whose name no terminal should see gets a marked copy with a harmless one."""
    deliver("rsj", "单位\x1b[2J错.xlsx", filled(form, {(JOBS_FIGURE, "单位"): "个"}))
    where = cell_of(form, JOBS_FIGURE, "单位")
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f2", "enter")

        assert f"{JOBS}  填报表 {where}  单位" in hands.page
        assert "“单位”由“人”改成了“个”" in hands.page
        assert "\x1b" not in hands.page

        await hands.press("f4")

    assert ["单位错-有误.xlsx"] == [each.name for each in clerk_desk.outbox()]


async def test_a_form_that_says_nothing_new_is_said_to(
    at_terminal: AtTerminal, form: bytes, clerk_desk: ClerkDesk, deliver: Deliver
) -> None:
    """There is nothing to import, and no key for it."""
    deliver("rsj", NAME, form)
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f2", "enter")

        assert "填报表没有新内容" in hands.page
        assert "F8" not in hands.page


async def test_files_that_are_no_form_of_the_departments_are_refused(
    at_terminal: AtTerminal, form: bytes, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, deliver: Deliver
) -> None:
    """Another department's, something else under the name, a damaged one, a picture: one sentence each, and on."""
    deliver("rsj", "1-别的单位.xlsx", exported(kjj_desk, "kjj"))
    deliver("rsj", "2-不是表.xlsx", b"%PDF-1.4")
    deliver("rsj", "3-坏了.xlsx", form[: len(form) // 2])
    deliver("rsj", "4-照片.jpg", b"\xff\xd8\xff")
    sentences = []
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f2")
        for _ in range(4):
            await hands.press("enter")

            assert hands.is_at(WorkbooksScreen)
            sentences.append(hands.page.splitlines()[-2])
            await hands.press("down")

    for words, sentence in zip(
        ("区科技局", "不是 .xlsx 工作簿", "已损坏或不完整", "不是 .xlsx 工作簿"), sentences, strict=True
    ):
        assert words in sentence


async def test_a_form_of_a_closed_period_says_who_can_help(
    at_terminal: AtTerminal,
    form: bytes,
    clerk_desk: ClerkDesk,
    coordinator_desk: CoordinatorDesk,
    june: Period,
    deliver: Deliver,
) -> None:
    """Every changed cell is refused, with the lock's own sentence."""
    deliver("rsj", NAME, filled(form, WHOLE))
    coordinator_desk.close_period(june)
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f2", "enter")

        assert "有误单元格 6" in hands.page
        assert "综合科" in hands.page
        assert "F8" not in hands.page


async def test_a_colleague_who_was_quicker_is_not_written_over(
    at_terminal: AtTerminal,
    form: bytes,
    june: Period,
    clerk_desk: ClerkDesk,
    colleague_desk: ClerkDesk,
    deliver: Deliver,
) -> None:
    """Saved between the look and the import: all of it is refused, what the form left alone too."""
    deliver("rsj", NAME, filled(form, WHOLE))
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f2", "enter")
        saved(colleague_desk, a_report())
        await hands.press("f8", "enter")

        assert hands.is_at(ImportScreen)
        assert "rsj.second" in hands.page
    assert {JOBS_FIGURE: Decimal(6000)} == clerk_desk.report(june, JOBS).report.values
    assert 0 == clerk_desk.report(june, CLINICS).revision


async def test_a_file_that_came_meanwhile_is_there_after_f5(
    at_terminal: AtTerminal, form: bytes, clerk_desk: ClerkDesk, deliver: Deliver
) -> None:
    """Workbooks stand before pictures."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f2")
        deliver("rsj", "a.jpg", b"\xff\xd8")
        deliver("rsj", NAME, form)
        await hands.press("f5")

        assert hands.page.index(NAME) < hands.page.index("a.jpg")
        assert "请用 SFTP 把填好" not in hands.page


async def test_the_head_exports_and_imports_nothing(
    at_terminal: AtTerminal, form: bytes, head_desk: HeadDesk, deliver: Deliver
) -> None:
    """What the clerk sent in is the clerk's."""
    deliver("rsj", NAME, form)
    async with at_terminal(head_desk) as hands:
        await hands.press("f2")

        assert NAME not in hands.page
        assert "待上传" not in hands.page

        await hands.press("enter", "f8")

        assert hands.is_at(WorkbooksScreen)
        assert "填报-区人社局-2021-06.xlsx" in hands.page


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_both_pages_are_whole(
    at_terminal: AtTerminal, form: bytes, clerk_desk: ClerkDesk, deliver: Deliver, language: str, size: tuple[int, int]
) -> None:
    """No line is wider than the terminal, the keys stand at the end, and help names each."""
    deliver("rsj", NAME, filled(form, WHOLE | {(JOBS_FIGURE, FIGURE): "约七千"}))
    async with at_terminal(clerk_desk, language=language, size=size) as hands:
        for key, wanted in (("f2", "F8"), ("enter", "F4")):
            await hands.press(key)
            lines = hands.page.splitlines()

            assert len(lines) == size[1]
            assert max(map(cell_len, lines)) <= size[0]
            assert wanted in lines[-1]
            assert ("工作簿" in hands.page or "导入" in hands.page) is (language == "zh")

            await hands.press("f1")

            assert wanted in hands.page

            await hands.press("escape")
