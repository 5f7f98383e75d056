"""A filled form's cells turned into proposed reports, and whatever is wrong with them by sheet and cell.

What a cell says is held against what stood in it when the form was made: an unchanged cell proposes nothing, so what a
form does not touch stays as it is. Figures go through the same door as everything that is typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from departments.clean_text import clean_line, clean_text
from departments.figures import NotANumber, parse_figure, plain_decimal
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
class ReadReport:
    """What the form says about one commitment."""

    filed: Filed
    """As it stood when the form was made."""
    report: Report
    """As the form has it."""
    changes: tuple[CellChange, ...]
    cells: Mapping[str, str]
    """Header, or header and indicator's id, to address."""
    addresses: frozenset[str]
    """Every cell of its rows; none where nothing was found or changed so far."""


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
            headers = {clean_line(str(value)): at for at, value in enumerate(row) if value is not None}
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

    def address(self, row: int, field: Field) -> str:
        return address_of(row, self.columns[field])

    def header(self, field: Field) -> str:
        return str(self.cells.value(self.header_row, self.columns[field]))

    def rows(self) -> Iterator[int]:
        """The rows below the headers, as far as they name a commitment."""
        for row in range(self.header_row + 1, len(self.cells.rows)):
            if self.value(row, Field.COMMITMENT) is not None:
                yield row


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
        for row in self._table.rows():
            key = self._table.text(row, Field.COMMITMENT)
            if key in filed:
                rows.setdefault(key, []).append(row)
            else:
                self._find(row, Field.COMMITMENT, UnknownRow(key))
        for key, own in rows.items():
            yield self._report(filed[key], own)

    def _report(self, filed: Filed, rows: list[int]) -> ReadReport:
        self._changes = []
        first, base = rows[0], filed.report
        shared = _row_of(filed, None)
        self._check_locked(shared, first, (Field.SIDE, Field.QUOTE))
        values, absent, cells = dict(base.values), dict(base.figure_absent), dict[str, str]()
        is_lead = base.department == filed.commitment.lead
        indicators = {each.id: each for each in filed.commitment.indicators} if is_lead else {}
        for row in rows:
            cells |= {
                f"{each} {self._table.text(row, Field.INDICATOR)}".strip(): self._table.address(row, each)
                for each in (*form.OF_INDICATOR, Field.TARGET)
            }
            indicator = indicators.get(self._table.text(row, Field.INDICATOR))
            if indicator is None:
                self._check_no_indicator(row, has_own=bool(indicators))
                continue
            self._check_locked(_row_of(filed, indicator), row, (Field.NAME, Field.UNIT, Field.TARGET))
            self._figure(row, filed, indicator, values)
            self._text(row, Field.ABSENT, filed, indicator, absent)
        texts = {each: self._shared_text(first, each, filed) for each in form.TEXTS}
        report = evolve(
            base,
            values=values,
            figure_absent={key: reason for key, reason in absent.items() if reason},
            narrative=Narrative(texts[Field.PROGRESS], texts[Field.PROBLEMS], texts[Field.NEXT_STEPS]),
            explanation=texts[Field.EXPLANATION],
            assessment=self._assessment(first, filed),
            nothing_to_report=self._nothing(first, filed),
        )
        shared_fields = (*form.TEXTS, Field.ASSESSMENT, Field.NOTHING)
        placed = (*shared_fields, Field.SIDE, Field.QUOTE)
        cells |= {each.value: self._table.address(first, each) for each in placed}
        addresses = (
            frozenset(address_of(row, at) for row in rows for at in range(_COLUMNS))
            if self._changes or self.findings
            else frozenset[str]()
        )
        return ReadReport(filed, report, tuple(self._changes), cells, addresses)

    def _check_locked(self, row: FormRow, at: int, fields: tuple[Field, ...]) -> None:
        for field in fields:
            shown, found = form.SHOWN[field](row), self._table.value(at, field)
            old = _locked_text(shown.number if isinstance(shown, Figure) else shown)
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
        old, new = texts.get(indicator.id, ""), clean_line(self._table.text(row, field))
        if old != new:
            self._changed(row, field, filed, old, new)
            texts[indicator.id] = new

    def _shared_text(self, row: int, field: Field, filed: Filed) -> str:
        old = str(form.SHOWN[field](_row_of(filed, None)) or "")
        if not self._is_readable(row, field):
            return old
        new = clean_text(self._table.text(row, field).removeprefix(SEE_APPENDIX))
        if new == clean_text(old):
            return old
        self._changed(row, field, filed, old, new)
        return new

    def _assessment(self, row: int, filed: Filed) -> Assessment | None:
        old = filed.report.assessment
        if not self._is_readable(row, Field.ASSESSMENT):
            return old
        words = {official_term(each): each for each in Assessment}
        text = clean_line(self._table.text(row, Field.ASSESSMENT))
        if text and text not in words:
            self._find(row, Field.ASSESSMENT, NotInList(text, "、".join(words)))
            return old
        new = words[text] if text else None
        if new is not old:
            self._changed(row, Field.ASSESSMENT, filed, official_term(old) if old else "", text)
        return new

    def _nothing(self, row: int, filed: Filed) -> bool:
        old = filed.report.nothing_to_report
        if not self._is_readable(row, Field.NOTHING):
            return old
        text = clean_line(self._table.text(row, Field.NOTHING))
        if text not in (*_NO, form.YES):
            self._find(row, Field.NOTHING, NotInList(text, form.YES))
            return old
        new = text == form.YES
        if new is not old:
            self._changed(row, Field.NOTHING, filed, form.YES if old else "", text)
        return new

    def _is_readable(self, row: int, field: Field) -> bool:
        address, cells = self._table.address(row, field), self._table.cells
        value = self._table.value(row, field)
        if address in cells.pictures or (isinstance(value, str) and "DISPIMG(" in value[:40]):
            self._find(row, field, PictureInCell())
            return False
        if address in cells.formulas and value is None:
            self._find(row, field, FormulaWithoutValue())
            return False
        return True

    def _find(self, row: int, field: Field, told: Refusal) -> None:
        self.findings.append(CellFinding(form.NAME, self._table.address(row, field), told))

    def _changed(self, row: int, field: Field, filed: Filed, old: str, new: str) -> None:
        address, header = self._table.address(row, field), self._table.header(field)
        self._changes.append(CellChange(form.NAME, address, filed.commitment.id, header, old, new))


def _row_of(filed: Filed, indicator: Indicator | None) -> FormRow:
    return FormRow(0, filed.commitment, filed.report, indicator, None, is_open=True)


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
    except NotANumber:
        return text


def _figure_text(figure: Decimal | None) -> str:
    return f"{figure:f}" if figure is not None else ""
