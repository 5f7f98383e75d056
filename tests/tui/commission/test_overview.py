"""The overview: the whole plan on one page, and the way from it into a report."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from textual.app import App

from departments.lights import Light
from departments.overview import LightCounts
from departments.periods import Period
from departments.reports import Assessment, State
from departments.trend import TrendPoint
from tests.building import DECEMBER, JOBS, JOBS_FIGURE, JUNE, MAY, YEAR, a_report, submitted
from tests.tui.app.conftest import LARGE, SMALL
from tui.language import speak
from tui.screens.overview import OverviewScreen
from tui.screens.reading import ReadingScreen
from tui.screens.standing import StandingScreen
from tui.widgets.trend_chart import TrendChart

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, ReaderDesk
    from tests.tui.app.conftest import AtTerminal


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_coordinator_begins_at_the_overview(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk, language: str
) -> None:
    """At 80×24 one page holds totals, sections, departments with their lights, and the year up to now."""
    totals = coordinator_desk.overview(JUNE).totals
    async with at_terminal(coordinator_desk, language=language) as hands:
        page = hands.page

        assert hands.is_at(OverviewScreen)
        assert len(page.splitlines()) == SMALL[1]
        assert f"* {'已完成' if language == 'zh' else 'done'} {totals.done}" in page or not totals.done
        assert f"? {'未报' if language == 'zh' else 'missing'} {totals.of(Light.MISSING)}" in page
        assert "4 民生" in page
        assert "区人社局" in page
        assert "50.0%" in page
        assert " 5  6 " in page.replace("\n", " ")
        assert "F8" in page


async def test_before_the_first_period_is_opened_nobody_owes_anything(
    at_terminal: AtTerminal, coordinator_desk: CoordinatorDesk
) -> None:
    """The page says so in the words of ``tianbao status``, and counts nothing as missing."""
    async with at_terminal(coordinator_desk) as hands:
        assert "尚未开放，各单位均无须报送。" in hands.page
        assert "? 未报" not in hands.page


async def test_a_large_terminal_shows_more(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """At 160×48 the lights have their words, and what is furthest behind stands beside."""
    async with at_terminal(coordinator_desk, size=LARGE) as hands:
        assert "- 略有滞后" in hands.page
        assert "滞后最多的任务" in hands.page
        assert "应报" in hands.page


@pytest.mark.parametrize("width", [120, 150, 300])
async def test_departments_are_told_apart_in_english_too(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk, width: int
) -> None:
    """Long words over the lights give way to signs before a name does."""
    async with at_terminal(coordinator_desk, language="en", size=(width, 48)) as hands:
        table = hands.at(OverviewScreen).departments

        assert table._looked_up().widths[0] >= 12
        assert all(each in hands.page for each in ("区科技局", "区人社局", "区卫健委"))
        assert ("slightly behind" in hands.page.split("Department")[1].splitlines()[0]) == (width == 300)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_whole_year_stands_in_the_chart_of_a_small_terminal(
    at_terminal: AtTerminal, coordinator_desk: CoordinatorDesk, language: str
) -> None:
    """Twelve columns on one line each: a sign where there is no room for a word, and the months at the foot."""
    for month in range(1, 13):
        coordinator_desk.open_period(Period(YEAR, month), even_if_doubted=True)
    async with at_terminal(coordinator_desk, language=language) as hands:
        lines = [line.removesuffix("月").split() for line in hands.page.splitlines()]

        assert [str(month) for month in range(1, 13)] in [line[-12:] for line in lines]
        (missing,) = [line[-13:-1] for line in lines if line[-1:] == ["?"] and len(line) > 12]
        assert all(each.isdecimal() for each in missing)


async def test_figures_of_three_digits_stand_apart() -> None:
    """The latest periods that fit, each figure with a gap before it."""
    counts = LightCounts(done=1, missing=219)
    points = [TrendPoint(Period(YEAR, month), counts) for month in range(1, 13)]
    async with App[None]().run_test(size=(39, 12)) as pilot:
        chart = TrendChart(speak("zh"))
        await pilot.app.mount(chart)
        chart.show(points, DECEMBER)
        await pilot.pause()
        lines = str(chart.render()).splitlines()

    assert ["219"] * 9 == lines[-2].split()[:9]
    assert [str(month) for month in range(4, 13)] == lines[-1].split()[:9]
    assert max(map(cell_len, lines)) <= 39


async def test_enter_goes_down_to_the_report(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Section, commitment, report: quote, figures now and last, the light's arithmetic; Esc goes back up."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("end", "enter")

        assert hands.is_at(StandingScreen)
        assert "4 民生" in hands.page
        assert "新增就业" in hands.page
        assert "深化改革" not in hands.page

        await hands.press("enter")

        assert hands.is_at(ReadingScreen)
        assert "新增就业1.2万人" in hands.page
        assert "6,000 ÷ 12,000" in hands.page
        assert "5,000" in hands.page

        await hands.press("escape", "escape")

        assert hands.is_at(OverviewScreen)


async def test_a_listed_commitment_is_opened_by_its_number(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """A digit and Enter, from wherever the list stands; Esc forgets a number, and one that is none is said."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("end", "enter", "end", "1", "escape")

        assert hands.is_at(StandingScreen)

        await hands.press("9", "enter")

        assert "没有第 9 项" in hands.page

        await hands.press("１", "enter")

        assert hands.is_at(ReadingScreen)
        assert "6,000 ÷ 12,000" in hands.page


async def test_a_department_opens_from_the_heat_map(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Tab to the departments, Enter: what that one leads."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("tab", "tab", "home", "enter")

        assert "南开区科学技术局" in hands.page
        assert "1.2-01" in hands.page
        assert JOBS not in hands.page


async def test_a_light_is_listed(at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk) -> None:
    """F4 and a light: every commitment that shows it, whosever it is; F4 there goes to the next light."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("f4")

        assert "? 未报  1" in hands.page

        await hands.press("1")

        assert "4.2-01" in hands.page
        assert JOBS not in hands.page

        await hands.press("f4")

        assert JOBS in hands.page


async def test_lights_are_offered_worst_first(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """What is behind before what is missing, as wherever lights are gone through."""
    submitted(clerk_desk, a_report(values={JOBS_FIGURE: 10}, assessment=Assessment.BEHIND))

    async with at_terminal(coordinator_desk) as hands:
        await hands.press("f4")

        assert ["!", "?"] == re.findall(r"\|  ?\d ([-!?+*.]) ", hands.page)


async def test_brackets_go_through_the_periods(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Full-width ones too; all places then show that period."""
    async with at_terminal(coordinator_desk) as hands:
        assert str(JUNE) in hands.page.splitlines()[0]

        await hands.press("left_square_bracket")

        assert str(MAY) in hands.page.splitlines()[0]

        await hands.press("left_square_bracket")

        assert "没有" in hands.page

        await hands.press("3")

        assert str(MAY) in hands.page.splitlines()[0]

        await hands.press("】")

        assert str(JUNE) in hands.page.splitlines()[0]

        await hands.press("f7", "1")

        assert str(MAY) in hands.page.splitlines()[0]


async def test_refresh_shows_what_happened_meanwhile(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """A report that came in is counted after F5."""
    async with at_terminal(coordinator_desk) as hands:
        assert "+ 达到序时" not in hands.page.splitlines()[2]

        submitted(clerk_desk, a_report())
        await hands.press("f5")

        assert "+ 达到序时 1" in hands.page.splitlines()[2]


async def test_the_workbook_is_laid_ready(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk, told: list[str]
) -> None:
    """F8 writes the merged workbook into the commission's outbox, from which it is fetched, with a bar on the way."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("f8")

        assert "填报汇总-2021-06.xlsx" in hands.page
        assert "已放入“导出”" in hands.page
        with coordinator_desk.open_outbox("填报汇总-2021-06.xlsx") as content:
            assert "xl/workbook.xml" in zipfile.ZipFile(content).namelist()
    bars = [each for each in told if each.startswith("[")]

    assert bars == sorted(bars, key=lambda bar: bar.count("#"))
    assert "[####################] 11/11 正在写填报汇总-2021-06.xlsx" == bars[-1]


async def test_a_leader_reads_and_changes_nothing(
    at_terminal: AtTerminal, reported: Period, reader_desk: ReaderDesk
) -> None:
    """Overview and the board of who has not reported, without a key that would change anything."""
    async with at_terminal(reader_desk) as hands:
        assert "2 未报" in hands.page
        assert "F8" not in hands.page

        await hands.press("2")

        assert "区卫健委" in hands.page
        assert "F8" not in hands.page
        assert "F2" not in hands.page

        await hands.press("4")

        assert "区卫健委" in hands.page


async def test_the_real_plan_fits(at_terminal: AtTerminal, sample_data: Any) -> None:
    """With 220 commitments of 60 departments the essentials still stand on 80×24."""
    from tui.wiring import open_office

    desk = open_office(sample_data).sign_in("reader", "tianbao-demo")
    async with at_terminal(desk) as hands:
        lines = hands.page.splitlines()

        assert len(lines) == SMALL[1]
        assert "共220项" in hands.page
        assert "5 力促治理" in hands.page
        assert any("%" in line.partition("地区生产总值增速")[2] for line in lines)
        assert any(line.startswith(" 区委组织部") for line in lines)
        assert "68 71 74 77 74 78 75 79" in hands.page


async def test_an_approved_report_can_be_corrected(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Wherever the coordinator meets it: F6 and a reason; the approval stays in the history."""
    view = coordinator_desk.report(JUNE, JOBS)
    coordinator_desk.approve_report(JUNE, JOBS, based_on=view.revision)
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("end", "enter", "enter")

        assert "F8" not in hands.page

        await hands.press("f6")
        await hands.type("区统计局核减")
        await hands.press("f2")

        assert hands.is_at(StandingScreen)
        assert f"{JOBS}已退回区人社局" in hands.page

    assert coordinator_desk.report(JUNE, JOBS).report.state is State.RETURNED


async def test_a_leader_reads_a_report_and_those_of_the_supporting(
    at_terminal: AtTerminal, reported: Period, reader_desk: ReaderDesk
) -> None:
    """F3 goes to the next department; there is nothing to decide."""
    async with at_terminal(reader_desk) as hands:
        await hands.press("end", "enter", "enter")

        assert "区人社局" in hands.page.splitlines()[0]
        assert not {"F2", "F6", "F8"} & set(hands.page.split())

        await hands.press("f7")

        assert "区科技局（配合）" in hands.page.splitlines()[0]
