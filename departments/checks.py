"""What is wrong with a report, as values: hard findings block a submission, soft ones want an explanation."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen

from departments.figures import format_figure
from departments.lights import assessment_light, commitment_light, is_better, worst
from departments.periods import Period
from departments.plan import Basis, Commitment, Indicator
from departments.wording import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from departments.reports import Report

JUMP = 3
"""A cumulative figure more than so many times the last one wants an explanation."""


class Grade(StrEnum):
    """How much a finding weighs."""

    HARD = "hard"
    """Has to be put right before the report can be submitted."""
    SOFT = "soft"
    """May stand, with a written explanation that travels with the report."""


@frozen
class Finding:
    """One thing that is wrong, where, and how much it weighs."""

    grade: Grade
    code: str
    """A stable name for programs: ``cumulative_fell``."""
    place: str
    """The field: an indicator's id, ``progress``, ``next_steps``, ``assessment`` or ``explanation``."""
    sentence: Sentence


def _hard(code: str, place: str, message: str, **fields: object) -> Finding:
    return Finding(Grade.HARD, code, place, Sentence(message, fields))


def _soft(code: str, place: str, message: str, **fields: object) -> Finding:
    return Finding(Grade.SOFT, code, place, Sentence(message, fields))


@frozen
class LastFigure:
    """An indicator's figure as it was told last."""

    value: Decimal
    period: Period


def last_figures(commitment: Commitment, earlier: Iterable[Report]) -> dict[str, LastFigure]:
    """Each indicator's figure as it was last told: a month in which one couldn't be given hides nothing.

    Args:
        commitment: whose indicators.
        earlier: as for :func:`find_problems`.
    """
    wanted = {each.id for each in commitment.indicators}
    found: dict[str, LastFigure] = {}
    for report in earlier:
        told = wanted & report.values.keys() - found.keys()
        found.update((key, LastFigure(report.values[key], report.period)) for key in told)
        if found.keys() == wanted:
            break
    return found


def find_problems(
    commitment: Commitment, report: Report, earlier: Iterable[Report], behind_below: Decimal
) -> tuple[Finding, ...]:
    """Everything that is wrong with the report, hard findings first.

    Args:
        commitment: with the departments and targets that hold for the period.
        report: as it would be submitted.
        earlier: the reports on it that count, from earlier periods of the year, the latest first: the department's own,
            or for the lead those of whoever led; read only as far as they are needed.
        behind_below: percentage points from which yellow turns red.
    """
    found: list[Finding] = []
    is_lead = report.department == commitment.lead
    if is_lead:
        told = last_figures(commitment, earlier)
        for indicator in commitment.indicators:
            found += _figure_problems(indicator, report, told.get(indicator.id))
    else:
        found += _figures_of_the_lead(commitment, report)
    found += _narrative_problems(report, is_lead=is_lead)
    if is_lead:
        found += _assessment_problems(commitment, report, behind_below)
    soft = [each for each in found if each.grade is Grade.SOFT]
    if soft and not report.explanation:
        found.append(_hard("explanation_wanted", "explanation", N_("Explain what the notes above ask about.")))
    return tuple(sorted(found, key=lambda each: each.grade))


def _figures_of_the_lead(commitment: Commitment, report: Report) -> list[Finding]:
    """A supporting department's figures; its draft may be from when it still led."""
    message = N_("{name} belongs to the lead department; save the report without the figure.")
    return [
        _hard("figure_of_the_lead", each.id, message, name=each.name)
        for each in commitment.indicators
        if each.id in report.values
    ]


def _figure_problems(indicator: Indicator, report: Report, last: LastFigure | None) -> list[Finding]:
    value, name = report.values.get(indicator.id), indicator.name
    if value is None:
        message = N_("{name} has no figure; enter it, or say why there is none (0 is a figure too).")
        is_explained = bool(report.figure_absent.get(indicator.id))
        return [] if is_explained else [_hard("figure_missing", indicator.id, message, name=name)]
    if indicator.basis is not Basis.CUMULATIVE:
        return []
    if value < 0:
        message = N_("{name} adds up over the year and can't be negative; correct the figure.")
        return [_hard("negative", indicator.id, message, name=name)]
    return _moved(indicator, last, value) if last else []


def _moved(indicator: Indicator, last: LastFigure, value: Decimal) -> list[Finding]:
    """What a cumulative figure's change since the last one asks about."""
    if value < last.value:
        code, message = (
            "cumulative_fell",
            N_("{name} adds up over the year and fell from {last} ({period}) to {value}."),
        )
    elif 0 < last.value * JUMP < value:
        code, message = "jumped", N_("{name} is more than three times its last figure: {last} ({period}), now {value}.")
    else:
        return []
    figures = {"last": format_figure(last.value), "value": format_figure(value)}
    return [_soft(code, indicator.id, message, name=indicator.name, period=last.period, **figures)]


def _narrative_problems(report: Report, *, is_lead: bool) -> list[Finding]:
    narrative, found = report.narrative, []
    if report.nothing_to_report:
        if not narrative.progress:
            found.append(_hard("reason_missing", "progress", N_("Say why there is nothing to report this period.")))
        if not narrative.next_steps:
            found.append(_hard("next_steps_missing", "next_steps", N_("Say what comes next.")))
    elif not narrative.progress:
        found.append(_hard("progress_missing", "progress", N_("Say what was done, or choose nothing to report.")))
    if is_lead and report.assessment is None:
        found.append(_hard("assessment_missing", "assessment", N_("Choose an assessment.")))
    return found


def _assessment_problems(commitment: Commitment, report: Report, behind_below: Decimal) -> list[Finding]:
    if report.assessment is None:
        return []
    figures = commitment_light(commitment, report, behind_below).indicators
    lights = [each.light for each in figures if each.light is not None]
    if not lights or not is_better(assessment_light(report.assessment, report.period, behind_below), worst(*lights)):
        return []
    message = N_("The assessment ({assessment}) is better than the figures ({light}).")
    return [_soft("assessment_better", "assessment", message, assessment=report.assessment, light=worst(*lights))]
