"""What every change of the plan asks first: from when on it holds, who may get work, and whose report is in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, frozen

from departments.accounts import Role
from departments.assignments import CommitmentChanges
from departments.desks.reader import ReaderDesk
from departments.periods import NoSuchStep, Period, PeriodStatus
from departments.refusals import Refusal
from departments.wording import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from departments.ledger import Transaction
    from departments.plan import Commitment

    Change = Callable[[Commitment, CommitmentChanges], CommitmentChanges]


@define
class DepartmentDisabled(Refusal):
    """A commitment was to be given to a department whose clerks may no longer sign in."""

    message: ClassVar[str] = N_("Every clerk's account of {name} is disabled; enable or add one before it gets work.")
    name: str


@define
class AlreadyReported(Refusal):
    """A change that would take a commitment from a department which has submitted a report on it for the period."""

    message: ClassVar[str] = N_(
        "{name} has already submitted a report on {commitment} for {period}, and that stays;"
        " let the change hold from a later period."
    )
    name: str
    commitment: str
    period: Period


@define
class ReportedToTheLast(AlreadyReported):
    """The same for the last period of the year, which none comes after."""

    message: ClassVar[str] = N_(
        "{name} has already submitted a report on {commitment} for {period}, and that stays; it is the last period of"
        " the year: put the change into next year's plan. Its target can still be changed."
    )


@frozen
class PlanChangingDesk(ReaderDesk):
    """A desk that changes the plan in some way."""

    def _since(self, since: Period | None) -> Period:
        calendar = self.calendar()
        if since is None:
            return calendar.first_not_closed
        if calendar[since].status is PeriodStatus.CLOSED:
            raise NoSuchStep(since, PeriodStatus.CLOSED)
        return since

    def _check_departments(self, *codes: str) -> None:
        directory, accounts = self._registry.original_plan.directory, self._registry.accounts()
        for code in codes:
            name = directory[code].short_name
            clerks = [each for each in accounts if each.role is Role.CLERK and each.department == code]
            if clerks and all(each.is_disabled for each in clerks):
                raise DepartmentDisabled(name)

    def _check_not_reported(self, commitment: str, since: Period, departments: tuple[str, ...]) -> None:
        """Pass in silence if no report loses its place: what was submitted once stays with who wrote it, and in sight.

        That holds for a report that waits for its department's head and for one that was sent back, too. A mere draft
        stands in nobody's way: the commission can't see it, and most are never finished.

        Args:
            commitment: its id.
            since: the first period of the change.
            departments: the lead and the others after it; empty where the commitment leaves the plan.
        """
        for record in reversed(self.calendar().records):
            period = record.period
            plan = self.plan(period)
            if period < since or commitment not in plan:
                continue
            for place, code in enumerate(plan.commitment(commitment).departments):
                keeps_its_place = code in departments and (code == departments[0]) == (place == 0)
                entry = None if keeps_its_place else self._registry.report_entry(code, period, commitment)
                if entry is not None and entry.document.was_submitted:
                    refused = ReportedToTheLast if period.is_last else AlreadyReported
                    raise refused(plan.directory[code].short_name, commitment, period)


def append_change(book: Transaction, standing: Commitment, action: str, change: Change) -> None:
    """Keep a change of a commitment with those that were made of it before."""
    entry = book.entry(CommitmentChanges, standing.id)
    changes = entry.document if entry else CommitmentChanges(standing.id)
    book.append(action, standing.id, change(standing, changes), based_on=entry.revision if entry else 0)
