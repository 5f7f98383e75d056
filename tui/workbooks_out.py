"""Workbooks that a desk gives: the merged one and a department's, for the command line, the app and the file client."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from departments.desks import Desk, OperatorDesk, ReaderDesk
    from departments.periods import Period

    OnSheet = Callable[[int, int], None]
    """Is told after each sheet how many are done, of how many."""


def merged_name(period: Period) -> str:
    """What the merged workbook of a period is usually called."""
    return f"填报汇总-{period}.xlsx"


def merged_workbook_of(desk: ReaderDesk, period: Period, at: dt.datetime, *, on_sheet: OnSheet | None = None) -> bytes:
    """The merged workbook of a period.

    Args:
        desk: reads what goes in.
        period: which month.
        at: the present instant.
        on_sheet: is told after each sheet how many are done, of how many.

    Raises:
        PeriodOutsidePlan: the plan year doesn't have the period.
    """
    from exports.merged import merged_workbook

    return merged_workbook(
        desk.overview(period),
        desk.heads(),
        at,
        desk.people(),
        before=desk.overview(period.plus_months(-1)) if period.month > 1 else None,
        changes=desk.plan_changes(period),
        on_sheet=on_sheet,
    )


def department_workbook_of(desk: Desk | OperatorDesk, period: Period, code: str, at: dt.datetime) -> tuple[str, bytes]:
    """A department's workbook: the name that it usually has, and what is in it.

    Args:
        desk: one that may see the department.
        period: of which month.
        code: which department.
        at: the present instant.

    Raises:
        NotFound: the desk may not see the department, or there is none.
    """
    from exports.department import department_workbook
    from exports.stamp import Background

    reports = desk.reports(period, code)
    whose = desk.plan(period).directory[code]
    before = desk.overview(period.plus_months(-1)).narrowed(code) if period.month > 1 else None
    background = Background(before, desk.plan_changes(period), desk.heads(), desk.places(period))
    overview = desk.overview(period).narrowed(code)
    content = department_workbook(whose, overview, reports, at, desk.people(), background)
    return f"填报-{whose.short_name}-{period}.xlsx", content
