"""A report's form as text: what was typed, field by field, and the report that it means.

The typed text is what a draft keeps; nothing of it is lost by what can't be read as a figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from departments.figures import parse_figure
from departments.refusals import BadInput
from departments.reports import Assessment, Narrative, Report
from departments.wording import N_

if TYPE_CHECKING:
    from decimal import Decimal

    from departments.plan import Commitment
    from tui.language import Language

VALUE, ABSENT = "value ", "absent "
"""Before an indicator's id: its figure, and why there is none."""
PROGRESS, PROBLEMS, NEXT_STEPS, EXPLANATION = "progress", "problems", "next_steps", "explanation"
ASSESSMENT, NOTHING_TO_REPORT = "assessment", "nothing_to_report"
NARRATIVE = (PROGRESS, PROBLEMS, NEXT_STEPS)
YES = "yes"

LABELS: tuple[tuple[str, str], ...] = (
    (ASSESSMENT, N_("Assessment")),
    (NOTHING_TO_REPORT, N_("Nothing to report")),
    (PROGRESS, N_("Progress")),
    (PROBLEMS, N_("Problems")),
    (NEXT_STEPS, N_("Next steps")),
    (EXPLANATION, N_("Explanation")),
)


@frozen
class Difference:
    """A field that two versions have differently."""

    label: str
    mine: str
    theirs: str


@frozen
class Reading:
    """What typed text means."""

    report: Report
    unreadable: Mapping[str, BadInput]
    """The fields that mean no figure, and why; the report is without them."""


def typed_of(report: Report) -> dict[str, str]:
    """The text of a form filled with this report; empty fields are left out."""
    told = report.narrative
    typed = {
        **{VALUE + key: f"{value:f}" for key, value in report.values.items()},
        **{ABSENT + key: reason for key, reason in report.figure_absent.items()},
        PROGRESS: told.progress,
        PROBLEMS: told.problems,
        NEXT_STEPS: told.next_steps,
        EXPLANATION: report.explanation,
        ASSESSMENT: report.assessment.value if report.assessment else "",
        NOTHING_TO_REPORT: YES if report.nothing_to_report else "",
    }
    return {field: text for field, text in typed.items() if text}


def read_typed(typed: Mapping[str, str], commitment: Commitment, report: Report) -> Reading:
    """The report with what was typed in it.

    Args:
        typed: by field.
        commitment: whose indicators are asked for.
        report: what is not typed comes from it.
    """
    values: dict[str, Decimal] = {}
    unreadable: dict[str, BadInput] = {}
    for indicator in commitment.indicators:
        text = typed.get(VALUE + indicator.id, "").strip()
        if text:
            try:
                values[indicator.id] = parse_figure(text, indicator.unit)
            except BadInput as refusal:
                unreadable[VALUE + indicator.id] = refusal
    absent = {
        each.id: typed[ABSENT + each.id].strip()
        for each in commitment.indicators
        if typed.get(ABSENT + each.id, "").strip() and each.id not in values
    }
    chosen = typed.get(ASSESSMENT)
    read = evolve(
        report,
        values=values,
        figure_absent=absent,
        narrative=Narrative(*(typed.get(field, "") for field in NARRATIVE)),
        assessment=Assessment(chosen) if chosen in list(Assessment) else None,
        nothing_to_report=typed.get(NOTHING_TO_REPORT) == YES,
        explanation=typed.get(EXPLANATION, ""),
    )
    return Reading(read, unreadable)


def differences(commitment: Commitment, mine: Report, theirs: Report, language: Language) -> tuple[Difference, ...]:
    """Every field that two versions of a report have differently, in the form's order."""
    say, typed_mine, typed_theirs = language.say, typed_of(mine), typed_of(theirs)
    fields = [
        *((VALUE + each.id, f"{each.name} ({each.unit})") for each in commitment.indicators),
        *((ABSENT + each.id, say("{name}: why there is no figure", name=each.name)) for each in commitment.indicators),
        *((field, say(label)) for field, label in LABELS),
    ]
    found = [
        Difference(label, _words(field, typed_mine, language), _words(field, typed_theirs, language))
        for field, label in fields
        if typed_mine.get(field) != typed_theirs.get(field)
    ]
    if mine.state is not theirs.state and theirs.state.counts:
        found.append(Difference(say("State"), "", language.term(theirs.state)))
    return tuple(found)


def _words(field: str, typed: Mapping[str, str], language: Language) -> str:
    text = typed.get(field, "")
    if field == ASSESSMENT and text:
        return language.term(Assessment(text))
    if field == NOTHING_TO_REPORT:
        return language.say("yes") if text else language.say("no")
    return text
