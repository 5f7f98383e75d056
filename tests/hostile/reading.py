"""Reads bytes as a terminal does, and names everything in them that the app or a command has no business to send."""

from __future__ import annotations

import re
import unicodedata

_SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[PX^_][^\x1b]*(?:\x1b\\)?|\x1b[ -/]*[0-~]?"
)
_COLOURS = re.compile(r"\x1b\[(?:[0-9]|[1-9][0-9]+|;)*m")
_PLAIN_STYLES = frozenset({0, 1, 2, 3, 4, 7, 9, *range(22, 25), 27, 29, *range(30, 50), *range(90, 108)})
_PLACE = re.compile(r"\x1b\[(\d+);(\d+)H")
_MODES = frozenset(
    {"\x1b[?1049h", "\x1b[?25l", "\x1b[?25h", "\x1b[?2004h", "\x1b[?7l", "\x1b[?1004l", "\x1b[?2026h", "\x1b[?2026l"}
)
_PROBE = re.compile(r"(?:\x1b\[1;1H[^\x1b]{1,2}\x1b\[6n)+\x1b\[1;1H\x1b\[K")
"""How the app asks once, at its start, how wide the terminal draws a sign of its own."""
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u034f")
_MOST_MARKS = 4


def commands_in(sent: bytes, size: tuple[int, int] = (0, 0)) -> list[str]:
    """What a terminal would do for whoever typed the text: every such sequence and character, in order.

    Args:
        sent: what went to the terminal, in UTF-8.
        size: columns and lines of an app's terminal; of nothing for a command's, which places no cursor.
    """
    text = _PROBE.sub("", sent.decode("utf-8"), count=1)
    found = [each for each in _SEQUENCE.findall(text) if not _is_the_apps(each, size)]
    words = _SEQUENCE.sub("", text).replace("\r\n", "\n")
    return found + [each for each in invisible_in(words) if each != "\n"]


def invisible_in(text: str) -> list[str]:
    """The characters of a text that a terminal obeys or nobody sees, and a letter's marks beyond the fourth."""
    found, marks = [], 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category.startswith("M") else 0
        if category in _INVISIBLE or character in _FILLERS or marks > _MOST_MARKS or _is_variant(character):
            found.append(character)
    return found


def _is_variant(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0000" <= character


def _is_the_apps(sequence: str, size: tuple[int, int]) -> bool:
    """Whether it is a colour, or, in an app, a place on the screen or one of the modes that it begins with."""
    if _COLOURS.fullmatch(sequence):
        return _is_plain([int(each or 0) for each in sequence[2:-1].split(";")])
    columns, lines = size
    place = _PLACE.fullmatch(sequence)
    if place:
        return int(place[1]) <= lines and int(place[2]) <= columns
    return bool(columns) and sequence in _MODES


def _is_plain(styles: list[int]) -> bool:
    """Whether these are colours and weights, none of them blinking or hidden; 38 and 48 take numbers with them."""
    numbers = iter(styles)
    for each in numbers:
        if each not in _PLAIN_STYLES:
            return False
        if each in (38, 48):
            for _ in range({5: 1, 2: 3}.get(next(numbers, 0), 0)):
                next(numbers, None)
    return True
