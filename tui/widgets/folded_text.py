"""A text of paragraphs, each in a style of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import frozen
from textual.content import Content
from textual.widgets import Static

from departments.search import Span
from tui.folded_content import FoldedContent

if TYPE_CHECKING:
    from collections.abc import Iterable


_MARK = "underline"
"""As in tables: no colour is needed to see it."""


@frozen
class Paragraph:
    """A line of text as it was written, in one style."""

    text: str
    style: str = ""
    marks: Sequence[Span] = ()
    """What of it was looked for: from the first character to behind the last."""


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The lines of a text."""
    return tuple(Paragraph(line) for line in text.split("\n"))


class FoldedText(Static):
    """Paragraphs, folded to the width there is; what is indented stays indented."""

    DEFAULT_CSS = """
    FoldedText { height: auto; width: 1fr; }
    """

    def __init__(
        self,
        told: Iterable[Paragraph] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        """Args: the paragraphs, an id and classes."""
        super().__init__(_content(told), id=id, classes=classes, markup=False)

    def show(self, told: Iterable[Paragraph]) -> None:
        """Show other paragraphs."""
        self.update(_content(told))


def _content(told: Iterable[Paragraph]) -> FoldedContent:
    return FoldedContent.of(Content("\n").join(map(_line, told)))


def _line(told: Paragraph) -> Content:
    line = Content.styled(told.text, told.style) if told.style else Content(told.text)
    for start, end in told.marks:
        line = line.stylize(_MARK, start, end)
    return line
