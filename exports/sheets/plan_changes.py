"""目标调整: what was changed about the plan up to the period, the old value beside the new one, and why."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import frozen

from departments.directory import Directory
from departments.figures import format_figure
from departments.plan_changes import ChangeKind, PlanChange
from exports.columns import Column
from exports.edition import Edition
from exports.styles import Style
from exports.table_sheet import TableSheet
from exports.wording import short_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl import Workbook

    from departments.field_changes import FieldChange
    from exports.columns import WrittenTable

NAME = "目标调整"
NOTHING = "截至本期，计划目标和责任单位没有调整。"
KINDS: Mapping[ChangeKind, str] = MappingProxyType(
    {
        ChangeKind.REASSIGNED: "责任调整",
        ChangeKind.RETARGETED: "目标调整",
        ChangeKind.ADDED: "新增任务",
        ChangeKind.SPLIT: "任务拆分",
    }
)
_FIELDS = MappingProxyType({"lead": "牵头：", "supporting": "配合："})


@frozen
class ChangeRow:
    """A change with its place in the list."""

    number: int
    change: PlanChange
    directory: Directory
    edition: Edition


def _text(row: ChangeRow, field: FieldChange, value: object) -> str:
    match value:
        case None | ():
            words = "无"
        case Decimal():
            words = format_figure(value)
        case tuple():
            named = [str(each) for each in value]
            words = short_names(row.directory, named) if field.field == "supporting" else "、".join(named)
        case _:
            words = short_names(row.directory, [str(value)]) if field.field == "lead" else str(value)
    return _FIELDS.get(field.field, "") + words


def _old(row: ChangeRow) -> str:
    return "\n".join(_text(row, each, each.old) for each in row.change.fields)


def _new(row: ChangeRow) -> str:
    return "\n".join(_text(row, each, each.new) for each in row.change.fields)


COLUMNS: tuple[Column[ChangeRow], ...] = (
    Column("序号", lambda row: row.number, 6),
    Column("任务编号", lambda row: row.change.commitment.id, 10),
    Column("任务", lambda row: row.change.commitment.quote, 38, Style.TEXT, widest=60),
    Column("调整类别", lambda row: KINDS[row.change.kind], 11),
    Column("指标", lambda row: row.change.indicator.name if row.change.indicator else None, 16, Style.TEXT),
    Column("单位", lambda row: row.change.indicator.unit if row.change.indicator else None, 8),
    Column("调整前", _old, 20, Style.TEXT, widest=40),
    Column("调整后", _new, 20, Style.TEXT, widest=40),
    Column("自何期起", lambda row: str(row.change.since), 11),
    Column("调整时间", lambda row: row.edition.local(row.change.at), 13),
    Column("调整人", lambda row: row.edition.person(row.change.by), 11),
    Column("原因", lambda row: row.change.reason, 28, Style.TEXT, widest=50),
    Column("依据", lambda row: row.change.source, 16, Style.TEXT, widest=40),
)


def write_plan_changes(
    workbook: Workbook, changes: Sequence[PlanChange], directory: Directory, edition: Edition
) -> WrittenTable:
    """Add the sheet; without a change it says so.

    Args:
        workbook: with its styles registered.
        changes: the earliest first.
        directory: names the departments.
        edition: when and for whom.
    """
    title = f"{edition.period.year}年计划目标和责任单位调整情况表"
    rows = [ChangeRow(number, each, directory, edition) for number, each in enumerate(changes, 1)]
    sheet = TableSheet(NAME, title, edition.heading_line, COLUMNS, frozen_columns=2, when_empty=NOTHING)
    return sheet.write(workbook, rows)
