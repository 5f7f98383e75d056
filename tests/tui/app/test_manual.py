"""The clerk's page says nothing that the app doesn't do: its keys, words, figures and limits are the app's own."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from departments.accounts import MINIMUM_PASSWORD_LENGTH
from departments.figures import parse_figure
from departments.lights import Light
from departments.reports import State
from storage.evidence import LIMIT_MB
from tui.actions import ACTIONS, key_name
from tui.commands.serve import serve
from tui.key_map import KeyedLanguage, page_keys
from tui.language import LOCALES, speak
from tui.screens.commitments import CommitmentsScreen
from tui.screens.report_form import ReportFormScreen
from tui.tray_names import INBOX
from tui.widgets.light import light_words

if TYPE_CHECKING:
    from tui.screens.place import Place

MANUAL = Path(__file__).parents[3] / "docs" / "填报手册.md"
ZH = KeyedLanguage("zh", speak("zh").catalogue, dict)
"""Of somebody who has no keys of the own."""
PUTTYS = {"窗口 → 转换", "窗口 → 外观", "终端 → 键盘"}
"""Words of other programs."""
PAGES: dict[str, type[Place]] = {"在任务列表：": CommitmentsScreen, "在填报页：": ReportFormScreen}


@pytest.fixture(scope="module")
def manual() -> str:
    """The page."""
    return MANUAL.read_text("utf-8")


def rows(manual: str, title: str) -> list[str]:
    """The rows of the table under a title."""
    table = manual.split(title, 1)[1].split("\n\n")[1]
    return table.splitlines()[2:]


@pytest.mark.parametrize("title", PAGES)
def test_a_table_of_keys_is_the_apps_own(manual: str, title: str) -> None:
    """Each row is an action of the page with its keys and its sentence; none that the key line shows is missing."""
    page = PAGES[title]
    does = {each: ZH.say(page.DOES.get(each.id, each.help)) for each in page_keys(title, page).actions}
    told = {
        f"| {'、'.join(key_name(key, ZH) for key in each.keys)} | {ZH.say(each.label)} | {said} |": each
        for each, said in does.items()
    }
    listed = rows(manual, title)

    assert [] == [row for row in listed if row not in told]
    assert [] == [row for row, each in told.items() if each.is_shown and row not in listed]


def test_every_key_in_the_text_does_something(manual: str) -> None:
    """F1 to F12, and with Ctrl."""
    known = {key_name(key, ZH) for each in ACTIONS for key in each.keys} | {"Tab"}

    assert set() == set(re.findall(r"F[0-9]+|Ctrl\+[A-Z]|Esc|Del|Tab", manual)) - known


def test_every_quoted_word_stands_on_the_screen(manual: str) -> None:
    """What is in quotation marks can be found where the page says it is."""
    texts = [path.read_text("utf-8") for path in (LOCALES / "zh" / "LC_MESSAGES").glob("*.po")]
    texts += [ZH.term(each) for each in (*State, *Light)]
    shown = "\n".join(texts) + "新增就业"

    assert [] == [word for word in re.findall("“(.+?)”", manual) if word not in shown and word not in PUTTYS]


def test_signs_figures_and_limits_are_the_apps(manual: str) -> None:
    """What each light looks like, what is read as a number, and how much is taken."""
    for light in (Light.DONE, Light.ON_TRACK, Light.SLIGHTLY_BEHIND, Light.BEHIND, Light.MISSING):
        sign, word = light_words(light, ZH).split(" ", 1)

        assert f"`{sign}` {word}" in manual
    for typed in ("12800", "１２，８００", "1.28万", "1万2千8", "一万二千八"):
        assert f"`{typed}`" in manual
        assert parse_figure(typed, "人") == Decimal(12800)
    for typed in ("85", "85%"):
        assert f"`{typed}`" in manual
        assert parse_figure(typed, "%") == Decimal(85)
    port = next(each.default for each in serve.params if each.name == "port")

    assert f"端口 `{port}`" in manual
    assert f"一个文件最大 {LIMIT_MB} MB" in manual
    assert f"至少 {MINIMUM_PASSWORD_LENGTH} 个字符" in manual
    assert f"**{INBOX}**" in manual


def test_it_is_one_page(manual: str) -> None:
    """A clerk opens this once a month, in a hurry."""
    assert len(manual.splitlines()) <= 100
    assert max(map(len, manual.splitlines())) <= 120
