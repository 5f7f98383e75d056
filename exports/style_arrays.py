"""Styles as cells refer to them, put together once for each workbook and shared by all cells that look the same."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

from attrs import frozen

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.styles.cell_style import StyleArray

GENERAL = "General"


@frozen
class Look:
    """Everything about how a cell looks."""

    style: str
    """The name of one of the workbook's styles."""
    number_format: str = GENERAL
    is_quoted: bool = False
    """Whether it has the mark that keeps its text a text when a person edits it."""


_ARRAYS: WeakKeyDictionary[Workbook, dict[Look, StyleArray]] = WeakKeyDictionary()
"""Forgotten with the workbook."""


def dress(cell: Cell, look: Look) -> None:
    """Give a cell its look; nobody changes one part of it afterwards, since cells share it.

    Args:
        cell: of a workbook with its styles registered.
        look: which.
    """
    # openpyxl looks a style's name up, and a number format, for every cell that is given one; here the first cell of
    # each look does it, and the others take what came of it. It has no public way to do so.
    known = _ARRAYS.setdefault(cast("Workbook", cell.parent.parent), {})
    array = known.get(look)
    if array is None:
        array = known[look] = _array_of(cell, look)
    cell._style = array  # type: ignore[attr-defined]  # noqa: SLF001


def _array_of(cell: Cell, look: Look) -> StyleArray:
    styles = cell.parent.parent._named_styles  # type: ignore[union-attr]  # noqa: SLF001
    cell._style = copy(next(each for each in styles if each.name == look.style).as_tuple())  # type: ignore[attr-defined]  # noqa: SLF001
    if look.number_format != GENERAL:
        cell.number_format = look.number_format
    if look.is_quoted:
        cell.quotePrefix = True
    array: StyleArray = cell._style  # type: ignore[attr-defined]  # noqa: SLF001
    return array
