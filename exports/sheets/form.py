"""填报表: the department's offline form. What may be written is shaded and unlocked, everything else is locked.

A row is an indicator, or a commitment without one; what belongs to the commitment stands in one cell beside its
indicators. The form is read back by its headers and by 任务编号 and 指标编号, wherever the rows have got to.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import frozen
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from departments.plan import Commitment, Indicator
from departments.reports import Assessment, Report
from departments.terms import official_term
from exports.cells import Typed
from exports.columns import Column, WrittenTable
from exports.form_findings import FORM
from exports.pages import Paper
from exports.styles import Style
from exports.table_sheet import TableSheet
from exports.wording import target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from departments.desks.views import ReportView
    from exports.cells import Value
    from exports.edition import Edition

NAME = FORM
LEAD, SUPPORTING = "牵头", "配合"
YES = "是"
FIGURE_MESSAGE = "请填数字，单位以“单位”一栏为准；也可写 1.28万、85% 这样的文字，导入时会换算。"
_LONG_ENOUGH = 60.0


class Field(StrEnum):
    """The form's columns by what they hold; the value is the header, save for the figure's, which names its months."""

    COMMITMENT = "任务编号"
    SIDE = "责任"
    QUOTE = "任务"
    INDICATOR = "指标编号"
    NAME = "指标"
    UNIT = "单位"
    TARGET = "年度目标"
    FIGURE = "累计"
    ABSENT = "无数据原因"
    ASSESSMENT = "自评"
    NOTHING = "本期无进展"
    PROGRESS = "进展情况"
    PROBLEMS = "存在问题"
    NEXT_STEPS = "下一步措施"
    EXPLANATION = "说明"


LOCKED = (Field.SIDE, Field.QUOTE, Field.NAME, Field.UNIT, Field.TARGET)
"""What a form shows and nobody may change."""
OF_INDICATOR = (Field.FIGURE, Field.ABSENT)
TEXTS = (Field.PROGRESS, Field.PROBLEMS, Field.NEXT_STEPS, Field.EXPLANATION)


@frozen
class FormRow:
    """An indicator of a commitment, or a commitment without one."""

    number: int
    commitment: Commitment
    report: Report
    indicator: Indicator | None
    last: Decimal | None
    """The figure as it was told last."""
    is_open: bool
    """Whether the report may be changed."""

    @property
    def is_lead(self) -> bool:
        """Whether the department owns the figures."""
        return self.report.department == self.commitment.lead


def form_rows(views: Sequence[ReportView]) -> list[FormRow]:
    """Every commitment of the department, with the indicators of what it leads."""
    found: list[FormRow] = []
    for view in views:
        for indicator in (view.commitment.indicators if view.is_lead else ()) or (None,):
            number = len(found) + 1
            is_open = view.lock is None
            last = view.last_figures.get(indicator.id) if indicator else None
            told = last.value if last else None
            found.append(FormRow(number, view.commitment, view.report, indicator, told, is_open))
    return found


def _of_indicator(part: Callable[[Indicator], Value]) -> Callable[[FormRow], Value]:
    return lambda row: part(row.indicator) if row.indicator else None


def _figure(row: FormRow) -> Value:
    number = row.report.values.get(row.indicator.id) if row.indicator else None
    return None if number is None else Typed(number)


def _absent(row: FormRow) -> Value:
    return row.report.figure_absent.get(row.indicator.id) if row.indicator else None


def _assessment(row: FormRow) -> Value:
    return official_term(row.report.assessment) if row.report.assessment else None


SHOWN: Mapping[Field, Callable[[FormRow], Value]] = MappingProxyType(
    {
        Field.COMMITMENT: lambda row: row.commitment.id,
        Field.SIDE: lambda row: LEAD if row.is_lead else SUPPORTING,
        Field.QUOTE: lambda row: row.commitment.quote,
        Field.INDICATOR: _of_indicator(lambda indicator: indicator.id),
        Field.NAME: _of_indicator(lambda indicator: indicator.name),
        Field.UNIT: _of_indicator(lambda indicator: indicator.unit),
        Field.TARGET: _of_indicator(target),
        Field.FIGURE: _figure,
        Field.ABSENT: _absent,
        Field.ASSESSMENT: _assessment,
        Field.NOTHING: lambda row: YES if row.report.nothing_to_report else None,
        Field.PROGRESS: lambda row: row.report.narrative.progress,
        Field.PROBLEMS: lambda row: row.report.narrative.problems,
        Field.NEXT_STEPS: lambda row: row.report.narrative.next_steps,
        Field.EXPLANATION: lambda row: row.report.explanation,
    }
)
"""What the form shows in each field of a row, as it is handed out."""


def may_be_written(row: FormRow, field: Field) -> bool:
    """Whether the form has a field here to be filled in."""
    if not row.is_open:
        return False
    if field in OF_INDICATOR:
        return row.indicator is not None
    return field in TEXTS or field is Field.NOTHING or (field is Field.ASSESSMENT and row.is_lead)


def _column(field: Field, width: float, style: Style, *, widest: float = 0, header: str = "") -> Column[FormRow]:
    is_shared = field not in (Field.INDICATOR, Field.NAME, Field.UNIT, Field.TARGET, *OF_INDICATOR)
    own = Style.INPUT if style is Style.LABEL else Style.INPUT_TEXT

    def styled(row: FormRow) -> Style:
        return own if may_be_written(row, field) else style

    return Column(header or field.value, SHOWN[field], width, styled, widest=widest, is_shared=is_shared)


def columns(months: str) -> tuple[Column[FormRow], ...]:
    """The form's columns, the figure's named after its months."""
    return (
        Column("序号", lambda row: row.number, 6),
        _column(Field.COMMITMENT, 10, Style.LABEL),
        _column(Field.SIDE, 7, Style.LABEL),
        _column(Field.QUOTE, 34, Style.TEXT, widest=_LONG_ENOUGH),
        _column(Field.INDICATOR, 11, Style.LABEL),
        _column(Field.NAME, 16, Style.TEXT),
        _column(Field.UNIT, 8, Style.LABEL),
        _column(Field.TARGET, 13, Style.LABEL),
        Column("上期累计", lambda row: row.last, 12),
        _column(Field.FIGURE, 13, Style.LABEL, header=f"{months}累计"),
        _column(Field.ABSENT, 18, Style.TEXT),
        _column(Field.ASSESSMENT, 14, Style.LABEL),
        _column(Field.NOTHING, 8, Style.LABEL),
        _column(Field.PROGRESS, 40, Style.TEXT, widest=64),
        _column(Field.PROBLEMS, 26, Style.TEXT, widest=40),
        _column(Field.NEXT_STEPS, 26, Style.TEXT, widest=40),
        _column(Field.EXPLANATION, 20, Style.TEXT, widest=40),
        Column("状态", lambda row: official_term(row.report.state), 9, is_shared=True),
    )


def write_form(workbook: Workbook, rows: Sequence[FormRow], title: str, edition: Edition) -> WrittenTable:
    """Add the sheet, protected without a password.

    Args:
        workbook: with its styles registered.
        rows: in the plan's order.
        title: the plan's.
        edition: when and for whom.
    """
    table = TableSheet(
        NAME,
        f"{title}任务进展填报表",
        edition.heading_line,
        columns(edition.months),
        Paper.A3,
        frozen_columns=2,
        when_empty="本单位没有牵头或配合的任务。",
        group=lambda row: row.commitment.id,
    ).write(workbook, rows)
    sheet = workbook[NAME]
    headers = {sheet.cell(table.header_row, at).value: at for at in range(1, sheet.max_column + 1)}
    if rows:
        _check_inputs(sheet, table, {str(name): at for name, at in headers.items()}, f"{edition.months}累计")
    _protect(sheet)
    return table


def _check_inputs(sheet: Worksheet, table: WrittenTable, headers: dict[str, int], figure: str) -> None:
    assessments = ",".join(official_term(each) for each in Assessment)
    lists = {
        Field.ASSESSMENT.value: DataValidation("list", f'"{assessments}"', allow_blank=True, showErrorMessage=True),
        Field.NOTHING.value: DataValidation("list", f'"{YES}"', allow_blank=True, showErrorMessage=True),
        figure: DataValidation(
            "decimal",
            "-1000000000000000",
            "1000000000000000",
            allow_blank=True,
            operator="between",
            errorStyle="warning",
            showErrorMessage=True,
            showInputMessage=True,
        ),
    }
    lists[Field.ASSESSMENT.value].error = "请从下拉列表中选择自评。"
    lists[Field.NOTHING.value].error = "本期确无进展的选“是”，否则留空。"
    lists[figure].errorTitle, lists[figure].error = "不是数字", FIGURE_MESSAGE
    lists[figure].promptTitle, lists[figure].prompt = "自年初累计", FIGURE_MESSAGE
    for header, check in lists.items():
        letter = get_column_letter(headers[header])
        check.add(f"{letter}{table.header_row + 1}:{letter}{table.last_row}")
        sheet.add_data_validation(check)


def _protect(sheet: Worksheet) -> None:
    sheet.protection.sheet = True
    # These flags say what is locked; widths, heights and filters are the reader's own business.
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.autoFilter = False
