"""The line into which somebody types what a list is to be narrowed to."""

from __future__ import annotations

from departments.wording import N_
from tui.widgets.fields import LineInput

SLASHES = frozenset("／、")
"""What a Chinese input method makes of the slash that opens the line."""


class FindLine(LineInput):
    """Out of sight until it is asked for."""

    HELP = N_("Words, code, full Pinyin or its initials: xzjy finds 新增就业. Several, with spaces, narrow it further.")

    def __init__(self) -> None:
        """An empty line."""
        super().__init__(id="search", classes="hidden", help=self.HELP)

    def open(self) -> None:
        """Let something be typed."""
        self.remove_class("hidden")
        self.focus()

    def close(self) -> None:
        """Forget what was typed."""
        self.value = ""
        self.add_class("hidden")
