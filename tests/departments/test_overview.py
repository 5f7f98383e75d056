"""The one read model, case by case."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from departments.assignments import CommitmentChanges, Retarget
from departments.lights import Light
from departments.periods import Period
from departments.reports import Assessment, Report, Return, State
from tests.building import (
    CLINICS,
    FIRMS,
    JOBS,
    JOBS_FIGURE,
    JULY,
    JUNE,
    MARCH,
    MAY,
    REFORM,
    YEAR,
    a_plan,
    a_report,
    at,
    figures,
)
from tests.departments.overviews import IN_TIME, reassigned, shown

if TYPE_CHECKING:
    from departments.overview import CommitmentRow, Overview

AFTER_DUE = dt.date(2021, 7, 6)
APRIL = Period(YEAR, 4)


def row(page: Overview, commitment: str) -> CommitmentRow:
    """The line of one commitment."""
    (found,) = [each for each in page.rows if each.commitment.id == commitment]
    return found


def sent(commitment: str = JOBS, **changes: Any) -> Report:
    """A report submitted in time."""
    when = at("2021-07-03 09:00")
    standing = a_report(commitment, state=State.SUBMITTED, first_submitted_at=when, submitted_at=when)
    return evolve(standing, **changes)


@pytest.mark.parametrize("state", [State.EMPTY, State.DRAFT, State.SIGNING, State.RETURNED])
def test_what_the_commission_does_not_have_is_missing(state: State) -> None:
    """A draft is nothing yet, and a returned report nothing any more."""
    found = row(shown(sent(state=state)), JOBS)

    assert (Light.MISSING, None, state, True) == (found.light.light, found.counted, found.state, found.is_due)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.APPROVED])
def test_what_the_commission_has_counts(state: State) -> None:
    """Approved or not: a leader sees it as soon as it is sent."""
    found = row(shown(sent(state=state)), JOBS)

    assert (Light.ON_TRACK, sent(state=state), Fraction(0)) == (found.light.light, found.counted, found.light.gap)


def test_what_is_due_and_not_there_is_missing_and_empty() -> None:
    """A commitment of which nobody ever wrote a word stands in the overview all the same."""
    found = row(shown(), JOBS)

    assert (Light.MISSING, State.EMPTY, None) == (found.light.light, found.state, found.current)


def test_last_months_report_does_not_count_where_one_is_due_now() -> None:
    """Silence this month is silence."""
    found = row(shown(sent(period=MAY)), JOBS)

    assert Light.MISSING == found.light.light


def test_what_is_not_due_shows_its_latest_report_at_that_reports_own_pace() -> None:
    """25 of 50 was on track in June and still is in July, when the pace has moved on to 58 %."""
    found = row(shown(sent(FIRMS), period=JULY), FIRMS)

    assert (False, JUNE, Light.ON_TRACK) == (found.is_due, found.counted and found.counted.period, found.light.light)
    assert Fraction(0) == found.light.gap


def test_the_latest_report_that_counts_is_shown() -> None:
    """A draft of a later month does not cover it, an earlier one does not either."""
    march = sent(FIRMS, period=MARCH, assessment=Assessment.BEHIND)
    april, may = sent(FIRMS, period=APRIL), sent(FIRMS, period=MAY, state=State.DRAFT)

    found = row(shown(march, april, may, period=JULY), FIRMS)

    assert april == found.counted


def test_a_report_made_although_none_is_due_counts() -> None:
    """A department may say more than it has to."""
    found = row(shown(sent(FIRMS, period=MAY), period=MAY, today=dt.date(2021, 6, 1)), FIRMS)

    assert (False, MAY, False) == (found.is_due, found.counted and found.counted.period, found.is_late)


@pytest.mark.parametrize(
    ("commitment", "period", "light"),
    [
        (FIRMS, Period(YEAR, 2), Light.NOT_DUE),
        (FIRMS, MARCH, Light.MISSING),
        (FIRMS, APRIL, Light.MISSING),
        (CLINICS, MAY, Light.NOT_DUE),
        (CLINICS, JUNE, Light.MISSING),
        (CLINICS, JULY, Light.MISSING),
    ],
)
def test_what_was_never_due_is_not_missing(commitment: str, period: Period, light: Light) -> None:
    """Only once a due period has gone by unreported is a commitment missing between its dates."""
    assert light == row(shown(period=period), commitment).light.light


@pytest.mark.parametrize(
    ("report", "today", "is_late"),
    [
        (None, IN_TIME, False),
        (None, AFTER_DUE, True),
        (sent(state=State.DRAFT, first_submitted_at=None), AFTER_DUE, True),
        (sent(state=State.SIGNING, first_submitted_at=None), AFTER_DUE, True),
        (sent(), AFTER_DUE, False),
        (sent(first_submitted_at=at("2021-07-05 23:59")), AFTER_DUE, False),
        (sent(first_submitted_at=at("2021-07-06 00:00")), AFTER_DUE, True),
        (sent(state=State.RETURNED), AFTER_DUE, False),
        (sent(state=State.APPROVED, first_submitted_at=at("2021-07-09 08:00")), AFTER_DUE, True),
    ],
)
def test_late_is_what_first_came_after_the_day_it_was_due(
    report: Report | None, today: dt.date, *, is_late: bool
) -> None:
    """The whole due day is in time, by the clock of the place; a return does not make a report late."""
    page = shown(*[report] if report else [], today=today)

    assert is_late == row(page, JOBS).is_late


def test_nothing_is_late_that_is_not_due() -> None:
    """A quarterly commitment is not late in July."""
    page = shown(period=JULY, today=dt.date(2021, 12, 31))

    assert [(FIRMS, False), (REFORM, True), (JOBS, True), (CLINICS, False)] == [
        (each.commitment.id, each.is_late) for each in page.rows
    ]


def test_supporting_reports_stand_beside_and_change_nothing() -> None:
    """Nothing is counted twice: neither their figures nor their assessment weigh."""
    aid = sent(department="kjj", values=figures({JOBS_FIGURE: 99999}), assessment=Assessment.BEHIND)
    draft = sent(CLINICS, department="rsj", state=State.DRAFT)

    page = shown(sent(), aid, draft)

    assert ((aid,), Light.ON_TRACK) == (row(page, JOBS).supporting, row(page, JOBS).light.light)
    assert () == row(page, CLINICS).supporting


def test_a_supporting_report_does_not_stand_for_the_leads() -> None:
    """The lead has to report itself."""
    assert Light.MISSING == row(shown(sent(department="kjj")), JOBS).light.light


def test_a_new_lead_owes_the_report_from_its_first_period_on() -> None:
    """The old lead's report of the same period no longer counts."""
    page = shown(sent(), changes=(reassigned(JOBS, "wjw", JUNE),))

    assert (Light.MISSING, "wjw") == (row(page, JOBS).light.light, row(page, JOBS).commitment.lead)


def test_an_earlier_period_stays_with_the_lead_of_then() -> None:
    """Looking back shows who reported, not who would have to now."""
    page = shown(sent(), changes=(reassigned(JOBS, "wjw", JULY),))

    assert (Light.ON_TRACK, "rsj") == (row(page, JOBS).light.light, row(page, JOBS).commitment.lead)


def test_between_due_dates_the_former_leads_report_is_still_the_latest() -> None:
    """A handover in July does not make June's report disappear."""
    page = shown(sent(FIRMS), period=JULY, changes=(reassigned(FIRMS, "wjw", JULY),))

    assert ("kjj", Light.ON_TRACK) == (_counted(page).department, row(page, FIRMS).light.light)


def _counted(page: Overview) -> Report:
    found = row(page, FIRMS).counted
    assert found is not None

    return found


def test_a_new_target_does_not_touch_what_was_reported_against_the_old_one() -> None:
    """A quarterly report of June is still held against June's target in July."""
    made = Retarget(
        JULY,
        f"{FIRMS}.2",
        a_plan().commitment(FIRMS).indicators[1].target,
        Decimal(1000),
        at("2021-07-01 09:00"),
        "coordinator",
        "上调",
    )
    changes = (CommitmentChanges(FIRMS, retargets=(made,)),)

    found = row(shown(sent(FIRMS), period=JULY, changes=changes), FIRMS)

    assert (Light.ON_TRACK, Decimal(1000)) == (found.light.light, found.commitment.indicators[1].target)


def test_a_return_is_open_until_the_report_is_sent_again() -> None:
    """Editing a returned report does not answer the return."""
    back = (Return(at("2021-07-04 09:00"), "coordinator", "数字有误"),)
    states = [State.RETURNED, State.DRAFT, State.SIGNING, State.SUBMITTED, State.APPROVED]

    found = [shown(sent(state=each, returns=back)).narrowed("rsj").departments[0].returned for each in states]

    assert [1, 1, 1, 0, 0] == found


def test_every_department_that_leads_has_a_line_in_the_official_order() -> None:
    """One that reported nothing too; one that leads nothing has none."""
    assert ["kjj", "rsj", "wjw"] == [each.code for each in shown().departments]


def test_a_department_counts_what_it_leads_and_owes() -> None:
    """In May neither the quarterly nor the milestone commitment is due."""
    page = shown(sent(REFORM, period=MAY, state=State.APPROVED), period=MAY, today=dt.date(2021, 6, 30))

    counted = {
        each.code: (each.due, each.reported, each.approved, each.outstanding, each.late) for each in page.departments
    }

    assert {"kjj": (1, 1, 1, 0, 1), "rsj": (1, 0, 0, 1, 1), "wjw": (0, 0, 0, 0, 0)} == counted


def test_a_narrowed_page_knows_nothing_of_other_departments() -> None:
    """Rows, sections, departments, totals and the plan itself are the department's alone."""
    page = shown(sent(), sent(REFORM)).narrowed("rsj")

    assert [JOBS] == [each.commitment.id for each in page.rows]
    assert [JOBS] == [each.id for each in page.plan.commitments]
    assert ["rsj"] == [each.code for each in page.departments]
    assert (1, 1) == (page.totals.total, page.totals.on_track)


def test_a_page_can_be_narrowed_to_a_section() -> None:
    """Section 4 has jobs and clinics, whoever leads them."""
    page = shown().narrowed(section=4)

    assert [JOBS, CLINICS] == [each.commitment.id for each in page.rows]
    assert [(4, 2)] == [(each.number, each.lights.total) for each in page.sections]


def test_an_empty_page_is_a_page() -> None:
    """A department that leads nothing sees zeros, and still the pace."""
    page = shown().narrowed("xyd")

    assert (0, (), (), Fraction(1, 2)) == (page.totals.total, page.rows, page.departments, page.elapsed)
