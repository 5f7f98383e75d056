"""A page names no key that does nothing on it, whatever the state of a report and whoever looks at it.

These are states that no scene has, in terminals that hold a form with all of its labels; what help says of each
page that is drawn is asked in ``tests/golden/test_help.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.building import JOBS, JOBS_FIGURE, MAY, a_report, saved, submitted
from tests.tui.app.live_keys import live_keys, named_keys
from tui.language import LANGUAGES, speak
from tui.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk, ReaderDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands

TO_THE_FORM = ("1", "enter")


async def dead_keys(hands: Hands) -> set[str]:
    """The keys that the page or its help names and that do nothing on it."""
    named, live = named_keys(hands), await live_keys(hands)
    await hands.press("f1")
    named |= named_keys(hands)
    await hands.press("escape")
    return named - live


@pytest.fixture
def before(coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk) -> Period:
    """May was reported, so that June has a text to copy; June is open."""
    coordinator_desk.open_period(MAY)
    submitted(clerk_desk, a_report(period=MAY, values={JOBS_FIGURE: 5000}))
    coordinator_desk.close_period(MAY, with_unreviewed=True)
    return MAY


def nothing(_clerk: ClerkDesk, _coordinator: CoordinatorDesk, _june: Period) -> None:
    """Nobody has written anything."""


def drafted(clerk: ClerkDesk, _coordinator: CoordinatorDesk, june: Period) -> None:
    """There is a draft with a piece of evidence."""
    saved(clerk, a_report())
    clerk.attach_reference(june, JOBS, "南政发〔2021〕5号", based_on=1)


def sent(clerk: ClerkDesk, coordinator: CoordinatorDesk, june: Period) -> None:
    """It was submitted."""
    drafted(clerk, coordinator, june)
    clerk.submit_report(june, JOBS, based_on=2)


def approved(clerk: ClerkDesk, coordinator: CoordinatorDesk, june: Period) -> None:
    """It was approved."""
    sent(clerk, coordinator, june)
    coordinator.approve_report(june, JOBS, based_on=3)


def returned(clerk: ClerkDesk, coordinator: CoordinatorDesk, june: Period) -> None:
    """It was sent back."""
    sent(clerk, coordinator, june)
    coordinator.return_report(june, JOBS, "口径不对", based_on=3)


def closed(story: Any) -> Any:
    """The same in a period that is closed since."""

    def told(clerk: ClerkDesk, coordinator: CoordinatorDesk, june: Period) -> None:
        story(clerk, coordinator, june)
        coordinator.close_period(june, with_unreviewed=True)

    told.__name__ = f"closed-{story.__name__}"
    return told


STORIES = [nothing, drafted, sent, approved, returned]
STORIES += [closed(each) for each in STORIES]


def named(story: Any) -> str:
    """What a case is called."""
    return str(story.__name__)


@pytest.mark.parametrize("story", STORIES, ids=named)
@pytest.mark.usefixtures("before")
async def test_a_clerks_pages_name_only_keys_that_do_something(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk, story: Any
) -> None:
    """The list, the form with all of its labels and its help, in a terminal that holds all of it."""
    story(clerk_desk, coordinator_desk, june)
    for code in LANGUAGES:
        async with at_terminal(clerk_desk, language=code, size=(160, 70)) as hands:
            assert await dead_keys(hands) == set()

            await hands.press(*TO_THE_FORM)

            assert speak(code).say("Evidence") in hands.page
            assert await dead_keys(hands) == set()


@pytest.mark.parametrize("story", [drafted, sent, closed(sent)], ids=named)
@pytest.mark.usefixtures("before")
async def test_a_heads_pages_name_only_keys_that_do_something(
    at_terminal: AtTerminal,
    june: Period,
    head_desk: HeadDesk,
    clerk_desk: ClerkDesk,
    coordinator_desk: CoordinatorDesk,
    story: Any,
) -> None:
    """A draft, a report that waits for the signature, and the same in a closed period: it can only be given back."""
    story(clerk_desk, coordinator_desk, june)
    async with at_terminal(head_desk, size=(160, 70)) as hands:
        await hands.press(*TO_THE_FORM)

        assert ("F8" in hands.page) == (story is sent)
        assert ("F6" in hands.page) == (story is not drafted)
        assert await dead_keys(hands) == set()

        await hands.press("escape", "f2")

        assert await dead_keys(hands) == set()


@pytest.mark.parametrize("story", [drafted, sent, approved, returned], ids=named)
@pytest.mark.usefixtures("before")
async def test_readers_and_reviewers_pages_name_only_keys_that_do_something(
    at_terminal: AtTerminal,
    june: Period,
    clerk_desk: ClerkDesk,
    coordinator_desk: CoordinatorDesk,
    reader_desk: ReaderDesk,
    story: Any,
) -> None:
    """A report as the coordinator and a leader meet it on the overview."""
    story(clerk_desk, coordinator_desk, june)
    for desk in (coordinator_desk, reader_desk):
        async with at_terminal(desk, size=(160, 70)) as hands:
            assert await dead_keys(hands) == set()

            await hands.press("f3")
            await hands.type(JOBS)
            await hands.press("enter", "enter")

            assert isinstance(hands.app.screen, ReadingScreen)
            assert await dead_keys(hands) == set()


@pytest.mark.usefixtures("before")
async def test_every_place_of_the_commission_names_only_keys_that_do_something(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """Whatever is chosen on them; what a list is for is said of all of its rows, and merging names a key of another."""
    sent(clerk_desk, coordinator_desk, june)
    async with at_terminal(coordinator_desk, size=(160, 70)) as hands:
        for place in "1234567":
            await hands.press(place)

            assert named_keys(hands) - await live_keys(hands) == set(), place


@pytest.mark.usefixtures("june")
async def test_a_clerks_workbooks_name_only_keys_that_do_something(
    at_terminal: Any, clerk_desk: ClerkDesk, deliver: Any
) -> None:
    """Enter is named where there is something to open."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f2")

        assert await dead_keys(hands) == set()
        assert "回车" not in hands.page

        deliver("rsj", "填报表.xlsx", b"x")
        await hands.press("f5")

        assert "回车" in hands.page
