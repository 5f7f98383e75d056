"""Where a text is broken into lines, as Chinese is set: between any two characters, but not everywhere.

What closes or ends something — ，。！？）」 — never begins a line, what opens something never ends one (避头尾), and
words, figures, dashes and ellipses stay whole where they fit. So does a short entry of a line whose entries stand two
spaces apart. The command line and the app break their texts here.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_OPENING = "（《「『【“‘〈〔［｛"
_CLOSING = "，。；：、？！）》」』】〉”’〕］｝％‰,.;:?!)\\]}%"
_UNITS = re.compile(f"\\s+|[{_OPENING}]*(?:[!-~’]+|—+|…+|[^\\s])[{_CLOSING}]*")
"""What stays together: spaces; or what a character, a word or a dash has before it and behind it."""

_APART = "  "
"""Between the entries of a line."""
_SHORT = 3
"""So many of a short entry have room in a line."""


def cells(text: str) -> int:
    """How many cells of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def line_breaks(text: str, width: int) -> list[int]:
    """The places at which lines after the first begin; spaces at the end of a line hang over it.

    Args:
        text: one paragraph.
        width: cells of a line; what is wider by itself is broken anywhere.
    """
    breaks: list[int] = []
    used, before = 0, ""
    for found in _UNITS.finditer(text):
        unit = found[0]
        takes = cells(unit)
        is_entry, before = before.startswith(_APART), unit
        entry = cells(text[found.start() :].partition(_APART)[0]) if is_entry else 0
        if entry and used + entry > width >= entry * _SHORT:
            breaks.append(found.start())
            used = takes
        elif used + takes <= width or unit.isspace():
            used += takes
        elif takes <= width:
            breaks.append(found.start())
            used = takes
        else:
            torn, used = _torn(unit, width, used)
            breaks += [found.start() + place for place in torn]
    return breaks


def _torn(unit: str, width: int, used: int) -> tuple[list[int], int]:
    """Where what is wider than a line is broken, and how much of the last line it takes."""
    breaks: list[int] = []
    core = len(unit.rstrip(_CLOSING)) - 1  # what closes the unit stays with this character
    for place, character in enumerate(unit):
        takes = _cells_of(character)
        needed = min(cells(unit[core:]), width) if place == core else takes
        if used and used + needed > width:
            breaks.append(place)
            used = 0
        used += takes
    return breaks, used


def folded(text: str, width: int) -> list[str]:
    """The paragraph in lines, without the spaces at their ends."""
    places = [0, *line_breaks(text, width), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(places)]
