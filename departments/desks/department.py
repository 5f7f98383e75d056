"""What the clerk's and the head's desk have in common: reading the own department's commitments and reports.

Everything of another department, and everything that doesn't exist, answers :class:`~departments.refusals.NotFound`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from attrs import frozen

from departments.accounts import Account, Role
from departments.desks.registry import Registry
from departments.desks.views import ReportView, view_report
from departments.refusals import NotFound

if TYPE_CHECKING:
    import datetime as dt

    from departments.directory import Department
    from departments.overview import Overview
    from departments.periods import Calendar, Period
    from departments.plan import Commitment, Plan


@frozen
class DepartmentDesk:
    """Reading, for one department."""

    account: Account
    _registry: Registry

    @property
    def department(self) -> Department:
        """The department that the account belongs to."""
        return self._registry.original_plan.directory[self._code]

    @property
    def _code(self) -> str:
        assert self.account.department is not None  # noqa: S101 - the office gives this desk to no other account
        return self.account.department

    def today(self) -> dt.date:
        """The day it is, by the office's clock."""
        return self._registry.now().date()

    def calendar(self) -> Calendar:
        """The year's periods."""
        return self._registry.calendar()

    def plan(self, period: Period | None = None) -> Plan:
        """The plan with this department's own commitments alone, as it holds for the period."""
        plan = self._registry.plan(period or self.calendar().current)
        return plan.with_commitments(tuple(each for each in plan.commitments if self._code in each.departments))

    def overview(self, period: Period) -> Overview:
        """How the commitments stand that this department leads."""
        return self._registry.overview(period).narrowed(self._code)

    def people(self) -> dict[str, str]:
        """The department's accounts by name to the person as tables print it."""
        return {each.name: each.label for each in self._registry.accounts() if each.department == self._code}

    def reports(self, period: Period, department: str | None = None) -> tuple[ReportView, ...]:
        """Every commitment of this department in the period with its report, in the plan's order.

        Args:
            period: which month.
            department: may only be the own one.

        Raises:
            NotFound: another department was named.
        """
        self._check_own(department)
        calendar, plan = self.calendar(), self.plan(period)
        return tuple(view_report(self._registry, calendar, plan, self._code, period, each) for each in plan.commitments)

    def report(self, period: Period, commitment: str, department: str | None = None) -> ReportView:
        """One commitment of this department in the period with its report.

        Raises:
            NotFound: the department has no such commitment, or another department was named.
        """
        self._check_own(department)
        own = self._own_commitment(period, commitment)
        return view_report(self._registry, self.calendar(), self.plan(period), self._code, period, own)

    def open_evidence(self, period: Period, commitment: str, sha256: str, department: str | None = None) -> BinaryIO:
        """The content of a file that proves a report of this department.

        Raises:
            NotFound: the report names no such file.
        """
        view = self.report(period, commitment, department)
        if sha256 not in {each.sha256 for each in view.report.evidence if not each.is_reference}:
            raise NotFound(sha256)
        return self._registry.shelf.open(self._code, sha256)

    def _check_own(self, department: str | None) -> None:
        if department not in (None, self._code):
            raise NotFound(str(department))

    def _own_commitment(self, period: Period, commitment: str) -> Commitment:
        found = self._registry.plan(period).commitment(commitment)
        if self._code not in found.departments:
            raise NotFound(commitment)
        return found

    def _has_head(self) -> bool:
        return any(
            each.role is Role.HEAD and each.department == self._code and not each.is_disabled
            for each in self._registry.accounts()
        )
