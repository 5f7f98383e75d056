"""A text of the report, under the text of the last period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.containers import Container, Vertical
from textual.widgets import Static

from departments.wording import N_
from tui.terminal_safety import plain
from tui.widgets.findings import FindingLines
from tui.widgets.text_input import FormText

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from departments.periods import Period
    from tui.language import Language


class NarrativeField(Vertical):
    """A label, what was written last time, a field, and what is wrong."""

    DEFAULT_CSS = """
    NarrativeField { height: auto; }
    NarrativeField Static { height: auto; padding: 0 1; }
    NarrativeField .beside { height: auto; layout: vertical; }
    NarrativeField .last { max-height: 3; }
    NarrativeField TextInput { margin: 0 1; width: 1fr; }
    """

    field = getters.query_one(FormText)
    findings = getters.query_one(FindingLines)

    def __init__(self, label: str, last: str, since: Period | None, language: Language, *, help: str) -> None:  # noqa: A002 - what it is
        """Args: the label, the last period's text and that period, the language, and what goes in."""
        super().__init__()
        self._label = label
        self._last = last
        self._since = since
        self._language = language
        self._help = help

    @property
    def last(self) -> str:
        """The last period's text."""
        return self._last

    def compose(self) -> ComposeResult:
        """The parts, top to bottom."""
        yield Static(classes="label", markup=False)
        with Container(classes="beside"):
            if self._last:
                yield Static(plain(self._last), classes="last")
            yield FormText(help=self._help)
        yield FindingLines(self._language)

    def say_keys_anew(self) -> None:
        """Say what stands above the field, with the key that copies it where it can be copied."""
        self.query_one(".label", Static).update(plain(self._heading()))

    def _heading(self) -> str:
        if not self._last:
            return self._label
        copies = N_("{period} as it was, {key_copy_previous} copies it:")
        last = N_("{period} first, then this period:") if self.field.disabled else copies
        return f"{self._label}  {self._language.say(last, period=self._since)}"

    def copy_last(self) -> None:
        """Put the last period's text on a line of its own: below the one where the cursor is, above it at its begin."""
        row, column = self.field.cursor_location
        line = self.field.document.get_line(row)
        if not column:
            self.field.insert(f"{self._last}\n" if line else self._last)
        else:
            self.field.move_cursor((row, len(line)))
            self.field.insert(f"\n{self._last}")
