"""Lights, held against a calculation by hand from the rules as they are written down."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from departments.lights import (
    Light,
    commitment_light,
    elapsed,
    indicator_light,
    values_by_name,
)
from departments.periods import Period
from departments.plan import Basis, Comparator, Direction, Indicator
from departments.reports import Assessment
from tests.building import JOBS_FIGURE, JUNE, YEAR, a_commitment, a_report, an_indicator

TEN = Decimal(10)

SUM = an_indicator("12000")
ABOUT = an_indicator("1000", comparator=Comparator.ABOUT)
EXACT_SUM = an_indicator("16", comparator=Comparator.EXACT)
CEILING = an_indicator("120", comparator=Comparator.AT_MOST)
LOWER_SUM = an_indicator("120", direction=Direction.LOWER)
ABOUT_CEILING = an_indicator("120", comparator=Comparator.ABOUT, direction=Direction.LOWER)
STOCK = an_indicator("400", basis=Basis.LEVEL)
RATE = an_indicator("3.5", basis=Basis.LEVEL, comparator=Comparator.AT_MOST)
LOWER_RATE = an_indicator("3.5", basis=Basis.LEVEL, direction=Direction.LOWER)
ABOUT_STOCK = an_indicator("100", basis=Basis.LEVEL, comparator=Comparator.ABOUT)
ABOUT_RATE = an_indicator("100", basis=Basis.LEVEL, comparator=Comparator.ABOUT, direction=Direction.LOWER)
COVERAGE = an_indicator("100", basis=Basis.LEVEL, comparator=Comparator.EXACT)
CLIMB = an_indicator("400", basis=Basis.LEVEL, baseline=Decimal(340))
FALL = an_indicator("3.8", basis=Basis.LEVEL, direction=Direction.LOWER, baseline=Decimal("5.0"))
ABOUT_CLIMB = an_indicator("400", basis=Basis.LEVEL, comparator=Comparator.ABOUT, baseline=Decimal(340))
HELD = an_indicator("400", basis=Basis.LEVEL, baseline=Decimal(400))
ABOVE_ALREADY = an_indicator("400", basis=Basis.LEVEL, baseline=Decimal(410))
BELOW_ALREADY = an_indicator("4", basis=Basis.LEVEL, comparator=Comparator.AT_MOST, baseline=Decimal("3.5"))
GROWTH = an_indicator("8", basis=Basis.LEVEL, comparator=Comparator.GROWTH)
SUMMED_GROWTH = an_indicator("8", comparator=Comparator.GROWTH)
GROWTH_FROM = an_indicator("8", basis=Basis.LEVEL, comparator=Comparator.GROWTH, baseline=Decimal(2))
NONE_AT_ALL = an_indicator("0", comparator=Comparator.AT_MOST)
NO_CASE_OPEN = an_indicator("0", basis=Basis.LEVEL, comparator=Comparator.AT_MOST)


@pytest.mark.parametrize(
    ("indicator", "month", "value", "light", "share", "gap"),
    [
        # Cumulative: share of the target against month/12.
        (SUM, 6, "6000", "on_track", "1/2", "0"),
        (SUM, 6, "5999", "slightly_behind", "5999/12000", "-1/120"),
        (SUM, 6, "4800", "slightly_behind", "2/5", "-10"),
        (SUM, 6, "4799.99", "behind", "479999/1200000", "-120001/12000"),
        (SUM, 6, "0", "behind", "0", "-50"),
        (SUM, 6, "11999", "on_track", "11999/12000", "5999/120"),
        (SUM, 6, "12000", "done", "1", "50"),
        (SUM, 6, "14064", "done", "293/250", "336/5"),
        (SUM, 1, "1000", "on_track", "1/12", "0"),
        (SUM, 1, "0", "slightly_behind", "0", "-25/3"),
        (SUM, 7, "7000", "on_track", "7/12", "0"),
        (SUM, 11, "10999", "slightly_behind", "10999/12000", "-1/120"),
        (SUM, 12, "12000", "done", "1", "0"),
        (SUM, 12, "11999", "slightly_behind", "11999/12000", "-1/120"),
        (SUM, 12, "10800", "slightly_behind", "9/10", "-10"),
        (SUM, 12, "10799", "behind", "10799/12000", "-1201/120"),
        (EXACT_SUM, 6, "8", "on_track", "1/2", "0"),
        (EXACT_SUM, 6, "16", "done", "1", "50"),
        # About: met within five per cent below.
        (ABOUT, 6, "950", "done", "19/20", "45"),
        (ABOUT, 6, "949", "on_track", "949/1000", "449/10"),
        (ABOUT, 12, "949", "slightly_behind", "949/1000", "-51/10"),
        # A ceiling: the comparison turned round, and met for good only when the year is over.
        (CEILING, 6, "60", "on_track", "1/2", "0"),
        (CEILING, 6, "72", "slightly_behind", "3/5", "-10"),
        (CEILING, 6, "73", "behind", "73/120", "-65/6"),
        (CEILING, 6, "0", "on_track", "0", "50"),
        (CEILING, 12, "120", "done", "1", "0"),
        (CEILING, 12, "0", "done", "0", "100"),
        (CEILING, 12, "121", "slightly_behind", "121/120", "-5/6"),
        (CEILING, 12, "133", "behind", "133/120", "-65/6"),
        (LOWER_SUM, 6, "72", "slightly_behind", "3/5", "-10"),
        (LOWER_SUM, 12, "119", "done", "119/120", "5/6"),
        (ABOUT_CEILING, 12, "126", "done", "21/20", "-5"),
        (ABOUT_CEILING, 12, "127", "slightly_behind", "127/120", "-35/6"),
        # A level: met or not, near or far.
        (STOCK, 6, "400", "on_track", "1", None),
        (STOCK, 6, "455", "on_track", "91/80", None),
        (STOCK, 6, "399", "slightly_behind", "399/400", None),
        (STOCK, 6, "360", "slightly_behind", "9/10", None),
        (STOCK, 6, "359", "behind", "359/400", None),
        (STOCK, 12, "400", "done", "1", None),
        (STOCK, 12, "360", "slightly_behind", "9/10", None),
        (COVERAGE, 6, "100", "on_track", "1", None),
        (COVERAGE, 12, "99", "slightly_behind", "99/100", None),
        (RATE, 6, "3.5", "on_track", "1", None),
        (RATE, 6, "3.85", "slightly_behind", "11/10", None),
        (RATE, 6, "3.86", "behind", "193/175", None),
        (RATE, 12, "3.4", "done", "34/35", None),
        (LOWER_RATE, 6, "3.85", "slightly_behind", "11/10", None),
        (ABOUT_STOCK, 6, "95", "on_track", "19/20", None),
        (ABOUT_STOCK, 6, "94.9", "slightly_behind", "949/1000", None),
        (ABOUT_STOCK, 6, "89.9", "behind", "899/1000", None),
        (ABOUT_RATE, 6, "105", "on_track", "21/20", None),
        (ABOUT_RATE, 6, "105.1", "slightly_behind", "1051/1000", None),
        # A level with a baseline: the share of the way.
        (CLIMB, 6, "370", "on_track", "1/2", "0"),
        (CLIMB, 6, "364", "slightly_behind", "2/5", "-10"),
        (CLIMB, 6, "363", "behind", "23/60", "-35/3"),
        (CLIMB, 6, "330", "behind", "-1/6", "-200/3"),
        (CLIMB, 6, "400", "on_track", "1", "50"),
        (CLIMB, 12, "400", "done", "1", "0"),
        (CLIMB, 12, "399", "slightly_behind", "59/60", "-5/3"),
        (ABOUT_CLIMB, 12, "380", "done", "2/3", "-100/3"),
        (FALL, 6, "4.4", "on_track", "1/2", "0"),
        (FALL, 6, "4.52", "slightly_behind", "2/5", "-10"),
        (FALL, 6, "5.6", "behind", "-1/2", "-100"),
        (FALL, 12, "3.8", "done", "1", "0"),
        # Where the year begins at the target or beyond it, there is no way to go: the level is to be held.
        (HELD, 6, "400", "on_track", "1", None),
        (HELD, 6, "359", "behind", "359/400", None),
        (ABOVE_ALREADY, 6, "410", "on_track", "41/40", None),
        (ABOVE_ALREADY, 6, "399", "slightly_behind", "399/400", None),
        (BELOW_ALREADY, 6, "3.5", "on_track", "7/8", None),
        (BELOW_ALREADY, 6, "5", "behind", "5/4", None),
        # Growth is not pro-rated.
        (GROWTH, 6, "8", "on_track", "1", None),
        (GROWTH, 6, "7.2", "slightly_behind", "9/10", None),
        (GROWTH, 6, "7.19", "behind", "719/800", None),
        (GROWTH, 6, "-1", "behind", "-1/8", None),
        (GROWTH, 12, "8.1", "done", "81/80", None),
        (SUMMED_GROWTH, 6, "8", "on_track", "1", None),
        (GROWTH_FROM, 6, "7.2", "slightly_behind", "9/10", None),
        # A target of nothing: there is no share of it.
        (NONE_AT_ALL, 6, "0", "on_track", None, None),
        (NONE_AT_ALL, 6, "1", "behind", None, None),
        (NONE_AT_ALL, 12, "0", "done", None, None),
        (NO_CASE_OPEN, 6, "0", "on_track", None, None),
        (NO_CASE_OPEN, 12, "0.5", "behind", None, None),
    ],
)
def test_the_light_of_a_figure_is_what_a_hand_would_calculate(
    indicator: Indicator, month: int, value: str, light: str, share: str | None, gap: str | None
) -> None:
    """Light, completion and gap come out exactly, boundaries included."""
    found = indicator_light(indicator, Decimal(value), Period(YEAR, month), TEN)

    assert (Light(light), _fraction(share), _fraction(gap)) == (found.light, found.completion, found.gap)


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


@pytest.mark.parametrize(("behind_below", "light"), [("10", "behind"), ("20", "slightly_behind"), ("0", "behind")])
def test_the_plan_says_from_where_yellow_turns_red(behind_below: str, light: str) -> None:
    """The ten percentage points are the plan's own number."""
    found = indicator_light(SUM, Decimal(4000), JUNE, Decimal(behind_below))

    assert Light(light) == found.light


@pytest.mark.parametrize("month", range(1, 13))
def test_elapsed_is_the_month_in_twelfths(month: int) -> None:
    """June is exactly a half and December the whole."""
    assert Fraction(month, 12) == elapsed(Period(YEAR, month))


def test_every_light_shows_its_arithmetic() -> None:
    """The steps carry the figures that went into them, so that anyone can follow."""
    light = commitment_light(a_commitment(SUM), a_report(values={JOBS_FIGURE: 6192}), TEN)

    assert [
        "新增就业: completion = 6,192 ÷ 12,000 = 51.6%",
        "elapsed = 6 ÷ 12 = 50.0%; gap = +1.6 percentage points → on_track",
        "assessment: on_track → on_track",
        "the worst of them → on_track",
    ] == [str(step) for step in light.arithmetic]


def test_of_one_light_no_worst_is_taken() -> None:
    """A commitment in words has its assessment alone, and one without an assessment its figure."""
    in_words = commitment_light(a_commitment(), a_report(values={}), TEN)
    by_figure = commitment_light(a_commitment(SUM), a_report(values={JOBS_FIGURE: 6192}, assessment=None), TEN)

    assert ["assessment: on_track → on_track"] == [str(step) for step in in_words.arithmetic]
    assert "the worst of them → on_track" not in map(str, by_figure.arithmetic)


def test_over_a_hundred_per_cent_is_shown_as_it_is() -> None:
    """117.2 % stays 117.2 %."""
    light = indicator_light(SUM, Decimal(14064), JUNE, TEN)

    assert "新增就业: completion = 14,064 ÷ 12,000 = 117.2%" == str(light.arithmetic[0])


def test_a_way_from_a_baseline_is_shown_with_both_ends() -> None:
    """The arithmetic of a pro-rated level names baseline and target."""
    light = indicator_light(CLIMB, Decimal(370), JUNE, TEN)

    assert "新增就业: completion = (370 − 340) ÷ (400 − 340) = 50.0%" == str(light.arithmetic[0])


@pytest.mark.parametrize(("value", "word"), [("400", "met"), ("399", "not met")])
def test_a_level_says_that_it_is_not_pro_rated(value: str, word: str) -> None:
    """No pace is shown where none was used."""
    light = indicator_light(STOCK, Decimal(value), JUNE, TEN)

    assert f"人, {word}, not pro-rated" in str(light.arithmetic[0])


@pytest.mark.parametrize(
    ("assessment", "month", "light"),
    [
        ("done", 1, "done"),
        ("on_track", 6, "on_track"),
        ("slightly_behind", 6, "slightly_behind"),
        ("behind", 6, "behind"),
        ("not_started", 1, "slightly_behind"),
        ("not_started", 2, "behind"),
        ("not_started", 12, "behind"),
    ],
)
def test_a_commitment_without_figures_takes_the_assessment(assessment: str, month: int, light: str) -> None:
    """未启动 is a completion of 0 against the pace: 8.3 points in January, 16.7 in February."""
    report = a_report(values={}, period=Period(YEAR, month), assessment=Assessment(assessment))

    assert Light(light) == commitment_light(a_commitment(), report, TEN).light


@pytest.mark.parametrize(
    ("value", "assessment", "light", "contradicts"),
    [
        (6000, "on_track", "on_track", False),
        (6000, "done", "on_track", True),
        (6000, "behind", "behind", False),
        (4000, "on_track", "behind", True),
        (4000, "slightly_behind", "behind", True),
        (5000, "behind", "behind", False),
        (12000, "done", "done", False),
        (12000, "not_started", "behind", False),
    ],
)
def test_the_worse_of_figures_and_assessment_counts(
    value: int, assessment: str, light: str, *, contradicts: bool
) -> None:
    """An assessment better than the figures says 自评与数据不符; a worse one pulls the light down."""
    report = a_report(values={JOBS_FIGURE: value}, assessment=Assessment(assessment))

    found = commitment_light(a_commitment(SUM), report, TEN)

    assert (Light(light), contradicts) == (found.light, found.contradicts_figures)


def test_a_commitment_is_as_good_as_its_worst_figure() -> None:
    """One red figure among green ones makes it red, and the widest gap is the commitment's."""
    good, bad = an_indicator("100", id="a"), an_indicator("100", id="b")
    report = a_report(values={"a": 100, "b": 10}, assessment=Assessment.BEHIND)

    found = commitment_light(a_commitment(good, bad), report, TEN)

    assert (Light.BEHIND, Fraction(-40)) == (found.light, found.gap)


def test_a_figure_that_is_not_there_is_left_out_of_the_worst() -> None:
    """GDP that comes by the quarter shows no light of its own, and is never 0."""
    gdp, jobs = an_indicator("100", id="gdp", name="GDP"), an_indicator("12000")
    report = a_report(values={JOBS_FIGURE: 6000}, figure_absent={"gdp": "按季公布"})

    found = commitment_light(a_commitment(gdp, jobs), report, TEN)

    assert (Light.ON_TRACK, None, None) == (found.light, found.indicators[0].light, found.indicators[0].value)
    assert "GDP: no figure, left out: 按季公布" == str(found.indicators[0].arithmetic[0])


def test_with_no_figure_left_the_assessment_stands() -> None:
    """A report whose figures are all still to come takes the clerk's word, and contradicts nothing."""
    report = a_report(values={}, figure_absent={JOBS_FIGURE: "按季公布"}, assessment=Assessment.DONE)

    found = commitment_light(a_commitment(SUM), report, TEN)

    assert (Light.DONE, False, None) == (found.light, found.contradicts_figures, found.gap)


def test_a_report_that_says_nothing_is_missing() -> None:
    """No figure and no assessment is no light at all."""
    report = a_report(values={}, assessment=None)

    assert Light.MISSING == commitment_light(a_commitment(SUM), report, TEN).light


def test_figures_without_an_assessment_make_the_light() -> None:
    """What is half filled in previews what its figures say."""
    report = a_report(assessment=None)

    assert Light.ON_TRACK == commitment_light(a_commitment(SUM), report, TEN).light


def test_values_are_named_and_none_where_there_is_none() -> None:
    """A program that asks by name can tell 0 from nothing."""
    other = an_indicator(id="b", name="失业率")

    found = values_by_name(a_commitment(SUM, other), a_report(values={JOBS_FIGURE: 0}))

    assert {"新增就业": Decimal(0), "失业率": None} == found
