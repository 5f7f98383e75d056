"""The one door into a cell: a value goes in as what it is, and nothing that a person typed is ever executed.

Text stays text, whatever it begins with; figures stay numbers with all their decimals in sight; no value at all leaves
the cell empty, which is not 0. Instants are written as the wall clock of their own time zone, since a cell has none.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from attrs import frozen

from departments.clean_text import COMMANDING, without_floods
from departments.figures import plain_decimal
from exports.style_arrays import GENERAL, dress

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32_767
"""UTF-16 units that a cell holds; a spreadsheet program calls a file damaged that has more."""
CUT_MARK = "……（超出单元格长度，以下略）"
"""Ends a text that was cut."""
COUNT_FORMAT = "#,##0"
SHARE_FORMAT = "0.0%"
POINTS_FORMAT = "+0.0;-0.0;0.0"
DATE_FORMAT = "yyyy-mm-dd"
INSTANT_FORMAT = "mm-dd hh:mm"
"""On paper the year is the period's or the one after it; the cell's value has all of it."""

_FORBIDDEN = re.compile(f"[{COMMANDING}]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ACTIVE = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


@frozen
class Share:
    """A part of a whole, shown as a percentage."""

    of_one: Fraction


@frozen
class Points:
    """A difference in percentage points, shown with its sign."""

    points: Fraction


@frozen
class Figure:
    """A number that a word of the plan belongs to: 左右, 不超过."""

    number: Decimal
    before: str = ""
    """Shown in front of the number; the cell's value stays the number."""
    after: str = ""
    """Shown behind it."""


@frozen
class Typed:
    """A number that somebody may type over: whatever is typed there, a percentage too, shows itself as it is."""

    number: Decimal


Value = str | int | Decimal | Figure | Typed | Share | Points | dt.date | dt.datetime | None
"""What a cell can be given; None leaves it empty."""


def put(sheet: Worksheet, row: int, column: int, value: Value, style: str) -> None:
    """Write the value into a cell, in its own type and number format.

    Args:
        sheet: the cell's; the cell is not covered by a merged one.
        row: from 1.
        column: from 1.
        value: text, a count, a figure, a share, a difference in points, a date or an instant; None for nothing.
        style: the name of one of the workbook's styles.
    """
    cell = cast("Cell", sheet.cell(row, column))
    match value:
        case None:
            dress(cell, style)
        case str():
            _put_text(cell, value, style)
        case Share():
            _put_number(cell, float(value.of_one), SHARE_FORMAT, style)
        case Points():
            _put_number(cell, float(value.points), POINTS_FORMAT, style)
        case Figure():
            _put_number(cell, value.number, _figure_format(value), style)
        case Typed():
            _put_number(cell, value.number, GENERAL, style)
        case Decimal():
            _put_number(cell, value, _figure_format(Figure(value)), style)
        case int():
            _put_number(cell, value, COUNT_FORMAT, style)
        case dt.datetime():
            _put_number(cell, value.replace(tzinfo=None), INSTANT_FORMAT, style)
        case _:
            _put_number(cell, value, DATE_FORMAT, style)


def safe_text(text: str) -> str:
    """The text as a cell can hold it.

    What a terminal would obey, what nobody sees and what XML can't carry is taken out; line breaks and tabs stay; what
    is too long is cut between two characters and says so.

    Args:
        text: of any origin and length.
    """
    text = without_floods(_FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    if len(text) * 2 <= LONGEST or _units(text) <= LONGEST:
        return text
    room = LONGEST - _units(CUT_MARK)
    kept = text.encode("utf-16-le")[: room * 2].decode("utf-16-le", errors="ignore")
    return kept + CUT_MARK


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _put_text(cell: Cell, text: str, style: str) -> None:
    """Text that begins like a formula also gets the mark that keeps it text when a person edits the cell."""
    shown = safe_text(text)
    is_active = bool(shown) and (text.lstrip(" ").startswith(_ACTIVE) or shown.lstrip(" ").startswith(_ACTIVE))
    dress(cell, style, is_quoted=is_active)
    if not shown:
        return
    # The format reads _x0041_ as an escaped character; escaping the underscore keeps it (ECMA-376, ST_Xstring).
    escaped = _LOOKS_ESCAPED.sub("_x005F_", shown) if "_x" in shown else shown
    cell.value = escaped if escaped == shown or _units(escaped) <= LONGEST else shown
    cell.data_type = "s"


def _put_number(cell: Cell, value: float | Decimal | dt.date, number_format: str, style: str) -> None:
    cell.value = value
    # Only now, since a date brings a format of its own.
    dress(cell, style, number_format)


def _figure_format(figure: Figure) -> str:
    """All the decimals that the figure has, thousands set apart, and the plan's words around it."""
    exponent = plain_decimal(figure.number).as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    return _quoted(figure.before) + digits + _quoted(figure.after)


def _quoted(words: str) -> str:
    return '"' + words.replace('"', "") + '"' if words else ""
