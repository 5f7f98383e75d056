"""What a filled form would change, row by row: what is refused first, then each changed cell, then what stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from exports.addresses import address_of
from exports.importing import Outcome
from tui.form_import import outcome_word
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.form_findings import CellFinding
    from exports.importing import Item
    from tui.form_import import Preview
    from tui.language import Language

_WIDE = 120


@frozen
class ImportLine:
    """One thing to look at."""

    outcome: str
    """In a word; empty for a remark on the line above."""
    commitment: str
    cell: str
    header: str
    text: str
    detail: tuple[str, ...]
    """The same in full."""
    tone: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """What it is found by."""
        return (self.outcome, self.commitment, self.cell, self.header, self.text)


def import_lines(preview: Preview, language: Language) -> list[ImportLine]:
    """Everything that there is to say of a form, the refused cells first."""
    items = preview.proposal.items
    kept = [each for each in items if each.outcome not in (Outcome.SAME, Outcome.REFUSED)]
    same = [each for each in items if each.outcome is Outcome.SAME]
    return [
        *(_refused(each, preview, language) for each in preview.proposal.refused),
        *(line for each in kept for line in _of_item(each, language)),
        *(ImportLine(outcome_word(each.outcome, language), each.commitment, "", "", "", (), "muted") for each in same),
    ]


def _refused(finding: CellFinding, preview: Preview, language: Language) -> ImportLine:
    told = language.sentence(finding.told)
    commitment, header = _whose_cell(finding, preview)
    detail = (f"{commitment}  {finding.sheet} {finding.cell}  {header}".strip(), told)
    return ImportLine(outcome_word(Outcome.REFUSED, language), commitment, finding.cell, header, told, detail, "alarm")


def _whose_cell(finding: CellFinding, preview: Preview) -> tuple[str, str]:
    """The commitment and the header of a cell; nothing of a row that the form was not made for."""
    for each in preview.proposal.form.reports:
        for row in each.place.rows:
            for header, column in each.place.columns.items():
                if address_of(row, column) == finding.cell:
                    return each.filed.commitment.id, header.value
    return "", ""


def _of_item(item: Item, language: Language) -> Iterator[ImportLine]:
    say, word = language.say, outcome_word(item.outcome, language)
    for each in item.changes:
        old, new = each.old or "--", each.new or "--"
        detail = (
            f"{item.commitment}  {each.sheet} {each.cell}  {each.header}",
            say("old: {text}", text=old),
            say("new: {text}", text=new),
        )
        yield ImportLine(word, item.commitment, each.cell, each.header, f"{old} -> {new}", detail)
    for note in item.notes:
        told = say("before submission: {what}", what=note.sentence)
        yield ImportLine("", item.commitment, "", "", told, (item.commitment, told), "slightly-behind")


def import_columns(width: int, language: Language) -> list[Column]:
    """The columns that fit."""
    say = language.say
    return [
        Column(say("Outcome"), 8),
        Column(say("Code"), 8),
        Column(say("Cell"), 6),
        Column(say("Field"), 24 if width >= _WIDE else 12),
        Column(say("Old -> new, or why it is refused"), 0),
    ]


def import_rows(lines: Sequence[ImportLine]) -> list[Row]:
    """The rows; a row's key is its line's place."""
    return [
        Row(
            str(place),
            (Cell(each.outcome, each.tone), Cell(each.commitment), Cell(each.cell), Cell(each.header), Cell(each.text)),
        )
        for place, each in enumerate(lines)
    ]


def import_summary(preview: Preview, language: Language) -> str:
    """How much would become what, and whether any of it can be done."""
    say, proposal = language.say, preview.proposal
    refused = len(proposal.refused)
    counts = [
        f"{outcome_word(each, language)} {preview.count(each)}" for each in (Outcome.NEW, Outcome.CHANGED, Outcome.SAME)
    ]
    counts.append(say("refused cells {count}", count=refused))
    if refused:
        last = say("Nothing of it can be imported until every refused cell is put right.")
    elif proposal.reports:
        last = say("{key_import_form} saves all of it as drafts.")
    else:
        last = say("The form says nothing new.")
    return f"{'  '.join(counts)}\n{last}"
