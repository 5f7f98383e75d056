"""Two versions of one report, field by field: choose, and nothing is overwritten in silence."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.dialogs.choose import Choice, ChooseDialog
from tui.terminal_safety import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from tui.form_text import Difference
    from tui.language import Language


class Version(Enum):
    """Which of the two versions."""

    MINE = auto()
    THEIRS = auto()


class ConflictDialog(ChooseDialog):
    """Answers the name of a :class:`Version`; None to go on writing."""

    DEFAULT_CSS = "ConflictDialog VerticalScroll { height: auto; max-height: 14; }"

    def __init__(self, language: Language, title: str, differences: Sequence[Difference]) -> None:
        """Args: language, who changed what, and every field that differs."""
        choices = (
            Choice(Version.MINE.name, language.say("Mine: save what I wrote as a new version over theirs")),
            Choice(Version.THEIRS.name, language.say("Theirs: drop what I wrote and show their version")),
        )
        super().__init__(language, title, choices)
        self._differences = tuple(differences)

    def compose_dialog(self) -> ComposeResult:
        """The differences above the choices."""
        mine, theirs = self.say("mine"), self.say("theirs")
        with VerticalScroll(can_focus=True):
            for each in self._differences:
                yield Static(plain(each.label), classes="label strong")
                yield Static(plain(f"{mine}: {each.mine or '--'}"))
                yield Static(plain(f"{theirs}: {each.theirs or '--'}"))
            if not self._differences:
                yield Static(plain(self.say("The two versions read the same.")))
        yield from super().compose_dialog()
