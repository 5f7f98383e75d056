"""Text on its way in: nothing of it can command a terminal, and nothing that can be read is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments.clean_text import clean_line, clean_text

FINALS = ["A", "B", "H", "J", "K", "L", "P", "S", "m", "n", "c", "h", "l", "s", "u", "r", "q", "g", "t", "x", "~", "@"]
CSI = [f"{start}{middle}{final}" for start in ("\x1b[", "\x9b") for middle in ("", "31;1") for final in FINALS[:11]]
OSC = [
    f"{start}{body}{end}"
    for start in ("\x1b]", "\x9d")
    for body in ("0;title", "52;c;cGFzc3dvcmQ=", "8;;http://host/", "9;note")
    for end in ("\x07", "\x1b\\", "\x9c")
]
STRINGS = ["\x1bPq#0\x1b\\", "\x90data\x9c", "\x1bXsos\x1b\\", "\x1b^pm\x1b\\", "\x1b_apc\x1b\\", "\x9fapc\x9c"]
SHORT = ["\x1bc", "\x1b7", "\x1b8", "\x1bD", "\x1bM", "\x1b(0", "\x1b)B", "\x1b#8", "\x1b=", "\x1b>"]
PRIVATE = [
    "\x1b[?1049h",
    "\x1b[?25l",
    "\x1b[>0c",
    "\x1b[6n",
    "\x1b[!p",
    "\x1b[2 q",
    "\x1b[201~",
    "\x1b[=5u",
    "\x9b?2004h",
]
ESCAPES = [*CSI, *OSC, *STRINGS, *SHORT, *PRIVATE]


@pytest.mark.parametrize("escape", ESCAPES)
def test_a_whole_escape_sequence_goes_and_the_words_around_it_stay(escape: str) -> None:
    """Colour, title, clipboard, cursor, screen: none of it reaches another user's terminal."""
    assert "进展顺利" == clean_text(f"进展{escape}顺利")
    assert "进展顺利" == clean_line(f"进展{escape}顺利")


@pytest.mark.parametrize(
    "broken", ["\x1b", "\x1b[", "\x1b]0;", "\x1b\x1b[31m", "\x1b[\x1b[31mm", "\x9b", "\x1b\u200b[31m"]
)
def test_a_broken_sequence_leaves_nothing_that_a_terminal_obeys(broken: str) -> None:
    """What is left of it may be read, never run."""
    cleaned = clean_text(f"进展{broken}顺利")

    assert not [each for each in cleaned if unicodedata.category(each) == "Cc"]
    assert cleaned.startswith("进展")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("一行\r\n二行\r三行\n四行", "一行\n二行\n三行\n四行"),
        ("\n\n  一行  \n\n二行\n\n", "一行\n\n二行"),
        ("a\tb", "a b"),
        ("e\u0301", "\u00e9"),
        ("\u202e反\u202c了", "反了"),
        ("\u2066隔\u2069离", "隔离"),
        ("零\u200b宽\ufeff度\u2060字\u00ad符", "零宽度字符"),
        ("\x00\x07\x08响铃\x7f", "响铃"),
        ("半\ud800个", "半个"),
        ("“引号”、《书名》——……①②％", "“引号”、《书名》——……①②％"),
        ("𠮷家", "𠮷家"),
        ("[/red] {value} %s", "[/red] {value} %s"),
        ("", ""),
        ("\u200b \n\u3000", ""),
        ("\u3164\u115f\uffa0", ""),
    ],
)
def test_what_can_be_read_stays(typed: str, kept: str) -> None:
    """Line breaks become line feeds, what can't be seen goes, the rest reads as before."""
    assert kept == clean_text(typed)


def test_a_line_is_one_line() -> None:
    """Every run of white space is one space."""
    assert "一行 二行 三行" == clean_line("  一行\r\n\n二行\t\u3000三行 ")


_HOSTILE = st.text(
    st.one_of(st.characters(), st.sampled_from("\x1b[]\x07\x9b\x9d\x9c\u202e\u2066\u200b\r\n\t m;0c\\P^_X")),
    max_size=60,
)


@given(_HOSTILE)
def test_nothing_invisible_or_commanding_is_left_of_any_text(text: str) -> None:
    """No control, no surrogate, no change of direction."""
    cleaned = clean_text(text)

    assert not [each for each in cleaned if unicodedata.category(each) in {"Cc", "Cs"} and each != "\n"]
    assert not [each for each in cleaned if unicodedata.bidirectional(each) in {"LRE", "RLE", "LRO", "RLO", "PDF"}]
    assert not [each for each in cleaned if unicodedata.bidirectional(each) in {"LRI", "RLI", "FSI", "PDI"}]


@given(_HOSTILE)
def test_clean_text_is_clean(text: str) -> None:
    """Cleaning it again changes nothing, so that a saved form saves the same."""
    once = clean_text(text)

    assert once == clean_text(once)
    assert clean_line(text) == clean_line(clean_line(text))
    assert "\n" not in clean_line(text)
