"""A made-up district in December: 60 departments, 220 commitments, reports for every month of the year."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from departments.desks.views import ReportView
from departments.directory import Department, Directory
from departments.ledger import Head
from departments.overview import Overview, overview
from departments.periods import Period, PeriodRecord, PeriodStatus
from departments.plan import Basis, Commitment, Comparator, Indicator, Plan, Section
from departments.reports import Assessment, Evidence, Narrative, Report, State
from exports.department import department_workbook
from exports.stamp import Background

if TYPE_CHECKING:
    from pathlib import Path

MADE_AT = dt.datetime(2022, 1, 6, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
DEPARTMENTS, COMMITMENTS = 60, 220
DECEMBER = Period(2021, 12)
_SENTENCE = "围绕全年目标任务，细化分解到月，责任到人，重点项目建设有序推进，累计完成投资占年度计划的五成以上。"


@cache
def the_plan() -> Plan:
    """Its plan: every commitment has a figure, every fourth one two, and each a supporting department."""
    codes = [f"d{number:02d}" for number in range(DEPARTMENTS)]
    departments = tuple(Department(code, f"示例区第{code}局", f"{code}局") for code in codes)
    commitments = tuple(_commitment(number, codes) for number in range(COMMITMENTS))
    sections = tuple(Section(number, f"第{number}部分", ("段",)) for number in range(1, 6))
    return Plan("bench-2021", "示例区2021年计划", 2021, Directory(departments), sections, commitments)


def _commitment(number: int, codes: list[str]) -> Commitment:
    section = number * 5 // COMMITMENTS + 1
    own_id = f"{section}.1-{number:03d}"
    indicators = tuple(
        Indicator(f"{own_id}.{place}", f"指标{place}", "个", Decimal(1000), Comparator.AT_LEAST, Basis.CUMULATIVE)
        for place in range(1, 3 if number % 4 == 0 else 2)
    )
    lead, supporting = codes[number % DEPARTMENTS], (codes[(number + 7) % DEPARTMENTS],)
    return Commitment(own_id, section, "段", f"第{number}项：{_SENTENCE}", lead, supporting, indicators)


def year_report(department: str, period: Period, commitment: str) -> Report:
    """A department's approved report on a commitment for a month, of the usual length."""
    of = the_plan().commitment(commitment)
    is_lead = department == of.lead
    at = dt.datetime(2021, period.month, 28, 16, 5, tzinfo=MADE_AT.tzinfo)
    return Report(
        commitment=commitment,
        department=department,
        period=period,
        state=State.APPROVED,
        values={each.id: Decimal(80 * period.month) for each in of.indicators} if is_lead else {},
        narrative=Narrative(_SENTENCE * 3, _SENTENCE, _SENTENCE * 2),
        assessment=Assessment.ON_TRACK if is_lead else None,
        evidence=(Evidence(f"{commitment}台账.xlsx", "ab" * 32, 12_345),),
        reported_by=department,
        first_submitted_at=at,
        submitted_at=at,
    )


def _record(period: Period) -> PeriodRecord:
    return PeriodRecord(period, PeriodStatus.OPEN, dt.date(2022, 1, 5))


def _overview(period: Period) -> Overview:
    plan = the_plan()
    return overview(plan, _record(period), MADE_AT.date(), year_report, lambda _: plan)


@cache
def the_overview() -> tuple[Overview, Overview]:
    """How it stands in December and stood in November."""
    return _overview(DECEMBER), _overview(DECEMBER.plus_months(-1))


def department_files(place: Path, count: int) -> list[Path]:
    """So many department workbooks: every department's, and then every department's again, made a minute later."""
    plan, (now, before) = the_plan(), the_overview()
    places = {each.id: at for at, each in enumerate(plan.commitments)}
    found = []
    for number in range(count):
        copy, at = divmod(number, DEPARTMENTS)
        department = plan.directory.departments[at]
        code = department.code
        own = [row for row in now.rows if code in row.commitment.departments]
        views = [
            ReportView(
                row.commitment,
                year_report(code, DECEMBER, row.commitment.id),
                3,
                now.record,
                is_due=True,
                is_late=False,
                previous=None,
                light=row.light,
                preview=row.light,
                findings=(),
                lock=None,
            )
            for row in own
        ]
        background = Background(before.narrowed(code), heads=(Head(code, 99, "ab" * 32),), places=places)
        made_at = MADE_AT + dt.timedelta(minutes=copy)
        content = department_workbook(department, now.narrowed(code), views, made_at, None, background)
        path = place / f"{copy}-{code}.xlsx"
        path.write_bytes(content)
        found.append(path)
    return found
