"""账册链头: where every book's chain of events ends, so that a book written anew after this workbook shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from departments.directory import OFFICE
from departments.ledger import Head
from exports.columns import Column, WrittenTable
from exports.styles import Style
from exports.table_sheet import TableSheet
from exports.wording import short_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook

    from departments.directory import Directory
    from exports.edition import Edition

NAME = "账册链头"
OFFICE_NAME = "综合科"


@frozen
class ChainEnd:
    """A book's chain head with the name of whose book it is."""

    number: int
    name: str
    head: Head


COLUMNS: tuple[Column[ChainEnd], ...] = (
    Column("序号", lambda each: each.number, 6),
    Column("单位", lambda each: each.name, 24),
    Column("账册", lambda each: each.head.book, 18),
    Column("事件数", lambda each: each.head.seq, 12),
    Column("链头", lambda each: each.head.hash, 72, Style.CODE),
)


def write_chain_heads(
    workbook: Workbook, heads: Sequence[Head], directory: Directory, edition: Edition
) -> WrittenTable:
    """Add the sheet.

    Args:
        workbook: with its styles registered.
        heads: one a book, the commission's own among them.
        directory: names the departments.
        edition: when and for whom.
    """
    rows = [
        ChainEnd(number, OFFICE_NAME if each.book == OFFICE else short_names(directory, [each.book]), each)
        for number, each in enumerate(heads, 1)
    ]
    return TableSheet(NAME, NAME, edition.heading_line, COLUMNS, frozen_columns=2).write(workbook, rows)
