"""How Chinese is read: a syllable for each character, so that a list can be searched by Pinyin.

Which of its readings a character has depends on the word that it stands in. The dictionary (pypinyin) knows most words;
those that it reads wrongly, or not as people of the place do, stand in :data:`SPOKEN`; how an installation's own
departments are called is handed in (:data:`Readings`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SPOKEN = MappingProxyType(
    {
        # ── words of plans and departments
        "长效": "chang xiao",
        "长三角": "chang san jiao",
        "重塑": "chong su",
        "多重": "duo chong",
        "还迁": "huan qian",
        "给排水": "ji pai shui",
        # ── places
        "单县": "shan xian",
        "单城": "shan cheng",
        "曾都": "zeng du",
        "长垣": "chang yuan",
        "长治": "chang zhi",
        "长岛": "chang dao",
        "长宁": "chang ning",
        "长清": "chang qing",
        "朝阳": "chao yang",
        "闵行": "min hang",
        "太行": "tai hang",
        "乐陵": "lao ling",
        "洪洞": "hong tong",
        "涡阳": "guo yang",
        "大城县": "dai cheng xian",
        "浚县": "xun xian",
        "什邡": "shi fang",
        "繁峙": "fan shi",
        "宕昌": "tan chang",
        "栎阳": "yue yang",
        "六合区": "lu he qu",
        "郫都": "pi du",
        "新都区": "xin du qu",
        "于都": "yu du",
        "丰都": "feng du",
        "望都": "wang du",
    }
)
"""Words and how they are said, a syllable a character."""
SURNAMES = MappingProxyType(
    {
        "曾": "zeng",
        "单": "shan",
        "解": "xie",
        "仇": "qiu",
        "查": "zha",
        "朴": "piao",
        "盖": "ge",
        "区": "ou",
        "乐": "yue",
        "覃": "qin",
        "繁": "po",
        "尉": "wei",
        "冼": "xian",
        "员": "yun",
        "种": "chong",
        "重": "chong",
        "翟": "zhai",
        "华": "hua",
        "任": "ren",
        "过": "guo",
        "黑": "he",
        "折": "she",
        "秘": "bi",
    }
)
"""Characters that are read otherwise where they are a person's family name."""
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_MOST_REMEMBERED = 16
_SYLLABLE = re.compile("[a-z]{1,6}")

Readings = tuple[tuple[str, str], ...]
"""Names of an installation, and how each is said: a syllable for each Chinese character."""


def is_reading(name: str, reading: str) -> bool:
    """Whether a reading has a syllable, in lower-case letters, for each Chinese character of the name."""
    said = reading.split()
    return len(said) == len(_CHINESE.findall(name)) and all(map(_SYLLABLE.fullmatch, said))


def syllables(text: str, *, is_person: bool = False, readings: Readings = ()) -> tuple[str, ...]:
    """The syllable of each character, in lower case without tones; empty for what is not Chinese.

    The first call loads the dictionary, which takes a fifth of a second: never on the way from a key to its frame.

    Args:
        text: of any kind.
        is_person: whether it is a person's name, which begins with the family's.
        readings: names that are said as it stands there, wherever in the text; they come before :data:`SPOKEN`.
    """
    from pypinyin import lazy_pinyin

    if not _CHINESE.search(text):
        return ("",) * len(text)
    said = lazy_pinyin(text, errors=list)  # type: ignore[arg-type] # one of each character, which the stubs don't know
    read = ["" if each == character else each for character, each in zip(text, said, strict=True)]
    spoken, words = _spoken(readings)
    for found in words.finditer(text):
        there = iter(spoken[found[0]].split())
        read[found.start() : found.end()] = [next(there) if _CHINESE.match(each) else "" for each in found[0]]
    if is_person and text[0] in SURNAMES:
        read[0] = SURNAMES[text[0]]
    return tuple(read)


@lru_cache(_MOST_REMEMBERED)
def _spoken(readings: Readings) -> tuple[Mapping[str, str], re.Pattern[str]]:
    """How words are said, and a pattern that finds them, the longest first."""
    spoken = MappingProxyType({**SPOKEN, **dict(readings)})
    return spoken, re.compile("|".join(map(re.escape, sorted(spoken, key=len, reverse=True))))
