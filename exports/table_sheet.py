"""What a sheet with one table has in common: title, table or a sentence, sign-off, page, filter and frozen panes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import frozen

from exports.columns import Column, WrittenTable, set_widths, write_table
from exports.pages import (
    FIRST_TABLE_ROW,
    Paper,
    make_browsable,
    new_sheet,
    repeat_header,
    write_sentence,
    write_sign_off,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook

R = TypeVar("R")


@frozen
class TableSheet(Generic[R]):
    """A sheet that is one table."""

    name: str
    """What its tab says."""
    title: str
    line: str
    """Under the title: unit, period, date."""
    columns: tuple[Column[R], ...]
    paper: Paper = Paper.A4
    frozen_columns: int = 0
    """Columns that stay in view at the left."""
    when_empty: str = ""
    """The sentence under the headers where there are no rows."""
    group: Callable[[R], Hashable] | None = None
    """Neighbouring rows for which it gives the same share a cell in each shared column."""

    def write(self, workbook: Workbook, rows: Sequence[R], total: R | None = None) -> WrittenTable:
        """Add the sheet to the workbook, which has its styles registered."""
        across = len(self.columns)
        sheet = new_sheet(workbook, self.name, title=self.title, line=self.line, columns=across, paper=self.paper)
        table = write_table(sheet, FIRST_TABLE_ROW, self.columns, rows, total if rows else None, self.group)
        set_widths(sheet, table.widths)
        repeat_header(sheet, table.header_row)
        last_of_rows = table.header_row + len(rows)
        make_browsable(sheet, table.header_row, last_of_rows, across, self.frozen_columns)
        is_told = not rows and bool(self.when_empty)
        if is_told:
            write_sentence(sheet, table.header_row + 1, across, self.when_empty)
        write_sign_off(sheet, table.last_row + is_told, across)
        return table
