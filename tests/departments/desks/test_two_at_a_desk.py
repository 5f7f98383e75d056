"""Two at one report, and the steps that a report can and can't take."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from departments.ledger import RevisionConflict
from departments.lights import Light
from departments.periods import PeriodClosed, PeriodLocked
from departments.reports import Narrative, State
from departments.workflow import NotInThisState
from tests.building import (
    JOBS,
    JOBS_FIGURE,
    JUNE,
    Clock,
    a_report,
    at,
    saved,
    submitted,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period

FIGURE = {JOBS_FIGURE: Decimal(6000)}


def test_two_clerks_on_one_report_lose_nothing(june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk) -> None:
    """The second is told who was quicker, and holds both versions."""
    clerk_desk.save_report(a_report(explanation="第一份"), based_on=0)

    with pytest.raises(RevisionConflict, match=r"rsj changed 2021-06/4.1-01 while you were at it") as refused:
        colleague_desk.save_report(a_report(explanation="第二份"), based_on=0)

    conflict = refused.value
    assert ("第一份", "第二份") == (conflict.current.document.explanation, conflict.attempted.explanation)
    assert (0, 1) == (conflict.based_on, conflict.revision)
    view = colleague_desk.save_report(evolve(conflict.attempted), based_on=conflict.revision)
    assert (2, "第二份", "rsj.second") == (view.revision, view.report.explanation, view.report.reported_by)


def test_evidence_attached_in_between_survives_both_ways(
    june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """A form filled before a file was attached conflicts, and saved again keeps the file."""
    colleague_desk.attach_reference(june, JOBS, "津人社〔2021〕3号", based_on=0)

    with pytest.raises(RevisionConflict) as refused:
        clerk_desk.save_report(a_report(), based_on=0)

    assert ["津人社〔2021〕3号"] == [each.name for each in refused.value.attempted.evidence]
    view = clerk_desk.save_report(a_report(), based_on=refused.value.revision)
    assert ["津人社〔2021〕3号"] == [each.name for each in view.report.evidence]


def test_a_conflict_comes_before_everything_that_is_wrong_with_the_other_version(
    june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """Who submits what somebody else has emptied meanwhile is told of the change, not of findings never seen."""
    mine = saved(clerk_desk, a_report())
    saved(colleague_desk, a_report(values={}, narrative=Narrative()))

    with pytest.raises(RevisionConflict) as refused:
        clerk_desk.submit_report(june, JOBS, based_on=mine.revision)

    assert {} == refused.value.current.document.values


def test_a_conflict_comes_before_evidence_that_is_gone(
    june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """Taking off what somebody else has taken off is a conflict: the page is old."""
    view = clerk_desk.attach_reference(june, JOBS, "3号", based_on=0)
    colleague_desk.detach_evidence(june, JOBS, view.report.evidence[0], based_on=view.revision)

    with pytest.raises(RevisionConflict):
        clerk_desk.detach_evidence(june, JOBS, view.report.evidence[0], based_on=view.revision)


@pytest.mark.parametrize("verb", ["submit_report", "withdraw_report"])
def test_a_verb_on_nothing_says_to_write_first(june: Period, clerk_desk: ClerkDesk, verb: str) -> None:
    """An empty report can't go anywhere."""
    with pytest.raises(NotInThisState, match=r"4.1-01 is empty: fill it in and save it first"):
        getattr(clerk_desk, verb)(june, JOBS, based_on=0)


@pytest.mark.parametrize("verb", ["save", "submit", "attach", "detach"])
def test_what_was_submitted_is_locked_until_it_is_withdrawn(june: Period, clerk_desk: ClerkDesk, verb: str) -> None:
    """The sentence says how to get it back, and the form knows beforehand."""
    saved(clerk_desk, a_report())
    clerk_desk.attach_reference(june, JOBS, "3号", based_on=1)
    view = clerk_desk.submit_report(june, JOBS, based_on=2)
    acts: dict[str, Callable[[], object]] = {
        "save": lambda: clerk_desk.save_report(a_report(), based_on=3),
        "submit": lambda: clerk_desk.submit_report(june, JOBS, based_on=3),
        "attach": lambda: clerk_desk.attach_file(june, JOBS, "新.pdf", io.BytesIO(b"x"), based_on=3),
        "detach": lambda: clerk_desk.detach_evidence(june, JOBS, view.report.evidence[0], based_on=3),
    }

    with pytest.raises(NotInThisState, match="is submitted: withdraw it to change it"):
        acts[verb]()

    assert "is submitted: withdraw it" in str(view.lock)
    assert 3 == clerk_desk.report(june, JOBS).revision


def test_a_withdrawn_report_is_a_draft_with_everything_in_it(june: Period, clerk_desk: ClerkDesk) -> None:
    """撤回 loses nothing, and the report no longer counts."""
    sent = submitted(clerk_desk, a_report())

    view = clerk_desk.withdraw_report(june, JOBS, based_on=sent.revision)

    assert (State.DRAFT, None, Light.MISSING) == (view.report.state, view.lock, view.light.light)
    assert (sent.report.values, sent.report.narrative) == (view.report.values, view.report.narrative)


def test_a_second_submission_keeps_the_time_of_the_first(
    june: Period, clerk_desk: ClerkDesk, clock: Clock, coordinator_desk: CoordinatorDesk
) -> None:
    """Correcting after a return does not make a report late; when the text was sent is shown anyway."""
    first = submitted(clerk_desk, a_report())
    coordinator_desk.return_report(june, JOBS, "数字有误", based_on=first.revision)
    clock.set("2021-07-09 10:00")

    view = submitted(clerk_desk, a_report())

    assert (at("2021-07-03 09:00"), at("2021-07-09 10:00"), False) == (
        view.report.first_submitted_at,
        view.report.submitted_at,
        view.is_late,
    )


@pytest.mark.parametrize(("when", "is_late"), [("2021-07-05 23:59", False), ("2021-07-06 00:30", True)])
def test_the_due_day_ends_at_midnight_of_the_place(
    june: Period, clerk_desk: ClerkDesk, clock: Clock, when: str, *, is_late: bool
) -> None:
    """Half past midnight is late, though the day is not over further west."""
    clock.set(when)

    submitted(clerk_desk, a_report())
    clock.set("2021-07-08 09:00")

    assert is_late == clerk_desk.report(june, JOBS).is_late


@pytest.mark.parametrize("act", ["save", "submit", "withdraw", "attach", "reference"])
@pytest.mark.parametrize(("closed", "refusal"), [(False, PeriodLocked), (True, PeriodClosed)])
def test_a_period_that_is_not_open_takes_nothing_and_says_why(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, act: str, refusal: type[Exception], *, closed: bool
) -> None:
    """Locked: the coordinator opens it. Closed: the coordinator gives an extension. The form knows beforehand."""
    if closed:
        coordinator_desk.open_period(JUNE)
        coordinator_desk.close_period(JUNE)
    acts: dict[str, Callable[[], object]] = {
        "save": lambda: clerk_desk.save_report(a_report(), based_on=0),
        "submit": lambda: clerk_desk.submit_report(JUNE, JOBS, based_on=0),
        "withdraw": lambda: clerk_desk.withdraw_report(JUNE, JOBS, based_on=0),
        "attach": lambda: clerk_desk.attach_file(JUNE, JOBS, "新.pdf", io.BytesIO(b"x"), based_on=0),
        "reference": lambda: clerk_desk.attach_reference(JUNE, JOBS, "3号", based_on=0),
    }

    with pytest.raises(refusal, match=r"2021-06 is .*coordinator"):
        acts[act]()

    assert refusal is type(clerk_desk.report(JUNE, JOBS).lock)
