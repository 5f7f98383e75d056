"""The files of a tray as rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.widgets.evidence_list import size_words
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from departments.ledger import TrayFile
    from tui.language import Language

_PICKED, _LEFT = "[x]", "[ ]"
_WORKBOOK = ".xlsx"
_NAME_WIDTH = 60


def workbooks_first(files: Sequence[TrayFile]) -> tuple[TrayFile, ...]:
    """The files by name, those that may be workbooks before pictures and scans."""
    return tuple(sorted(files, key=lambda each: (not is_workbook(each), each.name)))


def is_workbook(file: TrayFile) -> bool:
    """Whether it is called like a workbook; what is in it is looked at when it is read."""
    return file.name.lower().endswith(_WORKBOOK)


def tray_columns(when: str, language: Language, *, has_marks: bool = False, has_numbers: bool = False) -> list[Column]:
    """The columns.

    Args:
        when: the title over the time.
        language: the person's.
        has_marks: whether files are picked.
        has_numbers: whether a file is opened by its number.
    """
    say = language.say
    columns = [Column(say("File"), 0, most=_NAME_WIDTH), Column(say("Size"), 9, is_right=True), Column(when, 16)]
    if has_numbers:
        return [Column(say("No."), 4, is_right=True), *columns]
    return [Column("", len(_LEFT)), *columns] if has_marks else columns


def tray_rows(
    files: Sequence[TrayFile],
    zone: dt.tzinfo | None,
    *,
    picked: Collection[str] | None = None,
    numbers: Mapping[str, int] | None = None,
) -> list[Row]:
    """The rows.

    Args:
        files: in the order in which they are shown.
        zone: the office's.
        picked: the names that are picked; None where none can be.
        numbers: by name; None where files have none.
    """
    return [
        Row(
            each.name,
            (
                *([] if numbers is None else [Cell(str(numbers[each.name]))]),
                *([] if picked is None else [Cell(_PICKED if each.name in picked else _LEFT)]),
                Cell(each.name),
                Cell(size_words(each.size)),
                Cell(f"{each.modified_at.astimezone(zone):%Y-%m-%d %H:%M}"),
            ),
        )
        for each in files
    ]
