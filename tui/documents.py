"""The JSON documents that ``--json`` prints, key by key: stable, so that other programs can build on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from departments.figures import figure_as_json, rounded
from departments.lights import Light, values_by_name
from departments.plan import HEADLINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from departments.checks import Finding
    from departments.desks import ReportView
    from departments.desks.account_keeping import AccountView
    from departments.overview import CommitmentRow, DepartmentRow, LightCounts, Overview
    from departments.periods import Calendar, Period
    from departments.plan import Commitment, Indicator, Plan
    from departments.reports import Evidence, Return
    from departments.trend import TrendPoint
    from tui.language import Language

Document = dict[str, Any]


def plan_document(plan: Plan) -> Document:
    """``plan show``: the plan as it holds for a period, as far as the desk sees it."""
    return {
        "plan": {"id": plan.id, "title": plan.title, "year": plan.year},
        "departments": [
            {"code": each.code, "name": each.name, "short_name": each.short_name, "kind": each.kind.value}
            for each in plan.directory.departments
        ],
        "sections": [
            {"number": each.number, "title": each.title, "headings": list(each.headings)} for each in plan.sections
        ],
        "commitments": [_commitment(each) for each in plan.commitments],
    }


def _commitment(commitment: Commitment) -> Document:
    return {
        "id": commitment.id,
        "section": commitment.section,
        "heading": commitment.heading,
        "quote": commitment.quote,
        "lead": commitment.lead,
        "supporting": list(commitment.supporting),
        "due": commitment.due.value,
        "milestones": list(commitment.milestones),
        "indicators": [_indicator(each) for each in commitment.indicators],
    }


def _indicator(indicator: Indicator) -> Document:
    return {
        "id": indicator.id,
        "name": indicator.name,
        "unit": indicator.unit,
        "target": figure_as_json(indicator.target),
        "comparator": indicator.comparator.value,
        "basis": indicator.basis.value,
        "direction": indicator.direction.value,
        "baseline": figure_as_json(indicator.baseline),
        "printed": indicator.printed,
    }


def report_list_document(period: Period, department: str | None, views: Sequence[ReportView]) -> Document:
    """``report list``."""
    return {
        "period": str(period),
        "department": department,
        "reports": [
            {
                "commitment": each.commitment.id,
                "department": each.report.department,
                "state": each.report.state.value,
                "light": each.light.light.value,
                "revision": each.revision,
                "late": each.is_late,
                "due": each.is_due,
                "returned": _return_document(each.report.open_return),
            }
            for each in views
        ],
    }


def report_document(view: ReportView, language: Language) -> Document:
    """``report show``; the light as it counts, the arithmetic of the report as it stands."""
    report, narrative = view.report, view.report.narrative
    return {
        "commitment": report.commitment,
        "department": report.department,
        "period": str(report.period),
        "state": report.state.value,
        "revision": view.revision,
        "values": {name: figure_as_json(value) for name, value in values_by_name(view.commitment, report).items()},
        "figure_absent": {
            each.name: report.figure_absent[each.id]
            for each in view.commitment.indicators
            if each.id in report.figure_absent
        },
        "progress": narrative.progress,
        "problems": narrative.problems,
        "next_steps": narrative.next_steps,
        "assessment": report.assessment.value if report.assessment else None,
        "nothing_to_report": report.nothing_to_report,
        "explanation": report.explanation,
        "evidence": [evidence_document(each) for each in report.evidence],
        "returns": [_return_document(each) for each in report.returns],
        "reported_by": report.reported_by,
        "submitted_at": report.submitted_at.isoformat() if report.submitted_at else None,
        "late": view.is_late,
        "light": view.light.light.value,
        "preview": view.preview.light.value,
        "arithmetic": [language.sentence(each) for each in view.preview.arithmetic],
        "findings": [finding_document(each, language) for each in view.findings],
    }


def finding_document(finding: Finding, language: Language) -> Document:
    """One thing that is wrong with a report, or that wants an explanation."""
    return {
        "grade": finding.grade.value,
        "code": finding.code,
        "place": finding.place,
        "sentence": language.sentence(finding.sentence),
    }


def evidence_document(evidence: Evidence) -> Document:
    """One piece of evidence; a reference has no hash."""
    return {
        "sha256": evidence.sha256 or None,
        "name": evidence.name,
        "size": evidence.size,
        "note": evidence.note,
    }


def status_document(page: Overview, trend: Sequence[TrendPoint]) -> Document:
    """``status``: what the merged workbook says too.

    Args:
        page: how it stands.
        trend: the periods so far.
    """
    return {
        "period": str(page.period),
        "status": page.record.status.value,
        "elapsed": float(page.elapsed),
        "totals": {"commitments": page.totals.total, **_lights(page.totals)},
        "departments": [_department(each) for each in page.departments],
        "commitments": [_commitment_row(each) for each in page.rows],
        "headline": [each for row in headline_rows(page) for each in _headline(row)],
        "trend": [{"period": str(each.period), **_lights(each.lights)} for each in trend],
    }


def headline_rows(page: Overview) -> list[CommitmentRow]:
    """The commitments of the headline indicators, which are a section of the plan."""
    return [row for row in page.rows if row.commitment.section == HEADLINE]


def _headline(row: CommitmentRow) -> Iterator[Document]:
    lit = {each.indicator.id: each for each in row.light.indicators}
    for indicator in row.commitment.indicators:
        figure = lit.get(indicator.id)
        value, share, gap = (figure.value, figure.completion, figure.gap) if figure else (None, None, None)
        light = figure.light if figure else row.light.light
        yield {
            "commitment": row.commitment.id,
            "indicator": indicator.id,
            "name": indicator.name,
            "unit": indicator.unit,
            "target": figure_as_json(indicator.target),
            "value": None if value is None else figure_as_json(value),
            "completion": None if share is None else round(float(share), 4),
            "gap": None if gap is None else float(rounded(gap)),
            "light": light.value if light else None,
        }


def _return_document(back: Return | None) -> Document | None:
    return {"at": back.at.isoformat(), "by": back.by, "reason": back.reason} if back else None


def _lights(counts: LightCounts) -> dict[str, int]:
    return {light.value: counts.of(light) for light in Light}


def _department(row: DepartmentRow) -> Document:
    return {
        "code": row.code,
        "name": row.name,
        "short_name": row.short_name,
        "due": row.due,
        "reported": row.reported,
        "approved": row.approved,
        "returned": row.returned,
        "late": row.late,
        "lights": _lights(row.lights),
    }


def _commitment_row(row: CommitmentRow) -> Document:
    gap = row.light.gap
    return {
        "id": row.commitment.id,
        "light": row.light.light.value,
        "gap": None if gap is None else float(rounded(gap)),
        "lead": row.commitment.lead,
        "state": row.state.value,
    }


def calendar_document(calendar: Calendar) -> Document:
    """``period list``."""
    return {
        "current": str(calendar.current),
        "periods": [
            {
                "period": str(each.period),
                "status": each.status.value,
                "due_on": each.due_on.isoformat(),
                "reason": each.reason,
            }
            for each in calendar.records
        ],
        "extensions": [
            {
                "period": str(each.period),
                "department": each.department,
                "until": each.until.isoformat(),
                "reason": each.reason,
                "granted_by": each.granted_by,
            }
            for each in calendar.extensions
        ],
    }


def accounts_document(accounts: Sequence[AccountView]) -> Document:
    """``account list``; nothing of a password."""
    return {
        "accounts": [
            {
                "name": each.account.name,
                "role": each.account.role.value,
                "department": each.account.department,
                "display_name": each.account.display_name,
                "disabled": each.account.is_disabled,
                "last_sign_in": each.last_sign_in.isoformat() if each.last_sign_in else None,
                "one_time_password": each.has_one_time_password,
                "failed_tries": each.failed_tries,
                "locked_until": each.locked_until.isoformat() if each.locked_until else None,
            }
            for each in accounts
        ]
    }


def evidence_list_document(view: ReportView) -> Document:
    """``evidence list``."""
    return {
        "commitment": view.commitment.id,
        "department": view.report.department,
        "period": str(view.report.period),
        "revision": view.revision,
        "evidence": [evidence_document(each) for each in view.report.evidence],
    }
