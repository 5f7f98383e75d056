"""A filled form's cells turned into proposed reports, and whatever is wrong with them by sheet and cell.

What a cell says is held against what stood in it when the form was made: an unchanged cell proposes nothing, so what a
form does not touch stays as it is. Figures go through the same door as everything that is typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from departments.clean_text import clean_line, clean_text
from departments.figures import parse_figure, plain_decimal
from departments.refusals import BadInput, Refusal
from departments.reports import Assessment, Narrative, Report
from departments.terms import official_term
from exports.addresses import address_of
from exports.cells import Figure
from exports.form_findings import (
    META,
    CellFinding,
    FormulaWithoutValue,
    LockedCellChanged,
    NotInList,
    NotOurForm,
    PictureInCell,
    StampDamaged,
    UnknownRow,
)
from exports.intake import SheetCells
from exports.records import UnreadableContent
from exports.sheets import form
from exports.sheets.form import Field, FormRow
from exports.stamp import Filed, Stamp, stamp_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from departments.plan import Indicator

SHEETS = (META, form.NAME)
"""What has to be read of a workbook to understand it."""
SEE_APPENDIX = "（全文另见“长文附录”）"
_NO = ("", "否", "无")
_FEWEST_HEADERS = len(Field) - 1
_COLUMNS = len(Field) + 3
_SHARED = (*form.TEXTS, Field.ASSESSMENT, Field.NOTHING)
"""What a commitment's first row says for all of them."""
_ASSESSMENTS: Mapping[str, Assessment] = MappingProxyType({official_term(each): each for each in Assessment})


@frozen
class CellChange:
    """A cell that says something else than when the form was made."""

    sheet: str
    cell: str
    commitment: str
    header: str
    old: str
    new: str


@frozen
class Place:
    """Where a form has a commitment."""

    columns: Mapping[Field, int]
    rows: Mapping[int, str]
    """Its rows, counted from 0, with the indicator that each is for."""

    def addresses(self) -> frozenset[str]:
        """Every cell of its rows."""
        return frozenset(address_of(row, at) for row in self.rows for at in range(_COLUMNS))

    def cells(self) -> dict[str, str]:
        """Header, or header and indicator's id, to address."""
        first = min(self.rows)
        own = {
            f"{each} {indicator}".strip(): address_of(row, self.columns[each])
            for row, indicator in self.rows.items()
            for each in (*form.OF_INDICATOR, Field.TARGET)
        }
        shared = (*_SHARED, Field.SIDE, Field.QUOTE)
        return own | {each.value: address_of(first, self.columns[each]) for each in shared}


@frozen
class ReadReport:
    """What the form says about one commitment."""

    filed: Filed
    """As it stood when the form was made."""
    report: Report
    """As the form has it."""
    changes: tuple[CellChange, ...]
    place: Place


@frozen
class ReadForm:
    """A department workbook understood."""

    name: str
    stamp: Stamp
    reports: tuple[ReadReport, ...]
    """In the form's order; commitments whose rows are gone are not in it."""
    findings: tuple[CellFinding, ...]


def read_form(name: str, sheets: Mapping[str, SheetCells]) -> ReadForm:
    """Understand a department workbook.

    Args:
        name: the file's, for the sentence of a refusal.
        sheets: the cells of :data:`SHEETS`, as far as they are there.

    Raises:
        NotOurForm: it lacks one of the sheets, or the form's headers.
        StampDamaged: its hidden sheet was changed.
    """
    if any(each not in sheets for each in SHEETS):
        raise NotOurForm(name)
    try:
        stamp = stamp_from([(str(row[0]), str(row[1])) for row in sheets[META].rows if len(row) > 1 and row[0]])
    except UnreadableContent as failure:
        raise StampDamaged(name, str(failure)[:100]) from failure
    table = _FormTable.found(sheets[form.NAME])
    if table is None:
        raise NotOurForm(name)
    reader = _Reader(stamp, table)
    return ReadForm(name, stamp, tuple(reader.reports()), tuple(reader.findings))


@frozen
class _FormTable:
    """Where the form's table stands and which column holds what."""

    cells: SheetCells
    header_row: int
    columns: Mapping[Field, int]

    @classmethod
    def found(cls, cells: SheetCells) -> _FormTable | None:
        for number, row in enumerate(cells.rows):
            if len(row) - row.count(None) < _FEWEST_HEADERS:
                continue
            headers = {_header(str(value)): at for at, value in enumerate(row) if value is not None}
            columns = {each: headers[each.value] for each in Field if each.value in headers}
            if len(columns) < _FEWEST_HEADERS:
                continue
            figures = [at for header, at in headers.items() if header.endswith("累计") and header != "上期累计"]
            if len(figures) == 1:
                return cls(cells, number, columns | {Field.FIGURE: figures[0]})
        return None

    def value(self, row: int, field: Field) -> object:
        return self.cells.value(row, self.columns[field])

    def text(self, row: int, field: Field) -> str:
        return _plain_text(self.value(row, field))

    def line(self, row: int, field: Field) -> str:
        """What a cell of one line says; most such cells are empty."""
        text = self.text(row, field)
        return clean_line(text) if text else ""

    def address(self, row: int, field: Field) -> str:
        return address_of(row, self.columns[field])

    def header(self, field: Field) -> str:
        return str(self.cells.value(self.header_row, self.columns[field]))

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows below the headers that name a commitment or an indicator, each with its commitment.

        That is the one above where there is none: some programs empty the cells under a joined one.
        """
        key = ""
        for row in range(self.header_row + 1, len(self.cells.rows)):
            if self.value(row, Field.COMMITMENT) is not None:
                key = self.text(row, Field.COMMITMENT)
                yield row, key
            elif self.value(row, Field.INDICATOR) is not None:
                yield row, key


class _Reader:
    """Reads one form, row by row."""

    def __init__(self, stamp: Stamp, table: _FormTable) -> None:
        self.findings: list[CellFinding] = []
        self._stamp, self._table = stamp, table
        self._changes: list[CellChange] = []

    def reports(self) -> Iterator[ReadReport]:
        """Every commitment that the form has a row for."""
        filed = {each.commitment.id: each for each in self._stamp.filed}
        rows: dict[str, list[int]] = {}
        for row, key in self._table.rows():
            if key in filed:
                rows.setdefault(key, []).append(row)
            else:
                self._find(row, Field.COMMITMENT, UnknownRow(key))
        for key, own in rows.items():
            yield self._report(filed[key], own)

    def _report(self, filed: Filed, rows: list[int]) -> ReadReport:
        self._changes = []
        first, base, shared = rows[0], filed.report, _row_of(filed, None)
        self._check_locked(shared, first, (Field.SIDE, Field.QUOTE))
        values, absent = dict(base.values), dict(base.figure_absent)
        is_lead = base.department == filed.commitment.lead
        indicators = {each.id: each for each in filed.commitment.indicators} if is_lead else {}
        named = {row: self._table.text(row, Field.INDICATOR) for row in rows}
        for row, name in named.items():
            indicator = indicators.get(name)
            if indicator is None:
                self._check_no_indicator(row, has_own=bool(indicators))
                continue
            self._check_locked(_row_of(filed, indicator), row, (Field.NAME, Field.UNIT, Field.TARGET))
            self._figure(row, filed, indicator, values)
            self._text(row, Field.ABSENT, filed, indicator, absent)
        texts = {each: self._shared_text(first, each, shared, filed) for each in form.TEXTS}
        report = evolve(
            base,
            values=values,
            figure_absent={key: reason for key, reason in absent.items() if reason},
            narrative=Narrative(texts[Field.PROGRESS], texts[Field.PROBLEMS], texts[Field.NEXT_STEPS]),
            explanation=texts[Field.EXPLANATION],
            assessment=self._assessment(first, filed),
            nothing_to_report=self._nothing(first, filed),
        )
        return ReadReport(filed, report, tuple(self._changes), Place(self._table.columns, named))

    def _check_locked(self, row: FormRow, at: int, fields: tuple[Field, ...]) -> None:
        for field in fields:
            shown, found = form.SHOWN[field](row), self._table.value(at, field)
            number = shown.number if isinstance(shown, Figure) else shown
            if _is_the_same(number, found):
                continue
            old = _locked_text(number)
            if old != _locked_text(found):
                self._find(at, field, LockedCellChanged(self._table.header(field), old, _locked_text(found)))

    def _check_no_indicator(self, row: int, *, has_own: bool) -> None:
        named = self._table.text(row, Field.INDICATOR)
        if named or has_own:
            self._find(row, Field.INDICATOR, UnknownRow(named or self._table.text(row, Field.COMMITMENT)))
        elif self._table.value(row, Field.FIGURE) is not None:
            found = _plain_text(self._table.value(row, Field.FIGURE))
            self._find(row, Field.FIGURE, LockedCellChanged(self._table.header(Field.FIGURE), "", found))

    def _figure(self, row: int, filed: Filed, indicator: Indicator, values: dict[str, Decimal]) -> None:
        if not self._is_readable(row, Field.FIGURE):
            return
        found, old = self._table.value(row, Field.FIGURE), filed.report.values.get(indicator.id)
        if _is_the_same(old, found):
            return
        text = _plain_text(found)
        try:
            new = parse_figure(text, indicator.unit) if text else None
        except BadInput as refused:
            self._find(row, Field.FIGURE, refused)
            return
        if new == old:
            return
        self._changed(row, Field.FIGURE, filed, _figure_text(old), _figure_text(new))
        values.pop(indicator.id, None)
        if new is not None:
            values[indicator.id] = new

    def _text(self, row: int, field: Field, filed: Filed, indicator: Indicator, texts: dict[str, str]) -> None:
        if not self._is_readable(row, field):
            return
        old, new = texts.get(indicator.id, ""), self._table.line(row, field)
        if old != new:
            self._changed(row, field, filed, old, new)
            texts[indicator.id] = new

    def _shared_text(self, row: int, field: Field, shared: FormRow, filed: Filed) -> str:
        old = str(form.SHOWN[field](shared) or "")
        if not self._is_readable(row, field):
            return old
        found = self._table.text(row, field).removeprefix(SEE_APPENDIX)
        if found == old:
            return old
        new = clean_text(found)
        if new == clean_text(old):
            return old
        self._changed(row, field, filed, old, new)
        return new

    def _assessment(self, row: int, filed: Filed) -> Assessment | None:
        old = filed.report.assessment
        if not self._is_readable(row, Field.ASSESSMENT):
            return old
        text = self._table.line(row, Field.ASSESSMENT)
        if text and text not in _ASSESSMENTS:
            self._find(row, Field.ASSESSMENT, NotInList(text, "、".join(_ASSESSMENTS)))
            return old
        new = _ASSESSMENTS[text] if text else None
        if new is not old:
            self._changed(row, Field.ASSESSMENT, filed, official_term(old) if old else "", text)
        return new

    def _nothing(self, row: int, filed: Filed) -> bool:
        old = filed.report.nothing_to_report
        if not self._is_readable(row, Field.NOTHING):
            return old
        text = self._table.line(row, Field.NOTHING)
        if text not in (*_NO, form.YES):
            self._find(row, Field.NOTHING, NotInList(text, form.YES))
            return old
        new = text == form.YES
        if new is not old:
            self._changed(row, Field.NOTHING, filed, form.YES if old else "", text)
        return new

    def _is_readable(self, row: int, field: Field) -> bool:
        value, cells = self._table.value(row, field), self._table.cells
        is_picture = isinstance(value, str) and "DISPIMG(" in value[:40]
        if is_picture or (cells.pictures and self._table.address(row, field) in cells.pictures):
            self._find(row, field, PictureInCell())
            return False
        if value is None and cells.formulas and self._table.address(row, field) in cells.formulas:
            self._find(row, field, FormulaWithoutValue())
            return False
        return True

    def _find(self, row: int, field: Field, told: Refusal) -> None:
        self.findings.append(CellFinding(form.NAME, self._table.address(row, field), told))

    def _changed(self, row: int, field: Field, filed: Filed, old: str, new: str) -> None:
        address, header = self._table.address(row, field), self._table.header(field)
        self._changes.append(CellChange(form.NAME, address, filed.commitment.id, header, old, new))


@lru_cache(maxsize=128)
def _header(text: str) -> str:
    """A header without what a program or a person added to it; they are the same in every form of a period."""
    return clean_line(text)


def _row_of(filed: Filed, indicator: Indicator | None) -> FormRow:
    return FormRow(0, filed.commitment, filed.report, indicator, None, is_open=True)


def _is_the_same(shown: object, found: object) -> bool:
    """Whether a cell holds at sight what was written there, as most do; what differs has to be read first."""
    if isinstance(shown, Decimal):
        return type(found) is float and Decimal(repr(found)) == shown
    return shown == found if isinstance(shown, str) else shown is None and found is None


def _plain_text(value: object) -> str:
    """What a cell shows, as text; a whole number without its decimals."""
    match value:
        case None:
            return ""
        case bool():
            return form.YES if value else ""
        case float() | int():
            return f"{plain_decimal(Decimal(repr(value))):f}"
        case _:
            return str(value)


def _locked_text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{plain_decimal(value):f}"
    text = clean_text(_plain_text(value)).removeprefix(SEE_APPENDIX)
    try:
        return f"{parse_figure(text, ''):f}"
    except BadInput:
        return text


def _figure_text(figure: Decimal | None) -> str:
    return f"{figure:f}" if figure is not None else ""
