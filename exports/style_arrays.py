"""Styles as cells refer to them, put together once for each workbook and shared by all cells that look the same."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.styles.cell_style import StyleArray

GENERAL = "General"


_Look = tuple[str, str, bool]
_ARRAYS: WeakKeyDictionary[Workbook, dict[_Look, StyleArray]] = WeakKeyDictionary()
"""Forgotten with the workbook."""


def dress(cell: Cell, style: str, number_format: str = GENERAL, *, is_quoted: bool = False) -> None:
    """Give a cell its look; nobody changes one part of it afterwards, since cells share it.

    Args:
        cell: of a workbook with its styles registered.
        style: the name of one of its styles.
        number_format: how its number is shown.
        is_quoted: whether it has the mark that keeps its text a text when a person edits it.
    """
    # openpyxl looks a style's name up, and a number format, for every cell that is given one; here the first cell of
    # each look does it, and the others take what came of it. It has no public way to do so.
    known = _ARRAYS.setdefault(cast("Workbook", cell.parent.parent), {})
    look = style, number_format, is_quoted
    array = known.get(look)
    if array is None:
        array = known[look] = _array_of(cell, look)
    cell._style = array  # type: ignore[attr-defined]  # noqa: SLF001


def _array_of(cell: Cell, look: _Look) -> StyleArray:
    name, number_format, is_quoted = look
    styles = cell.parent.parent._named_styles  # type: ignore[union-attr]  # noqa: SLF001
    cell._style = copy(next(each for each in styles if each.name == name).as_tuple())  # type: ignore[attr-defined]  # noqa: SLF001
    if number_format != GENERAL:
        cell.number_format = number_format
    if is_quoted:
        cell.quotePrefix = True
    array: StyleArray = cell._style  # type: ignore[attr-defined]  # noqa: SLF001
    return array
