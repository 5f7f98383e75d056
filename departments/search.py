"""Finding in lists: by characters, by code, by the initials of Pinyin, by whole syllables, and by a mixture of them.

``xzjy``, ``xinzengjiuye``, ``xinzjy``, ``新增jy`` and ``增就`` all find 新增就业. What is typed is split at spaces;
each part has to be found somewhere, and a syllable may be broken off, since somebody is still typing it.

A text is made ready once, when it is loaded (:func:`findable`); to look for something in it then is one match of a
pattern, cheap enough for twenty thousand rows at every key.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from departments.readings import syllables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from departments.readings import Readings

_WORD = re.compile(r"(\s+)")
_MOST_REMEMBERED = 8192
_UNIT = "\x1f"
"""Stands before each character of a text made ready; clean text has none."""
_BETWEEN = "\x1e"
"""Stands between two texts that were put together; no pattern goes over it."""
_REST = "[a-z]*"
"""What is left of a syllable."""
_SILENT = "[^\x00-\x7f]?"
"""A character, where its syllable was typed."""

Span = tuple[int, int]


@frozen
class Findable:
    """A text that was made ready."""

    text: str
    """As people read it."""
    units: str
    """Each character behind a mark, in lower case, with its syllable behind it."""


def findable(text: str, *, is_person: bool = False, readings: Readings = ()) -> Findable:
    """The text made ready, with its readings. Slow at first: for when things are loaded, never on a key's way.

    Args:
        text: of any kind.
        is_person: whether it is a person's name.
        readings: how the installation's own names are said.
    """
    words = _WORD.split(text)  # word by word, since a history's lines have the same few words in many orders
    made = (_units(each, readings, is_person=is_person and not at) for at, each in enumerate(words))
    return Findable(text, "".join(made))


def together(texts: Iterable[Findable]) -> Findable:
    """Several texts as one, in any of which something may be found, though nothing goes from one into the next."""
    found = tuple(texts)
    return Findable(_BETWEEN.join(each.text for each in found), _BETWEEN.join(each.units for each in found))


def unread(text: str) -> Findable:
    """The text made ready without readings: found by its characters alone.

    Args:
        text: of any kind.
    """
    return Findable(text, "".join(map(_unit, text)))


@lru_cache(_MOST_REMEMBERED)
def _units(word: str, readings: Readings, *, is_person: bool) -> str:
    return "".join(map(_unit, word, syllables(word, is_person=is_person, readings=readings)))


def _unit(character: str, syllable: str = "") -> str:
    plain = unicodedata.normalize("NFKC", character).lower()
    return _UNIT + (plain if len(plain) == 1 else character) + syllable


@frozen
class Wanted:
    """What somebody looks for; made of what they typed so far."""

    text: str
    """As it was typed."""
    _patterns: tuple[re.Pattern[str], ...]

    @classmethod
    def typed(cls, text: str) -> Wanted:
        """What this text looks for; nothing but space looks for nothing, and everything has it."""
        words = unicodedata.normalize("NFKC", text).lower().split()
        return cls(text.strip(), tuple(_pattern(word) for word in words))

    def __bool__(self) -> bool:
        """Whether it looks for anything."""
        return bool(self._patterns)

    def is_in(self, found: Findable) -> bool:
        """Whether each of its words is in the text."""
        units = found.units
        for pattern in self._patterns:  # noqa: SIM110 - all() takes twice as long, at every key for every row
            if not pattern.search(units):
                return False
        return True

    def spans(self, found: Findable) -> tuple[Span, ...]:
        """Where its words are in a text: from the first character to behind the last, in order, none overlapping."""
        return tuple(_joined(sorted(span for pattern in self._patterns for span in _spans(pattern, found.units))))


def _pattern(word: str) -> re.Pattern[str]:
    """A pattern over units: a letter goes on in the syllable or begins the next one, anything else begins one."""
    parts, before = [], ""
    for character in word:
        begins_unit = f"{_UNIT}{_SILENT}" if _is_letter(character) else _UNIT
        if not before:
            parts.append(begins_unit)
        elif _is_letter(character) and _is_letter(before):
            parts.append(f"(?:{_REST}{begins_unit})?")
        else:
            parts.append(f"{_REST}{begins_unit}")
        parts.append(re.escape(character))
        before = character
    return re.compile("".join(parts))


def _is_letter(character: str) -> bool:
    return "a" <= character <= "z"


def _spans(pattern: re.Pattern[str], units: str) -> Iterator[Span]:
    for found in pattern.finditer(units):
        start = units.count(_UNIT, 0, found.start())
        yield start, start + found[0].count(_UNIT)


def _joined(spans: list[Span]) -> Iterator[Span]:
    """The spans, with those that overlap or touch made one."""
    while spans:
        start, end = spans.pop(0)
        while spans and spans[0][0] <= end:
            end = max(end, spans.pop(0)[1])
        yield start, end
