"""The workbook that a merge laid ready, read back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import load_workbook

if TYPE_CHECKING:
    from departments.desks import CoordinatorDesk

RESULT = "合并汇总-2021-06.xlsx"


def cells(content: bytes) -> dict[str, list[tuple[str, object]]]:
    """Every cell that says something, sheet by sheet."""
    book = load_workbook(io.BytesIO(content))
    return {
        sheet.title: [(cell.coordinate, cell.value) for row in sheet for cell in row if cell.value] for sheet in book
    }


def result(desk: CoordinatorDesk) -> bytes:
    """The workbook that the merge laid ready."""
    with desk.open_outbox(RESULT) as content:
        return content.read()


def jobs_in(content: bytes) -> set[object]:
    """The figures of the jobs in the merged workbook."""
    return {value for _, value in cells(content)["任务进展"] if value in (6000, 6500, 7000)}
