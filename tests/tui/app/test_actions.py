"""One table of actions: key line, bindings and help say the same, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tui.actions import ACTIONS, Action, action, editing_keys, key_name
from tui.language import speak

if TYPE_CHECKING:
    from departments.desks import ClerkDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal

ROOT = Path(__file__).parents[3]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TAKEN_BY_INPUT_METHODS_AND_TERMINALS = {"f10", "f11", "ctrl+space"}


@pytest.mark.parametrize("each", ACTIONS, ids=lambda each: each.id)
def test_an_action_has_a_safe_key_and_words_in_both_languages(each: Action) -> None:
    """Its first key is none that an input method or a terminal keeps for itself."""
    chinese = speak("zh")

    assert not set(each.keys) & TAKEN_BY_INPUT_METHODS_AND_TERMINALS
    assert not each.keys[0].isalpha() or each.keys[0] in ("enter", "escape", "delete", "tab")
    assert CHINESE.search(chinese.say(each.label))
    assert CHINESE.search(chinese.say(each.help))
    assert key_name(each.keys[0], chinese)


def test_an_action_is_found_by_its_id() -> None:
    """And a widget's own key is no action."""
    assert action("save_report") is ACTIONS[[each.id for each in ACTIONS].index("save_report")]
    assert action("cursor_left") is None
    assert not editing_keys([("f6", "select_line")])


async def test_the_key_line_names_what_can_be_done_here(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """In the order of the table, with the reader's words."""
    async with at_terminal(clerk_desk) as hands:
        assert re.split(r"\s{2,}", "  ".join(hands.page.splitlines()[-2:]).strip()) == [
            "F1 帮助",
            "回车 打开",
            "F2 工作簿",
            "F3 查找",
            "F4 亮灯",
            "F6 状态",
            "F7 报告期",
            "F9 命令",
            "F12 退出",
        ]


async def test_help_tells_what_goes_into_the_field(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """And every key that does something there; Esc goes back to the field."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter", "f1")
        page = hands.page

        assert "按所列单位，不是当月数" in page
        assert "F8" in page
        assert "F2" in page

        await hands.press("escape")
        await hands.type("6")

        assert "= 6人" in hands.page


@pytest.mark.parametrize("key", ["？", "?"])
async def test_a_question_mark_asks_for_help_in_the_list(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, key: str
) -> None:
    """The full-width one too."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("question_mark" if key == "?" else key)

        assert "按键" in hands.page


async def test_the_app_speaks_english(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """No Chinese but the plan's own words and the department's name."""
    async with at_terminal(clerk_desk, language="en") as hands:
        await hands.press("1", "enter")
        text = hands.page.replace("区人社局", "").replace("区科技局", "")
        words = [line for line in text.splitlines() if CHINESE.search(line)]

        assert [line for line in words if "新增就业" not in line and "就业" not in line and "人" not in line] == []
        assert "Assessment" in hands.page
