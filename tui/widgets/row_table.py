"""A table of rows, drawn line by line as it is scrolled: ten thousand rows open and move as fast as ten.

Knows nothing of commitments or reports: a row is a key and cells, a cell is a text and a tone.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, cast

from attrs import frozen
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.actions import moving_keys
from tui.widgets.tones import tone_styles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.events import Resize
    from textual.theme import Theme

CUT = ".."
"""What ends a text that doesn't fit: ASCII, since an ellipsis is two cells wide on some terminals."""


@frozen
class Column:
    """A column of a table."""

    title: str
    width: int
    """Cells; 0 for the one column that takes what is left."""
    is_right: bool = False
    """Whether its texts stand at the right edge: figures do."""


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


def fit(text: str, width: int, *, is_right: bool = False) -> str:
    """The text cut or padded to exactly so many cells."""
    text = text.replace("\n", " ")
    missing = width - cell_len(text)
    if missing < 0:
        return set_cell_size(set_cell_size(text, max(width - len(CUT), 0)).rstrip() + CUT, width)
    return " " * missing + text if is_right else text + " " * missing


class RowTable(ScrollView, can_focus=True):
    """Rows under a fixed head, one of them chosen."""

    DEFAULT_CSS = """
    RowTable { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """
    COMPONENT_CLASSES = cast("set[str]", frozenset(("row-table--head", "row-table--cursor")))
    BINDINGS: ClassVar[list[BindingType]] = moving_keys(
        up="move(-1)",
        down="move(1)",
        pageup="move_page(-1)",
        pagedown="move_page(1)",
        home="move_to(0)",
        end="move_to(-1)",
    )

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
        chosen = self.chosen
        self._columns, self._rows = tuple(columns), tuple(rows)
        self.virtual_size = Size(self.size.width, len(self._rows) + 1)
        self.set_reactive(RowTable.cursor, 0)
        if not self.choose(chosen) and self._rows:
            self.choose(self._rows[0].key)
        self.refresh()

    def choose(self, key: str | None) -> bool:
        """Choose the row of this key; whether it is there."""
        place = next((place for place, row in enumerate(self._rows) if row.key == key), None)
        if place is not None:
            self._move_to(place)
        return place is not None

    def validate_cursor(self, cursor: int) -> int:
        """Stay within the rows."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two rows that changed."""
        for place in (old, new):
            self.refresh(Region(0, place + 1 - int(self.scroll_offset.y), self.size.width, 1))

    def action_move(self, rows: int) -> None:
        """Choose a row further up or down."""
        self._move_to(self.cursor + rows)

    def action_move_page(self, pages: int) -> None:
        """Choose a row a page up or down."""
        self._move_to(self.cursor + pages * max(self.size.height - 2, 1))

    def action_move_to(self, place: int) -> None:
        """Choose the first row, or with -1 the last."""
        self._move_to(place if place >= 0 else len(self._rows) - 1)

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
        if place >= len(self._rows):
            return Strip.blank(look.width, look.plain)
        cells = self._rows[place].cells
        return look.line(cells, look.chosen) if place == self.cursor else look.line(cells, look.plain, look.tones)

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
            plain=plain,
            tones={name: plain + tone for name, tone in self._tones.items()},
        )

    def _widths(self, width: int) -> tuple[int, ...]:
        left = max(width - sum(column.width + 1 for column in self._columns), 0)
        return tuple(column.width or left for column in self._columns)


@frozen
class _Look:
    """How the lines of a table are drawn at one moment."""

    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    width: int
    head: Style
    chosen: Style
    plain: Style
    tones: Mapping[str, Style]

    def line(self, cells: tuple[Cell, ...], style: Style, tones: Mapping[str, Style] = MappingProxyType({})) -> Strip:
        """A line of these cells; texts of one style are one piece, so that fewer bytes go to the terminal."""
        place, plain, segments = 0, "", []
        for cell in cells:
            spanned = self.widths[place : place + cell.span]
            text = fit(cell.text, sum(spanned) + len(spanned) - 1, is_right=self.columns[place].is_right)
            toned = tones.get(cell.tone)
            if toned is None:
                plain += text + " "
            else:
                segments += [Segment(plain, style), Segment(text, toned)]
                plain = " "
            place += cell.span
        pieces = [each for each in (*segments, Segment(plain, style)) if each.text]
        return Strip(pieces).adjust_cell_length(self.width, style)
