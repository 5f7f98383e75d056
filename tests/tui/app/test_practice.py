"""A practice: marked on every page, and nothing of it reaches the installation or stays behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from textual.events import Key

from tests.building import JOBS, a_report, saved
from tui.app import TianbaoApp
from tui.dialogs.evidence import EvidenceDialog
from tui.language import speak
from tui.messages import SettingsChosen
from tui.screens.commitments import CommitmentsScreen
from tui.screens.report_form import ReportFormScreen
from tui.widgets.figure_input import FigureField
from tui.widgets.practice_line import PRACTISING, PracticeLine

if TYPE_CHECKING:
    from pathlib import Path

    from departments.desks import ClerkDesk, HeadDesk, Office
    from departments.periods import Period
    from storage.installation import Installation
    from tests.tui.app.conftest import AtTerminal, Hands

pytestmark = pytest.mark.usefixtures("temporary")
MARK = "练习：这里填的都不会上报"


def everything(data: Path) -> dict[str, bytes]:
    """Every file of a data directory."""
    return {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def left_in(place: Path) -> list[str]:
    """What lies there."""
    return [each.name for each in place.iterdir()]


async def practise(hands: Hands) -> None:
    """Begin a practice and wait for it."""
    await hands.press("ctrl+t")
    await hands.until(lambda: hands.app.has_class(PRACTISING) and hands.is_at(CommitmentsScreen), "the practice")
    await hands.settle()


async def test_a_whole_report_is_practised_and_the_real_ledger_stays_as_it_was(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, installation: Installation, temporary: Path
) -> None:
    """Typed, kept, saved, proven, submitted, taken back: not a byte of the data directory is another one."""
    saved(clerk_desk, a_report())
    before = everything(installation.data)
    async with at_terminal(clerk_desk) as hands:
        await practise(hands)

        assert MARK in hands.page
        assert "已退回" in hands.page

        await hands.press("1", "enter")

        assert MARK in hands.page
        assert "【练习】" in hands.page

        figure = hands.app.screen.query_one(FigureField).figure
        figure.value = ""
        await hands.type("6800")
        await hands.press("f2", "f4")

        assert MARK in hands.page

        await hands.press("enter")
        await hands.press("f8")

        assert "确定报送" in hands.page
        assert MARK in hands.page

        await hands.press("enter")

        assert f"{JOBS} 已报送" in hands.page

        await hands.press("1", "enter", "f6", "f1")

        assert MARK in hands.page

        await hands.press("escape")
        await hands.type("1")
        await hands.at(ReportFormScreen).keep_typed()
        await hands.press("f12")
        await hands.press("2")

        assert hands.is_at(CommitmentsScreen)
        assert MARK not in hands.page
        assert "草稿" in hands.page

        await hands.press("1", "enter")

        assert hands.app.screen.query_one(FigureField).figure.value == "6000"
    assert before == everything(installation.data)
    assert [] == left_in(temporary)


async def test_leaving_the_app_ends_the_practice(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, temporary: Path
) -> None:
    """A dropped line leaves nothing behind either."""
    async with at_terminal(clerk_desk) as hands:
        await practise(hands)

        assert [] != left_in(temporary)

        await hands.app.leave()
    assert [] == left_in(temporary)


async def test_two_people_practise_apart(
    office: Office, june: Period, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, temporary: Path
) -> None:
    """In one process: each has a directory, a desk and commitments of one's own; one ends, the other goes on."""
    from tests.tui.app.conftest import Hands

    jobs, firms = (TianbaoApp(office, speak("zh"), desk=desk) for desk in (clerk_desk, kjj_desk))
    async with jobs.run_test(size=(80, 24)) as one, firms.run_test(size=(80, 24)) as other:
        await practise(Hands(one))
        await practise(Hands(other))

        assert 2 == len(left_in(temporary))
        assert "区人社局" in Hands(one).page
        assert "区科技局" in Hands(other).page

        await Hands(one).press("f12")

        assert MARK not in Hands(one).page
        assert MARK in Hands(other).page
        assert 1 == len(left_in(temporary))


async def test_a_practice_of_a_practice_there_is_not(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Nor workbooks, which nobody could fetch."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f1")

        assert "Ctrl+T" in hands.page

        await hands.press("escape")
        await practise(hands)

        assert "F2" not in hands.page

        await hands.press("f1")

        assert "Ctrl+T" not in hands.page


async def test_the_head_has_nothing_to_practise(at_terminal: AtTerminal, june: Period, head_desk: HeadDesk) -> None:
    """Only who reports can try it."""
    async with at_terminal(head_desk) as hands:
        await hands.press("ctrl+t")

        assert not hands.app.has_class(PRACTISING)
        assert "练习" not in hands.page


async def test_a_practice_speaks_english(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """The mark too, in whole."""
    async with at_terminal(clerk_desk, language="en") as hands:
        await practise(hands)

        assert "PRACTICE: nothing of this is reported. F12 leads back to the real reports." in hands.page


async def test_the_mark_names_the_key_that_leads_back(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """A key of one's own too, as soon as it is chosen; over a dialog, where nobody signs out, none."""
    async with at_terminal(clerk_desk) as hands:
        await practise(hands)

        assert f"{MARK}；按 F12 结束练习" in hands.page

        await hands.press("1", "enter", "f4")

        assert f"{MARK}。" == str(hands.at(EvidenceDialog).query_one(PracticeLine).render())

        await hands.press("escape", "escape")
        hands.app.post_message(SettingsChosen(evolve(clerk_desk.settings(), keys={"sign_out": "ctrl+l"})))
        await hands.settle()

        assert f"{MARK}；按 Ctrl+L 结束练习" in hands.page

        await hands.press("ctrl+l")

        assert MARK not in hands.page


async def test_what_is_typed_while_a_practice_is_made_is_for_the_practice(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """The key that begins it, the report and its figure come at once; the real report stays untouched."""
    async with at_terminal(clerk_desk) as hands:
        for key in ("ctrl+t", "1", "enter", "end", "9"):
            hands.app.post_message(Key(key, key if len(key) == 1 else None))
        await hands.until(lambda: hands.is_at(ReportFormScreen), "a report")
        await hands.settle()

        assert hands.app.has_class(PRACTISING)
        assert MARK in hands.page
        assert hands.app.screen.query_one(FigureField).figure.value.endswith("9")
    assert clerk_desk.unsaved(june) == frozenset()
