"""The one read model, held against a naive one that counts on its fingers; and the trend, held against it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from departments.assignments import CommitmentChanges, Retarget, plan_in_period
from departments.lights import Light
from departments.periods import Period, default_due_on
from departments.reports import Assessment, Report, State
from departments.trend import trend_point
from tests.building import CLINICS, FIRMS, FIRMS_DEALS, JOBS, JOBS_FIGURE, REFORM, YEAR, a_plan, at, figures
from tests.departments.overviews import reassigned, shown

_LEADS = {FIRMS: "kjj", REFORM: "kjj", JOBS: "rsj", CLINICS: "wjw"}
_SECTIONS = {FIRMS: 1, REFORM: 2, JOBS: 4, CLINICS: 4}
_DUE = {FIRMS: {3, 6, 9, 12}, REFORM: set(range(1, 13)), JOBS: set(range(1, 13)), CLINICS: {6, 9}}
_FROM_GOOD_TO_BAD = ["done", "on_track", "slightly_behind", "behind"]


@st.composite
def _reports(draw: st.DrawFn) -> list[Report]:
    """At most one report of each lead on each of its commitments in each month, in any state."""
    made = []
    for commitment, lead in _LEADS.items():
        for month in draw(st.sets(st.integers(1, 12), max_size=4)):
            day = draw(st.integers(1, 10))
            when = at("2021-01-01 12:00") + dt.timedelta(days=30 * month + day)
            state = draw(st.sampled_from(State))
            made.append(
                Report(
                    commitment,
                    lead,
                    Period(YEAR, month),
                    state,
                    values=figures({JOBS_FIGURE: draw(st.integers(0, 13_000))} if commitment == JOBS else {}),
                    assessment=draw(st.sampled_from(Assessment)),
                    first_submitted_at=when if state in (State.SUBMITTED, State.APPROVED) else None,
                )
            )
    return made


def _naive_light(report: Report) -> str:
    """The light of one report of the sample plan, in whole numbers."""
    month, lights = report.period.month, [str(report.assessment)]
    if report.assessment is Assessment.NOT_STARTED:
        lights = ["slightly_behind" if month == 1 else "behind"]
    for value in report.values.values():
        ahead = int(value) - 1000 * month
        by_pace = "on_track" if ahead >= 0 else "slightly_behind" if ahead >= -1200 else "behind"
        lights.append("done" if value >= 12_000 else by_pace)
    return max(lights, key=_FROM_GOOD_TO_BAD.index)


def _naive_row(commitment: str, month: int, reports: list[Report]) -> str:
    """The light that a commitment shows in a month."""
    counting = {
        each.period.month: each
        for each in reports
        if each.commitment == commitment and str(each.state) in ("submitted", "approved")
    }
    if month in counting:
        return _naive_light(counting[month])
    if month in _DUE[commitment]:
        return "missing"
    earlier = [each for each in counting if each < month]
    if earlier:
        return _naive_light(counting[max(earlier)])
    return "missing" if any(each < month for each in _DUE[commitment]) else "not_due"


@given(_reports(), st.integers(1, 12))
def test_the_overview_is_what_a_naive_count_gives(reports: list[Report], month: int) -> None:
    """Lights, due, reported, late and every total, for any pile of reports."""
    period, today = Period(YEAR, month), dt.date(2022, 6, 30)

    page = shown(
        *reports,
        period=period,
        today=today,
        plan=a_plan(
            *[evolve(each, indicators=each.indicators if each.id == JOBS else ()) for each in a_plan().commitments]
        ),
    )

    lights = {each: _naive_row(each, month, reports) for each in _LEADS}
    now = {each.commitment: each for each in reports if each.period == period}
    assert lights == {each.commitment.id: str(each.light.light) for each in page.rows}
    assert Counter(lights.values()) == Counter(
        {str(each): page.totals.of(each) for each in Light if page.totals.of(each)}
    )
    for department in page.departments:
        owed = [each for each, lead in _LEADS.items() if lead == department.code and month in _DUE[each]]
        there = [now[each] for each in owed if each in now and str(now[each].state) in ("submitted", "approved")]
        due_on = default_due_on(period, 5)
        in_time = [each for each in there if each.first_submitted_at and each.first_submitted_at.date() <= due_on]
        assert len(owed) == department.due
        assert len(there) == department.reported
        assert len(owed) - len(in_time) == department.late
        assert sum(each.state is State.APPROVED for each in there) == department.approved


@given(_reports(), st.integers(1, 12))
def test_the_totals_add_up_every_way(reports: list[Report], month: int) -> None:
    """Over rows, over sections, over departments: the same number of each light."""
    page = shown(*reports, period=Period(YEAR, month))

    for light in Light:
        total = page.totals.of(light)
        assert total == sum(each.light.light is light for each in page.rows)
        assert total == sum(each.lights.of(light) for each in page.sections)
        assert total == sum(each.lights.of(light) for each in page.departments)
    assert len(page.rows) == page.totals.total
    assert {each.number for each in page.sections} == set(_SECTIONS.values())


@st.composite
def _changes(draw: st.DrawFn) -> tuple[CommitmentChanges, ...]:
    """Other leads and other targets, from any month on."""
    since = st.builds(Period, st.just(YEAR), st.integers(1, 12))
    moved = draw(st.sets(st.sampled_from([REFORM, CLINICS])))
    others = [reassigned(each, draw(st.sampled_from([*_LEADS.values()])), draw(since)) for each in sorted(moved)]
    doubled = [
        CommitmentChanges(
            commitment, retargets=(Retarget(draw(since), figure, old, old * 2, at("2021-06-20 09:00"), "fgw", "加码"),)
        )
        for commitment, figure, old in ((JOBS, JOBS_FIGURE, Decimal(12_000)), (FIRMS, FIRMS_DEALS, Decimal(50)))
    ]
    return (*others, *doubled)


@given(_reports(), _changes(), st.integers(1, 12))
def test_a_point_of_the_trend_is_the_overview(
    reports: list[Report], changes: tuple[CommitmentChanges, ...], month: int
) -> None:
    """Counted by how the reports stand alone, and whatever was changed about the plan."""
    period = Period(YEAR, month)
    deals = [evolve(each, values=figures({FIRMS_DEALS: 4 * each.period.month})) for each in reports]
    reports = [dealt if dealt.commitment == FIRMS else each for dealt, each in zip(deals, reports, strict=True)]
    page = shown(*reports, period=period, changes=changes)
    standings = {(each.department, each.period, each.commitment): each.standing for each in reports}

    point = trend_point(
        period,
        page.plan.commitments,
        lambda department, of, commitment: standings.get((department, of, commitment)),
        lambda of: plan_in_period(a_plan(), changes, of),
    )

    assert (period, page.totals) == (point.period, point.lights)
