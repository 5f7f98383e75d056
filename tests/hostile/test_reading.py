"""The list of attacks is as long as it has to be, and the reader that judges what goes out sees every one of them."""

from __future__ import annotations

import unicodedata

import pytest

from departments.clean_text import clean_line, clean_text
from tests.hostile.attacks import ATTACKS, ESCAPES, MARKUP, Attack
from tests.hostile.reading import commands_in, invisible_in
from tui.terminal_safety import harmless, plain

SCREEN = (80, 24)


def named(attack: Attack) -> str:
    """What pytest calls it."""
    return attack.name


def test_there_are_enough_of_them() -> None:
    """Sixty sequences and forty strings of markup, no two alike."""
    assert len(set(ESCAPES.values())) >= 60
    assert len(set(MARKUP.values())) >= 40
    assert len({each.mark for each in ATTACKS}) == len(ESCAPES) + len(MARKUP)


@pytest.mark.parametrize("name", sorted(ESCAPES))
def test_the_reader_sees_every_escape(name: str) -> None:
    """Sent as it is, each would be found; otherwise the other tests would prove nothing."""
    sent = ESCAPES[name].encode("utf-8", "surrogatepass")
    try:
        found = commands_in(sent, SCREEN)
    except UnicodeDecodeError:
        return

    assert found


@pytest.mark.parametrize("attack", ATTACKS, ids=named)
def test_nothing_of_it_comes_in(attack: Attack) -> None:
    """Cleaned, it can still be read, commands nothing, and cleaning it again changes nothing."""
    text, line = clean_text(attack.text), clean_line(attack.text)

    assert [] == [each for each in invisible_in(text) if each != "\n"]
    assert [] == invisible_in(line)
    assert (text, line) == (clean_text(text), clean_line(line))
    assert text.startswith(attack.mark)
    assert text.endswith(attack.mark)


@pytest.mark.parametrize("attack", ATTACKS, ids=named)
def test_nothing_of_it_goes_out(attack: Attack) -> None:
    """The filter takes what nobody has cleaned, and markup is letters."""
    assert [] == invisible_in(harmless(attack.text))
    assert plain(attack.text).plain.count(attack.mark) == 2
    assert plain(attack.text).spans == []


@pytest.mark.parametrize("name", sorted(MARKUP))
def test_markup_is_kept_to_the_letter(name: str) -> None:
    """It is text like any other: nothing is taken from it and nothing is put to it."""
    assert MARKUP[name] == clean_text(MARKUP[name])
    assert MARKUP[name].replace("\n", "") == harmless(MARKUP[name])


def test_every_invisible_character_is_known() -> None:
    """Whatever Unicode calls a control, a format, a surrogate or a separator of lines, signs of scripts aside."""
    signs = {0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    unknown = [
        number
        for number in range(0x110000)
        if unicodedata.category(chr(number)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        and number not in signs
        and harmless(chr(number)).strip("?")
    ]

    assert unknown == []


def test_letters_that_need_marks_keep_them() -> None:
    """Vietnamese, Hindi, Hebrew with its points, Tibetan stacks: four on one letter."""
    for text in ("tiếng Việt", "क्षेत्रीय", "שָׁלוֹם", "བསྒྲུབས", "が゙"):
        assert clean_text(text) == unicodedata.normalize("NFC", text)
        assert harmless(text) == text
