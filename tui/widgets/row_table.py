"""A table of rows, drawn line by line as it is scrolled: ten thousand rows open and move as fast as ten.

Knows nothing of commitments or reports: a row is a key and cells, a cell is a text and a tone.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, cast

from attrs import frozen
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.actions import moving_keys
from tui.widgets.fitted_text import MARK, cut_out, fit, joined
from tui.widgets.tones import tone_styles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType
    from textual.events import Click, MouseEvent, MouseScrollDown, MouseScrollUp, Resize
    from textual.theme import Theme

    from departments.search import Span

_WHEEL = 3
"""Rows that one notch of the mouse's wheel goes."""


@frozen
class Column:
    """A column of a table."""

    title: str
    width: int
    """Cells; 0 for the one column that takes what is left."""
    is_right: bool = False
    """Whether its texts stand at the right edge: figures do."""
    most: int = 0
    """Cells that it has at most, where it takes what is left: what belongs to a short name is read beside it."""


@frozen
class Cell:
    """A text in a row."""

    text: str
    tone: str = ""
    """One of :data:`tui.widgets.tones.TONES`, or empty."""
    span: int = 1
    """How many columns it goes over; the cells of the others are left out."""


@frozen
class Row:
    """A row of a table."""

    key: str
    cells: tuple[Cell, ...]


class RowTable(ScrollView, can_focus=True):
    """Rows under a fixed head, one of them chosen."""

    DEFAULT_CSS = """
    RowTable { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 0; }
    """
    COMPONENT_CLASSES = cast("set[str]", frozenset(("row-table--head", "row-table--cursor", "row-table--bar")))
    BINDINGS: ClassVar[list[BindingType]] = moving_keys(
        up="move(-1)",
        down="move(1)",
        pageup="move_page(-1)",
        pagedown="move_page(1)",
        home="move_to(0)",
        end="move_to(-1)",
        **{"ctrl+home": "move_to(0)", "ctrl+end": "move_to(-1)"},
    )

    empty = ""
    """The sentence that stands where the rows would be, if there are none."""
    cursor: reactive[int] = reactive(0, repaint=False)
    """The place of the chosen row."""

    class Highlighted(Message):
        """Another row is chosen."""

        def __init__(self, table: RowTable, key: str) -> None:
            """Args: the table, and the row's key."""
            super().__init__()
            self.table = table
            self.key = key

        @property
        def control(self) -> RowTable:
            """The table, for selectors."""
            return self.table

    class Moved(Message):
        """The person has gone to another row; rows that come and go by themselves move nobody."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Args: id and classes."""
        super().__init__(id=id, classes=classes)
        self._columns: tuple[Column, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._theme: Theme | None = None
        self._tones: Mapping[str, Style] = {}
        self._look: _Look | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    @property
    def chosen(self) -> str | None:
        """The chosen row's key; None in an empty table."""
        return self._rows[self.cursor].key if self._rows else None

    def show(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Replace columns and rows; the chosen row stays chosen where it is still there."""
        chosen, former, place = self.chosen, self._rows, self.cursor
        self._columns, self._rows = tuple(columns), tuple(rows)
        self.virtual_size = Size(self.size.width, len(self._rows) + 1)
        self.set_reactive(RowTable.cursor, 0)
        if not self.choose(chosen) and self._rows:
            self.choose(self._nearest(former, place))
        self.refresh()

    def choose(self, key: str | None) -> bool:
        """Choose the row of this key; whether it is there."""
        place = next((place for place, row in enumerate(self._rows) if row.key == key), None)
        if place is not None:
            self._move_to(place)
        return place is not None

    def _nearest(self, former: tuple[Row, ...], place: int) -> str:
        """The key of the row that is still there and came next after one that is gone, else of the last before it."""
        left = {row.key for row in self._rows}
        near = chain(former[place:], reversed(former[:place]))
        return next((row.key for row in near if row.key in left), self._rows[0].key)

    def validate_cursor(self, cursor: int) -> int:
        """Stay within the rows."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two rows that changed."""
        for place in (old, new):
            self.refresh(Region(0, place + 1 - int(self.scroll_offset.y), self.size.width, 1))

    def action_move(self, rows: int) -> None:
        """Choose a row further up or down."""
        self._go_to(self.cursor + rows)

    def action_move_page(self, pages: int) -> None:
        """Choose a row a page up or down."""
        self._go_to(self.cursor + pages * max(self.size.height - 2, 1))

    def action_move_to(self, place: int) -> None:
        """Choose the first row, or with -1 the last."""
        self._go_to(place if place >= 0 else len(self._rows) - 1)

    def _go_to(self, place: int) -> None:
        former = self.cursor
        self._move_to(place)
        if self.cursor != former:
            self.post_message(self.Moved())

    def _move_to(self, place: int) -> None:
        self.cursor = place
        self._scroll_to_cursor()
        if self._rows:
            self.post_message(self.Highlighted(self, self._rows[self.cursor].key))

    def _scroll_to_cursor(self) -> None:
        shown, top = self.size.height - 1, int(self.scroll_offset.y)
        if shown < 1:
            return
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + shown:
            self.scroll_to(y=self.cursor - shown + 1, animate=False, immediate=True)

    # ── the mouse, for who has asked for it

    def on_click(self, event: Click) -> None:
        """Choose the row, or open it where it is chosen already; beside the bar, go a page."""
        event.stop()
        bar = self._bar_lines()
        if bar and event.x == self.size.width - 1:
            self.action_move_page((event.y >= bar.stop) - (event.y < bar.start))
            return
        place = event.y - 1 + int(self.scroll_offset.y)
        if event.y and place == self.cursor:
            self.app.simulate_key("enter")
        elif event.y and place < len(self._rows):
            self._go_to(place)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Show rows further down."""
        self._roll(event, _WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Show rows further up."""
        self._roll(event, -_WHEEL)

    def _roll(self, event: MouseEvent, rows: int) -> None:
        """Scroll, with a row chosen that is in sight."""
        event.stop()
        event.prevent_default()
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, immediate=True)
        top = int(self.scroll_offset.y)
        place = max(top, min(self.cursor, top + self.size.height - 2))
        if place != self.cursor:
            self._go_to(place)

    # ── drawing

    def on_resize(self, event: Resize) -> None:
        """Keep the chosen row in sight."""
        self.virtual_size = Size(event.size.width, len(self._rows) + 1)
        self._scroll_to_cursor()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some of the lines, all with one look: to work it out for each of them would take longer than to draw it."""
        self._look = self._looked_up()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line: the head, or the row that is scrolled there."""
        look = self._look or self._looked_up()
        if y == 0:
            return look.line(tuple(Cell(column.title) for column in self._columns), look.head)
        place = y - 1 + int(self.scroll_offset.y)
        if not self._rows and y == 1:
            return Strip([Segment(fit(self.empty, look.width), look.tones["muted"])], look.width)
        if place >= len(self._rows):
            return Strip.blank(look.width, look.plain)
        cells, edge = self._rows[place].cells, look.bar if y in look.bar_lines else None
        if place == self.cursor:
            return look.line(cells, look.chosen, edge=edge, spans=self.spans)
        return look.line(cells, look.plain, look.tones, edge=edge, spans=self.spans)

    def spans(self, text: str) -> Sequence[Span]:  # noqa: ARG002 - a table that marks something looks at it
        """What is marked of a cell's text: from the first character to behind the last; here nothing ever is."""
        return ()

    def _bar_lines(self) -> range:
        """The lines that have the bar at their edge: where one is among the rows. None where all of them are in sight.

        Textual's own scrollbar is a widget beside this one and takes as long to draw as all the rows.
        """
        shown, count = self.size.height - 1, len(self._rows)
        if not 0 < shown < count:
            return range(0)
        length = max(shown * shown // count, 1)
        top = 1 + round((shown - length) * self.scroll_offset.y / (count - shown))
        return range(top, top + length)

    def _looked_up(self) -> _Look:
        theme, width = self.app.current_theme, self.size.width
        if theme is not self._theme:
            self._theme, self._tones = theme, tone_styles(theme.variables)
        plain = self.rich_style
        return _Look(
            self._columns,
            self._widths(width),
            width,
            head=self.get_component_rich_style("row-table--head"),
            chosen=self.get_component_rich_style("row-table--cursor"),
            bar=self.get_component_rich_style("row-table--bar"),
            bar_lines=self._bar_lines(),
            plain=plain,
            tones={name: plain + tone for name, tone in self._tones.items()},
        )

    def _widths(self, width: int) -> tuple[int, ...]:
        left = max(width - sum(column.width + 1 for column in self._columns), 0)
        return tuple(column.width or min(left, column.most or left) for column in self._columns)


@frozen
class _Look:
    """How the lines of a table are drawn at one moment."""

    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    width: int
    head: Style
    chosen: Style
    bar: Style
    bar_lines: range
    plain: Style
    tones: Mapping[str, Style]

    def line(
        self,
        cells: tuple[Cell, ...],
        style: Style,
        tones: Mapping[str, Style] = MappingProxyType({}),
        *,
        edge: Style | None = None,
        spans: Callable[[str], Sequence[Span]] = lambda _: (),
    ) -> Strip:
        """A line of these cells.

        Args:
            cells: of a row, or the heads.
            style: of what has no tone.
            tones: the styles of what has one.
            edge: of the line's last cell, which has no text; as the line's own where there is none.
            spans: what is marked of a text.
        """
        place, filled = 0, 0
        pieces: list[tuple[str, Style]] = []
        for cell in cells:
            if place:
                pieces.append((" ", style))
            width, is_right = self._width(place, cell.span), self.columns[place].is_right
            text = fit(cell.text, width, is_right=is_right)
            toned = tones.get(cell.tone, style) if cell.text else style
            if found := spans(cell.text):
                marked = cut_out(cell.text, text, found, is_right=is_right)
                pieces += [(part, toned + MARK if is_marked else toned) for part, is_marked in marked]
            else:
                pieces.append((text, toned))
            filled += width + bool(place)
            place += cell.span
        width = self.width if edge is None else self.width - 1
        pieces.append((" " * (width - filled), style))
        # How wide that is follows from the columns: to measure all of it again takes longer than to draw it.
        line = Strip(joined(pieces), max(filled, width)).crop(0, width)
        return line if edge is None else Strip([*line, Segment(" ", edge)], self.width)

    def _width(self, place: int, span: int) -> int:
        if span == 1:
            return self.widths[place]
        return sum(self.widths[place : place + span]) + span - 1
