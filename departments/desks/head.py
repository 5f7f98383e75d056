"""The desk of a department's own head: sign a report off, or give it back to the clerk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from departments.desks.reviewing import change_report, returned
from departments.desks.trays import FetchingDesk
from departments.reports import State
from departments.workflow import Verb

if TYPE_CHECKING:
    from departments.desks.views import ReportView
    from departments.periods import Period


_BEFORE_THE_HEAD = frozenset({State.SIGNING})


@frozen
class HeadDesk(FetchingDesk):
    """Everything that the head of a department can do."""

    def sign_report(self, period: Period, commitment: str, *, based_on: int) -> ReportView:
        """Let a report go out to the commission; its author stays.

        Raises:
            NotFound: the commitment isn't this department's.
            PeriodLocked, PeriodClosed, NotInThisState, RevisionConflict: it can't be signed now.
        """
        now, seen = self._registry.now(), self.report(period, commitment).report
        self.calendar().check_may_report(period, self.department.code, now, awaits_correction=seen.awaits_correction)
        change_report(
            self._registry,
            self.account.name,
            (self.department.code, period, commitment),
            Verb.SIGN,
            lambda report: evolve(report.submitted(now), signed_by=self.account.name),
            based_on,
            only_from=_BEFORE_THE_HEAD,
        )
        return self.report(period, commitment)

    def return_report(self, period: Period, commitment: str, reason: str, *, based_on: int) -> ReportView:
        """Give a report back to the clerk before it has gone out.

        Raises:
            ReasonMissing: no reason was given.
            NotFound, NotInThisState, RevisionConflict: as for signing.
        """
        self._own_commitment(period, commitment)
        change_report(
            self._registry,
            self.account.name,
            (self.department.code, period, commitment),
            Verb.RETURN,
            returned(self.account.name, self._registry.now(), reason),
            based_on,
            only_from=_BEFORE_THE_HEAD,
        )
        return self.report(period, commitment)
