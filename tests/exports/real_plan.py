"""The shipped plan with sample reports for September 2021: all sorts of rows, the same every time."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from departments.directory import OFFICE
from departments.ledger import Head
from departments.overview import Overview, overview
from departments.periods import Period, PeriodRecord, PeriodStatus, default_due_on, is_due
from departments.plan_file import read_plan
from departments.reports import Assessment, Evidence, Narrative, Report, Return, State
from tests.building import at

if TYPE_CHECKING:
    from departments.plan import Commitment, Plan

SEPTEMBER = Period(2021, 9)
GENERATED_AT = at("2021-10-08 09:30")
_FOLDER = Path(__file__).parents[2] / "departments" / "plans" / "nankai-2021"
_SHARES = tuple(Decimal(each) for each in ("0.81", "0.72", "0.55", "1.172", "0.77", "1", "0.6"))
_PROGRESS = (
    "（示例）召开专题推进会4次，梳理重点企业清单，建立“一企一策”服务台账，协调解决用地、用工、融资等问题27个；"
    "组织相关街道和部门开展现场调研，完成阶段性任务，整体进展顺利。"
)
_ASSESSMENTS = (Assessment.ON_TRACK, Assessment.ON_TRACK, Assessment.SLIGHTLY_BEHIND, Assessment.DONE)


@cache
def the_plan() -> Plan:
    """The plan that is shipped."""
    return read_plan({path.name: path.read_text("utf-8") for path in sorted(_FOLDER.iterdir())}).plan


def sample_overview() -> Overview:
    """September with every third commitment not reported, some returned, some late, some of an earlier period."""
    plan = the_plan()
    place = {each.id: number for number, each in enumerate(plan.commitments)}
    record = PeriodRecord(SEPTEMBER, PeriodStatus.OPEN, default_due_on(SEPTEMBER, plan.due_day))

    def report_of(department: str, period: Period, commitment: str) -> Report | None:
        found, number = plan.commitment(commitment), place[commitment]
        if department != found.lead:
            return _supporting(found, department, period, number)
        if period == SEPTEMBER and number % 3 == 2:
            return _not_counted(found, number)
        return _counted(found, period, number) if is_due(found.due, found.milestones, period) else None

    return overview(plan, record, GENERATED_AT.date(), report_of, lambda _: plan)


def sample_heads() -> tuple[Head, ...]:
    """The commission's book and every department's."""
    return tuple(
        Head(name, number * 7, hashlib.sha256(name.encode()).hexdigest())
        for number, name in enumerate((OFFICE, *the_plan().directory.codes), 3)
    )


def _counted(commitment: Commitment, period: Period, number: int) -> Report:
    submitted_at = at(f"2021-{period.month + 1:02d}-{1 + number % 7:02d} 16:{number % 60:02d}")
    has_gap = number % 20 == 0
    values = {
        each.id: (each.target * _SHARES[(number + place) % len(_SHARES)]).quantize(Decimal("0.1"))
        for place, each in enumerate(commitment.indicators)
        if not has_gap
    }
    return Report(
        commitment=commitment.id,
        department=commitment.lead,
        period=period,
        state=State.APPROVED if number % 2 else State.SUBMITTED,
        values=values,
        figure_absent={each.id: "季度核算，10月下旬公布" for each in commitment.indicators if has_gap},
        narrative=Narrative(
            _PROGRESS * (1 + number % 9 // 7),
            "（示例）部分项目手续办理周期较长。" if number % 4 else "",
            "（示例）倒排工期，按周调度。",
        ),
        assessment=_ASSESSMENTS[number % len(_ASSESSMENTS)],
        evidence=_evidence(commitment, number),
        reported_by=commitment.lead,
        first_submitted_at=submitted_at,
        submitted_at=submitted_at,
    )


def _not_counted(commitment: Commitment, number: int) -> Report | None:
    if number % 2:
        return None
    draft = evolve(
        _counted(commitment, SEPTEMBER, number), state=State.DRAFT, submitted_at=None, first_submitted_at=None
    )
    if number % 4:
        return draft
    sent_back = Return(at("2021-10-06 10:00"), "coordinator", "（示例）累计数与统计部门口径不一致，请核实后重新报送。")
    return evolve(draft, state=State.RETURNED, returns=(sent_back,), first_submitted_at=at("2021-10-04 15:00"))


def _supporting(commitment: Commitment, department: str, period: Period, number: int) -> Report | None:
    if period != SEPTEMBER or number % 5:
        return None
    return Report(
        commitment=commitment.id,
        department=department,
        period=period,
        state=State.SUBMITTED,
        narrative=Narrative("（示例）配合开展联合检查2次。"),
        evidence=(Evidence("联合检查记录.pdf", hashlib.sha256(department.encode()).hexdigest(), 48_210),),
        reported_by=department,
        submitted_at=at("2021-10-05 11:00"),
    )


def _evidence(commitment: Commitment, number: int) -> tuple[Evidence, ...]:
    if number % 3:
        return ()
    sha256 = hashlib.sha256(commitment.id.encode()).hexdigest()
    return (
        Evidence(f"{commitment.id}进展台账.xlsx", sha256, 12_345 * (number + 1), "（示例）截至月末"),
        Evidence("南政发〔2021〕12号"),
    )
