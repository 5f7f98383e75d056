"""The settings page: changed and seen at once, kept for the account, and back to the defaults."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from textual.css.query import NoMatches

from departments.settings import Ascii, Colours, Settings, Theme, Tongue
from tests.building import a_report, submitted
from tests.tui.app.conftest import LARGE
from tui.screens.commitments import CommitmentsScreen
from tui.screens.settings import SettingsScreen
from tui.screens.sign_in import SignInScreen
from tui.terminal_look import MOUSE_OFF, MOUSE_ON
from tui.widgets.lines import KeyLine

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, Office
    from departments.periods import Period
    from storage.installation import Installation
    from tests.tui.app.conftest import AtTerminal, Hands

LINES = ("language", "theme", "colours", "ascii", "mouse", "compact")


async def choose(hands: Hands, name: str, number: int) -> None:
    """Choose on the line of this name, by number."""
    place = LINES.index(name)
    await hands.press(*["down"] * place, str(number), *["up"] * place)


async def test_what_is_chosen_holds_at_once_and_at_the_next_sign_in(
    at_terminal: AtTerminal, office: Office, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Theme, colours, ASCII, mouse and compact; each is seen on the page itself."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("ctrl+o")
        await choose(hands, "colours", 2)
        await choose(hands, "theme", 2)

        assert "tianbao-dark" == hands.app.theme

        await choose(hands, "ascii", 2)
        await choose(hands, "compact", 2)

        assert hands.app.appearance.look.is_ascii
        assert "-compact" in hands.app.classes

        await hands.press("escape")

        assert hands.is_at(CommitmentsScreen)

    chosen = Settings(theme=Theme.DARK, colours=Colours.TRUECOLOUR, ascii=Ascii.ON, is_compact=True)

    assert chosen == office.admit("rsj").settings()

    async with at_terminal(office.admit("rsj")) as hands:
        assert "tianbao-dark" == hands.app.theme
        assert hands.app.appearance.look.is_ascii
        assert "-compact" in hands.app.classes


async def test_the_language_changes_without_losing_a_word(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """In the middle of a form: the page is there in the other language, and what was typed is in the form again."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        await hands.type("6000")
        await hands.press("ctrl+o")
        await choose(hands, "language", 3)

        assert hands.is_at(SettingsScreen)
        assert "Settings" in hands.page
        assert "设置" not in hands.page

        await hands.press("escape")

        assert "to report" in hands.page

        await hands.press("1", "enter")

        assert "6000" in hands.page
        assert Tongue.ENGLISH is clerk_desk.settings().language

        await hands.press("f2", "escape", "f12")

        assert hands.is_at(SignInScreen)
        assert "口令" in hands.page


async def test_the_commissions_language_changes_on_every_place(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """Digits go to places in the new language."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("3", "ctrl+o")
        await choose(hands, "language", 3)
        await hands.press("escape")

        assert "Overview" in hands.page

        await hands.press("4")

        assert "Periods" in hands.page


async def test_the_mouse_is_off_until_it_is_asked_for(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Buttons and the wheel alone; off again with the app."""
    sent: list[str] = []
    async with at_terminal(clerk_desk) as hands:
        monkeypatch.setattr(hands.app._driver, "write", sent.append)
        await hands.press("ctrl+o")

        assert "1000" not in "".join(sent)

        await choose(hands, "mouse", 2)

        assert MOUSE_ON in sent

        await choose(hands, "mouse", 1)

        assert MOUSE_OFF == sent[-1]

        await choose(hands, "mouse", 2)
        sent.clear()

    assert MOUSE_OFF in sent
    assert "1003" not in MOUSE_ON


async def test_nothing_chosen_is_the_default(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """Backspace on a line gives back what everybody has; F6 does so for all but the own keys, and says that."""
    clerk_desk.keep_settings(Settings(ascii=Ascii.ON, is_compact=True, keys={"refresh": "ctrl+r"}))
    async with at_terminal(clerk_desk) as hands:
        await hands.press("ctrl+o", "down", "down", "down", "backspace")

        assert Ascii.AUTO is clerk_desk.settings().ascii

        await hands.press("f6")

        assert "已全部恢复默认设置；自定义按键没有变。" in hands.page
        assert "自定义按键：1 个" in hands.page

    assert Settings(is_tour_seen=True, keys={"refresh": "ctrl+r"}) == clerk_desk.settings()


async def test_settings_are_opened_once_and_only_at_a_desk(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Neither on the sign-in page nor over themselves; in a form they leave the form as it is."""
    async with at_terminal() as hands:
        await hands.press("ctrl+o")

        assert hands.is_at(SignInScreen)

    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        await hands.type("60")
        await hands.press("ctrl+o", "ctrl+o", "escape")
        await hands.type("00")

        assert "6000" in hands.page


async def test_the_next_person_at_the_terminal_has_her_own(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Signing out brings back the look of somebody who never chose."""
    clerk_desk.keep_settings(Settings(ascii=Ascii.ON, is_compact=True, keys={"show_urges": "f5"}))
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f12")

        assert hands.is_at(SignInScreen)
        assert not hands.app.appearance.look.is_ascii
        assert "-compact" not in hands.app.classes
        assert {} == hands.app._keymap


async def test_a_disk_that_refuses_is_told(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, installation: Installation
) -> None:
    """What was chosen holds for this session, and the page says that it isn't kept."""
    async with at_terminal(clerk_desk) as hands:
        shutil.rmtree(installation.data / "settings")
        (installation.data / "settings").write_bytes(b"")
        await hands.press("ctrl+o")
        await choose(hands, "compact", 2)

        assert "-compact" in hands.app.classes
        assert "未保存" in hands.page or "没有保存" in hands.page


async def test_compact_leaves_the_keys_one_line(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """The page gains the other, and no key is cut in two; the lines of the wide settings move together."""
    coordinator_desk.urge_departments(june, text="请报送。")
    async with at_terminal(clerk_desk) as hands:
        first, second = hands.page.splitlines()[-2:]

        assert "F1" in first
        assert "F12" in second

        await hands.press("ctrl+o")
        await choose(hands, "compact", 2)
        await hands.press("escape")

        assert ["", first] == hands.page.splitlines()[-2:]

        await hands.pilot.resize_terminal(*LARGE)
        await hands.press("ctrl+o")
        lines = hands.page.splitlines()
        (above,) = (place for place, line in enumerate(lines) if "鼠标" in line)

        assert "紧凑" in lines[above + 1]

        await choose(hands, "compact", 1)

        assert "紧凑" in hands.page.splitlines()[above + 6]


async def test_a_look_holds_on_every_page_that_is_open(
    at_terminal: Any, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """On a place that was left before the look was chosen, and on the page under the settings."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("7", "3")
        assert [2, 2] == [await height_of_keys(hands, place) for place in "73"]

        await hands.press("ctrl+o")
        await choose(hands, "compact", 2)
        await hands.press("escape")

        assert hands.app.screen.query_one(KeyLine).size.height == 1
        assert await height_of_keys(hands, "7") == 1


async def height_of_keys(hands: Hands, place: str) -> int:
    """Lines that the keys take on a place."""
    await hands.press(place)
    height: int = hands.app.screen.query_one(KeyLine).size.height
    return height


@pytest.mark.parametrize("colours", list(Colours))
@pytest.mark.parametrize("theme", list(Theme))
async def test_every_look_shows_the_same_words(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colours: Colours, theme: Theme
) -> None:
    """Whatever the colours, the list reads the same."""
    submitted(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        words = hands.page
    clerk_desk.keep_settings(Settings(colours=colours, theme=theme))
    async with at_terminal(clerk_desk) as hands:
        assert words == hands.page
        with pytest.raises(NoMatches):
            hands.app.screen.query_one("Toast")


async def test_what_another_session_has_chosen_meanwhile_stays(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Only what was changed on the page is kept: it was opened before the other one chose."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("ctrl+o")
        clerk_desk.keep_settings(Settings(theme=Theme.DARK, is_tour_seen=True, keys={"save_report": "f5"}))
        await choose(hands, "compact", 2)

        assert Settings(theme=Theme.DARK, is_compact=True, keys={"save_report": "f5"}) == clerk_desk.settings()
        assert clerk_desk.settings().is_tour_seen

        await choose(hands, "compact", 1)
        await hands.press("escape")

    assert Settings(theme=Theme.DARK, keys={"save_report": "f5"}) == clerk_desk.settings()
