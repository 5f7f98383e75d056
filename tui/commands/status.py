"""``tianbao status``: the leaders' page. Who is behind, who has not reported, how the headline indicators stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from departments.figures import format_percent, format_points
from departments.lights import Light
from departments.overview import NOBODY_OWES
from departments.periods import PeriodStatus
from departments.refusals import NotFound
from departments.wording import N_
from tui.commands.named_departments import code_at, departments_at
from tui.commands.options import department_option, json_option, period_option
from tui.documents import headline_rows, status_document
from tui.line_breaks import cells
from tui.option_types import WholeNumberType
from tui.printing import WIDTH, Column
from tui.spoken import SpokenCommand

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from departments.desks import DepartmentDesk, ReaderDesk
    from departments.overview import CommitmentRow, LightCounts, Overview
    from departments.periods import Period
    from departments.plan import Indicator
    from departments.trend import TrendPoint
    from tui.invocation import Invocation
    from tui.language import Language
    from tui.printing import Cell, Printer

_NONE = "-"
_STEPS = "_.-=+#"
"""From none to all; ASCII, since every terminal draws it one cell wide."""
_SHORT = (
    (Light.DONE, N_("Done")),
    (Light.ON_TRACK, N_("On")),
    (Light.SLIGHTLY_BEHIND, N_("Near")),
    (Light.BEHIND, N_("Behind")),
    (Light.MISSING, N_("Missing")),
    (Light.NOT_DUE, N_("Not due")),
)
"""Heads of the columns of lights, as short as they come."""


@click.command(
    cls=SpokenCommand,
    help=N_("Show how the plan stands: lights by section and department, who has not reported, the headline figures."),
)
@period_option()
@department_option()
@click.option("--section", type=WholeNumberType(), metavar="NUMBER", help=N_("Only one section of the plan."))
@click.option("--plain", is_flag=True, help=N_("No colours."))
@json_option()
@click.pass_obj
def status(
    invocation: Invocation,
    period: Period | None,
    department: str | None,
    section: int | None,
    *,
    plain: bool,
    as_json: bool,
) -> None:
    """Show the leaders' page."""
    desk = invocation.looking_desk()
    page = desk.overview(period or desk.calendar().current)
    department = department and code_at(desk, department)
    if department is not None or section is not None:
        page = _narrowed(desk, page, department, section)
    trend = desk.trend(department=department, section=section)
    printer = invocation.printer.plain() if plain else invocation.printer
    if as_json:
        printer.json(status_document(page, trend))
    else:
        print_status(page, trend, printer)


def _narrowed(
    desk: ReaderDesk | DepartmentDesk, page: Overview, department: str | None, section: int | None
) -> Overview:
    if department is not None and department not in {each.code for each in departments_at(desk)}:
        raise NotFound(department)
    if section is not None and section not in {each.number for each in page.plan.sections}:
        raise NotFound(str(section))
    return page.narrowed(department, section)


def print_status(page: Overview, trend: Sequence[TrendPoint], printer: Printer) -> None:
    """Print the page.

    Args:
        page: as far as the desk sees it.
        trend: the year so far, of the same commitments.
        printer: where to.
    """
    printer.text(page.plan.title)
    printer.say(
        N_("Period {period} ({status}, due on {due_on}); {elapsed} of the year has gone."),
        period=page.period,
        status=page.record.status,
        due_on=page.record.due_on,
        elapsed=format_percent(page.elapsed),
    )
    if page.record.status is PeriodStatus.LOCKED:
        printer.say(NOBODY_OWES, period=page.period)
    elif not page.rows:
        printer.say(N_("No commitment is led here; those that are supported show at the department that leads them."))
    else:
        printer.line()
        _print_totals(page.totals, printer)
        _print_sections(page, printer)
        _print_departments(page, printer)
        _print_headline(page, printer)
    if page.rows:
        _print_trend(trend, printer)


def _print_totals(totals: LightCounts, printer: Printer) -> None:
    head = printer.language.say(N_("Commitments, {count} in all: "), count=totals.total)
    words = [(printer.lit(light), totals.of(light)) for light in Light]
    coloured = "  ".join(f"{printer.painted(word)} {count}" for word, count in words)
    if cells(head + "  ".join(f"{word.text} {count}" for word, count in words)) <= WIDTH:
        printer.painted_line(head + coloured)
    else:
        printer.line(head.rstrip())
        printer.painted_line(coloured)


def _light_columns(language: Language) -> Iterator[Column]:
    return (Column(language.say(head), is_number=True) for _, head in _SHORT)


def _light_cells(counts: LightCounts) -> Iterator[str]:
    return (str(counts.of(light) or _NONE) for light, _ in _SHORT)


def _print_sections(page: Overview, printer: Printer) -> None:
    say = printer.language.say
    columns = [Column(say(N_("Section")), is_flexible=True), Column(say(N_("All")), is_number=True)]
    rows = [
        [f"{each.number} {each.title}", str(each.lights.total), *_light_cells(each.lights)] for each in page.sections
    ]
    printer.line()
    printer.table([*columns, *_light_columns(printer.language)], rows, gap=1)


def _print_departments(page: Overview, printer: Printer) -> None:
    say = printer.language.say
    heads = (N_("Due"), N_("Sent"), N_("Appr."), N_("Ret."), N_("Late"))
    columns = [
        Column(say(N_("Department")), is_flexible=True),
        *(Column(say(head), is_number=True) for head in heads),
        *_light_columns(printer.language),
    ]
    rows = [
        [
            each.short_name,
            *(str(count) for count in (each.due, each.reported)),
            *(str(count or _NONE) for count in (each.approved, each.returned, each.late)),
            *_light_cells(each.lights),
        ]
        for each in page.departments
    ]
    printer.line()
    printer.table(columns, rows, gap=1)
    outstanding = [f"{each.short_name}({each.outstanding})" for each in page.departments if each.outstanding]
    printer.line()
    if outstanding:
        printer.text(
            printer.language.say(
                N_("Not yet reported: {departments}."), departments=printer.language.listed(outstanding)
            )
        )
    else:
        printer.say(N_("Every department has reported what was due."))


def _print_headline(page: Overview, printer: Printer) -> None:
    rows = headline_rows(page)
    if not rows:
        return
    say = printer.language.say
    heads = (N_("Target"), N_("To date"), N_("Complete"), N_("Gap"))
    columns = [
        Column(say(N_("Headline indicator")), is_flexible=True),
        *(Column(say(head), is_number=True) for head in heads),
        Column(say(N_("Light"))),
    ]
    printer.line()
    printer.table(columns, [line for row in rows for line in _headline_rows(row, printer)])


def _headline_rows(row: CommitmentRow, printer: Printer) -> Iterator[Sequence[Cell]]:
    lit = {each.indicator.id: each for each in row.light.indicators}
    if not row.commitment.indicators:
        yield [row.commitment.quote, _NONE, _NONE, _NONE, _NONE, printer.lit(row.light.light)]
    for indicator in row.commitment.indicators:
        figure = lit.get(indicator.id)
        value = figure.value if figure else None
        share, gap = (figure.completion, figure.gap) if figure else (None, None)
        light = figure.light if figure else row.light.light
        yield [
            indicator.name,
            target_text(indicator, printer.language),
            _NONE if value is None else printer.language.figure(value, indicator.unit),
            _NONE if share is None else format_percent(share),
            _NONE if gap is None else format_points(gap),
            printer.lit(light) if light else _NONE,
        ]


def _print_trend(points: Sequence[TrendPoint], printer: Printer) -> None:
    """The year so far: a sign as high as the share on pace, the share itself, what is behind and what is missing."""
    if not points:
        return
    say, shares = printer.language.say, [each.on_pace for each in points]
    columns = [
        Column(say(N_("Year so far"))),
        *(Column(str(each.period.month), is_number=True) for each in points),
    ]
    rows: list[list[Cell]] = [
        [say(N_("Trend")), *(_NONE if each is None else _STEPS[round(each * (len(_STEPS) - 1))] for each in shares)],
        [say(N_("Done or on track, %")), *(_NONE if each is None else str(round(each * 100)) for each in shares)],
    ]
    rows += [
        [printer.lit(light), *(str(each.lights.of(light) or _NONE) for each in points)]
        for light in (Light.BEHIND, Light.MISSING)
    ]
    printer.line()
    printer.table(columns, rows, gap=1)


def target_text(indicator: Indicator, language: Language) -> str:
    """A target with the word that says how it is met, and its unit."""
    return f"{language.term(indicator.comparator)} {language.figure(indicator.target, indicator.unit)}"
