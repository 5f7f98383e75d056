"""较上期变化: every indicator beside how it stood in the period before; a cell that differs is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from departments.directory import Directory
from departments.overview import CommitmentRow
from departments.plan import Indicator
from departments.terms import official_term
from exports.columns import Column
from exports.styles import Style, light_style
from exports.table_sheet import TableSheet
from exports.wording import short_names, target

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from openpyxl import Workbook

    from departments.overview import Overview
    from exports.cells import Value
    from exports.columns import WrittenTable
    from exports.edition import Edition

NAME = "较上期变化"
NOTHING = "本期是计划年度的第一期，没有上期。"
NEW, GONE, UPDATED, SAME = "新报", "未更新", "有更新", "无变化"


@frozen
class Since:
    """An indicator, or a commitment without one, now and in the period before."""

    number: int
    row: CommitmentRow
    indicator: Indicator | None
    before: CommitmentRow | None
    """None where the commitment was not in the plan then."""
    directory: Directory

    @property
    def figure(self) -> Decimal | None:
        """The figure now."""
        return _figure(self.row, self.indicator)

    @property
    def figure_before(self) -> Decimal | None:
        """The figure then."""
        return _figure(self.before, self.indicator)

    @property
    def target_before(self) -> Indicator | None:
        """The indicator with the target that held then."""
        if self.before is None or self.indicator is None:
            return None
        return next((each for each in self.before.commitment.indicators if each.id == self.indicator.id), None)

    @property
    def moved(self) -> Decimal | None:
        """How much the figure moved."""
        if self.figure is None or self.figure_before is None:
            return None
        return self.figure - self.figure_before

    @property
    def texts(self) -> str:
        """Whether the lead wrote anything new."""
        now, then = self.row.counted, self.before.counted if self.before else None
        if now is None:
            return GONE if then else SAME
        if then is None:
            return NEW
        return SAME if now.narrative == then.narrative else UPDATED


def _figure(row: CommitmentRow | None, indicator: Indicator | None) -> Decimal | None:
    return row.counted.values.get(indicator.id) if row and row.counted and indicator else None


def since_rows(overview: Overview, before: Overview) -> list[Since]:
    """Every indicator and every commitment without one, in the plan's order."""
    then = {row.commitment.id: row for row in before.rows}
    found: list[Since] = []
    for row in overview.rows:
        for indicator in row.commitment.indicators or (None,):
            standing = then.get(row.commitment.id)
            found.append(Since(len(found) + 1, row, indicator, standing, overview.plan.directory))
    return found


def _marked(differs: Callable[[Since], bool]) -> Callable[[Since], Style]:
    return lambda row: Style.CHANGED if differs(row) else Style.LABEL


def _target_moved(row: Since) -> bool:
    if row.indicator is None or row.target_before is None:
        return False
    return row.indicator.target != row.target_before.target


def _target_before(row: Since) -> Value:
    return target(row.target_before) if row.target_before else None


def _light_before(row: Since) -> str | None:
    return official_term(row.before.light.light) if row.before else None


def _light_moved(row: Since) -> str | None:
    """变化 in words, since a colour alone says nothing on grey paper."""
    if row.before is None:
        return "新列任务"
    now, then = row.row.light.light, row.before.light.light
    return SAME if now is then else f"{official_term(then)}→{official_term(now)}"


COLUMNS: tuple[Column[Since], ...] = (
    Column("序号", lambda row: row.number, 6),
    Column("任务编号", lambda row: row.row.commitment.id, 10),
    Column("任务", lambda row: row.row.commitment.quote, 40, Style.TEXT, widest=60),
    Column("指标", lambda row: row.indicator.name if row.indicator else None, 16, Style.TEXT),
    Column("单位", lambda row: row.indicator.unit if row.indicator else None, 8),
    Column("上期目标", _target_before, 13),
    Column("本期目标", lambda row: target(row.indicator) if row.indicator else None, 13, _marked(_target_moved)),
    Column("上期累计", lambda row: row.figure_before, 12),
    Column("本期累计", lambda row: row.figure, 12, _marked(lambda row: row.figure != row.figure_before)),
    Column("增减", lambda row: row.moved, 12, _marked(lambda row: bool(row.moved))),
    Column("上期亮灯", _light_before, 11),
    Column(
        "本期亮灯", lambda row: official_term(row.row.light.light), 11, lambda row: light_style(row.row.light.light)
    ),
    Column("亮灯变化", _light_moved, 20, _marked(lambda row: _light_moved(row) != SAME)),
    Column("文字", lambda row: row.texts, 10, _marked(lambda row: row.texts != SAME)),
    Column("牵头", lambda row: short_names(row.directory, [row.row.commitment.lead]), 14),
)


def write_since_last(workbook: Workbook, overview: Overview, before: Overview | None, edition: Edition) -> WrittenTable:
    """Add the sheet; without a period before it says so.

    Args:
        workbook: with its styles registered.
        overview: of the whole plan.
        before: of the period before; None for the year's first.
        edition: when and for whom.
    """
    title = f"{edition.period.year}年{edition.months}较上期变化情况表"
    sheet = TableSheet(NAME, title, edition.heading_line, COLUMNS, frozen_columns=3, when_empty=NOTHING)
    return sheet.write(workbook, since_rows(overview, before) if before else [])
