"""Where one desk ends and the next begins: what an open desk may still do, and whose work it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from departments.accounts import AccountDisabled
from departments.desks import CoordinatorDesk
from departments.lights import Light
from departments.reports import State
from departments.workflow import NotInThisState
from tests.building import FIRMS, JOBS, JOBS_FIGURE, JULY, JUNE, Clock, a_report, at, saved, submitted
from tests.people import signed_in

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, HeadDesk, Office
    from departments.periods import Period

FIGURE = {JOBS_FIGURE: 6000}


def test_an_account_disabled_at_its_desk_saves_nothing_more(
    june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """Whoever is disabled in the middle of the work is told so, and what was saved before stays."""
    kept = saved(clerk_desk, a_report(values=FIGURE))
    coordinator_desk.disable_account("rsj")

    with pytest.raises(AccountDisabled):
        clerk_desk.submit_report(june, JOBS, based_on=kept.revision)

    assert State.DRAFT is coordinator_desk.report(june, JOBS).report.state


def test_another_departments_leave_is_nobody_elses_business(
    june: Period, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """Why it was late stays between it and the commission; the calendar shows a department its own leave alone."""
    coordinator_desk.close_period(june)
    given = coordinator_desk.grant_extension(june, "rsj", until=at("2021-07-20 18:00"), reason="数据迟到")

    assert (given,) == clerk_desk.calendar().extensions == coordinator_desk.calendar().extensions
    assert () == kjj_desk.calendar().extensions


def test_a_coordinator_disabled_at_the_desk_opens_no_period(
    office: Office, coordinator_desk: CoordinatorDesk, june: Period
) -> None:
    """The rule holds at every desk that writes."""
    second = signed_in(office, "coordinator.second", CoordinatorDesk)
    second.disable_account(coordinator_desk.account.name)

    with pytest.raises(AccountDisabled):
        coordinator_desk.open_period(JULY)


def test_what_was_withdrawn_does_not_make_the_next_text_timely(
    june: Period, clerk_desk: ClerkDesk, clock: Clock
) -> None:
    """A report sent in time, taken back and sent again past the due date is late."""
    sent = submitted(clerk_desk, a_report(values=FIGURE))
    clerk_desk.withdraw_report(june, JOBS, based_on=sent.revision)
    clock.set("2021-07-30 09:00")

    again = submitted(clerk_desk, a_report(values=FIGURE))

    assert again.is_late


def test_a_returned_report_keeps_the_time_at_which_it_first_came(
    june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk, clock: Clock
) -> None:
    """A return by the commission costs nobody the timeliness, whatever the clerk does afterwards."""
    sent = submitted(clerk_desk, a_report(values=FIGURE))
    sent_back = coordinator_desk.return_report(june, JOBS, "缺佐证", based_on=sent.revision)
    again = clerk_desk.submit_report(june, JOBS, based_on=sent_back.revision)
    clerk_desk.withdraw_report(june, JOBS, based_on=again.revision)
    clock.set("2021-07-30 09:00")

    last = submitted(clerk_desk, a_report(values=FIGURE))

    assert not last.is_late


def test_the_commission_does_not_return_what_the_head_has_not_signed(
    june: Period, clerk_desk: ClerkDesk, head_desk: HeadDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """A report that waits for its own department's head has not reached the commission."""
    waiting = submitted(clerk_desk, a_report(values=FIGURE))

    with pytest.raises(NotInThisState):
        coordinator_desk.return_report(june, JOBS, "x", based_on=waiting.revision)

    assert State.SIGNING is head_desk.report(june, JOBS).report.state


def test_a_departments_overview_shows_no_other_departments_report(
    june: Period, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk
) -> None:
    """What a supporting department wrote on the same commitment stays its own."""
    submitted(clerk_desk, a_report(values=FIGURE))
    submitted(kjj_desk, a_report(values={}, department="kjj", assessment=None))

    (row,) = [each for each in clerk_desk.overview(june).rows if each.commitment.id == JOBS]

    assert ("rsj", ()) == (row.counted.department if row.counted else None, row.supporting)


def test_a_new_lead_does_not_read_the_old_leads_reports(
    june: Period, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """After a handover the commission still sees the earlier report; the new lead sees its own work alone."""
    submitted(kjj_desk, a_report(FIRMS, explanation="已核对"))
    coordinator_desk.close_period(june, with_unreviewed=True)
    coordinator_desk.open_period(JULY)
    coordinator_desk.reassign_commitment(FIRMS, lead="rsj", supporting=(), reason="机构调整")

    (mine,) = [each for each in clerk_desk.overview(JULY).rows if each.commitment.id == FIRMS]
    (whole,) = [each for each in coordinator_desk.overview(JULY).rows if each.commitment.id == FIRMS]

    assert mine.counted is None
    assert whole.counted is not None
    assert whole.counted.period == JUNE
    assert mine.light.light in (Light.MISSING, Light.NOT_DUE)
    assert whole.counted.department == "kjj"


def test_what_is_not_due_shows_the_latest_report(
    june: Period, kjj_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """In July a quarterly commitment keeps June's light at the clerk's desk, as it does in the overview."""
    sent = submitted(kjj_desk, a_report(FIRMS, explanation="已核对"))
    coordinator_desk.open_period(JULY)

    july = kjj_desk.report(JULY, FIRMS)
    (row,) = [each for each in coordinator_desk.overview(JULY).rows if each.commitment.id == FIRMS]

    assert not july.is_due
    assert sent.light == july.light == row.light


def test_a_supporting_department_owes_nothing(june: Period, kjj_desk: ClerkDesk) -> None:
    """Its report shows no 未报, however long it isn't there."""
    assert Light.NOT_DUE is kjj_desk.report(june, JOBS).light.light
