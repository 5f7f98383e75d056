"""Text on its way in: what a person typed or pasted, less what could command somebody else's terminal.

Control characters (C0, DEL, C1), bidirectional overrides and whatever can't be seen are taken out, and a flood of
accents is cut short; what is left reads the same. Applied by every desk before anything is kept (Unicode Standard
Annex 9, Technical Report 36 and the property Default_Ignorable_Code_Point).

:data:`COMMANDING` and :func:`without_floods` are also what the filters on the way out look for, so that both ways know
of the same characters.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 15)
)
COMMANDING = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f"  # lines, paragraphs and changes of direction
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U00013430-\U0001345f"  # what can't be seen
    "\ufe00-\ufe0f\U000e0000-\U000e0fff"  # variants and tags
    f"\ud800-\udfff{_NONCHARACTERS}\U000f0000-\U0010ffff"  # what is no character, or nobody else's
)
"""The inside of a pattern's brackets: characters that a terminal obeys, or that make a text look like another one.

The private characters of the first plane are not among them: GB 18030 put rare characters of people's names there.
"""
# Not compiled here: the app's first page has nothing to clean, and stands sooner without them.
_SOFT_BREAK = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
_FORBIDDEN = f"[{COMMANDING}]"
_ESCAPE_SEQUENCE = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"  # OSC, DCS, SOS, PM, APC
    r"|\x1b[ -/]*[0-~]"  # the short ones
)
_MOST_MARKS = 4
"""Marks on one letter: more than any language writes, less than reaches into the lines above and below."""
_MAYBE_MARKS = (
    "[\u0300-\u1fff\u20d0-\u20ff\u2c00-\u2fff\u302a-\u302f\u3099\u309a\ua66f-\uabff\ufb1e\ufe20-\ufe2f"
    f"\U00010000-\U0001ffff]{{{_MOST_MARKS + 1},}}"
)


def _nothing(_: str) -> str:
    return ""


def clean_text(text: str) -> str:
    """Text of several lines: line breaks are kept as line feeds, whole escape sequences are gone.

    Args:
        text: what was typed, pasted or read from a file.
    """
    text = re.sub(_SOFT_BREAK, "\n", text).replace("\t", " ")
    text = re.sub(_FORBIDDEN, "", re.sub(_ESCAPE_SEQUENCE, "", text))
    text = without_floods(unicodedata.normalize("NFC", text))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n").strip()


def clean_line(text: str) -> str:
    """Text of one line: as :func:`clean_text`, with every run of white space made one space.

    Args:
        text: what was typed, pasted or read from a file.
    """
    return " ".join(clean_text(text).split())


def without_floods(text: str, instead: Callable[[str], str] = _nothing) -> str:
    """The text with at most four marks on each letter.

    Args:
        text: of any origin.
        instead: what stands for a mark that is one too many.
    """
    if text.isascii():
        return text
    return re.sub(_MAYBE_MARKS, lambda found: "".join(_few_marks(found[0], instead)), text)


def _few_marks(text: str, instead: Callable[[str], str]) -> Iterator[str]:
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        yield character if marks <= _MOST_MARKS else instead(character)
