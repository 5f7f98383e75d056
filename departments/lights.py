"""Lights: how far a commitment is, held against how much of the year is gone, with the arithmetic to show for it.

The rules are exact, in fractions, so that anyone can check them by hand:

- elapsed is month/12; completion is figure/target for a cumulative figure, and for a level with a baseline the share
  of the way from the baseline to the target; the gap is completion less elapsed, in percentage points.
- ``done`` if the target is met, for a level only in the year's last period; otherwise ``on_track`` from a gap of 0,
  ``slightly_behind`` down to the plan's ``behind_below`` (10), ``behind`` beyond it.
- levels without a baseline, levels that began the year at their target or beyond it, and growth rates are not
  pro-rated: met is ``on_track``, missed by at most 10 % of the target ``slightly_behind``, else ``behind``.
- ``about`` is met within 5 % on the bad side. ``at_most`` and lower-is-better turn every comparison round; a cumulative
  ceiling is ``done`` only at the year's end, since it can still be broken until then.

Pace as a share of the year is how governments publish it (January to November below 91.7 % counts as behind).
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from departments.figures import format_figure, format_percent, format_points
from departments.periods import LAST_MONTH, Period
from departments.plan import Basis, Commitment, Comparator, Direction, Indicator
from departments.reports import Assessment, Report, Standing
from departments.wording import N_, Measured, Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

ABOUT_TOLERANCE = Fraction(5, 100)
NEAR_MISS = Fraction(10, 100)


class Light(StrEnum):
    """How a commitment stands; the order is from good to bad."""

    DONE = "done"
    ON_TRACK = "on_track"
    SLIGHTLY_BEHIND = "slightly_behind"
    BEHIND = "behind"
    MISSING = "missing"
    """Due and not reported."""
    NOT_DUE = "not_due"
    """Not yet due this year, and not reported."""


_ORDER = {light: place for place, light in enumerate(Light)}
_ASSESSED = {each: Light(each.value) for each in Assessment if each is not Assessment.NOT_STARTED}


def worst(*lights: Light) -> Light:
    """The light furthest from done."""
    return max(lights, key=_ORDER.__getitem__)


def is_better(light: Light, other: Light) -> bool:
    """Whether the first is nearer to done than the second."""
    return _ORDER[light] < _ORDER[other]


@frozen
class IndicatorLight:
    """One indicator's light with its arithmetic."""

    indicator: Indicator
    value: Decimal | None
    completion: Fraction | None
    """Share of the target, or of the way to it; None without a figure, or for a target of 0."""
    gap: Fraction | None
    """Percentage points ahead (or, negative, behind) the pace; None where nothing is pro-rated."""
    light: Light | None
    """None where there is no figure and the report says why."""
    period: Period | None = None
    """The period that the figure belongs to; None where no report was looked at."""
    absent_because: str = ""
    """Why there is no figure, as the report says."""

    @property
    def arithmetic(self) -> tuple[Sentence, ...]:
        """Every step, in words."""
        return _steps(self)


@frozen
class CommitmentLight:
    """A commitment's light: the worst of its indicators' and the lead's assessment."""

    light: Light
    indicators: tuple[IndicatorLight, ...] = ()
    contradicts_figures: bool = False
    """自评与数据不符: the assessment is better than the figures."""
    assessment: Assessment | None = None
    assessed: Light | None = None
    """The light that the assessment stands for."""

    @property
    def arithmetic(self) -> tuple[Sentence, ...]:
        """Every step, in words; worked out when it is asked for, since most lights are only counted."""
        steps = [line for each in self.indicators for line in each.arithmetic]
        if self.assessed is not None:
            fields = {"assessment": self.assessment, "light": self.assessed}
            steps.append(Sentence(N_("assessment: {assessment} → {light}"), fields))
        if (self.assessed is not None) + sum(each.light is not None for each in self.indicators) > 1:
            steps.append(Sentence(N_("the worst of them → {light}"), {"light": self.light}))
        return tuple(steps)

    @property
    def gap(self) -> Fraction | None:
        """The widest gap behind the pace among the indicators, in percentage points; None where none is pro-rated."""
        gaps = [each.gap for each in self.indicators if each.gap is not None]
        return min(gaps) if gaps else None


def elapsed(period: Period) -> Fraction:
    """序时进度: the share of the plan year gone at the period's end."""
    return Fraction(period.month, LAST_MONTH)


def _lower_is_better(indicator: Indicator) -> bool:
    return indicator.direction is Direction.LOWER or indicator.comparator is Comparator.AT_MOST


def is_met(indicator: Indicator, value: Decimal) -> bool:
    """Whether the figure meets the target, with the tolerance of ``about`` on the bad side."""
    if indicator.comparator is not Comparator.ABOUT:
        return value <= indicator.target if _lower_is_better(indicator) else value >= indicator.target
    target = Fraction(indicator.target)
    slack = abs(target) * ABOUT_TOLERANCE
    return Fraction(value) <= target + slack if _lower_is_better(indicator) else Fraction(value) >= target - slack


def completion(indicator: Indicator, value: Decimal) -> Fraction | None:
    """完成率: the share of the target, or for a level with a baseline of the way to it; None at 0."""
    done, whole = _share(indicator, value)
    return Fraction(done, whole) if whole else None


def _share(indicator: Indicator, value: Decimal) -> tuple[int, int]:
    """The completion as numerator and denominator, which is never negative; fractions would be brought down first."""
    done, parts = value.as_integer_ratio()
    target, target_parts = indicator.target.as_integer_ratio()
    if _has_a_way_to_go(indicator):
        assert indicator.baseline is not None  # noqa: S101 - or there is no way from it
        start, start_parts = indicator.baseline.as_integer_ratio()
        done, parts = done * start_parts - start * parts, parts * start_parts
        target, target_parts = target * start_parts - start * target_parts, target_parts * start_parts
    share, whole = done * target_parts, parts * target
    return (-share, -whole) if whole < 0 else (share, whole)


def _has_a_way_to_go(indicator: Indicator) -> bool:
    """Whether a level has to get from its baseline to the target; one that began there or beyond is only to be held."""
    if indicator.basis is not Basis.LEVEL or indicator.comparator is Comparator.GROWTH or indicator.baseline is None:
        return False
    ahead = indicator.baseline - indicator.target
    return ahead > 0 if _lower_is_better(indicator) else ahead < 0


def _is_pro_rated(indicator: Indicator) -> bool:
    if indicator.comparator is Comparator.GROWTH:
        return False
    if indicator.basis is Basis.CUMULATIVE:
        return indicator.target != 0
    return _has_a_way_to_go(indicator)


def indicator_light(indicator: Indicator, value: Decimal, period: Period, behind_below: Decimal) -> IndicatorLight:
    """The light of one figure, with its arithmetic.

    Args:
        indicator: with the target that holds for the period.
        value: the figure, in the indicator's unit; for a cumulative one the year to date.
        period: the period that the figure belongs to.
        behind_below: percentage points from which yellow turns red.
    """
    gap = Fraction(*_gap(indicator, value, period)) if _is_pro_rated(indicator) else None
    light = figure_light(indicator, value, period, behind_below)
    return IndicatorLight(indicator, value, completion(indicator, value), gap, light, period)


def figure_light(indicator: Indicator, value: Decimal, period: Period, behind_below: Decimal) -> Light:
    """The light of one figure alone; arguments as for :func:`indicator_light`."""
    if not _is_pro_rated(indicator):
        return _not_pro_rated(indicator, value, period)
    may_be_done = period.is_last or (indicator.basis is Basis.CUMULATIVE and not _is_ceiling(indicator))
    if may_be_done and is_met(indicator, value):
        return Light.DONE
    return _pace_light(*_gap(indicator, value, period), behind_below)


def _is_ceiling(indicator: Indicator) -> bool:
    return indicator.basis is Basis.CUMULATIVE and _lower_is_better(indicator)


def _gap(indicator: Indicator, value: Decimal, period: Period) -> tuple[int, int]:
    """Percentage points ahead of the pace, as numerator and positive denominator."""
    share, whole = _share(indicator, value)
    ahead = (share * LAST_MONTH - period.month * whole) * 100
    return (-ahead if _is_ceiling(indicator) else ahead), whole * LAST_MONTH


def _pace_light(gap: int, parts: int, behind_below: Decimal) -> Light:
    if gap >= 0:
        return Light.ON_TRACK
    most, of = behind_below.as_integer_ratio()
    return Light.SLIGHTLY_BEHIND if gap * of >= -most * parts else Light.BEHIND


def _not_pro_rated(indicator: Indicator, value: Decimal, period: Period) -> Light:
    if is_met(indicator, value):
        return Light.DONE if period.is_last else Light.ON_TRACK
    target = Fraction(indicator.target)
    missed_by = Fraction(value) - target if _lower_is_better(indicator) else target - Fraction(value)
    return Light.SLIGHTLY_BEHIND if missed_by <= abs(target) * NEAR_MISS else Light.BEHIND


def assessment_light(assessment: Assessment, period: Period, behind_below: Decimal) -> Light:
    """The light that an assessment stands for; 未启动 counts as a completion of 0 against the pace."""
    if assessment is Assessment.NOT_STARTED:
        return _pace_light(-period.month * 100, LAST_MONTH, behind_below)
    return _ASSESSED[assessment]


def _figures(commitment: Commitment, report: Report, behind_below: Decimal) -> tuple[IndicatorLight, ...]:
    def light_or_reason(indicator: Indicator) -> IndicatorLight:
        value = report.values.get(indicator.id)
        if value is not None:
            return indicator_light(indicator, value, report.period, behind_below)
        because = report.figure_absent.get(indicator.id, "")
        return IndicatorLight(indicator, None, None, None, None, report.period, because)

    return tuple(light_or_reason(each) for each in commitment.indicators)


def commitment_light(commitment: Commitment, report: Report, behind_below: Decimal) -> CommitmentLight:
    """The light of a report: the worst of its figures' lights and its assessment.

    Args:
        commitment: with the targets that hold for the report's period.
        report: the lead's report; whether its state counts is the caller's question.
        behind_below: percentage points from which yellow turns red.
    """
    figures = _figures(commitment, report, behind_below)
    by_figures = [each.light for each in figures if each.light is not None]
    assessed = assessment_light(report.assessment, report.period, behind_below) if report.assessment else None
    light = _worst_of_all(by_figures, assessed)
    if assessed is None:
        return CommitmentLight(light, figures)
    contradicts = bool(by_figures) and is_better(assessed, worst(*by_figures))
    return CommitmentLight(light, figures, contradicts, report.assessment, assessed)


def standing_light(commitment: Commitment, standing: Standing, behind_below: Decimal) -> Light:
    """The light of a report by how it stands: that of :func:`commitment_light`, without its arithmetic."""
    by_figures = [
        figure_light(each, standing.values[each.id], standing.period, behind_below)
        for each in commitment.indicators
        if each.id in standing.values
    ]
    assessment = standing.assessment
    assessed = assessment_light(assessment, standing.period, behind_below) if assessment else None
    return _worst_of_all(by_figures, assessed)


def _worst_of_all(by_figures: list[Light], assessed: Light | None) -> Light:
    lights = by_figures if assessed is None else [*by_figures, assessed]
    return worst(*lights) if lights else Light.MISSING


def _steps(of: IndicatorLight) -> tuple[Sentence, ...]:
    """How a figure's light comes about."""
    if of.value is None or of.period is None:
        because = {"name": of.indicator.name, "reason": of.absent_because or "—"}
        return (Sentence(N_("{name}: no figure, left out: {reason}"), because),)
    target = format_figure(of.indicator.target)
    figure: dict[str, object] = {"name": of.indicator.name, "value": format_figure(of.value), "target": target}
    if of.gap is None or of.completion is None:
        message = (
            N_("{name}: {value} against {target}, met, not pro-rated → {light}")
            if of.light in (Light.DONE, Light.ON_TRACK)
            else N_("{name}: {value} against {target}, not met, not pro-rated → {light}")
        )
        unit = of.indicator.unit
        measured = {"value": Measured(of.value, unit), "target": Measured(of.indicator.target, unit)}
        return (Sentence(message, figure | measured | {"light": of.light}),)
    figure["completion"] = format_percent(of.completion)
    if of.indicator.basis is Basis.LEVEL and of.indicator.baseline is not None:
        figure["baseline"] = format_figure(of.indicator.baseline)
        way = N_("{name}: completion = ({value} − {baseline}) ÷ ({target} − {baseline}) = {completion}")
    else:
        way = N_("{name}: completion = {value} ÷ {target} = {completion}")
    pace = Sentence(
        N_("elapsed = {month} ÷ 12 = {elapsed}; gap = {gap} percentage points → {light}"),
        {
            "month": of.period.month,
            "elapsed": format_percent(elapsed(of.period)),
            "gap": format_points(of.gap),
            "light": of.light,
        },
    )
    return (Sentence(way, figure), pace)


def values_by_name(commitment: Commitment, report: Report) -> Mapping[str, Decimal | None]:
    """The report's figures under the indicators' names, None where there is none."""
    return {each.name: report.values.get(each.id) for each in commitment.indicators}
