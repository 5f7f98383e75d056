"""The head's desk: two persons see what leaves a department that has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from departments.desks import HeadDesk
from departments.desks.reviewing import ReasonMissing
from departments.ledger import RevisionConflict
from departments.lights import Light
from departments.periods import PeriodClosed
from departments.refusals import NotFound
from departments.reports import State
from departments.workflow import NotInThisState
from tests.building import FIRMS, JOBS, JOBS_FIGURE, Clock, a_report, at, saved, submitted
from tests.people import signed_in

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, Office, OperatorDesk
    from departments.periods import Period


def test_a_submission_waits_for_the_head(
    june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """待审签 is not yet with the commission, and counts nowhere."""
    view = submitted(clerk_desk, a_report())

    assert (State.SIGNING, None, Light.MISSING) == (view.report.state, view.report.submitted_at, view.light.light)
    assert "the department's head has to sign it" in str(view.lock)
    assert Light.MISSING is coordinator_desk.report(june, JOBS).light.light


def test_a_signature_sends_it_out_and_the_author_stays(
    june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk, clock: Clock
) -> None:
    """What decides whether it is in time is when it reached the commission."""
    waiting = submitted(clerk_desk, a_report())
    clock.set("2021-07-06 08:00")

    view = head_desk.sign_report(june, JOBS, based_on=waiting.revision)

    assert (State.SUBMITTED, "rsj", "rsj.head") == (
        view.report.state,
        view.report.reported_by,
        view.report.signed_by,
    )
    assert (at("2021-07-06 08:00"), at("2021-07-06 08:00"), True) == (
        view.report.first_submitted_at,
        view.report.submitted_at,
        view.is_late,
    )


def test_a_second_signature_keeps_the_time_of_the_first(
    june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk, clock: Clock
) -> None:
    """A report returned by the commission and signed again is as much in time as it was."""
    waiting = submitted(clerk_desk, a_report())
    out = head_desk.sign_report(june, JOBS, based_on=waiting.revision)
    coordinator_desk.return_report(june, JOBS, "数字有误", based_on=out.revision)
    clock.set("2021-07-09 08:00")
    again = submitted(clerk_desk, a_report())

    view = head_desk.sign_report(june, JOBS, based_on=again.revision)

    assert (at("2021-07-03 09:00"), at("2021-07-09 08:00"), False) == (
        view.report.first_submitted_at,
        view.report.submitted_at,
        view.is_late,
    )


def test_a_signature_is_for_the_text_that_was_signed(
    june: Period,
    head_desk: HeadDesk,
    clerk_desk: ClerkDesk,
    operator_desk: OperatorDesk,
) -> None:
    """Withdrawn, changed and sent while there is no head: the old signature does not stand under the new text."""
    waiting = submitted(clerk_desk, a_report())
    signed = head_desk.sign_report(june, JOBS, based_on=waiting.revision)
    clerk_desk.withdraw_report(june, JOBS, based_on=signed.revision)
    operator_desk.disable_account("rsj.head")

    view = submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6500}))

    assert (State.SUBMITTED, "") == (view.report.state, view.report.signed_by)


def test_the_head_gives_a_report_back_before_it_has_gone_out(
    june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk
) -> None:
    """With a reason; everything written stays, and the clerk can go on at once."""
    waiting = submitted(clerk_desk, a_report())

    view = head_desk.return_report(june, JOBS, "再核一遍", based_on=waiting.revision)

    assert (State.RETURNED, "再核一遍", "rsj.head") == (
        view.report.state,
        view.report.returns[0].reason,
        view.report.returns[0].by,
    )
    assert waiting.report.values == view.report.values
    assert State.DRAFT is saved(clerk_desk, a_report()).report.state


def test_the_head_cannot_call_back_what_has_gone_out(
    june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """Submitted or approved, it is the commission's to return."""
    waiting = submitted(clerk_desk, a_report())
    out = head_desk.sign_report(june, JOBS, based_on=waiting.revision)
    with pytest.raises(NotInThisState):
        head_desk.return_report(june, JOBS, "再核一遍", based_on=out.revision)
    approved = coordinator_desk.approve_report(june, JOBS, based_on=out.revision)

    with pytest.raises(NotInThisState):
        head_desk.return_report(june, JOBS, "再核一遍", based_on=approved.revision)


def test_the_clerk_may_take_back_what_waits_for_the_head(
    june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk
) -> None:
    """撤回 works before the signature too, and the head then has nothing to sign."""
    waiting = submitted(clerk_desk, a_report())
    draft = clerk_desk.withdraw_report(june, JOBS, based_on=waiting.revision)

    with pytest.raises(NotInThisState, match=r"is draft"):
        head_desk.sign_report(june, JOBS, based_on=draft.revision)


def test_the_head_signs_what_the_head_saw(june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk) -> None:
    """Changed in between, it has to be looked at again."""
    seen = submitted(clerk_desk, a_report())
    clerk_desk.withdraw_report(june, JOBS, based_on=seen.revision)
    submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6500}))

    with pytest.raises(RevisionConflict):
        head_desk.sign_report(june, JOBS, based_on=seen.revision)


def test_nothing_is_signed_in_a_closed_period(
    june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """What was not signed in time needs an extension like everything else."""
    waiting = submitted(clerk_desk, a_report())
    coordinator_desk.close_period(june)

    with pytest.raises(PeriodClosed):
        head_desk.sign_report(june, JOBS, based_on=waiting.revision)


def test_the_head_gives_a_reason(june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk) -> None:
    """As everybody who sends something back."""
    waiting = submitted(clerk_desk, a_report())

    with pytest.raises(ReasonMissing):
        head_desk.return_report(june, JOBS, " ", based_on=waiting.revision)


@pytest.mark.parametrize("verb", ["sign_report", "return_report"])
def test_there_is_nothing_to_sign_where_nothing_was_written(june: Period, head_desk: HeadDesk, verb: str) -> None:
    """An empty commitment answers that there is nothing."""
    reason = {"reason": "再核"} if verb == "return_report" else {}

    with pytest.raises(NotFound):
        getattr(head_desk, verb)(june, JOBS, based_on=0, **reason)


def test_one_departments_head_does_not_hold_up_another(june: Period, head_desk: HeadDesk, kjj_desk: ClerkDesk) -> None:
    """The two-person rule is the department's own."""
    assert State.SUBMITTED is submitted(kjj_desk, a_report(FIRMS)).report.state


def test_a_disabled_head_signs_nothing_and_holds_up_nothing(
    june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk, operator_desk: OperatorDesk
) -> None:
    """The rule is off for a department without a head in use."""
    operator_desk.disable_account("rsj.head")

    assert State.SUBMITTED is submitted(clerk_desk, a_report()).report.state


def test_what_waits_when_the_last_head_is_disabled_is_counted_and_can_be_sent_on(
    june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk, operator_desk: OperatorDesk
) -> None:
    """By any clerk of the department; the journal says who, and the report whose figures they are."""
    waiting = submitted(clerk_desk, a_report())
    assert "head has to sign it first" in str(operator_desk.report(june, JOBS).lock)
    with pytest.raises(NotInThisState, match="has to sign it"):
        colleague_desk.submit_report(june, JOBS, based_on=waiting.revision)
    assert not waiting.lacks_head

    left = operator_desk.preview_disabling("rsj.head")
    operator_desk.disable_account("rsj.head")

    assert (1, True) == (left.unsigned, left.is_last_head)
    standing = colleague_desk.report(june, JOBS)
    assert standing.lacks_head
    assert "submit it to send it on" in str(standing.lock)
    assert "no head who could sign it; its clerk has to send it on" in str(operator_desk.report(june, JOBS).lock)
    sent = colleague_desk.submit_report(june, JOBS, based_on=standing.revision)
    assert (State.SUBMITTED, "rsj", "") == (sent.report.state, sent.report.reported_by, sent.report.signed_by)
    assert ("rsj.second", "submitted") == next((each.by, each.action) for each in clerk_desk.history())


def test_what_waits_when_one_of_two_heads_is_disabled_waits_for_the_other(
    office: Office, june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk, operator_desk: OperatorDesk
) -> None:
    """The two-person rule stays on."""
    second = signed_in(office, "rsj.deputy", HeadDesk, "rsj")
    waiting = submitted(clerk_desk, a_report())

    left = operator_desk.preview_disabling("rsj.head")
    operator_desk.disable_account("rsj.head")

    assert (1, False) == (left.unsigned, left.is_last_head)
    with pytest.raises(NotInThisState):
        clerk_desk.submit_report(june, JOBS, based_on=waiting.revision)
    assert State.SUBMITTED is second.sign_report(june, JOBS, based_on=waiting.revision).report.state


def test_only_what_could_still_go_out_is_counted_and_only_for_a_head(
    june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """In a closed period nothing waits any more, and a clerk's account signs nothing."""
    submitted(clerk_desk, a_report())

    assert None is coordinator_desk.preview_disabling("rsj").sentence
    assert "which nobody of the department will be left to give: 1" in str(
        coordinator_desk.preview_disabling("rsj.head").sentence
    )
    coordinator_desk.close_period(june)
    assert None is coordinator_desk.preview_disabling("rsj.head").sentence


def test_the_head_reads_what_the_department_reports(june: Period, head_desk: HeadDesk, clerk_desk: ClerkDesk) -> None:
    """List, report and overview are the clerk's."""
    submitted(clerk_desk, a_report())

    assert [each.report for each in clerk_desk.reports(june)] == [each.report for each in head_desk.reports(june)]
    assert clerk_desk.overview(june) == head_desk.overview(june)
    assert clerk_desk.department == head_desk.department
