"""Builders: a plan, a commitment, an indicator, a report, each whole and plausible until a test says otherwise."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import define, evolve

from departments.directory import Department, DepartmentKind, Directory
from departments.periods import Period
from departments.plan import Basis, Commitment, Comparator, Direction, Due, Indicator, Plan, Section
from departments.reports import Assessment, Narrative, Report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from departments.desks import ClerkDesk, ReportView

YEAR = 2021
MARCH, MAY, JUNE, JULY, DECEMBER = (Period(YEAR, month) for month in (3, 5, 6, 7, 12))
BEIJING = dt.timezone(dt.timedelta(hours=8))

JOBS, JOBS_FIGURE = "4.1-01", "4.1-01.1"
"""Monthly, one figure that adds up; led by ``rsj``, supported by ``kjj``."""
FIRMS, FIRMS_LEVEL, FIRMS_DEALS = "1.2-01", "1.2-01.1", "1.2-01.2"
"""Quarterly, a level and a figure that adds up; led by ``kjj``."""
CLINICS = "4.2-01"
"""Due at milestones, without figures; led by ``wjw``, supported by ``rsj``."""
REFORM = "2.1-01"
"""Monthly, without figures; led by ``kjj``."""


@define
class Clock:
    """A clock in hand: it stands still until it is set."""

    now: dt.datetime

    def __call__(self) -> dt.datetime:
        """The instant that it shows."""
        return self.now

    def set(self, text: str) -> None:
        """Set it to a time of day in Beijing, written like ``2021-07-05 23:59``."""
        self.now = at(text)

    def forward(self, **units: float) -> None:
        """Move it on, as :class:`datetime.timedelta` counts."""
        self.now += dt.timedelta(**units)


def at(text: str) -> dt.datetime:
    """A time of day in Beijing, written like ``2021-07-05 23:59``."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def a_directory() -> Directory:
    """Three departments and a subdistrict, in the official order."""
    return Directory(
        (
            Department("kjj", "南开区科学技术局", "区科技局"),
            Department("rsj", "南开区人力资源和社会保障局", "区人社局"),
            Department("wjw", "南开区卫生健康委员会", "区卫健委"),
            Department("xyd", "学府街道办事处", "学府街", DepartmentKind.SUBDISTRICT),
        )
    )


def an_indicator(target: str | Decimal = "12000", **changes: Any) -> Indicator:
    """新增就业, at least 12,000 over the year, until told otherwise."""
    standing = Indicator(
        JOBS_FIGURE, "新增就业", "人", Decimal(target), Comparator.AT_LEAST, Basis.CUMULATIVE, Direction.HIGHER
    )
    return evolve(standing, **changes)


def a_commitment(*indicators: Indicator, **changes: Any) -> Commitment:
    """The jobs that the district promises, with these indicators."""
    standing = Commitment(
        id=JOBS,
        section=4,
        heading="稳定和扩大就业",
        quote="新增就业1.2万人",
        lead="rsj",
        supporting=("kjj",),
        indicators=indicators,
    )
    return evolve(standing, **changes)


def sample_commitments() -> tuple[Commitment, ...]:
    """One commitment of each kind: monthly, quarterly, at milestones, without figures."""
    firms = an_indicator("400", id=FIRMS_LEVEL, name="高新技术企业", unit="家", basis=Basis.LEVEL)
    deals = an_indicator("50", id=FIRMS_DEALS, name="技术合同成交额", unit="亿元")
    return (
        a_commitment(
            firms, deals, id=FIRMS, section=1, heading="激发动力", lead="kjj", supporting=(), due=Due.QUARTERLY
        ),
        a_commitment(id=REFORM, section=2, heading="推进改革", quote="深化改革", lead="kjj", supporting=()),
        a_commitment(an_indicator()),
        a_commitment(
            id=CLINICS,
            heading="健康南开",
            quote="完善社区卫生服务",
            lead="wjw",
            supporting=("rsj",),
            due=Due.MILESTONE,
            milestones=("2021-06", "2021-09"),
        ),
    )


def a_plan(*commitments: Commitment, **changes: Any) -> Plan:
    """A plan of these commitments, or of the sample ones."""
    standing = Plan(
        id="sample-2021",
        title="2021年计划(示例)",
        year=YEAR,
        directory=a_directory(),
        sections=(
            Section(1, "创新", ("激发动力",)),
            Section(2, "改革", ("推进改革",)),
            Section(3, "城建", ("塑造环境",)),
            Section(4, "民生", ("稳定和扩大就业", "健康南开")),
        ),
        commitments=commitments or sample_commitments(),
    )
    return evolve(standing, **changes)


def figures(values: Mapping[str, object] | None) -> dict[str, Decimal]:
    """Figures by indicator id, from whatever reads well in a test."""
    return {key: Decimal(str(value)) for key, value in (values or {}).items()}


def a_report(commitment: str = JOBS, values: Mapping[str, object] | None = None, **changes: Any) -> Report:
    """A report that could be submitted as it stands, by the commitment's lead, for June.

    Args:
        commitment: its id; for the sample ones department and figures go with it.
        values: the figures, where they are not to be the sample's.
        changes: any field of the report.
    """
    lead, sample = {
        JOBS: ("rsj", {JOBS_FIGURE: 6000}),
        FIRMS: ("kjj", {FIRMS_LEVEL: 400, FIRMS_DEALS: 25}),
        REFORM: ("kjj", {}),
        CLINICS: ("wjw", {}),
    }.get(commitment, ("rsj", {}))
    standing = Report(
        commitment=commitment,
        department=lead,
        period=JUNE,
        values=figures(sample if values is None else values),
        narrative=Narrative("举办招聘会12场。", "缺口主要在制造业。", "下月走进校园。"),
        assessment=Assessment.ON_TRACK,
    )
    return evolve(standing, **changes)


def saved(desk: ClerkDesk, report: Report) -> ReportView:
    """What the clerk gets who saves this report over whatever is there."""
    standing = desk.report(report.period, report.commitment)
    return desk.save_report(report, based_on=standing.revision)


def submitted(desk: ClerkDesk, report: Report) -> ReportView:
    """What the clerk gets who saves this report and submits it."""
    view = saved(desk, report)
    return desk.submit_report(report.period, report.commitment, based_on=view.revision)


def draft_of(desk: ClerkDesk, period: Period, commitment: str) -> dict[str, str] | None:
    """What the account typed last in this report and hasn't saved, by field; None for nothing."""
    drafts = desk.drafts(period, commitment)
    return drafts[0].fields if drafts else None
