"""What is said when a report is sent on: the question, what is looked at before it, and where the report went."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from departments.reports import State
from departments.wording import N_

if TYPE_CHECKING:
    from departments.desks import ReportView
    from tui.language import Language

QUESTIONS = MappingProxyType(
    {State.SUBMITTED: N_("Submit?"), State.SIGNING: N_("Send to the department's head for signature?")}
)
"""What is asked before a report goes where it then stands."""
SENT = MappingProxyType(
    {
        State.SUBMITTED: N_("{commitment} is submitted."),
        State.SIGNING: N_("{commitment} waits for the department's head, whose signature sends it to the commission."),
    }
)
"""What is told after it, by where it stands."""


def summary(view: ReportView, language: Language) -> list[str]:
    """A report at a glance: what it is on, its light with the arithmetic, and what was explained.

    Args:
        view: the report as it would be sent.
        language: the reader's.
    """
    say = language.say
    lines = [f"{view.commitment.id} {view.commitment.quote}", ""]
    if view.is_lead:
        lines += [
            say("Light: {light}", light=view.preview.light),
            *(f"  {language.sentence(each)}" for each in view.preview.arithmetic),
        ]
    notes = [f"! {language.sentence(each.sentence)}" for each in view.findings]
    if notes:
        lines += ["", *notes, say("Explanation: {text}", text=view.report.explanation)]
    return lines
