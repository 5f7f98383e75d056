"""The coordinator's desk: everything that the commission does, put together of its single duties."""

from __future__ import annotations

from attrs import frozen

from departments.desks.account_keeping import AccountKeepingDesk
from departments.desks.department_urging import DepartmentUrgingDesk
from departments.desks.looking_back import LookingBackDesk
from departments.desks.period_keeping import PeriodKeepingDesk
from departments.desks.plan_keeping import PlanKeepingDesk
from departments.desks.report_reviewing import ReportReviewingDesk
from departments.desks.workbook_keeping import WorkbookKeepingDesk


@frozen
class CoordinatorDesk(
    PeriodKeepingDesk,
    ReportReviewingDesk,
    DepartmentUrgingDesk,
    PlanKeepingDesk,
    AccountKeepingDesk,
    LookingBackDesk,
    WorkbookKeepingDesk,
):
    """Everything that the commission's coordinator can do."""
