"""A workbook's cells as plain values, and what the values don't tell."""

from __future__ import annotations

import io
import math
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from exports.inside.archive import Package
from exports.inside.refused import Refused


def read_sheets(content: bytes, sheets: list[str]) -> dict[str, Any]:
    """The wanted sheets that are there, each with its rows from the first on.

    Args:
        content: all of the file.
        sheets: by name.

    Raises:
        Refused: it is no plain workbook.
    """
    package = Package(content)
    wanted = [each for each in sheets if each in package.sheet_names]
    marks = {each: package.marks(each) for each in wanted}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = {}
        for name in wanted:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            of = marks[name]
            found[name] = {
                "rows": [[value if value and type(value) is str else _plain(value) for value in row] for row in rows],
                "formulas": of.formulas,
                "percents": of.percents,
                "pictures": of.pictures,
            }
    except PasswordError as failure:
        raise Refused("encrypted") from failure
    except (CalamineError, OSError, ValueError) as failure:
        raise Refused("damaged", str(failure)) from failure
    return {"names": list(package.sheet_names), "sheets": found}


def _plain(value: object) -> object:
    """Text, a number, yes or no, or nothing; a date as the text that it shows."""
    if value == "":
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if isinstance(value, str | int | float | bool) else str(value)
