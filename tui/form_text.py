"""A report's form as text: what was typed, field by field, and the report that it means.

The typed text is what a draft keeps; nothing of it is lost by what can't be read as a figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from enum import Enum, auto
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from departments.clean_text import clean_text
from departments.desks.clerk import LONGEST_TEXT, TextTooLong
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
TEXTS = (*NARRATIVE, EXPLANATION)
"""The fields of several sentences."""
YES = "yes"

LABELS: tuple[tuple[str, str], ...] = (
    (ASSESSMENT, N_("Assessment")),
    (NOTHING_TO_REPORT, N_("Nothing to report")),
    (PROGRESS, N_("Progress")),
    (PROBLEMS, N_("Problems")),
    (NEXT_STEPS, N_("Next steps")),
    (EXPLANATION, N_("Explanation")),
)


class Side(Enum):
    """Whose version of a field is taken."""

    MINE = auto()
    THEIRS = auto()
    BOTH = auto()
    """Theirs and mine, one after the other, to be put right by hand."""


@frozen
class Difference:
    """A field that two versions have differently."""

    field: str
    """Its name in the typed text."""
    label: str
    mine: str
    """In words."""
    theirs: str
    before: str | None
    """What stood there when the form was opened; None where that isn't known."""

    @property
    def can_be_both(self) -> bool:
        """Whether there are two texts, which can be put together."""
        return self.field in TEXTS and bool(self.mine and self.theirs)

    @property
    def suggested(self) -> Side | None:
        """The side that alone changed the field; None where both did, or where that isn't known."""
        if self.before is None:
            return None
        return {self.mine: Side.THEIRS, self.theirs: Side.MINE}.get(self.before)


def indicator_or_field(field: str) -> str:
    """Where the findings of a field stand: under its indicator, or under its own name."""
    return field.removeprefix(VALUE).removeprefix(ABSENT)


@frozen
class Reading:
    """What typed text means."""

    report: Report
    unreadable: Mapping[str, BadInput]
    """The fields that mean no figure or hold too much, and why; the report is without them."""


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
    texts = {field: typed.get(field, "") for field in TEXTS}
    for field, text in texts.items():
        too_long = _too_long(text)
        if too_long is not None:
            unreadable[field], texts[field] = too_long, ""
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
        narrative=Narrative(*(texts[field] for field in NARRATIVE)),
        assessment=Assessment(chosen) if chosen in list(Assessment) else None,
        nothing_to_report=typed.get(NOTHING_TO_REPORT) == YES,
        explanation=texts[EXPLANATION],
    )
    return Reading(read, unreadable)


def _too_long(text: str) -> TextTooLong | None:
    if len(text) <= LONGEST_TEXT:
        return None
    cleaned = clean_text(text)
    return TextTooLong(cleaned[:20], len(cleaned), LONGEST_TEXT) if len(cleaned) > LONGEST_TEXT else None


def differences(
    commitment: Commitment, mine: Report, theirs: Report, before: Report | None, language: Language
) -> tuple[Difference, ...]:
    """Every field that two versions of a report have differently, in the form's order.

    Args:
        commitment: what the report is about.
        mine: as it would be saved.
        theirs: as it was saved meanwhile.
        before: what both began from; None where that isn't known.
        language: the reader's.
    """
    say, typed_mine, typed_theirs = language.say, typed_of(mine), typed_of(theirs)
    typed_before = None if before is None else typed_of(before)
    fields = [
        *((VALUE + each.id, say("{name} ({unit})", name=each.name, unit=each.unit)) for each in commitment.indicators),
        *((ABSENT + each.id, say("{name}: why there is no figure", name=each.name)) for each in commitment.indicators),
        *((field, say(label)) for field, label in LABELS),
    ]
    return tuple(
        Difference(
            field,
            label,
            _words(field, typed_mine, language),
            _words(field, typed_theirs, language),
            None if typed_before is None else _words(field, typed_before, language),
        )
        for field, label in fields
        if typed_mine.get(field) != typed_theirs.get(field)
    )


def settled(mine: Report, theirs: Report, picked: Mapping[str, Side]) -> dict[str, str]:
    """The typed text of the version that was chosen, field by field; what isn't named is theirs.

    Args:
        mine: one version.
        theirs: the other one.
        picked: by field.
    """
    typed_mine, typed = typed_of(mine), typed_of(theirs)
    for field, side in picked.items():
        if side is Side.MINE:
            typed[field] = typed_mine.get(field, "")
        elif side is Side.BOTH:
            typed[field] = combined(typed_mine.get(field, ""), typed.get(field, ""))
    return {field: text for field, text in typed.items() if text}


_SENTENCE = re.compile(r"[^。！？；!?;\n]*[。！？；!?;\n]+|[^。！？；!?;\n]+")


def combined(mine: str, theirs: str) -> str:
    """Both texts in one: what they share once, and where they differ theirs before mine, sentence by sentence.

    Args:
        mine: one text.
        theirs: the other one.
    """
    own, others = _SENTENCE.findall(mine), _SENTENCE.findall(theirs)
    parts: list[str] = []
    for _, start, end, own_start, own_end in SequenceMatcher(None, others, own, autojunk=False).get_opcodes():
        first, second = others[start:end], own[own_start:own_end]
        parts += first if first == second or not second else (*_closed(first), *second)
    return "".join(parts)


def _closed(sentences: list[str]) -> list[str]:
    """The sentences, with a line's end after the last one where it has no end of its own."""
    if sentences and _SENTENCE.fullmatch(sentences[-1] + "x"):
        return [*sentences, "\n"]
    return sentences


def _words(field: str, typed: Mapping[str, str], language: Language) -> str:
    text = typed.get(field, "")
    if field == ASSESSMENT and text:
        return language.term(Assessment(text))
    if field == NOTHING_TO_REPORT:
        return language.say("yes") if text else language.say("no")
    return text
