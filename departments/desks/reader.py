"""The reader's desk: looking at everything, changing nothing. The coordinator and the operator read in the same way.

A draft is its department's: until it is submitted, leaders and commission see that there is one and none of what stands
in it. From whoever owns the data directory nothing can be kept.

What shows single reports is loaded when one is asked for: the leaders' page on the command line doesn't wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from attrs import frozen

from departments.desks.personal import PersonalDesk
from departments.directory import OFFICE
from departments.refusals import NotFound
from departments.trend import indicator_rows
from departments.urging import board

if TYPE_CHECKING:
    from departments.desks.views import ReportView
    from departments.ledger import Head
    from departments.overview import Overview
    from departments.periods import Calendar, Period
    from departments.plan import Plan
    from departments.plan_changes import PlanChange
    from departments.trend import IndicatorRow, TrendPoint
    from departments.urging import Board


@frozen
class ReaderDesk(PersonalDesk):
    """Everything that a leader can look at."""

    def calendar(self) -> Calendar:
        """The year's periods."""
        return self._registry.calendar()

    def plan(self, period: Period | None = None) -> Plan:
        """The whole plan, as it holds for the period."""
        return self._registry.plan(period or self.calendar().current)

    def places(self, period: Period) -> dict[str, int]:
        """Where each commitment stands in the plan, counted from 0."""
        return {each.id: place for place, each in enumerate(self.plan(period).commitments)}

    def overview(self, period: Period) -> Overview:
        """How every commitment stands."""
        return self._registry.overview(period)

    def trend(self, *, department: str | None = None, section: int | None = None) -> tuple[TrendPoint, ...]:
        """The lights of every period of the year that was opened, the earliest first.

        Args:
            department: only of what this department leads in each period.
            section: only of this section.
        """
        return self._registry.trend(lead=department, section=section)

    def indicators(self, period: Period, *, section: int | None = None) -> tuple[IndicatorRow, ...]:
        """Every indicator with target, figure and pace, in the plan's order.

        Args:
            period: which month.
            section: only of this section; 0 for the headline indicators.

        Raises:
            PeriodOutsidePlan: the plan year doesn't have the period.
        """
        return indicator_rows(self.overview(period).narrowed(section=section))

    def not_reported(self, period: Period) -> Board:
        """Departments × states, most missing first.

        Raises:
            PeriodOutsidePlan: the plan year doesn't have the period.
        """
        return board(self.overview(period), self._registry.now().date(), self._registry.urges(period))

    def plan_changes(self, period: Period | None = None) -> tuple[PlanChange, ...]:
        """What was changed about the plan, the earliest first.

        Args:
            period: only what holds for it; None for all of the year.
        """
        from departments.plan_changes import plan_changes

        return plan_changes(self._registry.original_plan, self._registry.changes(), period)

    def heads(self) -> tuple[Head, ...]:
        """Where the chain of each department's book ends, and the commission's own, in the directory's order."""
        names = (OFFICE, *self._registry.original_plan.directory.codes)
        return tuple(self._registry.ledger.book(name).head() for name in names)

    def people(self) -> dict[str, str]:
        """Every account's name to the person as tables print it."""
        return {each.name: each.label for each in self._registry.accounts()}

    def reports(self, period: Period, department: str | None = None) -> tuple[ReportView, ...]:
        """The reports of a department, or of every lead, in the plan's order; of drafts their state alone.

        Args:
            period: which month.
            department: whose, on what it leads and supports; None for the lead's report on every commitment.

        Raises:
            NotFound: there is no such department.
        """
        from departments.desks.views import looked_on, view_report

        calendar, plan = self.calendar(), self.plan(period)
        if department is not None and department not in plan.directory:
            raise NotFound(department)
        return tuple(
            looked_on(
                self._disclosed(view_report(self._registry, calendar, plan, department or each.lead, period, each))
            )
            for each in plan.commitments
            if department is None or department in each.departments
        )

    def report(self, period: Period, commitment: str, department: str | None = None) -> ReportView:
        """One department's report on a commitment; the lead's where no department is named. Of a draft its state alone.

        Raises:
            NotFound: there is no such commitment, or the department has nothing to do with it.
        """
        from departments.desks.views import looked_on, view_report

        plan = self.plan(period)
        found = plan.commitment(commitment)
        code = department or found.lead
        if code not in found.departments:
            raise NotFound(code)
        return looked_on(self._disclosed(view_report(self._registry, self.calendar(), plan, code, period, found)))

    def _disclosed(self, view: ReportView) -> ReportView:
        """The view as far as this desk sees it."""
        from departments.desks.views import disclosed_view

        return disclosed_view(view)

    def open_evidence(self, period: Period, commitment: str, sha256: str, department: str | None = None) -> BinaryIO:
        """The content of a file that proves a report.

        Raises:
            NotFound: the report names no such file.
        """
        return self._registry.open_evidence(self.report(period, commitment, department).report, sha256)
