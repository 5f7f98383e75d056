"""What the files of a merge disagree about: every conflict decided by somebody, and files left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.building import JOBS, JOBS_FIGURE, MAY, a_report, submitted
from tests.exports.forms import exported, filled
from tests.tui.app.conftest import LARGE, SMALL
from tests.tui.commission.merged_cells import RESULT, jobs_in, result
from tui.screens.merging import MergingScreen
from tui.screens.merging_findings import MergingFindingsScreen
from tui.widgets.found_table import FoundTable
from tui.widgets.lines import KeyLine

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal

Deliver = Callable[[str, str, bytes], None]

FIGURE = "1-6月累计"


@pytest.mark.parametrize(("answer", "figure"), [("1", 6000), ("2", 6500)])
async def test_a_conflict_waits_for_somebody_to_decide(
    at_terminal: AtTerminal,
    files: Period,
    coordinator_desk: CoordinatorDesk,
    clerk_desk: ClerkDesk,
    deliver: Deliver,
    answer: str,
    figure: int,
) -> None:
    """The same department twice: both sides with their cells, and nothing is written until one is chosen."""
    clerk_desk.withdraw_report(files, JOBS, based_on=2)
    submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6500}))
    deliver("office", "rsj2.xlsx", exported(coordinator_desk, "rsj", files))
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("8", "f4", "f8")
        page = hands.page

        assert "未定 1 处" in page
        assert "状态     发现" in page
        assert "区人社局有两份工作簿" in page
        assert "rsj2.xlsx 填报表 " in page
        assert "6,500" in page
        assert "F8" not in page.splitlines()[-1]

        await hands.press("f8")

        assert hands.is_at(MergingFindingsScreen)

        await hands.press("enter")

        assert "以哪一方为准" in hands.page
        assert "1 rsj.xlsx" in hands.page

        await hands.press(answer)

        assert "已定" in hands.page
        assert "[x] rsj" in hands.page

        await hands.press("f8")

        assert RESULT in hands.page
    assert {figure} == jobs_in(result(coordinator_desk))


async def test_what_the_files_disagree_about_is_narrowed_and_decided_there(
    at_terminal: AtTerminal, files: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, deliver: Deliver
) -> None:
    """By Pinyin; a decided line is still found, and Esc shows all lines before it leaves the page."""
    clerk_desk.withdraw_report(files, JOBS, based_on=2)
    submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6500}))
    deliver("office", "rsj2.xlsx", exported(coordinator_desk, "rsj", files))
    deliver("office", "0-不是表.xlsx", b"%PDF-1.4")
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("8", "f4", "f8")
        table = hands.at(MergingFindingsScreen).table
        every = len(table.rows)
        await hands.press("f3")
        await hands.type("lfgzb")

        assert 1 == len(table.rows) < every
        assert f"查找：lfgzb  1/{every} 项" in hands.page
        assert "区人社局有两份工作簿" in hands.page

        await hands.press("enter", "enter", "2")

        assert "已定" in hands.page
        assert len(table.rows) == 1

        await hands.press("escape")

        assert every == len(table.rows)
        assert hands.is_at(MergingFindingsScreen)

        await hands.press("escape")

        assert "不生成汇总就离开？" in hands.page


async def test_the_newer_side_of_everything_is_a_key_away(
    at_terminal: AtTerminal, files: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, deliver: Deliver
) -> None:
    """And can still be changed, line by line."""
    clerk_desk.withdraw_report(files, JOBS, based_on=2)
    submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6500}))
    deliver("office", "rsj2.xlsx", exported(coordinator_desk, "rsj", files))
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("8", "f4", "f8", "f4")

        assert "已有 1 处以较新的一方为准" in hands.page

        await hands.press("f8")
    assert {6500} == jobs_in(result(coordinator_desk))


async def test_a_cell_changed_after_submission_stands_against_its_record(
    at_terminal: AtTerminal, files: Period, coordinator_desk: CoordinatorDesk, deliver: Deliver
) -> None:
    """One file with two sides: as it was submitted, and as somebody typed it."""
    deliver("office", "rsj.xlsx", filled(exported(coordinator_desk), {(JOBS_FIGURE, FIGURE): 7000}))
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("8", "f4", "f8")

        assert "rsj.xlsx 报送时的记录：6000" in hands.page

        await hands.press("enter", "2", "f8")
    assert {7000} == jobs_in(result(coordinator_desk))


async def test_a_file_that_cannot_be_used_is_left_out_by_hand(
    at_terminal: AtTerminal, files: Period, coordinator_desk: CoordinatorDesk, deliver: Deliver
) -> None:
    """It keeps the workbook from being written until somebody says so; the file itself stays."""
    deliver("office", "0-不是表.xlsx", b"%PDF-1.4")
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("8", "f4", "f8")

        assert "有问题 1 处" in hands.page
        assert "0-不是表.xlsx不是 .xlsx 工作簿" in hands.page
        assert "F8" not in hands.page.splitlines()[-1]

        await hands.press("enter")

        assert "剔除 0-不是表.xlsx？" in hands.page

        await hands.press("enter")

        assert "4 个文件，4 个单位" in hands.page
        assert "已剔除 0-不是表.xlsx" in hands.page

        await hands.press("f8")

        assert RESULT in hands.page
    assert "0-不是表.xlsx" in [each.name for each in coordinator_desk.inbox()]


async def test_of_two_periods_one_file_does_not_belong_here(
    at_terminal: AtTerminal, files: Period, coordinator_desk: CoordinatorDesk, deliver: Deliver
) -> None:
    """Neither is newer, so F4 does nothing; the wrong one is left out, and it may be the first that was read."""
    deliver("office", "0-五月.xlsx", exported(coordinator_desk, "wjw", MAY))
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("8", "f4", "f8")

        assert "未定 4 处" in hands.page
        assert "F4" not in hands.page.splitlines()[-1]

        await hands.press("enter")

        assert "剔除 0-五月.xlsx（2021-05）" in hands.page

        await hands.press("1")

        assert "按 F8 生成汇总" in hands.page

        await hands.press("f8")

        assert RESULT in hands.page


async def test_nothing_is_left_when_the_only_file_is_left_out(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, deliver: Deliver
) -> None:
    """Back to the inbox, with a word."""
    deliver("office", "照片.xlsx", b"\xff\xd8")
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("8", "f4", "f8", "enter", "enter")

        assert hands.is_at(MergingScreen)
        assert "没有可合并的文件了" in hands.page


async def test_decisions_are_not_forgotten_by_a_slip(
    at_terminal: AtTerminal, files: Period, coordinator_desk: CoordinatorDesk, deliver: Deliver
) -> None:
    """Esc asks where something was decided, and only there; Esc again stays."""
    deliver("office", "rsj.xlsx", filled(exported(coordinator_desk), {(JOBS_FIGURE, FIGURE): 7000}))
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("8", "f4", "f8", "escape")

        assert hands.is_at(MergingScreen)

        await hands.press("f8", "enter", "1", "escape")

        assert "不生成汇总就离开？" in hands.page
        assert "已作的 1 处处理将作废" in hands.page

        await hands.press("escape")

        assert hands.is_at(MergingFindingsScreen)
        assert "已定" in hands.page

        await hands.press("escape", "enter")

        assert hands.is_at(MergingScreen)


async def test_a_choice_holds_only_for_what_was_seen(
    at_terminal: AtTerminal, files: Period, coordinator_desk: CoordinatorDesk, deliver: Deliver
) -> None:
    """A file that says something else by the time of writing is asked about again."""
    form = exported(coordinator_desk)
    deliver("office", "rsj.xlsx", filled(form, {(JOBS_FIGURE, FIGURE): 7000}))
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("8", "f4", "f8", "enter", "2")

        assert "按 F8 生成汇总" in hands.page

        deliver("office", "rsj.xlsx", filled(form, {(JOBS_FIGURE, FIGURE): 6500}))
        await hands.press("f8")

        assert hands.is_at(MergingFindingsScreen)
        assert "又出现不一致之处" in hands.page
        assert "6500" in hands.page
    assert [] == [each.name for each in coordinator_desk.outbox()]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_what_came_of_a_merge_is_whole(
    at_terminal: AtTerminal,
    files: Period,
    coordinator_desk: CoordinatorDesk,
    deliver: Deliver,
    language: str,
    size: tuple[int, int],
) -> None:
    """No line is wider than the terminal; the last ones name the keys."""
    deliver("office", "rsj.xlsx", filled(exported(coordinator_desk), {(JOBS_FIGURE, FIGURE): 7000}))
    deliver("office", "0-不是表.xlsx", b"%PDF-1.4")
    async with at_terminal(coordinator_desk, language=language, size=size) as hands:
        for keys, wanted in ((("8", "f4"), "F8"), (("f8",), "Esc"), (("down", "enter"), "Esc")):
            await hands.press(*keys)
            lines = hands.page.splitlines()

            assert len(lines) == size[1]
            assert max(map(cell_len, lines)) <= size[0]
            assert wanted in lines[-1]
            assert ("合并" in hands.page) is (language == "zh")


async def test_going_elsewhere_from_the_palette_asks_about_what_was_decided(
    at_terminal: AtTerminal,
    files: Period,
    coordinator_desk: CoordinatorDesk,
    clerk_desk: ClerkDesk,
    deliver: Deliver,
) -> None:
    """As Esc does: whoever stays has every decision, whoever goes is at the report."""
    clerk_desk.withdraw_report(files, JOBS, based_on=2)
    submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6500}))
    deliver("office", "rsj2.xlsx", exported(coordinator_desk, "rsj", files))
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("8", "f4", "f8", "f4", "f9")
        await hands.type(JOBS)
        await hands.press("enter")

        assert hands.is_asked()

        await hands.press("escape")

        assert hands.is_at(MergingFindingsScreen)

        await hands.press("f9")
        await hands.type(JOBS)
        await hands.press("enter", "enter")

        assert JOBS in hands.page.splitlines()[0]

        await hands.press("escape")

        assert hands.is_at(MergingScreen)


@pytest.mark.parametrize("keys", [("3",), ("6",), ("7",), ("8",), ("8", "f4", "f8")], ids=" ".join)
async def test_a_page_that_is_half_taken_away_can_do_nothing(
    at_terminal: AtTerminal, files: Period, coordinator_desk: CoordinatorDesk, keys: tuple[str, ...]
) -> None:
    """Its list goes before its keys do, which ask once more what can be done: the app goes on."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press(*keys)
        page = hands.app.screen
        page.query_one(FoundTable).remove()
        await hands.settle()
        page.query_one(KeyLine).on_resize()
        await hands.settle()

        assert hands.app.is_running
        assert not page.query(FoundTable)
