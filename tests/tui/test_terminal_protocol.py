"""Bytes into keys: as every terminal sends them, together or broken off, and what is nobody's key."""

from __future__ import annotations

import time

import pytest
from textual.events import Key, Paste

from tests.journeys.terminal import FUNCTION_KEYS
from tui.terminal_protocol import ENDLESS_PASTE, LONGEST_PASTE, Keyboard, tick


def typed(*pieces: str, has_mouse: bool = False) -> list[str]:
    """The keys that these pieces make, each on its own, with silence at the end."""
    keyboard, made = Keyboard(), []
    for each in pieces:
        made += keyboard.feed(each.encode(), has_mouse=has_mouse)
    time.sleep(tick(is_waiting=False))
    made += keyboard.time_out()
    return [each.key for each in made if isinstance(each, Key)]


@pytest.mark.parametrize("terminal", FUNCTION_KEYS)
def test_function_keys_are_what_they_are_on_every_terminal(terminal: str) -> None:
    """In each of PuTTY's modes; whole, and a byte at a time."""
    for name, sent in FUNCTION_KEYS[terminal].items():
        assert [name] == typed(sent) == typed(*sent)


def test_an_old_mouses_report_is_no_key_while_the_mouse_is_on() -> None:
    """SCO's F1 begins as such a report does, whose three characters follow."""
    assert ["9"] == typed("\x1b[M !!9", has_mouse=True)
    assert ["f1", "9"] == typed("\x1b[M9")


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1b", ["escape"]),
        ("\x1b8\r", ["escape", "8", "enter"]),
        ("\x1bx", ["escape", "x"]),
        ("\x1b\t", ["escape", "tab"]),
        ("\x1bb", ["escape", "b"]),
        ("\x1b\x1b[B", ["escape", "down"]),
        ("\x1b就", ["escape", "就"]),
    ],
)
def test_esc_and_a_key_that_come_together_are_both(sent: str, keys: list[str]) -> None:
    """A slow line brings what was typed one after the other at once."""
    assert keys == typed(sent)


@pytest.mark.parametrize("sent", ["\x1b[?1;2c", "\x1b[Y", "\x1bOK", "\x1b[>0;136;0c"])
def test_what_no_terminal_of_ours_sends_is_not_typed(sent: str) -> None:
    """Neither its letters nor an Esc: nobody has pressed those."""
    assert [] == typed(sent)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 1000])
def test_a_paste_is_text_whatever_stands_in_it(size: int) -> None:
    """Broken off inside a character and inside a bracket; what would be Enter or F8 presses nothing."""
    keyboard, made = Keyboard(), []
    content = "a\x1b[200~就业\x1b8\r\x1b[19~\x1b[200~\x1b完\x1b[201~9\x1b[200~\x1b[201~b".encode()
    for place in range(0, len(content), size):
        made += keyboard.feed(content[place : place + size])
    made += keyboard.feed(b"c")

    assert ["就业8\r[19~[200~完", ""] == [each.text for each in made if isinstance(each, Paste)]
    assert ["a", "9", "b", "c"] == [each.key for each in made if isinstance(each, Key)]


def test_a_file_pasted_by_mistake_is_cut_and_presses_no_keys() -> None:
    """However much comes after what is taken: lines, escapes, and the next key is a key."""
    keyboard, made = Keyboard(), []
    content = b"\x1b[200~" + b"x" * LONGEST_PASTE + b"y\r\x1b[19~\x1b" * 200_000 + b"\x1b[201~9"
    for place in range(0, len(content), 32_768):
        made += keyboard.feed(content[place : place + 32_768])

    assert ["x" * LONGEST_PASTE] == [each.text for each in made if isinstance(each, Paste)]
    assert ["9"] == [each.key for each in made if isinstance(each, Key)]


def test_a_paste_without_an_end_is_given_up() -> None:
    """It isn't waited for, and the keys after it are keys."""
    keyboard = Keyboard()
    keyboard.feed(b"\x1b[200~")
    made = keyboard.feed(b"x" * (ENDLESS_PASTE + 1)) + keyboard.feed(b"9")

    assert [LONGEST_PASTE] == [len(each.text) for each in made if isinstance(each, Paste)]
    assert ["9"] == [each.key for each in made if isinstance(each, Key)]
