"""One department's report on one commitment for one period, as a value.

A report is never changed: every verb of the workflow gives a new one, and the ledger keeps them all in order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from attrs import evolve, field, frozen

from departments.periods import Period


class State(StrEnum):
    """Where a report stands between the clerk and the commission."""

    EMPTY = "empty"
    DRAFT = "draft"
    SIGNING = "signing"
    """Waiting for the department's own head."""
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"

    @property
    def counts(self) -> bool:
        """Whether a report in this state goes into lights, totals and workbooks."""
        return self in (State.SUBMITTED, State.APPROVED)


_AT_THE_DEPARTMENT = frozenset({State.RETURNED, State.DRAFT, State.SIGNING})
"""Where a report is in its department's hands."""


class Assessment(StrEnum):
    """The clerk's own judgement of a commitment (自评)."""

    DONE = "done"
    ON_TRACK = "on_track"
    SLIGHTLY_BEHIND = "slightly_behind"
    BEHIND = "behind"
    NOT_STARTED = "not_started"


@frozen
class Narrative:
    """The three texts that every report table asks for."""

    progress: str = ""
    """进展情况; for nothing to report, the reason."""
    problems: str = ""
    """存在问题."""
    next_steps: str = ""
    """下一步措施."""


@frozen
class Evidence:
    """What proves a report: a file on the department's shelf, or a reference to something kept elsewhere."""

    name: str
    """The file's name as its owner called it; a document number or an address for a reference."""
    sha256: str = ""
    """The content's hash in lower-case hex; empty for a reference."""
    size: int = 0
    """Bytes; 0 for a reference."""
    note: str = ""

    @property
    def is_reference(self) -> bool:
        """Whether there is no file behind it."""
        return not self.sha256


@frozen
class Return:
    """A report sent back, and why."""

    at: dt.datetime
    by: str
    reason: str


@frozen
class Standing:
    """What of a report decides its light: all that is needed to count the lights of a year, and none of its text."""

    period: Period
    state: State
    values: Mapping[str, Decimal]
    """Figures by indicator id."""
    assessment: Assessment | None


@frozen
class Report:
    """What a department says about a commitment for a period."""

    commitment: str
    department: str
    period: Period
    state: State = State.EMPTY
    values: Mapping[str, Decimal] = field(factory=dict)
    """Figures by indicator id, in the indicator's unit; what has no figure is not in it."""
    figure_absent: Mapping[str, str] = field(factory=dict)
    """Why there is no figure, by indicator id."""
    narrative: Narrative = field(factory=Narrative)
    assessment: Assessment | None = None
    nothing_to_report: bool = False
    """本期无进展: an answer of its own, whose reason is the narrative's progress."""
    explanation: str = ""
    """The clerk's answer to soft findings; it travels with the report."""
    evidence: tuple[Evidence, ...] = ()
    returns: tuple[Return, ...] = ()
    """Every time it was sent back, the earliest first."""
    reported_by: str = ""
    """The account whose figures these are (填报人); an approval doesn't change it."""
    signed_by: str = ""
    """The department's head who let it go out, where there is one."""
    approved_by: str = ""
    first_submitted_at: dt.datetime | None = None
    """What decides whether it was in time."""
    submitted_at: dt.datetime | None = None
    """When the text that stands now was submitted (报送时间)."""

    @property
    def key(self) -> str:
        """The report's key in its department's book."""
        return report_key(self.period, self.commitment)

    @property
    def standing(self) -> Standing:
        """How it stands, without its text."""
        return Standing(self.period, self.state, self.values, self.assessment)

    @property
    def open_return(self) -> Return | None:
        """The last return, as long as the report has not been submitted again."""
        if self.returns and self.state in _AT_THE_DEPARTMENT:
            return self.returns[-1]
        return None

    @property
    def awaits_correction(self) -> bool:
        """Whether the commission has sent it back and it has not come back since: it may be corrected in any period.

        What never reached the commission, and what its department took back itself, is not.
        """
        return self.submitted_at is not None and self.state in _AT_THE_DEPARTMENT

    @property
    def was_submitted(self) -> bool:
        """Whether its clerk has submitted it, to the department's head or to the commission, and not taken it back.

        One that was sent back stays submitted while it is corrected, whoever sent it back.
        """
        is_mere_draft = self.state in (State.EMPTY, State.DRAFT)
        return not is_mere_draft or bool(self.returns) or self.first_submitted_at is not None

    @property
    def is_disclosed(self) -> bool:
        """Whether what stands in it is what the commission was sent: submitted, approved, or as it was sent back."""
        return self.state.counts or (self.state is State.RETURNED and self.submitted_at is not None)

    @property
    def disclosed(self) -> Report:
        """The report as far as others than its department see it: of a draft where it stands, and none of its text."""
        if self.is_disclosed:
            return self
        return Report(
            self.commitment,
            self.department,
            self.period,
            self.state,
            returns=self.returns,
            first_submitted_at=self.first_submitted_at,
            submitted_at=self.submitted_at,
        )

    def submitted(self, at: dt.datetime) -> Report:
        """The report with the time at which it reached the commission; the first time is kept."""
        return evolve(self, state=State.SUBMITTED, submitted_at=at, first_submitted_at=self.first_submitted_at or at)

    def withdrawn(self) -> Report:
        """The report taken back by its department: what was sent no longer decides whether it was in time.

        A report that the commission had returned was reviewed, and keeps the time at which it first arrived; one that
        waits for its department's own head was not sent, and nothing of it is taken back.
        """
        if self.state is State.SIGNING:
            return self
        arrived = self.first_submitted_at
        was_reviewed = arrived is not None and any(each.at >= arrived for each in self.returns)
        return evolve(self, submitted_at=None, first_submitted_at=arrived if was_reviewed else None)

    def is_late(self, due_on: dt.date, today: dt.date) -> bool:
        """Whether it was first submitted after the day it was due, or is not submitted and that day is past."""
        submitted_on = self.first_submitted_at.date() if self.first_submitted_at else today
        return submitted_on > due_on


def report_key(period: Period, commitment: str) -> str:
    """The key of a report in its department's book: period, slash, commitment."""
    return f"{period}/{commitment}"
