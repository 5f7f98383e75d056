"""The merged workbook, which goes upward. To add a sheet: a file in ``exports/sheets/`` and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.edition import Edition
from exports.packing import new_workbook, packed
from exports.sheets.behind import write_behind
from exports.sheets.by_department import write_by_department
from exports.sheets.charts import write_charts
from exports.sheets.cover import write_cover
from exports.sheets.evidence import counted_reports, write_evidence
from exports.sheets.headline import write_headline
from exports.sheets.long_texts import write_long_texts
from exports.sheets.not_reported import write_not_reported
from exports.sheets.plan_changes import write_plan_changes
from exports.sheets.progress import write_progress
from exports.sheets.since_last import write_since_last
from exports.sheets.summary import write_summary

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from departments.ledger import Head
    from departments.overview import Overview
    from departments.plan_changes import PlanChange
    from exports.columns import LongText, WrittenTable

UNIT_LINE = "汇总单位（盖章）：＿＿＿＿＿＿＿＿"


def merged_workbook(
    overview: Overview,
    heads: Sequence[Head],
    generated_at: dt.datetime,
    people: Mapping[str, str] | None = None,
    *,
    before: Overview | None = None,
    changes: Sequence[PlanChange] = (),
    on_sheet: Callable[[int, int], None] | None = None,
) -> bytes:
    """The whole plan's workbook for a period, as the content of an xlsx file; the same input gives the same bytes.

    Args:
        overview: of the whole plan.
        heads: where every book's chain ends, to be printed.
        generated_at: the present instant, with time zone; all times in the workbook are in this zone.
        people: account name to the person as tables print it; an account that is not in it is printed by its name.
        before: the same of the period before; None for the year's first.
        changes: what was changed about the plan up to the period, the earliest first.
        on_sheet: is told after each sheet how many are done, of how many.
    """
    edition = Edition(overview.period, generated_at, UNIT_LINE, people or {})
    workbook = new_workbook(f"{overview.plan.title} {overview.period}")
    directory = overview.plan.directory
    steps: tuple[Callable[[], WrittenTable | None], ...] = (
        lambda: write_cover(workbook, overview, heads, edition),
        lambda: write_summary(workbook, overview, edition),
        lambda: write_headline(workbook, overview, edition),
        lambda: write_progress(workbook, overview, edition),
        lambda: write_by_department(workbook, overview, edition),
        lambda: write_behind(workbook, overview, edition),
        lambda: write_not_reported(workbook, overview, edition),
        lambda: write_plan_changes(workbook, changes, directory, edition),
        lambda: write_since_last(workbook, overview, before, edition),
        lambda: write_evidence(workbook, counted_reports(overview), directory, edition),
        lambda: write_charts(workbook, overview, edition),
    )
    long_texts: list[LongText] = []
    for done, step in enumerate(steps, 1):
        table = step()
        long_texts += table.long_texts if table else ()
        if on_sheet:
            on_sheet(done, len(steps))
    write_long_texts(workbook, long_texts, edition)
    return packed(workbook, generated_at)
