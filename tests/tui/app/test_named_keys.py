"""Sentences name a key by its action, so that whoever moved one reads the one that holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from departments.settings import Settings
from tests.building import JOBS, JOBS_FIGURE, JULY, MAY, a_report, saved, submitted
from tui.actions import ACTIONS, action, key_name
from tui.key_map import REQUIRED, KeyedLanguage, page_keys
from tui.language import CATALOGUES, LANGUAGES, speak
from tui.locales.rooms import read_catalogue, sentences
from tui.pages import FOR_ALL, FOR_DEPARTMENTS, FOR_THE_COMMISSION
from tui.screens.tour_pages import CLERK_TOUR, HEAD_TOUR

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands

MOVED = {
    "find_item": "ctrl+r",
    "choose_period": "ctrl+p",
    "show_urges": "ctrl+g",
    "submit_report": "ctrl+t",
    "attach_evidence": "ctrl+n",
    "detach_evidence": "ctrl+b",
    "copy_previous": "ctrl+l",
}
"""Keys of one's own that collide with nothing."""
_ACTION = re.compile(r"{key_(\w+)}")


def movable_names(code: str) -> set[str]:
    """What the keys are called that somebody can move; a bare sign stands in sentences for itself."""
    language = speak(code)
    names = {key_name(key, language) for each in ACTIONS for key in each.keys if key not in REQUIRED}
    return {name for name in names if len(name) > 1}


def names_in(text: str, code: str) -> list[str]:
    """The movable keys that a text names to the letter."""
    return [name for name in movable_names(code) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.ASCII)]


def unfolded(page: str) -> str:
    """What stands in a box, without its frame, line ends and spaces."""
    return "".join(page.replace("|", " ").split())


@pytest.mark.parametrize("room", sorted(set(CATALOGUES) - {"commands"}))
def test_no_sentence_names_a_key_that_can_be_moved(room: str) -> None:
    """Neither in English nor in Chinese; the command line speaks to nobody whose keys are known."""
    chinese = read_catalogue(room)
    told = [("en", english) for english in sentences(room)]
    told += [("zh", str(each.string)) for each in chinese if each.id]

    assert [(text, names) for code, text in told if (names := names_in(text, code))] == []


def test_the_search_knows_a_key_when_it_sees_one() -> None:
    """Also between Chinese characters; a key that nobody can move may be named."""
    assert names_in("按F7切换报告期。", "zh") == ["F7"]
    assert names_in("Evidence (Del removes, Ctrl+Z brings it back)", "en") != []
    assert names_in("F1, Esc and Enter keep what they do; F11 and PDF2 are none.", "en") == []


def test_a_sentence_names_only_actions_that_there_are() -> None:
    """A placeholder for anything else would have no key."""
    named = {each for room in CATALOGUES for english in sentences(room) for each in _ACTION.findall(english)}

    assert {each for each in named if action(each) is None} == set()
    assert named >= set(MOVED)


@pytest.mark.parametrize("page", [*FOR_ALL, *FOR_DEPARTMENTS, *FOR_THE_COMMISSION], ids=lambda page: page.name)
def test_what_a_page_is_for_is_said_with_its_own_keys(page: Any) -> None:
    """Help names no action that can't be done there."""
    kind = page.load()

    assert set(_ACTION.findall(kind.HELP)) <= {each.id for each in page_keys(page.name, kind).actions}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_key_is_named_as_it_is_at_the_moment(code: str) -> None:
    """Whoever moves a key is told the new one with the next sentence."""
    keymap = {"choose_period": "ctrl+p"}
    language = KeyedLanguage(code, speak(code).catalogue, lambda: keymap)
    message = "RETURNED to be corrected in other periods: {reports}. {key_choose_period} goes there."

    assert "Ctrl+P" in language.say(message, reports=JOBS)

    keymap.clear()

    assert "F7" in language.say(message, reports=JOBS)


@pytest.fixture
def three_months(june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk) -> Period:
    """July, open and urged; May's report on the jobs was approved, and June's has been sent back."""
    coordinator_desk.open_period(MAY)
    done = submitted(clerk_desk, a_report(period=MAY, values={JOBS_FIGURE: 5000}))
    coordinator_desk.approve_report(MAY, JOBS, based_on=done.revision)
    sent = submitted(clerk_desk, a_report())
    coordinator_desk.open_period(JULY)
    coordinator_desk.close_period(june, with_unreviewed=True)
    coordinator_desk.return_report(june, JOBS, "口径不对", based_on=sent.revision)
    coordinator_desk.urge_departments(JULY, ["rsj"])
    return JULY


@pytest.mark.usefixtures("three_months")
@pytest.mark.parametrize("code", LANGUAGES)
async def test_the_list_the_form_and_help_name_moved_keys(
    at_terminal: AtTerminal, clerk_desk: ClerkDesk, code: str
) -> None:
    """In the alarms of the list, the labels of the form, what a page and a field are for, and what was just done."""
    clerk_desk.keep_settings(Settings(keys=MOVED))
    clerk_desk.attach_reference(JULY, JOBS, "南政发〔2021〕5号", based_on=0)
    async with at_terminal(clerk_desk, language=code, size=(160, 60)) as hands:
        urged, corrected = {
            "zh": ("Ctrl+G 查看全文", "按 Ctrl+P 切换报告期"),
            "en": ("Ctrl+G shows the text", "Ctrl+P goes there"),
        }[code]

        assert urged in hands.page
        assert corrected in hands.page

        await hands.press("1", "enter")
        copied, proved = {
            "zh": ("Ctrl+L 抄用", "Ctrl+N 添加，Ctrl+B 移除"),
            "en": ("Ctrl+L copies it", "Ctrl+N adds, Ctrl+B removes"),
        }[code]

        assert copied in hands.page
        assert proved in hands.page

        await hands.press("f1")
        sends, saves = {"zh": ("Ctrl+T 报送", "F2 保存"), "en": ("Ctrl+T sends it on", "F2 saves")}[code]

        assert sends in hands.page
        assert saves in hands.page


@pytest.mark.parametrize("code", LANGUAGES)
async def test_the_tour_names_moved_keys(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, code: str
) -> None:
    """Help on the list shows it to whoever has keys of the own by then."""
    clerk_desk.keep_settings(Settings(keys=MOVED))
    async with at_terminal(clerk_desk, language=code) as hands:
        await hands.press("f1", "f2")
        finds, shows, sends = {
            "zh": ("Ctrl+R查找：", "Ctrl+P换报告期", "Ctrl+T报送"),
            "en": ("Ctrl+Rfinds", "Ctrl+Pshows", "Ctrl+Tsubmits"),
        }[code]

        assert finds in unfolded(hands.page)
        assert shows in unfolded(hands.page)

        await hands.press("enter", "enter")

        assert sends in unfolded(hands.page)


async def move(hands: Hands, label: str, key: str) -> None:
    """Give an action another key in the settings, and go back to where one was."""
    await hands.press("ctrl+o", "f3")
    await hands.choose_row(label)
    await hands.press("enter", key, "escape", "escape")


@pytest.mark.usefixtures("three_months")
async def test_what_stands_there_is_said_anew_when_a_key_moves(at_terminal: AtTerminal, clerk_desk: ClerkDesk) -> None:
    """On the list and in the form beneath the settings nothing names the former key, and nothing typed is lost."""
    async with at_terminal(clerk_desk, size=(160, 60)) as hands:
        assert "按 F7 切换报告期" in hands.page

        await move(hands, "报告期", "ctrl+p")

        assert "按 Ctrl+P 切换报告期" in hands.page
        assert "F7" not in hands.page

        await hands.press("1", "enter", "6")

        assert "F7 抄用" in hands.page

        await move(hands, "抄上期", "ctrl+l")

        assert "Ctrl+L 抄用" in hands.page
        assert "F7" not in hands.page
        assert "= 6人" in hands.page


async def test_a_notice_that_named_a_key_goes_when_that_moves(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """It told what just happened; nothing on the page names the former key."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter", "end", "1", "f2")

        assert "已存为草稿" in hands.page

        await move(hands, "报送", "ctrl+t")

        assert "Ctrl+T 报送" in hands.page
        assert "F8" not in hands.page


async def test_the_list_of_keys_says_what_an_action_does_with_the_keys_that_hold(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """What one action does may name the key of another, which has moved just now."""
    async with at_terminal(clerk_desk, size=(160, 60)) as hands:
        await hands.press("ctrl+o", "f3")

        assert "按 [ 和 ] 换到" in hands.page

        await hands.choose_row("上一期")
        await hands.press("enter", "ctrl+b")

        assert "按 Ctrl+B 和 ] 换到" in hands.page


@pytest.mark.parametrize("tour", [CLERK_TOUR, HEAD_TOUR], ids=["clerk", "head"])
def test_a_tour_is_whole_in_both_languages(tour: Any) -> None:
    """No brace is left over where nobody has moved a key."""
    for code in LANGUAGES:
        language = KeyedLanguage(code, speak(code).catalogue, dict)

        assert not [page for page in tour if "{" in language.say(page.text)]
