"""One department's workbook: the offline form, what it leads and supports, what is still open, and its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.edition import Edition
from exports.packing import new_workbook, packed
from exports.sheets.cover import write_department_cover
from exports.sheets.evidence import counted_reports, write_evidence
from exports.sheets.form import form_rows, write_form
from exports.sheets.long_texts import write_long_texts
from exports.sheets.meta import write_meta
from exports.sheets.not_reported import write_not_reported
from exports.sheets.progress import write_progress
from exports.sheets.summary import write_summary
from exports.sheets.supporting import write_supporting
from exports.stamp import Background, stamp_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from departments.desks.views import ReportView
    from departments.directory import Department
    from departments.overview import Overview


def department_workbook(
    department: Department,
    overview: Overview,
    views: Sequence[ReportView],
    generated_at: dt.datetime,
    people: Mapping[str, str] | None = None,
    background: Background | None = None,
) -> bytes:
    """A department's workbook for a period, as the content of an xlsx file; the same input gives the same bytes.

    Args:
        department: whose.
        overview: narrowed to what the department leads.
        views: its reports on what it leads and supports, in the plan's order, in whatever state.
        generated_at: the present instant, with time zone; all times in the workbook are in this zone.
        people: account name to the person as tables print it; an account that is not in it is printed by its name.
        background: what a merge wants beside the period itself.
    """
    named, code = people or {}, department.code
    edition = Edition(overview.period, generated_at, f"填报单位（盖章）：{department.name}", named)
    workbook = new_workbook(f"{department.short_name} {overview.plan.title} {overview.period}")
    supported = [view for view in views if not view.is_lead]
    given = [(view.commitment, view.report) for view in supported if view.report.state.counts]
    directory = overview.plan.directory
    write_department_cover(workbook, overview, edition, directory, code)
    form = write_form(workbook, form_rows(views), overview.plan.title, edition)
    write_summary(workbook, overview, edition)
    tables = (
        form,
        write_progress(workbook, overview, edition),
        write_supporting(workbook, supported, directory, edition),
        write_not_reported(workbook, overview, edition),
        write_evidence(workbook, [*counted_reports(overview), *given], directory, edition),
    )
    write_long_texts(workbook, [text for table in tables for text in table.long_texts], edition)
    write_meta(workbook, stamp_of(code, overview, views, generated_at, named, background or Background()))
    workbook.active = 1
    return packed(workbook, generated_at)
