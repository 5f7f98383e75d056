"""The JSON documents of ``import`` and ``merge``, key by key: stable, so that other programs can build on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.importing import Outcome
from exports.merge_findings import kind_of
from tui.documents import finding_document

if TYPE_CHECKING:
    from exports.form_findings import CellFinding
    from exports.form_reader import CellChange
    from exports.importing import Item
    from exports.merge_findings import Conflict, FileProblem
    from tui.documents import Document
    from tui.file_merge import FileMerge
    from tui.form_import import Preview
    from tui.language import Language


def import_document(
    preview: Preview, language: Language, *, is_dry: bool, saved: int, marked: str | None = None
) -> Document:
    """``import``.

    Args:
        preview: what importing the form does.
        language: of its sentences.
        is_dry: whether it was only asked for.
        saved: how many reports were saved.
        marked: where the copy with the bad cells marked went; None where none is bad.
    """
    stamp = preview.proposal.form.stamp
    return {
        "file": preview.name,
        "department": stamp.department,
        "period": str(stamp.period),
        "dry_run": is_dry,
        "saved": saved,
        "counts": {each.value: preview.count(each) for each in Outcome},
        "reports": [_item(each, language) for each in preview.proposal.items],
        "refused": [_refused(each, language) for each in preview.proposal.refused],
        "marked": marked,
    }


def _item(item: Item, language: Language) -> Document:
    return {
        "commitment": item.commitment,
        "outcome": item.outcome.value,
        "changes": [_change(each) for each in item.changes],
        "refused": [_refused(each, language) for each in item.refused],
        "findings": [finding_document(each, language) for each in item.notes],
    }


def _change(change: CellChange) -> Document:
    return {
        "sheet": change.sheet,
        "cell": change.cell,
        "header": change.header,
        "old": change.old,
        "new": change.new,
    }


def _refused(finding: CellFinding, language: Language) -> Document:
    return {
        "sheet": finding.sheet,
        "cell": finding.cell,
        "code": finding.told.code,
        "sentence": language.sentence(finding.told),
    }


def merge_document(found: FileMerge, language: Language, written: str | None) -> Document:
    """``merge``.

    Args:
        found: what came of it.
        language: of its sentences.
        written: where the merged workbook went; None where none was written.
    """
    merging = found.merging
    return {
        "period": str(found.period) if found.period else None,
        "departments": found.departments,
        "settled": merging.is_settled,
        "written": written,
        "problems": [_problem(each, language) for each in merging.problems],
        "conflicts": [_conflict(each, language) for each in merging.conflicts],
        "notes": [{"kind": kind_of(each), "sentence": language.sentence(each)} for each in merging.notes],
    }


def _problem(problem: FileProblem, language: Language) -> Document:
    return {
        "file": problem.file,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "code": problem.told.code,
        "sentence": language.sentence(problem.told),
    }


def _conflict(conflict: Conflict, language: Language) -> Document:
    fields = conflict.told.fields
    return {
        "kind": kind_of(conflict.told),
        "department": fields.get("department"),
        "commitment": fields.get("commitment"),
        "header": fields.get("what"),
        "sentence": language.sentence(conflict.told),
        "sides": [
            {"file": each.file, "sheet": each.sheet, "cell": each.cell, "text": each.text} for each in conflict.sides
        ],
        "chosen": conflict.chosen,
    }
