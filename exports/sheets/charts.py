"""图表: the lights by section, and the headline indicators' completion against the pace, each over its own figures."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList

from departments.lights import Light, elapsed
from exports.cells import Share
from exports.columns import Column, WrittenTable, set_widths, write_table
from exports.pages import FIRST_TABLE_ROW, Paper, break_before, new_sheet, write_caption, write_sign_off
from exports.sheets.by_department import light_columns
from exports.sheets.headline import headline_rows
from exports.styles import LIGHT_FILLS, Style
from exports.wording import section_name

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from departments.overview import Overview, SectionRow
    from exports.edition import Edition

NAME = "图表"
LIGHTS_CAPTION, PACE_CAPTION = "一、各部分亮灯情况", "二、主要指标完成进度与序时进度"
_WIDTHS = (44.0, *[12.0] * 7)
_CHART_WIDTH_CM, _CHART_HEIGHT_CM = 26, 11
_CHART_ROWS = 21
"""Rows of the usual height that a chart covers."""
_PACE_COLUMN, _SHARE_COLUMN = 3, 2


@frozen
class _Completion:
    """A headline indicator's completion beside its pace."""

    name: str
    completion: Fraction | None
    pace: Fraction


SECTIONS: tuple[Column[SectionRow], ...] = (
    Column("部分", lambda row: section_name(row.number, row.title), _WIDTHS[0], Style.TEXT),
    *light_columns(lambda row: row.lights),
)
COMPLETIONS: tuple[Column[_Completion], ...] = (
    Column("主要指标", lambda row: row.name, _WIDTHS[0], Style.TEXT),
    Column("完成进度", lambda row: None if row.completion is None else Share(row.completion), _WIDTHS[1]),
    Column("序时进度", lambda row: Share(row.pace), _WIDTHS[2]),
)


def write_charts(workbook: Workbook, overview: Overview, edition: Edition) -> None:
    """Add the sheet; a plan without headline indicators has the first chart alone.

    Args:
        workbook: with its styles registered.
        overview: of the whole plan.
        edition: when and for whom.
    """
    title, columns = f"{edition.period.year}年{edition.months}进展情况图", len(_WIDTHS)
    sheet = new_sheet(workbook, NAME, title=title, line=edition.heading_line, columns=columns, paper=Paper.A4)
    set_widths(sheet, _WIDTHS)
    write_caption(sheet, FIRST_TABLE_ROW, columns, LIGHTS_CAPTION)
    sections = write_table(sheet, FIRST_TABLE_ROW + 1, SECTIONS, overview.sections)
    _add(sheet, _lights_chart(sheet, sections), sections.last_row + 2)
    last = sections.last_row + 2 + _CHART_ROWS
    rows = [
        _Completion(
            each.standing.indicator.name, each.standing.completion, each.standing.pace or elapsed(edition.period)
        )
        for each in headline_rows(overview)
    ]
    if rows:
        break_before(sheet, last)
        write_caption(sheet, last, columns, PACE_CAPTION)
        table = write_table(sheet, last + 1, COMPLETIONS, rows)
        _add(sheet, _pace_chart(sheet, table), table.last_row + 2)
        last = table.last_row + 2 + _CHART_ROWS
    write_sign_off(sheet, last, columns)


def _lights_chart(sheet: Worksheet, table: WrittenTable) -> BarChart:
    chart = _bars("各部分亮灯情况（任务数）")
    # Lying bars leave room for the sections' names; the first section stands on top.
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.crosses = "max"
    first = 3
    lights = Reference(
        sheet, min_col=first, max_col=first + len(Light) - 1, min_row=table.header_row, max_row=table.last_row
    )
    chart.add_data(lights, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=table.header_row + 1, max_row=table.last_row))
    for series, light in zip(chart.series, Light, strict=True):
        series.graphicalProperties.solidFill = LIGHT_FILLS[light]
        series.graphicalProperties.line.solidFill = "000000"
    return chart


def _pace_chart(sheet: Worksheet, table: WrittenTable) -> BarChart:
    chart = _bars("主要指标完成进度与序时进度")
    chart.add_data(_column(sheet, table, _SHARE_COLUMN), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=table.header_row + 1, max_row=table.last_row))
    chart.y_axis.number_format = "0%"
    done = chart.series[0]
    done.graphicalProperties.solidFill = LIGHT_FILLS[Light.ON_TRACK]
    done.graphicalProperties.line.solidFill = "000000"
    done.dLbls = DataLabelList()
    done.dLbls.showVal = True
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(done.dLbls, name, False)
    line = LineChart()
    line.add_data(_column(sheet, table, _PACE_COLUMN), titles_from_data=True)
    pace = line.series[0]
    pace.graphicalProperties.line.solidFill, pace.graphicalProperties.line.width = "000000", 28_575
    pace.smooth = False
    pace.marker.symbol = "diamond"
    # Both kinds of series stand on the same axes.
    chart += line
    return chart


def _column(sheet: Worksheet, table: WrittenTable, column: int) -> Reference:
    return Reference(sheet, min_col=column, min_row=table.header_row, max_row=table.last_row)


def _bars(title: str) -> BarChart:
    chart = BarChart()
    chart.type, chart.title = "col", title
    chart.width, chart.height = _CHART_WIDTH_CM, _CHART_HEIGHT_CM
    chart.gapWidth = 60
    chart.legend.position = "b"
    # Without this a spreadsheet program shows neither axis.
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    return chart


def _add(sheet: Worksheet, chart: BarChart, row: int) -> None:
    sheet.add_chart(chart, f"A{row}")
