"""What of the plan the palette finds, and what becomes of the page from which somebody goes there."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from attrs import frozen
from rich.cells import cell_len

from tests.building import CLINICS, FIRMS, JOBS, MAY, REFORM, a_report, submitted
from tests.tui.app.test_finding import found, marked
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.palette import PaletteDialog
from tui.screens.commitments import CommitmentsScreen
from tui.screens.history import HistoryScreen
from tui.screens.reading import ReadingScreen
from tui.screens.report_form import ReportFormScreen
from tui.screens.review_report import ReviewReportScreen
from tui.screens.settings import SettingsScreen
from tui.screens.standing import StandingScreen
from tui.widgets.fields import LineInput

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk, ReaderDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands


def of_the_plan(hands: Hands) -> list[str]:
    """What the palette on the screen offers beside what can be done and where one can go."""
    return [key for key in found(hands) if "/" in key]


async def go(hands: Hands, typed: str) -> None:
    """Open the palette, type, and take what is found first."""
    await hands.press("f9")
    await hands.type(typed)
    await hands.press("enter")


@pytest.mark.parametrize(
    ("typed", "mark"),
    [("xzjy", "新增就业"), ("xinzengjiuye", "新增就业"), ("就业", "就业"), ("4.1-01", "4.1-01"), ("4.1", "4.1")],
)
async def test_a_clerk_finds_a_commitment_and_opens_its_report(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, typed: str, mark: str
) -> None:
    """By Pinyin, characters and code, marked; Enter opens the form as it does in the list, and Esc leads back there."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f9")
        await hands.type(typed)

        assert f"commitment/{JOBS}" in of_the_plan(hands)
        assert mark in marked(hands)

        await hands.press("enter")

        assert hands.is_at(ReportFormScreen)
        assert JOBS in hands.page.splitlines()[0]
        assert str(june) in hands.page.splitlines()[0]

        await hands.press("escape")

        assert hands.is_at(CommitmentsScreen)
        assert JOBS == hands.at(CommitmentsScreen).table.chosen


async def test_as_long_as_nothing_is_typed_the_palette_is_as_short_as_ever(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Commitments come after what can be done, and go again with what was typed; a number is a row's."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f9")
        short = found(hands)

        assert [] == of_the_plan(hands)

        await hands.type("s")

        assert of_the_plan(hands)
        assert of_the_plan(hands) == found(hands)[-len(of_the_plan(hands)) :]

        await hands.press("backspace")

        assert short == found(hands)

        await hands.type("4")

        assert short == found(hands)

        await hands.type(".")

        assert f"commitment/{JOBS}" in of_the_plan(hands)

        await hands.press("escape")

        assert short == found(hands)
        assert hands.is_at(PaletteDialog)


async def test_nothing_is_found_that_the_desk_does_not_see(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, head_desk: HeadDesk
) -> None:
    """Another department's commitments, and departments at all, are no clerk's or head's."""
    for desk in (clerk_desk, head_desk):
        async with at_terminal(desk) as hands:
            await hands.press("f9")
            await hands.type("-01")

            assert [f"commitment/{JOBS}", f"commitment/{CLINICS}"] == of_the_plan(hands)

            await hands.press("escape")
            await hands.type("kjj")

            assert [] == of_the_plan(hands)


async def test_a_report_is_opened_in_the_period_that_the_list_shows(
    at_terminal: AtTerminal, coordinator_desk: CoordinatorDesk, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Not in the present one; also from a page above the list."""
    coordinator_desk.open_period(MAY)
    async with at_terminal(clerk_desk) as hands:
        await hands.press("[")
        await go(hands, "xzjy")

        assert str(MAY) in hands.page.splitlines()[0]

        await go(hands, CLINICS)

        assert CLINICS in hands.page.splitlines()[0]
        assert str(MAY) in hands.page.splitlines()[0]


@pytest.mark.parametrize(
    ("answer", "is_there", "is_saved"), [("1", False, True), ("2", False, False), ("3", True, False)]
)
async def test_what_is_typed_in_a_form_is_asked_about(
    at_terminal: AtTerminal,
    june: Period,
    clerk_desk: ClerkDesk,
    answer: str,
    is_there: bool,  # noqa: FBT001 - what is compared
    is_saved: bool,  # noqa: FBT001 - the same
) -> None:
    """As Esc asks: saved, given up, or one stays where one is with every letter."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        await hands.type("6000")
        await go(hands, CLINICS)

        assert hands.is_at(ChooseDialog)

        await hands.press(answer)

        assert (JOBS if is_there else CLINICS) in hands.page.splitlines()[0]
        assert is_saved is bool(clerk_desk.report(june, JOBS).report.values)
        assert is_there is ("6000" in [each.value for each in hands.app.screen.query(LineInput)])

        await hands.press("escape")

        assert is_there is hands.is_asked()
        assert is_there is not hands.is_at(CommitmentsScreen)


async def test_what_cannot_be_saved_stays_where_it_is(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """A figure that is none: the form says so, and nothing else is opened."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        await hands.type("abc")
        await go(hands, CLINICS)
        await hands.press("1")

        assert JOBS in hands.page.splitlines()[0]
        assert "abc" in [each.value for each in hands.app.screen.query(LineInput)]


async def test_a_form_under_the_settings_is_asked_about_too(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """The settings go first, and keep what was chosen; then the form stands there and asks."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        await hands.type("6000")
        await hands.press("ctrl+o")

        assert hands.is_at(SettingsScreen)

        await go(hands, CLINICS)

        assert hands.is_at(ChooseDialog)

        await hands.press("3")

        assert JOBS in hands.page.splitlines()[0]
        assert "6000" in [each.value for each in hands.at(ReportFormScreen).query(LineInput)]


async def test_forms_do_not_pile_up(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """However often one goes from one to the next, the same one too: the list is always one Esc away."""
    async with at_terminal(clerk_desk) as hands:
        for each in (JOBS, CLINICS, CLINICS, JOBS):
            await go(hands, each)

            assert each in hands.at(ReportFormScreen).title_line.render().plain
            assert len(hands.app.screen_stack) == 2

        await hands.press("escape")

        assert hands.is_at(CommitmentsScreen)


@frozen
class Way:
    """What is typed, what is found first of the plan, and what it opens."""

    typed: str
    key: str
    page: type[Any]
    said: str
    """What its page says in its first line."""


WAYS = (
    Way("renshe", "department/rsj", StandingScreen, "南开区人力资源和社会保障局"),
    Way("shehuibaozhang", "department/rsj", StandingScreen, "南开区人力资源和社会保障局"),
    Way("rsj xzjy", f"commitment/{JOBS}", ReviewReportScreen, JOBS),
    Way(REFORM, f"commitment/{REFORM}", ReviewReportScreen, REFORM),
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.typed)
@pytest.mark.parametrize("place", ["1", "5"])
async def test_the_commission_finds_all_of_the_plan(
    at_terminal: AtTerminal,
    june: Period,
    coordinator_desk: CoordinatorDesk,
    kjj_desk: ClerkDesk,
    way: Way,
    place: str,
) -> None:
    """Departments open their list, commitments the lead's report, from whatever page; Esc leads back to that."""
    submitted(kjj_desk, a_report(REFORM))
    async with at_terminal(coordinator_desk) as hands:
        await hands.press(place)
        before = hands.app.screen
        await hands.press("f9")
        await hands.type(way.typed)

        assert way.key == of_the_plan(hands)[0]

        await hands.press("enter")

        assert hands.is_at(way.page)
        assert way.said in hands.page.splitlines()[0]

        await hands.press("escape")

        assert before is hands.app.screen


async def test_a_section_is_found_by_its_title(at_terminal: AtTerminal, june: Period, reader_desk: ReaderDesk) -> None:
    """It opens what the overview opens at it."""
    async with at_terminal(reader_desk) as hands:
        await hands.press("f9")
        title = next(each.title for each in reader_desk.plan(june).sections if each.number == 4)
        await hands.type(title[:4])

        assert of_the_plan(hands)[0] == "section/4"

        await hands.press("enter")

        assert title in hands.at(StandingScreen).title_line.render().plain


async def test_a_leader_reads_what_is_found(at_terminal: AtTerminal, june: Period, reader_desk: ReaderDesk) -> None:
    """On the page to read from; also from a report to another one, and nothing piles up."""
    async with at_terminal(reader_desk) as hands:
        for each in (JOBS, FIRMS, CLINICS):
            await go(hands, each)

            assert type(hands.app.screen) is ReadingScreen
            assert each in hands.page.splitlines()[0]
            assert len(hands.app.screen_stack) == 2


async def test_what_is_there_to_be_found_is_read_off_the_loop(
    at_terminal: AtTerminal,
    june: Period,
    coordinator_desk: CoordinatorDesk,
    read: list[bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Plan and Pinyin: nobody's keys wait for them; and the second time nothing is read in Pinyin again."""
    plan = type(coordinator_desk).plan
    asked: list[bool] = []

    def planned(desk: CoordinatorDesk, period: Period | None = None) -> Any:
        asked.append(threading.current_thread() is threading.main_thread())
        return plan(desk, period)

    monkeypatch.setattr(type(coordinator_desk), "plan", planned)
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("f9")
        await hands.type("xzjy")
        once = len(read)

        assert once > 0
        assert not any(read)
        assert asked
        assert not any(asked)

        await hands.press("escape", "escape", "f9")
        await hands.type("xzjy")

        assert once == len(read)
        assert f"commitment/{JOBS}" in of_the_plan(hands)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_long_promise_is_cut_with_two_dots(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, language: str
) -> None:
    """At 80 columns no line goes over the edge, and what is left out shows as left out."""
    async with at_terminal(coordinator_desk, language=language) as hands:
        await hands.press("5", "f9")
        await hands.type("-01")
        rows = [line for line in hands.page.splitlines() if any(each in line for each in (JOBS, FIRMS, REFORM))]

        assert len(rows) == 3
        assert all(cell_len(line) <= 80 for line in hands.page.splitlines())
        for line, each in zip(rows, (FIRMS, REFORM, JOBS), strict=True):
            words = next(
                row.cells[-1].text for row in hands.at(PaletteDialog).table.rows if row.key == f"commitment/{each}"
            )

            assert words in line or ".." in line

        await hands.press("escape", "escape")

        assert hands.is_at(HistoryScreen)
