"""What goes to and fro between the app and a terminal beside frames: its screen taken and given back, and its keys.

The same at the host and behind SSH. Nothing is sent that an old terminal prints or answers wrongly (PuTTY, the Linux
console, conhost): no mouse, no focus reports, no keyboard protocol, no question about modes; and whatever comes, keys
are made of it.

Builds on Textual's parser, an inner name; ``tests/ssh/test_contracts.py`` holds it to the version in use.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual import constants, events
from textual._xterm_parser import XTermParser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

BEGIN = "\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?7l\x1b[?1004l"
"""The other screen, no cursor, bracketed paste, no wrapping, and no word of the focus, which would be F3 of SCO's."""
END = "\x1b[0m\x1b[?2004l\x1b[?7h\x1b[?1049l\x1b[?25h"
_TICK = constants.ESCAPE_DELAY + 0.01
"""Seconds after which a lone Esc is known to be one."""
_PATIENT_TICK, PATIENCE = 0.5, 5.0
"""The same while an answer of the terminal may come, broken off anywhere; and for how long after the beginning."""
_ESC = "\x1b"
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~])")
"""What a key or an answer sends that isn't known."""
_FUNCTION_KEYS = MappingProxyType(
    {f"\x1bO{letter}": f"f{number}" for number, letter in enumerate("PQRSTUVWXYZ[", 1)}
    | {f"\x1b[{letter}": f"f{number}" for number, letter in enumerate("MNOPQRSTUVWX", 1)}
)
"""As PuTTY sends them set to VT100+ and to SCO; Textual knows those of its other modes."""
_SCO_F1, _SCO_F3 = "\x1b[M", "f3"
"""The first begins an old mouse's report too; the parser takes the sequence of the second for the focus going."""
_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"
"""The brackets around a paste."""
LONGEST_PASTE = 50_000
"""Characters of a paste that are taken, more than twice what any text may have: laying out a file that was pasted by
mistake would keep everybody else waiting. What follows is thrown away, and still presses no keys."""
ENDLESS_PASTE = 16 * 1024 * 1024
"""Characters after which a paste counts as ended although its end hasn't come."""
_MOST_UNDECIDED = 1024 * 1024
"""Characters that may come without making a key."""


def tick(*, is_waiting: bool) -> float:
    """Seconds of silence after which what has come is all there is.

    Args:
        is_waiting: whether the terminal was asked something a moment ago, and may be answering.
    """
    return _PATIENT_TICK if is_waiting else _TICK


def is_taken(message: Message, *, is_waiting: bool, has_mouse: bool) -> bool:
    """Whether it was asked for: a size of a thousand million cells may come by a key sequence too.

    Args:
        message: what the parser made.
        is_waiting: whether the terminal was asked where its cursor is.
        has_mouse: whether the mouse is on.
    """
    is_answer = isinstance(message, events.CursorPosition) and is_waiting
    is_mouse = isinstance(message, events.MouseEvent) and has_mouse
    return isinstance(message, events.Key | events.Paste) or is_answer or is_mouse


class KeyParser(XTermParser):
    """Textual's parser without its notes of a thousand sequences, each of which would keep a whole session alive."""

    def __init__(self) -> None:
        """No mouse yet."""
        super().__init__()
        self.has_mouse = False
        """Whether the mouse is on."""

    def _parse_extended_key(self, sequence: str) -> list[events.Key] | None:  # type: ignore[override]
        """Read it anew each time."""
        read_anew = XTermParser._parse_extended_key.__wrapped__  # noqa: SLF001 - see the module's docstring
        keys: list[events.Key] | None = read_anew(self, sequence)
        return keys

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:  # noqa: FBT001, FBT002 - as it is called
        """Esc and a key that come together are both: over a slow line they do, and nothing here is reached by Alt."""
        if sequence in _FUNCTION_KEYS and not (self.has_mouse and sequence == _SCO_F1):
            yield events.Key(_FUNCTION_KEYS[sequence], None)
            return
        is_pair = len(sequence) == 2 and sequence[0] == _ESC != sequence[1]  # noqa: PLR2004 - Esc and one more
        if alt or (is_pair and list(super()._sequence_to_key_events(sequence))):
            yield events.Key("escape", _ESC)
            sequence = sequence[-1]
        yield from super()._sequence_to_key_events(sequence)


class _Pastes:
    """Takes every Esc out of what is pasted: the parser would press what follows it as keys, Enter among them.

    And everything after the first fifty thousand characters.
    """

    def __init__(self) -> None:
        self._is_inside = False
        self._length = 0
        """Characters of the paste so far."""
        self._near = ""
        """Outside, what came last; inside, what may be the beginning of the end."""

    def without_escapes(self, text: str) -> str:
        """The text, with nothing in a paste that the parser takes for more than text.

        Args:
            text: what came, broken off anywhere.
        """
        parts = []
        while text:
            part, text = self._inside(text) if self._is_inside else self._outside(text)
            parts.append(part)
        return "".join(parts)

    def _outside(self, text: str) -> tuple[str, str]:
        seen = self._near + text
        at = seen.find(_PASTE)
        self._is_inside = at >= 0
        end = at + len(_PASTE) - len(self._near) if self._is_inside else len(text)
        self._near = "" if self._is_inside else seen[1 - len(_PASTE) :]
        self._length = 0
        return text[:end], text[end:]

    def _inside(self, text: str) -> tuple[str, str]:
        pasted, end, rest = (self._near + text).partition(_PASTED)
        self._is_inside = not end
        begun = 0 if end else max(n for n in range(len(_PASTED)) if pasted.endswith(_PASTED[:n]))
        kept = len(pasted) - begun
        self._near = pasted[kept:]
        taken = pasted[:kept].replace(_ESC, "")[: max(0, LONGEST_PASTE - self._length)]
        self._length += kept
        if self._length > ENDLESS_PASTE:
            self._is_inside, self._near, end = False, "", _PASTED
        return taken + end, rest


class Keyboard:
    """Makes keys, pastes and answers of bytes that are broken off anywhere, or are none of any terminal's."""

    def __init__(self) -> None:
        self._parser = KeyParser()
        self._pastes = _Pastes()
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._undecided = 0

    def feed(self, content: bytes, *, has_mouse: bool = False) -> list[Message]:
        """What these bytes make, after those that came before.

        Args:
            content: any bytes.
            has_mouse: whether the mouse is on, so that its reports may be among them.
        """
        self._parser.has_mouse = has_mouse
        text = self._decode(content)
        if not text:
            # Half a character; an empty text would tell the parser that the line has ended.
            return []
        text = self._pastes.without_escapes(text)
        self._undecided += len(text)
        made = self._made(self._parser.feed(text)) if text else []
        if self._undecided > _MOST_UNDECIDED:
            self._start_over()
        return made

    def time_out(self) -> list[Message]:
        """What has come, now that nothing follows: a lone Esc is one; a key that no terminal of ours has is none."""
        made = self._made(self._parser.tick())
        text = "".join(getattr(each, "character", None) or "\0" for each in made)
        unknown = _SEQUENCE.match(text)
        return made[unknown.end() :] if unknown else made

    def _made(self, coming: Iterable[Message]) -> list[Message]:
        made: list[Message] = []
        try:
            for message in coming:
                is_key = isinstance(message, events.AppBlur)
                made.append(events.Key(_SCO_F3, None) if is_key else message)
                self._undecided = 0
        except (ValueError, OverflowError):
            # A sequence with a number that no character has: the parser doesn't survive it.
            self._start_over()
        return made

    def _start_over(self) -> None:
        self._parser, self._pastes = KeyParser(), _Pastes()
        self._undecided = 0
