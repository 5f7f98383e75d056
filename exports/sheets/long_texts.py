"""长文附录: texts that no row can show in full on paper, whole, in pieces of a row each. Only there where needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from exports.columns import Column, LongText
from exports.styles import Style
from exports.table_sheet import TableSheet
from exports.typesetting import INDENT, in_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook

    from exports.edition import Edition

NAME = "长文附录"
_TEXT_WIDTH = 110.0


@frozen
class Piece:
    """A row's worth of a long text."""

    number: int
    place: str
    text: str


COLUMNS: tuple[Column[Piece], ...] = (
    Column("序号", lambda each: each.number, 6),
    Column("出处", lambda each: each.place, 28, Style.TEXT),
    Column("全文", lambda each: each.text, _TEXT_WIDTH, Style.TEXT),
)


def write_long_texts(workbook: Workbook, texts: Sequence[LongText], edition: Edition) -> None:
    """Add the sheet if there is any text for it.

    Args:
        workbook: with its styles registered.
        texts: each with the place that it is from.
        edition: when and for whom.
    """
    if not texts:
        return
    pieces = [(each.place, piece) for each in texts for piece in in_pieces(each.text, _TEXT_WIDTH - INDENT)]
    rows = [Piece(number, *each) for number, each in enumerate(pieces, 1)]
    TableSheet(NAME, NAME, edition.heading_line, COLUMNS).write(workbook, rows)
