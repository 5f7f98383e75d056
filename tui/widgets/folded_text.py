"""A text that is broken where Chinese is broken: between any two characters, and not only at spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen
from textual.content import Content
from textual.widget import Widget

from tui.printing import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual.geometry import Size

_INDENT = " "


@frozen
class Paragraph:
    """A line of text as it was written, in one style."""

    text: str
    style: str = ""


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The lines of a text."""
    return tuple(Paragraph(line) for line in text.split("\n"))


class FoldedText(Widget):
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
        super().__init__(id=id, classes=classes)
        self._told: Sequence[Paragraph] = tuple(told)

    def show(self, told: Iterable[Paragraph]) -> None:
        """Show other paragraphs."""
        self._told = tuple(told)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's form
        """As many lines as it takes."""
        return sum(1 for _ in self._lines(width))

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> Iterator[Content]:
        for each in self._told:
            text = each.text.expandtabs(4)
            indent = text[: len(text) - len(text.lstrip(_INDENT))]
            for line in wrapped(text.lstrip(_INDENT), max(width - len(indent), 2)):
                yield Content.styled(indent + line, each.style) if each.style else Content(indent + line)
