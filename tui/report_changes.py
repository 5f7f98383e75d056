"""What one command line changes in a report, laid over the report as it stands: what is not named stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, evolve, frozen

from departments.figures import parse_figure
from departments.refusals import BadInput
from departments.reports import Assessment
from departments.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from departments.desks import ReportView
    from departments.plan import Commitment, Indicator
    from departments.reports import Report


@define
class NotAPair(BadInput):
    """A figure or a reason without the name of its indicator."""

    message: ClassVar[str] = N_("“{value}” has no =; write {example}.")
    value: str
    example: str


@frozen
class ReportChanges:
    """What was named; None for what was not."""

    values: tuple[str, ...] = ()
    """Pairs like ``新增就业=9800``; nothing behind the = removes the figure."""
    absent: tuple[str, ...] = ()
    """Pairs of an indicator and why it has no figure."""
    progress: str | None = None
    problems: str | None = None
    next_steps: str | None = None
    assessment: Assessment | None = None
    nothing_to_report: bool | None = None
    explanation: str | None = None


def changed(standing: ReportView, changes: ReportChanges) -> Report:
    """The report as it stands, with the changes.

    Raises:
        NotFound: the commitment has no indicator of that name.
        NotAPair, NotANumber, PercentageUnexpected, TooLong: a pair can't be read.
    """
    report = standing.report
    values, reasons = dict(report.values), dict(report.figure_absent)
    for indicator, reason in _pairs(standing.commitment, changes.absent, "NAME=REASON"):
        reasons[indicator.id] = reason
        if reason:
            values.pop(indicator.id, None)
    values |= {key: figure for key, figure in _figures(standing.commitment, changes.values) if figure is not None}
    for key, figure in _figures(standing.commitment, changes.values):
        if figure is None:
            values.pop(key, None)
    narrative = report.narrative
    return evolve(
        report,
        values=values,
        figure_absent={key: reason for key, reason in reasons.items() if reason},
        narrative=evolve(
            narrative,
            progress=_named(changes.progress, narrative.progress),
            problems=_named(changes.problems, narrative.problems),
            next_steps=_named(changes.next_steps, narrative.next_steps),
        ),
        assessment=changes.assessment or report.assessment,
        nothing_to_report=(
            report.nothing_to_report if changes.nothing_to_report is None else changes.nothing_to_report
        ),
        explanation=_named(changes.explanation, report.explanation),
    )


def _named(text: str | None, standing: str) -> str:
    return standing if text is None else text


def _figures(commitment: Commitment, pairs: tuple[str, ...]) -> Iterator[tuple[str, Decimal | None]]:
    for indicator, text in _pairs(commitment, pairs, "NAME=NUMBER"):
        yield indicator.id, parse_figure(text, indicator.unit) if text else None


def _pairs(commitment: Commitment, pairs: tuple[str, ...], example: str) -> Iterator[tuple[Indicator, str]]:
    for pair in pairs:
        name, sign, text = pair.replace("＝", "=", 1).partition("=")
        if not sign:
            raise NotAPair(pair, example)
        yield commitment.indicator(name.strip()), text.strip()
