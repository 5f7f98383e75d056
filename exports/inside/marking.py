"""A refused workbook given back: the bad cells red, each with a comment, and a list of them on a sheet of its own."""

from __future__ import annotations

import io
import zipfile
from copy import copy
from typing import TYPE_CHECKING

from attrs import frozen
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from exports.cells import safe_text
from exports.columns import Column, set_widths, write_table
from exports.inside.archive import Package
from exports.inside.refused import Refused
from exports.pages import Paper, new_sheet, repeat_header
from exports.styles import Style, register_styles

if TYPE_CHECKING:
    from openpyxl import Workbook

NAME = "错误清单"
_RED = PatternFill("solid", fgColor="FF5050")
_LONGEST_COMMENT = 2_000
_AUTHOR = "填报"


@frozen
class Mistake:
    """One bad cell with its place in the list."""

    number: int
    sheet: str
    address: str
    told: str


COLUMNS: tuple[Column[Mistake], ...] = (
    Column("序号", lambda each: each.number, 6),
    Column("工作表", lambda each: each.sheet, 16),
    Column("单元格", lambda each: each.address, 12),
    Column("问题", lambda each: each.told, 100, Style.TEXT),
)


def marked(content: bytes, marks: list[list[str]]) -> bytes:
    """The workbook with its bad cells marked.

    Args:
        content: all of the file.
        marks: sheet, address and what is wrong there; an empty address where the whole sheet or file is meant.

    Raises:
        Refused: it can't be read or written.
    """
    Package(content)
    try:
        book = load_workbook(io.BytesIO(content))
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile, OSError) as failure:
        raise Refused("damaged", str(failure)) from failure
    for sheet, address, told in marks:
        if address and sheet in book.sheetnames:
            _mark(book, sheet, address, told)
    if NAME in book.sheetnames:
        del book[NAME]
    _list(book, marks)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _mark(book: Workbook, sheet: str, address: str, told: str) -> None:
    cell = book[sheet][address]
    style = copy(cell.fill)
    cell.fill = _RED if style != _RED else style
    before = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment((before + safe_text(told))[:_LONGEST_COMMENT], _AUTHOR, height=120, width=320)


def _list(book: Workbook, marks: list[list[str]]) -> None:
    if Style.TITLE not in book.named_styles:
        register_styles(book)
    sheet = new_sheet(book, NAME, title=NAME, line="请按下表改正后重新导入。", columns=len(COLUMNS), paper=Paper.A4)
    rows = [Mistake(number, *each) for number, each in enumerate(marks, 1)]
    table = write_table(sheet, 4, COLUMNS, rows)
    set_widths(sheet, table.widths)
    repeat_header(sheet, table.header_row)
    book.move_sheet(NAME, -(len(book.sheetnames) - 1))
    for each in book.worksheets:
        each.sheet_view.tabSelected = False
    book.active = 0
