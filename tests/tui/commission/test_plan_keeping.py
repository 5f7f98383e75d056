"""The plan through the year: other departments and other targets from the keyboard, and everything that was changed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.building import CLINICS, FIRMS, JOBS, JOBS_FIGURE, JULY, MAY
from tests.hostile.attacks import handfuls
from tests.hostile.reading import invisible_in
from tests.tui.app.conftest import LARGE, SMALL
from tests.tui.commission.plan_hands import fill, find, typed
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.fields import FieldsDialog
from tui.widgets.fields import LineInput

if TYPE_CHECKING:
    from departments.desks import CoordinatorDesk, ReaderDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_the_plan_is_listed_as_it_holds_now(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, language: str, size: tuple[int, int]
) -> None:
    """Code, words, lead, target, and a sign where something was changed."""
    coordinator_desk.retarget_commitment(JOBS, JOBS_FIGURE, Decimal(15000), reason="加压", since=june)
    async with at_terminal(coordinator_desk, language=language, size=size) as hands:
        await hands.press("7")
        (jobs,) = [line for line in hands.page.splitlines() if line.startswith(JOBS)]

        assert all(part in jobs for part in ("区人社局", "15,000 人" if language == "en" else "15,000人", "* 2021-06"))
        assert 1 == hands.page.count("* 2021-")
        assert ("拆分" if language == "zh" else "Split") in hands.page
        assert max(map(cell_len, hands.page.splitlines())) <= size[0]


async def test_the_list_is_searched(at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk) -> None:
    """By words, department or initials; Esc shows all again."""
    for words in ("wssq", "区卫健委", CLINICS):
        async with at_terminal(coordinator_desk) as hands:
            await find(hands, words)

            assert CLINICS in hands.page
            assert FIRMS not in hands.page

            await hands.press("escape")

            assert FIRMS in hands.page


async def test_a_commitment_goes_to_other_departments(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """F2: departments by code or short name, and why; it stands on the commitment's page and among the changes."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f2")

        assert f"{JOBS}的责任单位" in hands.page
        assert ["区人社局", "区科技局", "2021-06", ""] == typed(hands)

        await fill(hands, "区卫健委", "rsj、kjj", "2021-06", "机构调整")

        assert f"{JOBS} 自2021-06起调整" in hands.page
        assert "区人社局 > 区卫健委" in hands.page

        await hands.press("enter")

        assert "区人社局 > 区卫健委" in hands.page
        assert "机构调整" in hands.page

    standing = coordinator_desk.plan(june).commitment(JOBS)
    assert ("wjw", ("rsj", "kjj")) == (standing.lead, standing.supporting)


@pytest.mark.parametrize("written", ["2021-08", "２０２１－０８", "2021年8月", "2021/8"])
async def test_a_change_holds_from_the_period_that_is_named(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, written: str
) -> None:
    """A later one than is proposed, as people write months; until then everything stays as it is."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f2")
        await fill(hands, "wjw", "", written, "机构改革")

        assert f"{JOBS} 自2021-08起调整" in hands.page

        await hands.press("f4")
        await fill(hands, "13000", written, "加压")

        assert "12,000 > 13,000人" in hands.page

    before, after = (coordinator_desk.plan(each).commitment(JOBS) for each in (JULY, JULY.plus_months(1)))
    assert ("rsj", Decimal(12000)) == (before.lead, before.indicator(JOBS_FIGURE).target)
    assert ("wjw", Decimal(13000)) == (after.lead, after.indicator(JOBS_FIGURE).target)


async def test_a_period_in_which_a_change_can_not_hold_is_refused(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """None at all, one of another year, a closed one: each said in the dialog, and what was typed stays."""
    refused = (("下个月", "“下个月”"), ("2021-13", "2021-13"), ("2022-01", "2022-01"), ("2021-05", "已关闭"))
    coordinator_desk.open_period(MAY)
    coordinator_desk.close_period(MAY)
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f2")
        for written, said in refused:
            await fill(hands, "wjw", "", written, "机构改革")

            assert hands.is_at(FieldsDialog)
            assert said in hands.page
            assert ["wjw", "", written, "机构改革"] == typed(hands)

    assert () == coordinator_desk.plan_changes()


async def test_what_is_refused_can_be_corrected(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """An unknown department, then no reason: the dialog says so and keeps what was typed; Esc gives up."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f2", "ctrl+u")
        await hands.type("nobody")
        await hands.press("f2")

        assert hands.is_at(FieldsDialog)
        assert "! " in hands.page
        assert "nobody" == typed(hands)[0]

        await hands.press("ctrl+u")
        await hands.type("wjw")
        await hands.press("f2")

        assert hands.is_at(FieldsDialog)
        assert "wjw" == typed(hands)[0]

        await hands.press("escape")

    assert () == coordinator_desk.plan_changes()


async def test_what_is_typed_in_a_dialog_is_taken_back_and_done_again(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Ctrl+Z and Ctrl+Y as in a form, over all lines, with the cursor where that was; what stood there stays."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f2")
        first = typed(hands)
        await hands.press("ctrl+z")

        assert first == typed(hands)

        await hands.press("ctrl+u")
        await hands.type("wjw")
        await hands.press("tab", "tab", "tab")
        await hands.type("分工")
        await hands.press("ctrl+z")

        assert ["wjw", *first[1:]] == typed(hands)

        await hands.press("ctrl+z")

        assert ["", *first[1:]] == typed(hands)

        await hands.press("ctrl+z", "ctrl+y", "ctrl+y")
        await hands.type("x")

        assert ["wjwx", *first[1:]] == typed(hands)


async def test_a_leader_reads_what_was_changed(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, reader_desk: ReaderDesk
) -> None:
    """The list alone, and no key that changes anything."""
    coordinator_desk.retarget_commitment(JOBS, JOBS_FIGURE, Decimal(15000), reason="加压")
    async with at_terminal(reader_desk) as hands:
        await hands.press("3")

        assert "[3 任务调整]" in hands.page
        assert "12,000 > 15,000人" in hands.page
        assert "加压" in hands.page

        await hands.press("f2", "f4", "f7")

        assert not hands.is_asked()
        assert "F2" not in hands.page
        assert "F4" not in hands.page


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_a_hostile_reason_reaches_no_terminal(
    at_terminal: AtTerminal,
    june: Period,
    coordinator_desk: CoordinatorDesk,
    reader_desk: ReaderDesk,
    size: tuple[int, int],
) -> None:
    """Reasons are shown as text on every page that has them."""
    why = f"[@click=app.quit_app]x[/]{''.join(handfuls(1))}"
    coordinator_desk.retarget_commitment(JOBS, JOBS_FIGURE, Decimal(15000), reason=why)
    for desk, keys in ((coordinator_desk, ("7", "f7")), (coordinator_desk, ("7", "end", "f2")), (reader_desk, ("3",))):
        async with at_terminal(desk, size=size) as hands:
            await hands.press(*keys)

            assert hands.app.is_running
            assert [] == [each for each in invisible_in(hands.page) if each != "\n"], keys
            assert "f2" in keys or "[@click=app.quit_app]x[/]" in hands.page


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_what_was_reported_already_changes_hands_from_the_next_period_on(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk, language: str
) -> None:
    """The page says whose report is in the way and asks; what was typed need not be typed again."""
    async with at_terminal(coordinator_desk, language=language) as hands:
        await find(hands, JOBS)
        await hands.press("f2")
        lead, _, _, reason = hands.app.screen.query(LineInput)
        lead.value, reason.value = "wjw", "机构改革"
        await hands.press("f2")

        assert hands.is_at(ConfirmDialog)
        assert all(part in hands.page for part in ("区人社局", "2021-06", "2021-07", JOBS))

        await hands.press("escape")

        assert hands.is_at(FieldsDialog)
        assert "机构改革" in hands.page

        await hands.press("f2", "enter")

        assert "2021-07" in hands.page
        assert "区卫健委" in hands.page

    (change,) = coordinator_desk.plan_changes()
    assert (JULY, "rsj", "wjw") == (change.since, change.fields[0].old, change.fields[0].new)
    assert "rsj" == coordinator_desk.report(reported, JOBS).report.reported_by


async def test_a_split_waits_for_the_next_period_where_there_is_a_report(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """The parts begin after it."""
    async with at_terminal(coordinator_desk) as hands:
        await find(hands, JOBS)
        await hands.press("f6", "f2")
        await fill(hands, "就业服务", "kjj", "", "")
        await hands.press("enter")
        source, _, reason = hands.app.screen.query(LineInput)
        source.value, reason.value = "专题会", "分头落实"
        await hands.press("f2")

        assert hands.is_at(ConfirmDialog)

        await hands.press("enter")

    assert JOBS in coordinator_desk.plan(reported)
    assert JOBS not in coordinator_desk.plan(JULY)
