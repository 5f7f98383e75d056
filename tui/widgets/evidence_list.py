"""The evidence of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.widgets.field_help import EVIDENCE_TO_READ
from tui.widgets.row_table import Cell, Column, Row, RowTable

if TYPE_CHECKING:
    from departments.reports import Evidence
    from tui.language import Language

_KILO = 1024


class EvidenceList(RowTable):
    """Files and references, as high as there are pieces."""

    help = EVIDENCE_TO_READ

    def show_evidence(self, evidence: tuple[Evidence, ...], language: Language) -> None:
        """Show these."""
        say = language.say
        columns = (
            Column("", 2, is_right=True),
            Column(say("Evidence"), 0),
            Column(say("Note"), 24),
            Column(say("Size"), 9),
        )
        rows = [
            Row(
                str(place),
                (
                    Cell(str(place + 1)),
                    Cell(each.name),
                    Cell(each.note),
                    Cell(say("reference") if each.is_reference else size_words(each.size)),
                ),
            )
            for place, each in enumerate(evidence)
        ]
        self.styles.height = len(rows) + 1
        self.display = bool(rows)
        self.show(columns, rows)


def size_words(size: int) -> str:
    """A file's size in KB or MB, at least 1 KB."""
    if size < _KILO * _KILO:
        return f"{max(round(size / _KILO), 1)} KB"
    return f"{size / _KILO / _KILO:.1f} MB"
