"""A page names no key that does nothing on it, whatever the state of a report and whoever looks at it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Static

from tests.building import JOBS, JOBS_FIGURE, MAY, a_report, saved, submitted
from tests.golden.drawing import going
from tests.golden.office import a_round
from tests.golden.scenes import SCENES
from tests.tui.app.conftest import Hands
from tui.actions import key_name
from tui.app import TianbaoApp
from tui.dialogs.choose import ChooseDialog
from tui.key_map import keys_here
from tui.language import LANGUAGES, speak
from tui.screens.help import HelpScreen
from tui.screens.reading import ReadingScreen
from tui.screens.settings_keys import KeyDialog
from tui.screens.terminal_check import TerminalCheckScreen
from tui.widgets.lines import KeyLine
from tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk, ReaderDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal

_KEY = re.compile(r"(?<![A-Za-z0-9])(?:F[0-9]{1,2}|Del|Ctrl\+[A-Z])(?![A-Za-z0-9])")
TO_THE_FORM = ("1", "enter")


async def live_keys(hands: Hands) -> set[str]:
    """The keys that do something on the page, wherever on it one is and whatever is chosen."""
    screen: Any = hands.app.screen
    found: set[str] = set()
    for widget in screen.focus_chain or [None]:
        screen.set_focus(widget, scroll_visible=False)
        for row in (widget.rows if isinstance(widget, RowTable) else ()) or [None]:
            if isinstance(widget, RowTable) and row:
                widget.choose(row.key)
            await hands.settle()
            found |= {key for keys in keys_here(screen.active_bindings.values()).values() for key in keys}
    return {key_name(key, screen.language) for key in found}


def named_keys(hands: Hands) -> set[str]:
    """The keys that the page names."""
    return set(_KEY.findall(hands.page))


async def told_by_help(hands: Hands) -> str:
    """All that help says of the page or dialog, however long it is; its own keys aside."""
    await hands.press("f1")
    words = (each for each in hands.at(HelpScreen).query(Static) if not isinstance(each, KeyLine))
    told = "\n".join(str(each.visual) for each in words)
    await hands.press("escape")
    return told


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


WITHOUT_HELP = (HelpScreen, KeyDialog, TerminalCheckScreen)
"""Help itself, and where every key is looked at."""
NUMBERED = ("list", "list-found", "list-returned", "list-typing", "list-extended", "palette", "practice")
"""Scenes in which rows have numbers to type, beside those of every choice; at every desk that has one of the name."""


@pytest.mark.parametrize("who", dict.fromkeys(each.who for each in SCENES))
async def test_help_names_no_key_that_does_nothing_there(who: str) -> None:
    """On every page and dialog that is drawn, with all that help says; and a row's number where rows have numbers."""
    round_ = a_round()
    app = TianbaoApp(round_.office, speak("zh"), desk=round_.desks[who])
    dead: dict[str, set[str]] = {}
    async with app.run_test(size=(160, 70)) as pilot:
        hands = Hands(pilot)
        await hands.settle()
        for scene in (each for each in SCENES if each.who == who):
            await going(hands, scene.there, round_)
            if not isinstance(hands.app.screen, WITHOUT_HELP):
                told = await told_by_help(hands)
                unknown = set(_KEY.findall(told)) - await live_keys_as_it_stands(hands)
                has_numbers = hands.is_at(ChooseDialog) or scene.name in NUMBERED
                unknown |= {"序号"} if "序号" in told and not has_numbers else set()
                dead |= {scene.name: unknown} if unknown else {}
            await going(hands, scene.back, round_)

    assert dead == {}


async def live_keys_as_it_stands(hands: Hands) -> set[str]:
    """What :func:`live_keys` finds; afterwards the page stands as before."""
    page: Any = hands.app.screen
    focused, chosen = page.focused, [(table, table.chosen) for table in page.query(RowTable)]
    live = await live_keys(hands)
    for table, key in chosen:
        table.choose(key)
    page.set_focus(focused)
    await hands.settle()
    return live
