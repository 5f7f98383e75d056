"""Every sentence of the code stands in the Chinese catalogues, and the compiled ones are the written ones."""

from __future__ import annotations

import datetime as dt
import io
import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest
from babel.messages.mofile import read_mo

from departments.lights import Light
from departments.periods import Period
from departments.wording import Measured, Sentence
from tui.language import CATALOGUES, speak
from tui.locales.rooms import catalogue_place, read_catalogue, sentences

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_BRACES = re.compile(r"{\w*}")
_CLOSE = re.compile(r"[\u4e00-\u9fff](?:[A-Za-z]|{key_\w+})|(?:[A-Za-z]|{key_\w+})[\u4e00-\u9fff]")
_OTHER_WORDS = {
    "密码": "口令",
    "收件箱": "待上传",
    "发件箱": "导出",
    "签发": "审签",
    "待说明": "提示",
    "截止日为": "截止日期为",
    "各部门": "各单位",
    "本部门": "本单位",
}
"""What might be said for the words that people meet everywhere else. A workbook's own protection is called 密码."""
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]")


@cache
def messages(room: str) -> frozenset[str]:
    """Every sentence that a room's code can say."""
    return frozenset(sentences(room))


@cache
def catalogue(room: str) -> Catalog:
    """A room's Chinese, as people wrote it."""
    return read_catalogue(room)


@pytest.mark.parametrize("room", CATALOGUES)
def test_every_sentence_has_its_chinese(room: str) -> None:
    """Nothing that the code says is missing, empty or only guessed at."""
    chinese = catalogue(room)
    untold = [message for message in messages(room) if not (found := chinese.get(message)) or not found.string]
    guessed = [each.id for each in chinese if each.id and each.fuzzy]

    assert messages(room)
    assert sorted(untold) == []
    assert guessed == []


@pytest.mark.parametrize("room", CATALOGUES)
def test_the_chinese_names_the_same_fields(room: str) -> None:
    """Every brace of the English stands in the Chinese, and no other."""
    unlike = [
        each.id
        for each in catalogue(room)
        if each.id and set(_BRACES.findall(str(each.id))) != set(_BRACES.findall(str(each.string)))
    ]

    assert unlike == []


@pytest.mark.parametrize("room", CATALOGUES)
def test_no_catalogue_keeps_what_nobody_says(room: str) -> None:
    """A sentence that has left the code has left its catalogue."""
    assert {str(each.id) for each in catalogue(room) if each.id} - messages(room) == set()


@pytest.mark.parametrize("room", CATALOGUES)
def test_the_compiled_catalogue_is_the_written_one(room: str) -> None:
    """What runs is what was translated."""
    compiled = read_mo(io.BytesIO(catalogue_place(room, "mo").read_bytes()))

    assert {each.id: each.string for each in compiled if each.id} == {
        each.id: each.string for each in catalogue(room) if each.id
    }


def test_a_sentence_has_one_chinese() -> None:
    """Two catalogues that hold the same English hold the same Chinese; else the one would hide the other."""
    seen: dict[str, dict[str, str]] = {}
    for room in CATALOGUES:
        for each in catalogue(room):
            if each.id:
                seen.setdefault(str(each.id), {})[room] = str(each.string)

    assert {message: told for message, told in seen.items() if len(set(told.values())) > 1} == {}


@pytest.mark.parametrize("room", CATALOGUES)
def test_chinese_has_chinese_punctuation(room: str) -> None:
    """Between Chinese characters stand full-width commas and colons."""
    assert [each.string for each in catalogue(room) if each.id and _HALF_WIDTH.search(str(each.string))] == []


@pytest.mark.parametrize("room", CATALOGUES)
def test_a_thing_has_one_word(room: str) -> None:
    """Who reads 口令 on one page and 密码 on the next looks for a difference."""
    told = [str(each.string).replace("打开密码；请取消密码", "") for each in catalogue(room) if each.id]

    assert [] == [(other, word) for other, word in _OTHER_WORDS.items() for text in told if other in text]


@pytest.mark.parametrize("room", CATALOGUES)
def test_latin_words_and_keys_stand_off_from_chinese(room: str) -> None:
    """By one space, as in 按 F8 报送."""
    assert [] == [each.string for each in catalogue(room) if each.id and _CLOSE.search(str(each.string))]


def test_english_is_what_the_code_says() -> None:
    """The other language needs no catalogue."""
    assert speak("en").say("Period {period} is closed.", period=Period(2021, 6)) == "Period 2021-06 is closed."
    assert speak("zh").say("Period {period} is closed.", period=Period(2021, 6)) == "报告期2021-06已关闭。"
    assert speak("zh").say("") == ""


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        (Light.SLIGHTLY_BEHIND, "略有滞后", "slightly behind"),
        (Decimal("12800.50"), "12,800.5", "12,800.5"),
        (dt.datetime(2021, 7, 5, 9, 30, tzinfo=dt.UTC), "2021-07-05 09:30", "2021-07-05 09:30"),
        (dt.date(2021, 7, 5), "2021-07-05", "2021-07-05"),
        (7, "7", "7"),
        ("a\x1b[2Jb\nc", "ab c", "ab c"),
        (Sentence("Choose an assessment."), "请选择自评结果。", "Choose an assessment."),
        (Measured(Decimal("12.5"), "万平方米"), "12.5万平方米", "125,000 平方米"),
        (Measured(Decimal(30), "亿元"), "30亿元", "3,000,000,000 元"),
        (Measured(Decimal("1.2"), "万亿元"), "1.2万亿元", "1,200,000,000,000 元"),
        (Measured(Decimal(12800), "人"), "12,800人", "12,800 人"),
        (Measured(Decimal("6.6"), "%"), "6.6%", "6.6%"),
        (Measured(Decimal(7), ""), "7", "7"),
    ],
)
def test_a_field_is_worded_for_the_reader(value: object, chinese: str, english: str) -> None:
    """Terms, figures, times and sentences in the language; what people typed clean and on one line."""
    assert speak("zh").say("missing: {what}", what=value) == f"缺失：{chinese}"
    assert speak("en").say("missing: {what}", what=value) == f"missing: {english}"
