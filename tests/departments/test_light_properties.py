"""Lights: what holds for every figure, target and period."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from departments.lights import (
    CommitmentLight,
    Light,
    assessment_light,
    commitment_light,
    completion,
    indicator_light,
    is_better,
    standing_light,
    worst,
)
from departments.periods import Period
from departments.plan import Basis, Comparator, Direction
from departments.reports import Assessment
from tests.building import JUNE, YEAR, a_commitment, a_report, an_indicator

TEN = Decimal(10)
FROM_GOOD_TO_BAD = ["done", "on_track", "slightly_behind", "behind", "missing", "not_due"]

SUM = an_indicator("12000")
ABOUT = an_indicator("1000", comparator=Comparator.ABOUT)
GROWTH = an_indicator("8", basis=Basis.LEVEL, comparator=Comparator.GROWTH)


def _figure(most: int = 10**9) -> st.SearchStrategy[Decimal]:
    return st.decimals(min_value=-most, max_value=most, places=2, allow_nan=False, allow_infinity=False)


_TARGETS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
_INDICATORS = st.builds(
    an_indicator,
    target=_TARGETS,
    comparator=st.sampled_from(Comparator),
    basis=st.sampled_from(Basis),
    direction=st.sampled_from(Direction),
    baseline=st.none() | _TARGETS,
)
_PERIODS = st.builds(Period, st.just(YEAR), st.integers(1, 12))


@given(_INDICATORS, _PERIODS, _figure(), _figure())
def test_a_better_figure_never_makes_a_worse_light(indicator: Any, period: Period, one: Decimal, two: Decimal) -> None:
    """Whatever the indicator is like, moving in the good direction never costs anything."""
    low, high = sorted((one, two))
    is_lower_better = indicator.direction is Direction.LOWER or indicator.comparator is Comparator.AT_MOST
    better, worse = (low, high) if is_lower_better else (high, low)

    lights = [str(indicator_light(indicator, each, period, TEN).light) for each in (better, worse)]

    assert sorted(lights, key=FROM_GOOD_TO_BAD.index) == lights


@given(_INDICATORS, _PERIODS, _figure())
def test_a_light_has_a_reason_and_a_figure_is_never_missing(indicator: Any, period: Period, value: Decimal) -> None:
    """Every figure gets one of four lights, with arithmetic that can be put into words."""
    found = indicator_light(indicator, value, period, TEN)

    assert found.light in {Light.DONE, Light.ON_TRACK, Light.SLIGHTLY_BEHIND, Light.BEHIND}
    assert all(str(step) for step in found.arithmetic)


@given(_INDICATORS, _figure())
def test_only_what_can_no_longer_be_lost_is_done_before_the_year_ends(indicator: Any, value: Decimal) -> None:
    """Before December only a sum that is to grow can be done; in December whatever meets its target is."""
    adds_up = indicator.basis is Basis.CUMULATIVE and indicator.comparator is not Comparator.GROWTH
    is_lower_better = indicator.direction is Direction.LOWER or indicator.comparator is Comparator.AT_MOST
    may_be_done = adds_up and not is_lower_better and indicator.target > 0

    is_done = indicator_light(indicator, value, JUNE, TEN).light is Light.DONE

    assert may_be_done or not is_done


@given(st.decimals(min_value=0, max_value=10**12, places=3), st.integers(1, 10**9))
def test_completion_is_never_clamped(value: Decimal, target: int) -> None:
    """It is the quotient, however far over one."""
    assert Fraction(value) / target == completion(an_indicator(Decimal(target)), value)


@given(st.integers(0, 30_000), st.integers(1, 12))
def test_a_sum_is_judged_as_in_whole_numbers(value: int, month: int) -> None:
    """The light of 12,000 jobs, by integers alone: each month's share is 1,000, and 10 points are 1,200."""
    ahead = value - 1000 * month
    expected = "behind" if ahead < -1200 else "slightly_behind" if ahead < 0 else "on_track"
    if value >= 12_000:
        expected = "done"

    assert expected == indicator_light(SUM, Decimal(value), Period(YEAR, month), TEN).light


@given(st.lists(st.sampled_from(FROM_GOOD_TO_BAD), min_size=1))
def test_the_worst_is_the_one_furthest_from_done(names: list[str]) -> None:
    """In whatever order they come, and nothing is better than itself."""
    last = max(names, key=FROM_GOOD_TO_BAD.index)

    assert Light(last) == worst(*map(Light, names))
    assert not is_better(Light(last), Light(last))


@given(st.lists(st.tuples(st.integers(0, 200), st.booleans()), max_size=5), st.sampled_from(Assessment))
def test_a_commitment_is_the_worst_of_all_that_is_known(told: list[tuple[int, bool]], assessment: Assessment) -> None:
    """Absent figures weigh nothing; everything else weighs alike."""
    indicators = [an_indicator("100", id=str(place)) for place in range(len(told))]
    values = {str(place): value for place, (value, is_there) in enumerate(told) if is_there}
    report = a_report(values=values, assessment=assessment)

    found = commitment_light(a_commitment(*indicators), report, TEN)

    assessed = assessment_light(assessment, JUNE, TEN)
    known = [indicator_light(indicators[int(key)], Decimal(value), JUNE, TEN).light for key, value in values.items()]
    assert max([assessed, *[each for each in known if each]], key=FROM_GOOD_TO_BAD.index) == found.light


@given(_INDICATORS, _PERIODS, _figure())
def test_a_light_by_pace_and_the_gap_beside_it_agree(indicator: Any, period: Period, value: Decimal) -> None:
    """What is shown as ahead is never yellow or red, and the ten points are exact."""
    found = indicator_light(indicator, value, period, TEN)
    if found.gap is None or found.light is Light.DONE:
        return
    expected = Light.ON_TRACK if found.gap >= 0 else Light.SLIGHTLY_BEHIND if found.gap >= -10 else Light.BEHIND

    assert expected == found.light


@given(
    st.lists(_INDICATORS, max_size=3),
    _PERIODS,
    st.lists(_figure(), max_size=3),
    st.none() | st.sampled_from(Assessment),
)
def test_how_a_report_stands_gives_its_light(
    indicators: list[Any], period: Period, known: list[Decimal], assessment: Assessment | None
) -> None:
    """Without its text and without the arithmetic; a figure of no indicator weighs nothing."""
    commitment = a_commitment(*(evolve(each, id=str(place)) for place, each in enumerate(indicators)))
    values = {str(place): value for place, value in enumerate(known)}
    report = a_report(values=values, assessment=assessment, period=period)

    assert commitment_light(commitment, report, TEN).light is standing_light(commitment, report.standing, TEN)


def test_a_commitment_light_without_figures_has_no_gap() -> None:
    """There is nothing to be ahead of or behind."""
    assert CommitmentLight(Light.MISSING).gap is None
