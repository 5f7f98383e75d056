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
from departments.reports import Assessment, Report
from departments.wording import N_, Sentence

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
        if self.assessed is not None or any(each.light is not None for each in self.indicators):
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
    start = indicator.baseline if _has_a_way_to_go(indicator) else None
    if start is None:
        return Fraction(value) / Fraction(indicator.target) if indicator.target else None
    return (Fraction(value) - Fraction(start)) / (Fraction(indicator.target) - Fraction(start))


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
    """The light of one figure.

    Args:
        indicator: with the target that holds for the period.
        value: the figure, in the indicator's unit; for a cumulative one the year to date.
        period: the period that the figure belongs to.
        behind_below: percentage points from which yellow turns red.
    """
    judge = _pro_rated if _is_pro_rated(indicator) else _not_pro_rated
    return judge(indicator, value, period, behind_below)


def _pro_rated(indicator: Indicator, value: Decimal, period: Period, behind_below: Decimal) -> IndicatorLight:
    share, pace = completion(indicator, value), elapsed(period)
    assert share is not None  # noqa: S101 - _is_pro_rated has seen to it
    is_ceiling = _lower_is_better(indicator) and indicator.basis is Basis.CUMULATIVE
    gap = (pace - share if is_ceiling else share - pace) * 100
    may_be_done = period.is_last or (indicator.basis is Basis.CUMULATIVE and not is_ceiling)
    if may_be_done and is_met(indicator, value):
        light = Light.DONE
    elif gap >= 0:
        light = Light.ON_TRACK
    else:
        light = Light.SLIGHTLY_BEHIND if gap >= -Fraction(behind_below) else Light.BEHIND
    return IndicatorLight(indicator, value, share, gap, light, period)


def _not_pro_rated(indicator: Indicator, value: Decimal, period: Period, _behind_below: Decimal) -> IndicatorLight:
    target = Fraction(indicator.target)
    missed_by = Fraction(value) - target if _lower_is_better(indicator) else target - Fraction(value)
    if is_met(indicator, value):
        light = Light.DONE if period.is_last else Light.ON_TRACK
    else:
        light = Light.SLIGHTLY_BEHIND if missed_by <= abs(target) * NEAR_MISS else Light.BEHIND
    return IndicatorLight(indicator, value, completion(indicator, value), None, light, period)


def assessment_light(assessment: Assessment, period: Period, behind_below: Decimal) -> Light:
    """The light that an assessment stands for; 未启动 counts as a completion of 0 against the pace."""
    if assessment is Assessment.NOT_STARTED:
        gap = -elapsed(period) * 100
        return Light.SLIGHTLY_BEHIND if gap >= -Fraction(behind_below) else Light.BEHIND
    return Light(assessment.value)


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
    if assessed is None:
        return CommitmentLight(worst(*by_figures) if by_figures else Light.MISSING, figures)
    contradicts = bool(by_figures) and is_better(assessed, worst(*by_figures))
    return CommitmentLight(worst(*by_figures, assessed), figures, contradicts, report.assessment, assessed)


def _steps(of: IndicatorLight) -> tuple[Sentence, ...]:
    """How a figure's light comes about."""
    if of.value is None or of.period is None:
        because = {"name": of.indicator.name, "reason": of.absent_because or "—"}
        return (Sentence(N_("{name}: no figure ({reason}), left out"), because),)
    target = format_figure(of.indicator.target)
    figure = {"name": of.indicator.name, "value": format_figure(of.value), "target": target}
    if of.gap is None or of.completion is None:
        message = (
            N_("{name}: {value} {unit} against {target} {unit}, met, not pro-rated → {light}")
            if of.light in (Light.DONE, Light.ON_TRACK)
            else N_("{name}: {value} {unit} against {target} {unit}, not met, not pro-rated → {light}")
        )
        return (Sentence(message, figure | {"unit": of.indicator.unit, "light": of.light}),)
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
