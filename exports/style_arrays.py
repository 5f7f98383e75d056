"""Named styles as cells refer to them, looked up once for each workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles.cell_style import StyleArray

_ARRAYS: WeakKeyDictionary[Workbook, dict[str, StyleArray]] = WeakKeyDictionary()
"""Forgotten with the workbook."""


def style_array(workbook: Workbook, name: str) -> StyleArray:
    """What a cell of this named style refers to.

    Args:
        workbook: with its styles registered.
        name: one of theirs.
    """
    known = _ARRAYS.setdefault(workbook, {})
    if name not in known:
        # openpyxl has no public way to a registered style.
        styles = workbook._named_styles  # type: ignore[attr-defined]  # noqa: SLF001
        known[name] = next(each for each in styles if each.name == name).as_tuple()
    return known[name]
