"""The commission's inbox: files found and picked, and all of them merged into the workbook in the outbox."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.exports.forms import exported
from tests.tui.commission.merged_cells import RESULT, cells, result
from tui.screens.merging import MergingScreen
from tui.screens.merging_findings import MergingFindingsScreen
from tui.workbooks_out import merged_workbook_of

if TYPE_CHECKING:
    from departments.desks import CoordinatorDesk, ReaderDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal

Deliver = Callable[[str, str, bytes], None]


async def test_an_empty_inbox_says_how_to_fill_it(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, deliver: Deliver
) -> None:
    """Which tray, with what, and the key that looks again; until then there is nothing to pick."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("8")

        assert "SFTP " in hands.page
        assert "“待上传”" in hands.page
        assert "F8" not in hands.page.splitlines()[-1]

        deliver("office", "rsj.xlsx", exported(coordinator_desk))
        await hands.press("f5")

        assert "已选 0 个，共 1 个文件" in hands.page
        assert "WinSCP" not in hands.page


async def test_merging_what_every_department_sent_gives_the_commissions_own_report(
    at_terminal: AtTerminal, files: Period, coordinator_desk: CoordinatorDesk, told: list[str]
) -> None:
    """Nothing to decide: picked, merged, written, with a bar on the way; the same cells as the report of the office."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("8", "f4")

        assert "已选 4 个，共 4 个文件" in hands.page

        await hands.press("f8")

        assert hands.is_at(MergingFindingsScreen)
        assert "4 个文件，4 个单位" in hands.page
        assert "按 F8 生成汇总" in hands.page
        assert [] == [each.name for each in coordinator_desk.outbox()]

        await hands.press("f8")

        assert hands.is_at(MergingScreen)
        assert f"{RESULT}（" in hands.page
        assert "已放入“导出”" in hands.page
    own = merged_workbook_of(coordinator_desk, files, coordinator_desk.now())

    for sheet, wanted in cells(own).items():
        assert wanted == cells(result(coordinator_desk))[sheet]

    assert "[##########..........] 2/4 正在读取工作簿" in told
    assert f"[####################] 11/11 正在写{RESULT}" in told


async def test_files_are_picked_one_by_one(
    at_terminal: AtTerminal, files: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Enter picks and leaves again; what nobody sent counts as missing and is named."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("8", "enter", "down", "enter", "down", "enter", "enter")

        assert "已选 2 个" in hands.page

        await hands.press("f8")

        assert "2 个文件，2 个单位" in hands.page
        assert "没有收到区卫健委的工作簿" in hands.page


async def test_files_are_found_by_their_names_and_those_alone_are_picked_together(
    at_terminal: AtTerminal, files: Period, coordinator_desk: CoordinatorDesk, deliver: Deliver
) -> None:
    """Pinyin too; what was picked before stays picked, and Esc shows all again."""
    deliver("office", "卫健委-六月.xlsx", exported(coordinator_desk, "wjw", files))
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("8", "enter", "f3")
        await hands.type("wjw")

        assert ["wjw.xlsx", "卫健委-六月.xlsx"] == [row.key for row in hands.at(MergingScreen).table.rows]

        await hands.press("enter", "f4")

        assert "已选 3 个，共 5 个文件   查找：wjw" in hands.page

        await hands.press("f4", "escape")

        assert "已选 1 个，共 5 个文件" in hands.page
        assert len(hands.at(MergingScreen).table.rows) == 5


async def test_a_file_that_is_gone_is_said_to_be(
    at_terminal: AtTerminal, files: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Somebody removed it over SFTP after it was picked."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("8", "f4")
        coordinator_desk.remove_sent("kjj.xlsx")
        await hands.press("f8")

        assert hands.is_at(MergingScreen)
        assert "kjj.xlsx" in hands.page.splitlines()[-2]


async def test_a_leader_merges_nothing(at_terminal: AtTerminal, files: Period, reader_desk: ReaderDesk) -> None:
    """There is no such place at the desk."""
    async with at_terminal(reader_desk) as hands:
        await hands.press("8")

        assert hands.app.current_mode == "overview"
        assert "合并" not in hands.page
