"""A whole year through desks, with every month's totals held against a calculation by hand."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from departments.history import Sought
from departments.lights import Light
from departments.periods import Period, PeriodStatus
from tests.building import YEAR
from tests.commission.a_year import HEIR, REORGANISED, RETARGETED, SPLIT, Year
from tests.commission.by_hand import Reckoned, Sheet, directory, sheet

if TYPE_CHECKING:
    from pathlib import Path

    from departments.overview import LightCounts, Overview
    from departments.trend import IndicatorRow


def test_a_year_adds_up_month_by_month(tmp_path: Path) -> None:
    """Twelve rounds of every department, with what goes wrong in a year; paper and program agree on every number."""
    year = Year.begun(tmp_path / "data")
    changes = {4: year.add, 7: year.raise_target, 9: year.reorganise, 10: year.split}

    for month in range(1, 13):
        if month in changes:
            changes[month](month)
        year.month(month)
        _agree(year, month)
        if month % 3 != 2:
            year.close(month)
        _agree_on_the_trend(year)

    _agree_in_the_end(year)


def _agree(year: Year, month: int) -> None:
    overview = year.reader.overview(Period(YEAR, month))
    paper = sheet(year.book, month, overview.record.due_on.isoformat(), year.clock.now.date().isoformat())

    assert paper == _printed(overview, year.reader.indicators(Period(YEAR, month))), month
    if month % 3 != 2:
        assert year.left_unreviewed[month] == len(year.coordinator.review_queue(Period(YEAR, month)))
    missing = {code: due - reported for code, (due, reported, *_) in paper.counts_by_lead.items() if due}
    board = [(row.department.code, row.missing) for row in year.reader.not_reported(Period(YEAR, month)).rows]
    order = directory()
    assert sorted(missing.items(), key=lambda each: (-each[1], order.index(each[0]))) == board


def _agree_on_the_trend(year: Year) -> None:
    """The lights of all periods, counted by how reports stand, are the overviews': whole, and narrowed alike."""
    opened = [each.period for each in year.reader.calendar().records if each.status is not PeriodStatus.LOCKED]
    overviews = [year.reader.overview(each) for each in opened]

    assert [(each.period, each.totals) for each in overviews] == [
        (each.period, each.lights) for each in year.reader.trend()
    ]
    for narrowed in ({"department": REORGANISED}, {"department": HEIR}, {"section": 1}, {"section": 0}):
        assert [each.narrowed(**narrowed).totals for each in overviews] == [
            each.lights for each in year.reader.trend(**narrowed)
        ]


def _printed(overview: Overview, indicators: tuple[IndicatorRow, ...]) -> Sheet:
    return Sheet(
        lights={each.commitment.id: each.light.light.value for each in overview.rows},
        figures={
            each.indicator.id: Reckoned(
                Fraction(each.indicator.target),
                None if each.value is None else Fraction(each.value),
                each.completion,
                each.gap,
            )
            for each in indicators
        },
        totals=_counted(overview.totals),
        sections={each.number: _counted(each.lights) for each in overview.sections},
        lights_by_lead={each.code: _counted(each.lights) for each in overview.departments},
        counts_by_lead={
            each.code: (each.due, each.reported, each.approved, each.returned, each.late)
            for each in overview.departments
        },
    )


def _counted(lights: LightCounts) -> Counter[str]:
    return Counter({light.value: lights.of(light) for light in Light if lights.of(light)})


def _agree_in_the_end(year: Year) -> None:
    """The whole year looked back upon: what was added late counts now, and every change is on the list."""
    points = year.reader.trend()
    assert [sheet(year.book, month, "", "").totals for month in range(1, 13)] == [
        _counted(each.lights) for each in points
    ]

    leads = {each.code for each in year.reader.overview(Period(YEAR, 12)).departments}
    assert (False, True) == (REORGANISED in leads, HEIR in leads)
    kinds = {each.kind.value for each in year.coordinator.plan_changes()}
    assert {"added", "split", "retargeted", "reassigned"} == kinds
    assert SPLIT not in year.coordinator.plan(Period(YEAR, 12))
    assert RETARGETED in {each.commitment.id for each in year.coordinator.plan_changes()}
    assert year.coordinator.backlog()
    assert set(directory()) == {each.department for each in year.coordinator.history(Sought(action="submitted"))}
