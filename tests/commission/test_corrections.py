"""A report sent back when its period is closed: it can be corrected at once, and nothing else with it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from departments.desks.department_urging import CannotReport
from departments.periods import PeriodClosed
from departments.reports import State
from tests.building import FIRMS, JOBS, JOBS_FIGURE, JULY, JUNE, REFORM, Clock, a_report, at, saved, submitted

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk, ReaderDesk

pytestmark = pytest.mark.usefixtures("june")


def _sent_back_after_closing(coordinator_desk: CoordinatorDesk, *, commitment: str = JOBS, department: str) -> None:
    coordinator_desk.close_period(JUNE, with_unreviewed=True)
    view = coordinator_desk.report(JUNE, commitment, department)
    coordinator_desk.return_report(JUNE, commitment, "口径不对", department=department, based_on=view.revision)


def test_a_report_returned_in_a_closed_period_is_corrected_without_an_extension(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, clock: Clock
) -> None:
    """Asking for a correction is leave to make it; everything is still there, and sent again it is locked again."""
    sent = submitted(clerk_desk, a_report())
    clock.set("2021-07-20 09:00")
    _sent_back_after_closing(coordinator_desk, department="rsj")

    view = clerk_desk.report(JUNE, JOBS)
    assert (None, sent.report.values, sent.report.narrative) == (view.lock, view.report.values, view.report.narrative)
    draft = saved(clerk_desk, a_report(values={JOBS_FIGURE: 6100}))
    proven = clerk_desk.attach_reference(JUNE, JOBS, "3号", based_on=draft.revision)
    again = clerk_desk.submit_report(JUNE, JOBS, based_on=proven.revision)

    assert (State.SUBMITTED, False) == (again.report.state, again.is_late)
    assert isinstance(again.lock, PeriodClosed)
    with pytest.raises(PeriodClosed):
        clerk_desk.withdraw_report(JUNE, JOBS, based_on=again.revision)
    approved = coordinator_desk.approve_report(JUNE, JOBS, based_on=again.revision)
    assert (State.APPROVED, "rsj") == (approved.report.state, approved.report.reported_by)


def test_an_approved_report_is_corrected_in_the_same_way(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """A correction after approval begins with a return, whatever the period."""
    sent = submitted(clerk_desk, a_report())
    coordinator_desk.approve_report(JUNE, JOBS, based_on=sent.revision)

    _sent_back_after_closing(coordinator_desk, department="rsj")

    assert State.SUBMITTED is submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6100})).report.state


def test_a_supporting_department_corrects_its_words(coordinator_desk: CoordinatorDesk, kjj_desk: ClerkDesk) -> None:
    """It was asked too; the lead's report stays locked."""
    submitted(kjj_desk, a_report(department="kjj", values={}))

    _sent_back_after_closing(coordinator_desk, department="kjj")

    assert kjj_desk.report(JUNE, JOBS).lock is None
    assert State.SUBMITTED is submitted(kjj_desk, a_report(department="kjj", values={})).report.state


def test_nothing_else_opens_with_it(coordinator_desk: CoordinatorDesk, kjj_desk: ClerkDesk) -> None:
    """The department's other reports need their extension, begun or not, and none is saved in the shade of another."""
    submitted(kjj_desk, a_report(REFORM))
    draft = saved(kjj_desk, a_report(FIRMS))

    _sent_back_after_closing(coordinator_desk, commitment=REFORM, department="kjj")

    assert isinstance(kjj_desk.report(JUNE, FIRMS).lock, PeriodClosed)
    with pytest.raises(PeriodClosed):
        kjj_desk.save_report(draft.report, based_on=draft.revision)
    with pytest.raises(PeriodClosed):
        kjj_desk.save_reports(
            [(a_report(REFORM), kjj_desk.report(JUNE, REFORM).revision), (draft.report, draft.revision)]
        )


def test_what_a_department_took_back_itself_is_locked_when_the_period_closes(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """A return that was answered opens nothing later: withdrawing an answer is no way to be late."""
    sent = submitted(clerk_desk, a_report())
    coordinator_desk.return_report(JUNE, JOBS, "请补充", based_on=sent.revision)
    answered = submitted(clerk_desk, a_report())
    draft = clerk_desk.withdraw_report(JUNE, JOBS, based_on=answered.revision)
    coordinator_desk.close_period(JUNE)

    assert isinstance(clerk_desk.report(JUNE, JOBS).lock, PeriodClosed)
    with pytest.raises(PeriodClosed):
        clerk_desk.submit_report(JUNE, JOBS, based_on=draft.revision)


def test_a_heads_return_opens_no_closed_period(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, head_desk: HeadDesk
) -> None:
    """Nothing reached the commission in time, so that a department could else give itself an extension."""
    waiting = submitted(clerk_desk, a_report())
    coordinator_desk.close_period(JUNE)
    with pytest.raises(PeriodClosed):
        head_desk.sign_report(JUNE, JOBS, based_on=waiting.revision)

    head_desk.return_report(JUNE, JOBS, "再核", based_on=waiting.revision)

    assert isinstance(clerk_desk.report(JUNE, JOBS).lock, PeriodClosed)


def test_a_heads_return_and_a_withdrawal_excuse_no_late_report(
    clerk_desk: ClerkDesk, head_desk: HeadDesk, clock: Clock
) -> None:
    """Only what the commission has reviewed keeps the day on which it first arrived."""
    waiting = submitted(clerk_desk, a_report())
    head_desk.return_report(JUNE, JOBS, "再核", based_on=waiting.revision)
    clock.forward(hours=1)
    again = submitted(clerk_desk, a_report())
    signed = head_desk.sign_report(JUNE, JOBS, based_on=again.revision)
    draft = clerk_desk.withdraw_report(JUNE, JOBS, based_on=signed.revision)
    clock.set("2021-07-20 09:00")

    sent = clerk_desk.submit_report(JUNE, JOBS, based_on=draft.revision)
    late = head_desk.sign_report(JUNE, JOBS, based_on=sent.revision)

    assert (True, at("2021-07-20 09:00")) == (late.is_late, late.report.first_submitted_at)


def test_a_correction_goes_through_the_head_as_every_report_does(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, head_desk: HeadDesk
) -> None:
    """Given back by the head or taken back from it, it still waits to be corrected; signed, it is locked again."""
    waiting = submitted(clerk_desk, a_report())
    head_desk.sign_report(JUNE, JOBS, based_on=waiting.revision)
    _sent_back_after_closing(coordinator_desk, department="rsj")

    waiting = submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6100}))
    clerk_desk.withdraw_report(JUNE, JOBS, based_on=waiting.revision)
    waiting = submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6200}))
    back = head_desk.return_report(JUNE, JOBS, "再核", based_on=waiting.revision)
    assert (None, "再核") == (
        clerk_desk.report(JUNE, JOBS).lock,
        back.report.open_return and back.report.open_return.reason,
    )
    waiting = submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6300}))
    out = head_desk.sign_report(JUNE, JOBS, based_on=waiting.revision)

    assert (State.SUBMITTED, Decimal(6300)) == (out.report.state, out.report.values[JOBS_FIGURE])
    assert isinstance(clerk_desk.report(JUNE, JOBS).lock, PeriodClosed)


def test_a_department_is_urged_about_its_corrections_alone(
    coordinator_desk: CoordinatorDesk, kjj_desk: ClerkDesk, clerk_desk: ClerkDesk
) -> None:
    """In a closed period the letter names what can be answered; whoever can answer nothing isn't urged."""
    submitted(kjj_desk, a_report(REFORM))
    _sent_back_after_closing(coordinator_desk, commitment=REFORM, department="kjj")

    (urge,) = coordinator_desk.urge_departments(JUNE).sent

    assert ("kjj", (REFORM,)) == (urge.department, urge.commitments)
    assert ("口径不对" in urge.text, FIRMS in urge.text) == (True, False)
    assert [(REFORM,)] == [each.outstanding for each in kjj_desk.urges()]
    with pytest.raises(CannotReport, match="区人社局"):
        coordinator_desk.urge_departments(JUNE, ["rsj"])
    submitted(kjj_desk, a_report(REFORM))
    assert () == kjj_desk.urges()
    assert () == clerk_desk.urges()


def test_what_is_being_corrected_does_not_count(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, reader_desk: ReaderDesk
) -> None:
    """It is missing from the closed period until it comes back, and its department is on the board."""
    submitted(clerk_desk, a_report())
    before = reader_desk.overview(JUNE).totals.missing
    _sent_back_after_closing(coordinator_desk, department="rsj")

    assert before + 1 == reader_desk.overview(JUNE).totals.missing
    (row,) = (each for each in reader_desk.not_reported(JUNE).rows if each.department.code == "rsj")
    assert (1, 1) == (row.states.returned, row.missing)


def test_a_department_finds_its_corrections_in_whatever_period(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk
) -> None:
    """Of a period that is over for everybody else too, until they are sent again."""
    submitted(clerk_desk, a_report())
    coordinator_desk.open_period(JULY)
    _sent_back_after_closing(coordinator_desk, department="rsj")

    assert [(JUNE, JOBS)] == [(each.period, each.commitment) for each in clerk_desk.corrections()]
    assert () == kjj_desk.corrections()
    submitted(clerk_desk, a_report())
    assert () == clerk_desk.corrections()
