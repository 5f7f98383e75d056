"""A text for a widget, broken where Chinese is broken; Textual itself breaks at spaces, and anywhere in a long run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from tui.line_breaks import line_breaks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

_TAB = 4
_LEAST = 2
"""Cells that a line has at least, however far its paragraph is set in: one Chinese character."""


class FoldedContent(Content):
    """Paragraphs, folded to the width that the widget has; what is set in stays set in."""

    _last: tuple[int, Content] | None = None
    """The width that it was folded to last, and how it came out: a widget asks for its height, then for its lines."""

    @classmethod
    def of(cls, content: Content) -> FoldedContent:
        """A text with styles."""
        return cls(content.plain, list(content.spans))

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As many lines as it takes."""
        return self._folded(rules, width).get_height(rules, width)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines."""
        return self._folded(options.rules, width).render_strips(width, height, style, options)

    def _folded(self, rules: RulesMap, width: int) -> Content:
        """The text with the ends of its lines in it, where the widget breaks lines at all."""
        if rules.get("text_wrap") == "nowrap":
            width = 0
        if self._last is None or self._last[0] != width:
            whole = Content(self.plain, list(self.spans))
            self._last = (width, Content("\n").join(_lines(whole, width)) if width else whole)
        return self._last[1]


def _lines(text: Content, width: int) -> Iterator[Content]:
    for each in text.split(allow_blank=True):
        line = each.expand_tabs(_TAB)
        if line.cell_length <= width:
            yield line
            continue
        words = line.plain.lstrip(" ")
        set_in = len(line.plain) - len(words)
        breaks = line_breaks(words, max(width - set_in, _LEAST))
        first, *others = line.divide([set_in + place for place in breaks])
        yield first.rstrip()
        yield from (Content(" " * set_in) + other.rstrip() for other in others)
