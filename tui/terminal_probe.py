"""Asking a terminal how wide it draws: a few signs at the top left, and after each the question where the cursor is.

A Chinese word tells whether it speaks UTF-8, since its bytes take more or fewer cells in any other encoding. A line and
an ellipsis tell whether it draws signs of ambiguous width two cells wide, as PuTTY does with *Treat CJK ambiguous
characters as wide* and old Windows consoles do with a Chinese font. Signs come in pairs, so that a terminal that takes
their bytes for GBK is not left in the middle of a character, and are wiped out at once.

Nobody waits for the answer: the first page is drawn, and drawn anew if the answer changes something.
"""

from __future__ import annotations

from attrs import frozen

SAMPLES = ("中文", "──", "……")
"""What is drawn: four cells wide, two and two on a terminal that measures as we do."""
_CHINESE_CELLS, _LINE_CELLS = 4, 2
QUESTION = "".join(f"\x1b[1;1H{sample}\x1b[6n" for sample in SAMPLES) + "\x1b[1;1H\x1b[K"
"""What asks: each sample from the first cell on, and where the cursor stands behind it."""


@frozen
class Answer:
    """How many cells a terminal gave to each of :data:`SAMPLES`."""

    chinese: int
    lines: int
    dots: int

    @property
    def is_utf8(self) -> bool:
        """Whether the terminal took the bytes of Chinese for what they are."""
        return self.chinese == _CHINESE_CELLS

    @property
    def is_wide(self) -> bool:
        """Whether it draws signs of ambiguous width two cells wide."""
        return self.lines > _LINE_CELLS or self.dots > _LINE_CELLS


class Probe:
    """A question that was asked, and what has been answered so far."""

    def __init__(self) -> None:
        self._columns: list[int] = []
        self._is_asked = False

    def ask(self) -> str:
        """What to send; answers to an earlier question count no more."""
        self._columns.clear()
        self._is_asked = True
        return QUESTION

    @property
    def is_waiting(self) -> bool:
        """Whether an answer may still come."""
        return self._is_asked and len(self._columns) < len(SAMPLES)

    def hear(self, column: int) -> Answer | None:
        """Take where the cursor stands, counted from 0; gives the answer with the last of them.

        Args:
            column: what the terminal reported. What nobody asked for is left aside.
        """
        if not self.is_waiting:
            return None
        self._columns.append(column)
        return Answer(*self._columns) if len(self._columns) == len(SAMPLES) else None
