"""The department's list: what a row says, how it is narrowed, and how a report is opened from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from rich.cells import cell_len

from tests.building import (
    CLINICS,
    JOBS,
    JOBS_FIGURE,
    JULY,
    JUNE,
    Clock,
    a_commitment,
    a_plan,
    a_report,
    an_indicator,
    at,
    saved,
    submitted,
)
from tests.tui.app.conftest import LARGE, SMALL
from tui.screens.commitments import CommitmentsScreen
from tui.screens.report_form import ReportFormScreen
from tui.widgets.fields import LineInput
from tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk, Registry
    from departments.periods import Period
    from departments.plan import Plan
    from tests.tui.app.conftest import AtTerminal, Hands

TRAINING, FAIRS = "4.1-02", "4.1-03"


@pytest.fixture
def plan() -> Plan:
    """Four commitments for ``rsj``: two with figures, one in words, one that it supports."""
    standing = a_plan()
    training = an_indicator("8000", id=f"{TRAINING}.1", name="职业技能培训", unit="人次")
    return evolve(
        standing,
        commitments=(
            *standing.commitments,
            a_commitment(training, id=TRAINING, quote="开展职业技能培训8000人次"),
            a_commitment(id=FAIRS, quote="办好各类招聘会"),
        ),
    )


def rows(hands: Hands) -> list[str]:
    """The keys of the rows that are shown."""
    return [row.key for row in hands.app.screen.query_one(RowTable).rows]


def line_of(hands: Hands, word: str) -> str:
    """The line of the screen in which the word stands."""
    return next(line for line in hands.page.splitlines() if word in line)


async def test_the_list_holds_what_the_department_leads_and_supports(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Nothing of another department, and what is supported is marked."""
    async with at_terminal(clerk_desk) as hands:
        assert rows(hands) == [JOBS, CLINICS, TRAINING, FAIRS]
        assert "配合" in line_of(hands, "社区卫生")
        assert "高新技术企业" not in hands.page


async def test_a_row_says_how_far_a_commitment_is(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """Light in words, state, target, figure, completion and gap fit into eighty columns."""
    submitted(clerk_desk, a_report(values={JOBS_FIGURE: 4000}, explanation="招聘推迟"))
    async with at_terminal(clerk_desk) as hands:
        line = line_of(hands, "新增就业")

        for word in ("滞后", "已报送", JOBS, "12,000人", "4,000", "33.3%", "-16.7"):
            assert word in line


async def test_the_quote_stands_beside_the_indicator_where_there_is_room(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """A wide terminal shows both."""
    async with at_terminal(clerk_desk, size=LARGE) as hands:
        line = line_of(hands, TRAINING)

        assert "开展职业技能培训8000人次" in line
        assert "8,000人次" in line


async def test_the_header_counts_what_is_still_to_do(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Of three that it leads one is sent; two days are left."""
    submitted(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        assert "待报 2/3 项" in hands.page
        assert "还有 2 天" in hands.page
        assert "区人社局" in hands.page
        assert "2021-06 填报中" in hands.page


async def test_a_day_too_late_is_said(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, clock: Clock
) -> None:
    """In the header, and on every row that is owed."""
    clock.set("2021-07-08 09:00")
    async with at_terminal(clerk_desk) as hands:
        assert "已过截止日 3 天" in hands.page
        assert "逾期未报" in line_of(hands, "新增就业")


async def test_what_was_returned_is_marked_and_chosen(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """It is the first thing that the clerk has to see to."""
    report = a_report(FAIRS, department="rsj", values={})
    sent = submitted(clerk_desk, report)
    coordinator_desk.return_report(june, FAIRS, "请补充场次", based_on=sent.revision)
    async with at_terminal(clerk_desk) as hands:
        table = hands.app.screen.query_one(RowTable)

        assert table.chosen == FAIRS
        assert "退回 1 项" in hands.page
        assert f"{FAIRS} 2021-07-03 09:00 发改委综合科退回：请补充场次" in hands.page
        assert [cell.tone for cell in table.rows[3].cells if cell.text == "已退回"] == ["alarm"]


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_the_reason_of_a_return_stands_beside_the_list(
    at_terminal: AtTerminal,
    june: Period,
    clerk_desk: ClerkDesk,
    coordinator_desk: CoordinatorDesk,
    size: tuple[int, int],
) -> None:
    """Of the chosen report, on one line however it was written, until it is sent again."""
    sent = submitted(clerk_desk, a_report())
    coordinator_desk.return_report(june, JOBS, "口径不符，\n请核实。", based_on=sent.revision)
    async with at_terminal(clerk_desk, size=size) as hands:
        assert "口径不符， 请核实。" in hands.page

        await hands.press("down")

        assert "口径不符" not in hands.page

        again = clerk_desk.save_report(a_report(), based_on=clerk_desk.report(june, JOBS).revision)
        clerk_desk.submit_report(june, JOBS, based_on=again.revision)
        await hands.press("up", "f5")

        assert "口径不符" not in hands.page


async def test_leave_to_report_in_a_closed_period_is_told(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk, clock: Clock
) -> None:
    """Until when, who gave it and why, in the list and in the report; and no longer when it has ended."""
    coordinator_desk.close_period(june)
    coordinator_desk.grant_extension(june, "rsj", until=at("2021-07-20 18:00"), reason="数据迟到。")
    async with at_terminal(clerk_desk) as hands:
        for keys in ((), ("1", "enter")):
            await hands.press(*keys)

            assert "本单位可补报至2021-07-20 18:00" in hands.page
            assert "经发改委综合科准予，本单位可补报至2021-07-2018:00。理由：数据迟到。" in "".join(hands.page.split())
            assert "。。" not in "".join(hands.page.split())

        clock.set("2021-07-21 09:00")
        await hands.press("escape", "f5")

        assert "本单位可补报" not in hands.page


async def test_a_closed_period_says_why_it_is_locked(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """One sentence above the list, with who can help."""
    coordinator_desk.close_period(june)
    async with at_terminal(clerk_desk) as hands:
        assert "综合科" in hands.page


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("招聘", [FAIRS]),
        ("4.1-02", [TRAINING]),
        ("xzjy", [JOBS]),
        ("XZJY", [JOBS]),
        ("peixun", [TRAINING]),
        ("4.1 zhao", [FAIRS]),
        ("没有这样的", []),
    ],
)
async def test_the_list_narrows_as_one_types(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, typed: str, found: list[str]
) -> None:
    """By words, code, initials and syllables; Esc shows all again."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f3")
        await hands.type(typed)

        assert rows(hands) == found

        await hands.press("escape")

        assert len(rows(hands)) == 4
        assert hands.has(RowTable)


async def test_enter_in_the_search_goes_to_what_was_found(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """And a second Enter opens it."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("／")
        assert hands.has(LineInput)
        await hands.type("招聘")
        await hands.press("enter", "enter")

        assert hands.is_at(ReportFormScreen)
        assert "办好各类招聘会" in hands.page


async def test_lights_and_states_are_gone_through_one_by_one(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Only those that there are, and then all again."""
    submitted(clerk_desk, a_report())
    saved(clerk_desk, a_report(TRAINING, department="rsj", values={}))
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f4")
        assert rows(hands) == [JOBS]
        await hands.press("f4")
        assert rows(hands) == [TRAINING, FAIRS]
        await hands.press("f4")
        assert len(rows(hands)) == 4
        await hands.press("f6")
        assert rows(hands) == [CLINICS, FAIRS]
        await hands.press("f6")
        assert rows(hands) == [TRAINING]
        assert "草稿" in line_of(hands, "Esc")


@pytest.mark.parametrize("keys", [("3", "enter"), ("３", "enter"), ("down", "down", "enter"), ("end", "up", "enter")])
async def test_a_report_is_opened_by_number_or_by_the_arrows(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, keys: tuple[str, ...]
) -> None:
    """Full-width digits are digits."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*keys)

        assert hands.is_at(ReportFormScreen)
        assert TRAINING in hands.page


async def test_a_number_that_is_not_there_is_said(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """Nothing is opened."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("9", "9", "enter")

        assert hands.is_at(CommitmentsScreen)
        assert "没有第 99 项" in hands.page


async def test_the_arrows_leave_a_number(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """The notice that named it goes, and Enter opens the row that is chosen."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "down", "down")
        assert "第 1 项" not in hands.page
        await hands.press("enter")

        assert TRAINING in hands.page.splitlines()[0]


@pytest.mark.parametrize(("forth", "back"), [("]", "["), ("】", "【")])
async def test_the_neighbouring_periods_are_a_key_away(
    at_terminal: AtTerminal,
    june: Period,
    clerk_desk: ClerkDesk,
    coordinator_desk: CoordinatorDesk,
    forth: str,
    back: str,
) -> None:
    """Those that were opened; the list begins with the latest open one."""
    submitted(clerk_desk, a_report())
    coordinator_desk.open_period(JULY)
    async with at_terminal(clerk_desk) as hands:
        assert "2021-07" in hands.page

        await hands.press(back)

        assert "2021-06" in hands.page
        assert "已报送" in hands.page

        await hands.press(back)

        assert "没有更早或更晚的报告期" in hands.page

        await hands.press(forth)

        assert "2021-07" in hands.page


async def test_a_period_is_chosen_from_a_list(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """By its number, or with the arrows."""
    coordinator_desk.open_period(JULY)
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f7")

        assert "换到哪个报告期" in hands.page

        await hands.press("1")

        assert f"{JUNE} 填报中" in hands.page


async def test_another_clerks_change_is_seen_on_refresh(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk, registry: Registry
) -> None:
    """F5 reads anew, and the chosen row stays chosen."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("end")
        submitted(colleague_desk, a_report())
        await hands.press("f5")

        assert "已报送" in line_of(hands, "新增就业")
        assert hands.app.screen.query_one(RowTable).chosen == FAIRS


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_name_can_be_read_whatever_the_language(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, language: str
) -> None:
    """Longer words leave fewer figures room, and never the name none; the line above the list is whole."""
    submitted(clerk_desk, a_report())
    async with at_terminal(clerk_desk, language=language) as hands:
        assert any("新增就业" in line and "12,000" in line for line in hands.page.splitlines())
        assert {"zh": "天", "en": " d left "}[language] in f"{hands.page.splitlines()[1]} "


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_key_stands_on_one_line_with_what_it_does(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, language: str
) -> None:
    """Where the keys take two lines, as they do when the list is narrowed and somebody was urged."""
    async with at_terminal(clerk_desk, language=language) as hands:
        await hands.press("f3")
        await hands.type("j")
        await hands.press("enter")
        keys = [line for line in hands.page.splitlines() if line.startswith(" F1 ") or "F12 " in line]
        back = {"zh": "Esc 返回", "en": "Esc Back"}[language]
        leave = {"zh": "F12 退出", "en": "F12 Sign out"}[language]

        assert 1 == sum(back in line for line in keys)
        assert 1 == sum(leave in line for line in keys)
        assert all(cell_len(line) <= 80 for line in keys)


async def test_a_very_wide_list_leaves_the_figures_beside_the_words(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """What is left of the line stands behind them."""
    async with at_terminal(clerk_desk, size=(300, 80)) as hands:
        head = next(line for line in hands.page.splitlines() if "任务" in line and "指标" in line)

        assert head.index("指标") - head.index("任务") < 100


@pytest.mark.parametrize(("language", "left"), [("zh", "还有 1 天"), ("en", "1 d left")])
async def test_the_header_holds_the_days_where_something_is_to_be_signed(
    at_terminal: AtTerminal,
    june: Period,
    clerk_desk: ClerkDesk,
    head_desk: HeadDesk,
    clock: Clock,
    language: str,
    left: str,
) -> None:
    """Nothing falls off a small terminal's line."""
    clock.set("2021-07-04 09:00")
    submitted(clerk_desk, a_report())
    async with at_terminal(head_desk, language=language) as hands:
        assert left in hands.page

        clock.set("2021-07-08 09:00")
        await hands.press("f5")

        assert ("3 天" if language == "zh" else "3 d late") in hands.page
