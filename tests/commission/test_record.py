"""The record as the desk tells it: what each event decided, and what came since it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.field_changes import FieldChange
from departments.history import Sought
from departments.periods import PeriodStatus
from departments.reports import State
from tests.building import CLINICS, JOBS, Clock, a_report, submitted

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period


def test_what_is_decided_twice_in_the_same_words_is_told_twice(
    june: Period, coordinator_desk: CoordinatorDesk, clock: Clock
) -> None:
    """Each event has its own decision, whatever stood there before."""
    clock.forward(days=1)
    for lead in ("wjw", "rsj", "wjw"):
        coordinator_desk.reassign_commitment(JOBS, lead=lead, supporting=("kjj",), reason="机构改革", since=june)

    told = coordinator_desk.history(Sought(action="reassigned"))

    assert [("rsj", "wjw"), ("wjw", "rsj"), ("rsj", "wjw")] == [
        (each.old, each.new) for entry in told for each in entry.changes if each.field == "lead"
    ]


def test_a_period_that_was_never_opened_was_locked(june: Period, coordinator_desk: CoordinatorDesk) -> None:
    """The year stands from the start, though nothing was written about it."""
    (told,) = coordinator_desk.history(Sought(action="period_opened"))

    assert FieldChange("status", PeriodStatus.LOCKED, PeriodStatus.OPEN) in told.changes


def test_history_goes_on_where_it_was_read_last(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, wjw_desk: ClerkDesk, clock: Clock
) -> None:
    """What came behind the ends of the books then, and it alone, with what stood before it."""
    submitted(clerk_desk, a_report())
    heads, before = coordinator_desk.heads(), coordinator_desk.history()
    submitted(wjw_desk, a_report(CLINICS))
    clock.forward(hours=1)
    coordinator_desk.approve_report(june, JOBS, based_on=coordinator_desk.report(june, JOBS).revision)

    fresh = coordinator_desk.history(after=heads)

    assert ["approved", "submitted", "saved"] == [each.action for each in fresh]
    assert FieldChange("state", State.SUBMITTED, State.APPROVED) in fresh[0].changes
    assert coordinator_desk.history() == (*fresh, *before)
    assert () == coordinator_desk.history(after=coordinator_desk.heads())
