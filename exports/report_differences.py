"""Two versions of one report held against each other, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.figures import format_figure
from departments.terms import official_term
from exports.form_findings import FORM, META
from exports.sheets.form import SHOWN, TEXTS, Field, FormRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from departments.plan import Commitment, Indicator
    from departments.reports import Report
    from exports.form_reader import ReadReport

Place = tuple[str, str, str]
"""Sheet, address and what stands there."""


def differences(one: ReadReport, other: ReadReport) -> list[tuple[str, Place, Place]]:
    """What differs: its header, and on either side where and what.

    Args:
        one: as one file has it.
        other: as the other has it, of the same department and commitment.
    """
    found = list(_of_cells(one, other))
    if found or one.filed == other.filed:
        return found
    here, there = _standing(one), _standing(other)
    if here == there:
        here, there = commitment_text(one.filed.commitment), commitment_text(other.filed.commitment)
    return [("状态", (META, "B6", here), (META, "B6", there))]


def commitment_text(commitment: Commitment) -> str:
    """Who leads it and supports it, and its targets."""
    targets = "、".join(f"{each.name}{format_figure(each.target)}{each.unit}" for each in commitment.indicators)
    return f"{'、'.join(commitment.departments)} {targets}".strip()


def _standing(read: ReadReport) -> str:
    return f"{official_term(read.report.state)} r{read.filed.revision}"


def _of_cells(one: ReadReport, other: ReadReport) -> Iterator[tuple[str, Place, Place]]:
    indicators = {each.id: each for read in (one, other) for each in read.filed.commitment.indicators}
    for indicator in indicators.values():
        for field in (Field.TARGET, Field.FIGURE, Field.ABSENT):
            key, header = f"{field} {indicator.id}", f"{indicator.name} {field}"
            here, there = (_shown(each, field, indicator) for each in (one, other))
            if here != there:
                yield header, _place(one, key, here), _place(other, key, there)
    for field in (Field.ASSESSMENT, Field.NOTHING, *TEXTS):
        here, there = (_shown(each, field, None) for each in (one, other))
        if here != there:
            yield field.value, _place(one, field.value, here), _place(other, field.value, there)


def _shown(read: ReadReport, field: Field, indicator: Indicator | None) -> str:
    commitment, report = read.filed.commitment, read.report
    if indicator is not None:
        own: Indicator | None = next((each for each in commitment.indicators if each.id == indicator.id), None)
        if own is None:
            return ""
        if field is Field.TARGET:
            return format_figure(own.target)
        if field is Field.FIGURE:
            return format_figure(report.values[own.id]) if own.id in report.values else ""
        return report.figure_absent.get(own.id, "")
    return str(SHOWN[field](_row(commitment, report)) or "")


def _row(commitment: Commitment, report: Report) -> FormRow:
    return FormRow(0, commitment, report, None, None, is_open=True)


def _place(read: ReadReport, key: str, text: str) -> Place:
    cell = read.place.cells().get(key, "")
    return (FORM, cell, text) if cell else (META, "", text)
