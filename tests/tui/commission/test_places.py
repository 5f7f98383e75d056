"""Every place of the commission's: reached by a digit, whole on a small terminal, in both languages, with its help."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.worker import WorkerCancelled

from tests.building import JULY
from tests.tui.app.conftest import LARGE, SMALL
from tui.screens.commission_place import NAMES
from tui.screens.finding import FindingPlace
from tui.screens.help import HelpScreen
from tui.screens.not_reported import NotReportedScreen
from tui.screens.place import Place
from tui.screens.sign_in import SignInScreen
from tui.widgets.lines import KeyLine

if TYPE_CHECKING:
    from departments.desks import CoordinatorDesk, ReaderDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal
    from tui.screens.not_reported import Owing


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_each_place_is_whole(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk, language: str, size: tuple[int, int]
) -> None:
    """A title, the line of places with the present one in brackets, and keys; no line is wider than the terminal."""
    async with at_terminal(coordinator_desk, language=language, size=size) as hands:
        for digit, (place, name) in enumerate(NAMES, 1):
            await hands.press(str(digit))
            lines = hands.page.splitlines()

            assert hands.app.current_mode == place
            assert len(lines) == size[1]
            assert max(map(cell_len, lines)) <= size[0]
            assert f"[{digit} {hands.at(Place).say(name)}]" in lines[1]
            assert "F1" in "".join(lines[-2:])

            await hands.press("f1")

            assert hands.is_at(HelpScreen)

            await hands.press("escape")


async def test_full_width_digits_go_there_too(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """As an input method types them."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("４")

        assert hands.app.current_mode == "periods"


@pytest.mark.parametrize("bracket", ["[", "【", "［"])
async def test_a_place_of_the_whole_year_goes_to_no_other_period(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, bracket: str
) -> None:
    """Whichever input method the bracket comes from; the other places still show the period that they showed."""
    coordinator_desk.open_period(JULY)
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("6", bracket, "1")

        assert "2021-07" in hands.page.splitlines()[0]

        await hands.press(bracket)

        assert "2021-06" in hands.page.splitlines()[0]


@pytest.mark.parametrize("place", ["1", "6"])
async def test_the_slash_of_an_input_method_opens_the_search(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, place: str
) -> None:
    """On the overview, which lists the whole plan for it, and on every place that has a list."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press(place, "／")

        assert hands.at(FindingPlace).find_line.has_focus


async def test_a_place_follows_the_terminals_size(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """More columns where there is room, fewer where there isn't, at once."""
    async with at_terminal(coordinator_desk) as hands:
        assert "滞后最多的任务" not in hands.page

        await hands.pilot.resize_terminal(*LARGE)
        await hands.settle()

        assert "滞后最多的任务" in hands.page

        await hands.pilot.resize_terminal(*SMALL)
        await hands.settle()

        assert "滞后最多的任务" not in hands.page


async def test_signing_out_forgets_the_places(at_terminal: AtTerminal, june: Period, reader_desk: ReaderDesk) -> None:
    """Whoever signs in next at the same terminal finds no place of the one before."""
    async with at_terminal(reader_desk) as hands:
        await hands.press("f12")

        assert hands.app.current_mode == "sign_in"
        assert "区人社局" not in hands.page


async def test_a_page_that_is_left_while_it_reads_shows_nothing_any_more(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read comes when half of the page has been taken away: nobody is there for it, and the app goes on."""
    may_read, read_now = threading.Event(), NotReportedScreen.read_now

    def reading(page: NotReportedScreen) -> Owing:
        may_read.wait()
        return read_now(page)

    async def going_last(line: KeyLine) -> None:
        """The page is read when its other lines have gone."""
        page = line.screen
        if isinstance(page, NotReportedScreen):
            await asyncio.gather(*(each.task for each in page.children if each is not line))
            may_read.set()
            for reading in (each for each in hands.app.workers if each.node is page):
                with suppress(WorkerCancelled):
                    await reading.wait()

    async with at_terminal(coordinator_desk) as hands:
        await hands.press("3")
        monkeypatch.setattr(NotReportedScreen, "read_now", reading)
        monkeypatch.setattr(KeyLine, "on_unmount", going_last, raising=False)
        await hands.pilot.press("f5", "f12")
        await hands.until(lambda: hands.is_at(SignInScreen), "the sign-in page")
        monkeypatch.undo()
        await hands.settle()
