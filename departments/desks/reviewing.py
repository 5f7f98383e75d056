"""What a reviewer does to somebody else's report: the shared half of signing, returning and approving.

Grants nothing: the desk that calls has decided already that its account may.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, evolve

from departments.clean_text import clean_text
from departments.ledger import RevisionConflict
from departments.refusals import NotFound, Refusal
from departments.reports import Report, Return, State, report_key
from departments.wording import N_
from departments.workflow import Verb, advance, not_in_this_state

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from departments.desks.registry import Registry
    from departments.periods import Period


@define
class ReasonMissing(Refusal):
    """A return, a retarget, a reassignment or an extension without a reason."""

    message: ClassVar[str] = N_("A reason is needed: the people concerned will read it; write one sentence.")


def the_reason(text: str) -> str:
    """The reason, cleaned.

    Raises:
        ReasonMissing: nothing is left of it.
    """
    cleaned = clean_text(text)
    if not cleaned:
        raise ReasonMissing
    return cleaned


def returned(by: str, at: dt.datetime, reason: str) -> Callable[[Report], Report]:
    """The change that sends a report back; everything written stays.

    Raises:
        ReasonMissing: the reason is empty.
    """
    sent_back = Return(at, by, the_reason(reason))

    def change(report: Report) -> Report:
        return evolve(report, returns=(*report.returns, sent_back))

    return change


def change_report(
    registry: Registry,
    by: str,
    where: tuple[str, Period, str],
    verb: Verb,
    change: Callable[[Report], Report],
    based_on: int,
    *,
    only_from: frozenset[State],
) -> None:
    """Change a report in its department's book by one step of the workflow.

    Args:
        registry: what the desk writes with.
        by: the account that acts.
        where: department code, period and commitment id.
        verb: the step; its past participle names the event.
        change: what the step does to the report beside its state.
        based_on: the revision that the reviewer saw.
        only_from: the states in which a report is before this reviewer.

    Raises:
        NotFound: there is no such report.
        NotInThisState: the step isn't possible from where it stands.
        RevisionConflict: it changed since the reviewer saw it.
    """
    department, period, commitment = where
    key = report_key(period, commitment)
    with registry.transaction(by, department) as book:
        entry = book.entry(Report, key)
        if entry is None:
            raise NotFound(commitment)
        if entry.revision != based_on:
            raise RevisionConflict(key, based_on, entry.revision, entry.by, entry, entry.document)
        has_head = registry.has_head(department)
        state = advance(commitment, entry.document.state, verb, has_head=has_head)
        if entry.document.state not in only_from:
            raise not_in_this_state(commitment, entry.document.state, verb, has_head=has_head)
        book.append(verb.past, key, evolve(change(entry.document), state=state), based_on=based_on)
