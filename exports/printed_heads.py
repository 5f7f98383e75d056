"""The heads of the books as a merged workbook's cover prints them, read back for whoever wants to prove the books."""

from __future__ import annotations

from departments.ledger import Head
from exports.intake import WorkbookReader
from exports.sheets.cover import HEADS, NAME

_BOOK, _SEQ, _HASH = (each.header for each in HEADS[1:])


def printed_heads(name: str, content: bytes) -> tuple[Head, ...]:
    """The heads on the cover of a merged workbook; none where it prints none.

    Args:
        name: the file's, for the sentence of a refusal.
        content: all of it.

    Raises:
        NotAWorkbook, OldFormat, PasswordProtected, DamagedWorkbook, DangerousWorkbook, OversizedWorkbook: so it is.
        ReadingStopped: it takes too long or too much.
    """
    with WorkbookReader() as reader:
        cover = reader.read(name, content, [NAME]).get(NAME)
    rows = iter(cover.rows if cover else ())
    columns: dict[object, int] = {}
    for row in rows:
        if {_BOOK, _SEQ, _HASH} <= set(row):
            columns = {header: place for place, header in enumerate(row)}
            break
    return tuple(
        Head(str(row[columns[_BOOK]]), int(seq), str(row[columns[_HASH]]))
        for row in rows
        if isinstance(seq := row[columns[_SEQ]], int | float)
    )
