"""Department workbooks made at a desk, filled in like a person does, and handed back as files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from exports.department import department_workbook
from exports.stamp import Background
from tests.building import JUNE, at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl import Workbook

    from departments.periods import Period

MADE_AT = at("2021-07-03 09:30")
FORM = "填报表"
Filling = dict[tuple[str, str], object]
"""Commitment's or indicator's id and header to what is typed there."""


def exported(desk: Any, code: str = "rsj", period: Period = JUNE) -> bytes:
    """A department's workbook as its clerk, or the commission, exports it."""
    background = Background(
        desk.overview(period.plus_months(-1)).narrowed(code),
        desk.plan_changes(period),
        desk.heads(),
        desk.places(period),
    )
    department = desk.plan(period).directory[code]
    overview = desk.overview(period).narrowed(code)
    views = desk.reports(period, code)
    return department_workbook(department, overview, views, MADE_AT, desk.people(), background)


def filled(content: bytes, cells: Mapping[tuple[str, str], object]) -> bytes:
    """The workbook with these cells typed over."""
    book = load_workbook(io.BytesIO(content))
    for (key, header), value in cells.items():
        cell: Any = cell_at(book, key, header)
        cell.value = value
    return packed(book)


def packed(book: Workbook) -> bytes:
    """A workbook as a file's content."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def cell_at(book: Workbook, key: str, header: str) -> Cell:
    """A commitment's or an indicator's cell of the form."""
    sheet = book[FORM]
    (top,) = [row for row in range(1, 10) if sheet.cell(row, 1).value == "序号"]
    headers = {sheet.cell(top, column).value: column for column in range(1, sheet.max_column + 1)}
    for row in range(top + 1, sheet.max_row + 1):
        if key in (sheet.cell(row, headers["任务编号"]).value, sheet.cell(row, headers["指标编号"]).value):
            found = sheet.cell(row, headers[header])
            assert isinstance(found, Cell)
            return found
    raise AssertionError(f"the form has no row for {key}")
