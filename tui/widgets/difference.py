"""A field that two people wrote differently: both versions, who changed it, and which one is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.containers import Container, Vertical
from textual.widgets import Static

from departments.wording import N_
from tui.form_text import Side
from tui.terminal_safety import plain
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.folded_text import FoldedText, Paragraph, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from tui.form_text import Difference
    from tui.language import Language

_NOTHING = "--"


class DifferenceField(Vertical):
    """One field of two versions."""

    DEFAULT_CSS = """
    DifferenceField { height: auto; margin: 0 0 1 0; }
    DifferenceField .versions { height: auto; layout: vertical; }
    DifferenceField FoldedText { padding: 0 1; }
    """

    line = getters.query_one(ChoiceLine)

    def __init__(self, difference: Difference, language: Language, *, can_be_chosen: bool) -> None:
        """Args: the field, the reader's language, and whether one of the versions can be taken."""
        super().__init__()
        self.difference = difference
        self._language = language
        self._can_be_chosen = can_be_chosen

    def compose(self) -> ComposeResult:
        """Label, versions, choice."""
        each, say = self.difference, self._language.say
        yield Static(plain(f"{each.label}  {self._who_changed()}"), classes="label strong")
        with Container(classes="versions"):
            yield FoldedText(self._version(say("mine"), each.mine))
            yield FoldedText(self._version(say("theirs"), each.theirs))
        if self._can_be_chosen:
            both = [(Side.BOTH.name, say("put both together"))] if each.can_be_both else []
            yield ChoiceLine(
                [(Side.MINE.name, say("mine")), (Side.THEIRS.name, say("theirs")), *both],
                help=N_("Whose text is kept: arrows or a digit choose; both together can be put right before saving."),
            )

    def on_mount(self) -> None:
        """Begin with the side that alone changed the field."""
        if self._can_be_chosen and self.difference.suggested is not None:
            self.line.chosen = self.difference.suggested.name

    def _version(self, whose: str, text: str) -> Iterator[Paragraph]:
        first, *others = paragraphs(text or _NOTHING)
        yield Paragraph(self._language.labelled(whose, first.text))
        yield from (Paragraph(f"  {each.text}") for each in others)

    def _who_changed(self) -> str:
        say, each = self._language.say, self.difference
        if each.before is None:
            return ""
        if each.suggested is None:
            return say("(changed by both)")
        return say("(changed by me alone)") if each.suggested is Side.MINE else say("(changed by them alone)")

    @property
    def side(self) -> Side | None:
        """Which version is taken; None as long as that isn't chosen."""
        return Side[self.line.chosen] if self.line.chosen else None

    def take(self, side: Side) -> None:
        """Choose a side."""
        self.line.chosen = side.name
