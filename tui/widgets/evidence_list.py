"""The evidence of a report: pieces in a list that is narrowed where one is in it, in a form or a page among others."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.containers import Vertical

from departments.search import Wanted
from tui.actions import bindings
from tui.background import aside
from tui.widgets.field_help import EVIDENCE_TO_READ
from tui.widgets.find_line import SLASHES, FindLine
from tui.widgets.found_table import NOTHING, Finder, FoundTable
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key

    from departments.reports import Evidence
    from tui.language import Language

_KILO = 1024


class EvidenceList(FoundTable):
    """Files and references, as high as there are pieces; the key of a row is its piece's place in the report."""

    help = EVIDENCE_TO_READ


class EvidencePart(Vertical):
    """The list, and the line into which somebody types what it is narrowed to; its keys hold in here alone."""

    DEFAULT_CSS = """
    EvidencePart { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("find_item", "go_back")

    find_line = getters.query_one(FindLine)
    pieces = getters.query_one(EvidenceList)

    _evidence: tuple[Evidence, ...] = ()
    _finder: Finder | None = None
    """What the pieces are found by; None as long as nobody has looked for one."""
    _wanted = NOTHING

    def __init__(self, language: Language, *, classes: str | None = None) -> None:
        """Args: the reader's language, and classes."""
        super().__init__(classes=classes)
        self._language = language

    def compose(self) -> ComposeResult:
        """The line and the list."""
        yield FindLine()
        yield EvidenceList()

    def show_evidence(self, evidence: tuple[Evidence, ...]) -> None:
        """Show these; where they are other ones than before, all of them."""
        if evidence != self._evidence:
            self._evidence, self._finder, self._wanted = evidence, None, NOTHING
            self.find_line.close()
        self.pieces.styles.height = len(evidence) + 1
        self.pieces.display = bool(evidence)
        self._show_found()

    def _show_found(self) -> None:
        """Show what has what is looked for, as soon as it can be looked for."""
        say, finder = self._language.say, self._finder or Finder()
        wanted = self._wanted if self._finder else NOTHING
        columns = (
            Column("", 2, is_right=True),
            Column(say("Evidence"), 0),
            Column(say("Note"), 24),
            Column(say("Size"), 9),
        )
        rows = [_row(str(place), each, self._language) for place, each in enumerate(self._evidence)]
        self.pieces.empty = say("Nothing has that; Esc shows all again.")
        self.pieces.show(columns, [row for row in rows if finder.takes(row.key, wanted)])
        self.pieces.mark(finder, wanted)
        self.screen.refresh_bindings()

    # ── finding

    @property
    def is_finding(self) -> bool:
        """Whether Esc has something to show again."""
        return bool(self._wanted) or self.find_line.has_focus

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """One piece alone needs no finding; Esc is the page's where nothing is looked for."""
        return self.is_finding if action == "go_back" else len(self._evidence) > 1

    def on_key(self, event: Key) -> None:
        """The slash of a Chinese input method is understood, as in every list."""
        if event.character in SLASHES and self.check_action("find_item", ()):
            event.stop()
            self.action_find_item()

    def action_find_item(self) -> None:
        """Let something be typed, and read the pieces' Pinyin meanwhile."""
        self.find_line.open()
        if self._finder is None:
            self._make_ready(self._evidence)

    @work(exclusive=True, group="make ready")
    async def _make_ready(self, evidence: tuple[Evidence, ...]) -> None:
        texts = {str(place): (each.name, each.note) for place, each in enumerate(evidence)}
        finder = await aside(partial(Finder.of, texts))
        if evidence == self._evidence:
            self._finder = finder
            self._show_found()

    def action_go_back(self) -> None:
        """Show all again."""
        self.find_line.close()
        self._look_for("")
        self.pieces.focus()

    @on(FindLine.Changed)
    def narrow_to_typed(self, event: FindLine.Changed) -> None:
        """Narrow with every key; the report has nothing to do with it."""
        event.stop()
        self._look_for(event.value)

    @on(FindLine.Submitted)
    def leave_find_line(self, event: FindLine.Submitted) -> None:
        """Go to what was found."""
        event.stop()
        self.pieces.focus()

    def _look_for(self, text: str) -> None:
        self._wanted = Wanted.typed(text)
        self._show_found()


def _row(key: str, piece: Evidence, language: Language) -> Row:
    size = language.say("reference") if piece.is_reference else size_words(piece.size)
    return Row(key, (Cell(str(int(key) + 1)), Cell(piece.name), Cell(piece.note), Cell(size)))


def size_words(size: int) -> str:
    """A file's size in KB or MB, at least 1 KB."""
    if size < _KILO * _KILO:
        return f"{max(round(size / _KILO), 1)} KB"
    return f"{size / _KILO / _KILO:.1f} MB"
