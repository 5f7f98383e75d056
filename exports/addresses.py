"""Addresses of cells, without loading what reads and writes workbooks."""

from __future__ import annotations

_LETTERS = 26


def address_of(row: int, column: int) -> str:
    """The address of a cell counted from 0: ``A1`` for 0, 0."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
