"""What is wrong with a commitment that a decision of the year would put into the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, evolve

from departments.clean_text import clean_line, clean_text
from departments.directory import NoSuchDepartment
from departments.figures import checked_figure
from departments.periods import BadPeriod, Period
from departments.plan import Basis, Commitment, Comparator, Due, Indicator
from departments.refusals import BadInput, NotFound, Refusal
from departments.wording import N_, Sentence

if TYPE_CHECKING:
    from decimal import Decimal

    from departments.plan import Plan


@define
class BadTarget(BadInput):
    """A target that can't be one."""

    message: ClassVar[str] = N_("{value} can't be the target of {name}; a target is a number that is not negative.")
    value: str
    name: str


@define
class TargetOfNothing(BadTarget):
    """A target that is met before anything was done."""

    message: ClassVar[str] = N_("{name} adds up from nothing, so that at least {value} is no target; name more.")


@define
class CommitmentIncomplete(Refusal):
    """Something that a commitment needs is missing, or doesn't go together."""

    message: ClassVar[str] = N_("The commitment can't be added: {hint}")
    hint: Sentence


def ready_commitment(plan: Plan, proposed: Commitment, since: Period, number: int) -> Commitment:
    """The proposed commitment, cleaned and with ids, if it can be part of the plan.

    Args:
        plan: as it holds for the first period.
        proposed: everything but the ids; those that stand there are not looked at.
        since: the first period for which it is to hold.
        number: its number within the heading.

    Raises:
        NotFound: there is no such section or heading.
        NoSuchDepartment: there is no such department.
        BadTarget: a target is negative, or 0 of what has to add up to something.
        BadInput: a target or baseline is no figure.
        CommitmentIncomplete: it has no words, an indicator has no name or the name of another, or it is never due.
    """
    commitment_id = f"{heading_id(plan, proposed)}-{number:02d}"
    quote = clean_text(proposed.quote)
    if not quote:
        raise CommitmentIncomplete(Sentence(N_("it has no words; quote the decision.")))
    for code in proposed.departments:
        if code not in plan.directory:
            raise NoSuchDepartment(code)
    _check_due(proposed, since)
    named: set[str] = set()
    indicators = []
    for place, each in enumerate(proposed.indicators, 1):
        indicator = evolve(_ready_indicator(each), id=f"{commitment_id}.{place}")
        if indicator.name in named:
            raise CommitmentIncomplete(
                Sentence(N_("two indicators are called {name}; tell them apart."), {"name": indicator.name})
            )
        named.add(indicator.name)
        indicators.append(indicator)
    supporting = tuple(code for code in dict.fromkeys(proposed.supporting) if code != proposed.lead)
    return evolve(proposed, id=commitment_id, quote=quote, supporting=supporting, indicators=tuple(indicators))


def heading_id(plan: Plan, proposed: Commitment) -> str:
    """The number of the commitment's heading, section first: ``4.1``.

    Raises:
        NotFound: the plan has no such section or heading.
    """
    for each in plan.commitments:
        if (each.section, each.heading) == (proposed.section, proposed.heading):
            return each.id.partition("-")[0]
    for section in plan.sections:
        if section.number == proposed.section and proposed.heading in section.headings:
            return f"{section.number}.{section.headings.index(proposed.heading) + 1}"
    raise NotFound(proposed.heading or str(proposed.section))


def _check_due(proposed: Commitment, since: Period) -> None:
    if proposed.due is not Due.MILESTONE:
        return
    try:
        dates = [Period.parse(each) for each in proposed.milestones]
    except BadPeriod as refusal:
        raise CommitmentIncomplete(Sentence(refusal.message, refusal.fields)) from None
    if not any(since <= each and each.year == since.year for each in dates):
        raise CommitmentIncomplete(
            Sentence(N_("it is due at milestones and none of them is in or after {since}."), {"since": since})
        )


def _ready_indicator(proposed: Indicator) -> Indicator:
    name, unit = clean_line(proposed.name), clean_line(proposed.unit)
    if not name or not unit:
        raise CommitmentIncomplete(Sentence(N_("an indicator has no name or no unit.")))
    target = checked_target(proposed, proposed.target)
    baseline = None if proposed.baseline is None else checked_figure(proposed.baseline, unit)
    return evolve(
        proposed, name=name, unit=unit, target=target, baseline=baseline, printed=clean_line(proposed.printed)
    )


def checked_target(indicator: Indicator, target: Decimal) -> Decimal:
    """The number in its plain form, if it can be the indicator's target.

    Raises:
        BadTarget: it is negative.
        TargetOfNothing: it is 0, and the indicator has to add up to at least that.
        BadInput: it is no figure.
    """
    checked = checked_figure(target, indicator.unit)
    if checked < 0:
        raise BadTarget(str(target), indicator.name)
    has_to_add_up = indicator.comparator is Comparator.AT_LEAST and indicator.basis is Basis.CUMULATIVE
    if not checked and has_to_add_up:
        raise TargetOfNothing(str(checked), indicator.name)
    return checked
