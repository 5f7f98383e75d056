"""``tianbao plan changes``, ``add``, ``split`` and ``hand-over``: what the commission changes about the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import click
from attrs import define, evolve

from departments.desks import CoordinatorDesk
from departments.plan import Commitment
from departments.refusals import BadInput
from departments.wording import N_
from tui.commands.named_departments import code_at
from tui.commands.options import json_option, reason_option, since_option
from tui.commission_documents import plan_changes_document
from tui.commitment_text import BadIndicator, due_in, indicator_in
from tui.history_names import department_name
from tui.history_words import action_word, field_word, old_and_new
from tui.option_types import PeriodType
from tui.spoken import SpokenCommand

if TYPE_CHECKING:
    from departments.directory import Directory
    from departments.periods import Period
    from departments.plan import Indicator, Plan
    from tui.invocation import Invocation


@define
class BadPart(BadInput):
    """A part of a commitment that isn't written as one."""

    message: ClassVar[str] = N_("“{value}” is no part; write the lead's code and the words, like “rsj=新增就业1万人”.")


@define
class BadHeading(BadInput):
    """Not the number of one of the plan's headings."""

    message: ClassVar[str] = N_("{value} is no heading of the plan; write section and heading, like 4.1.")


@click.command(
    "changes", cls=SpokenCommand, help=N_("Show what was changed about the plan, with old values and reasons.")
)
@click.option("--period", type=PeriodType(), metavar="PERIOD", help=N_("Only what holds for this period."))
@json_option()
@click.pass_obj
def changes(invocation: Invocation, period: Period | None, *, as_json: bool) -> None:
    """Print what was changed."""
    desk, printer = invocation.desk(), invocation.printer
    found = desk.plan_changes(period)
    if as_json:
        printer.json(plan_changes_document(found))
        return
    directory, people, language = desk.plan().directory, desk.people(), printer.language
    if not found:
        printer.say(N_("Nothing was changed."))
    for each in found:
        printer.say(
            N_("{commitment} {kind} from {since} on, {at} by {by}: {reason}"),
            commitment=each.commitment.id,
            kind=action_word(each.kind, language),
            since=each.since,
            at=each.at,
            by=people.get(each.by, each.by),
            reason=each.reason,
        )
        for one in each.fields:
            name = each.indicator.name if each.indicator else field_word(one.field, language)
            old, new = old_and_new(one, each.indicator, directory, language)
            printer.text(f"{name}: {old} → {new}", indent=2)


@click.command(
    "add",
    cls=SpokenCommand,
    help=N_("Put a commitment into the plan that a decision of the year has made; it gets the heading's next number."),
)
@click.argument("heading", metavar="HEADING")
@click.option("--quote", required=True, metavar="TEXT", help=N_("The promise in the decision's own words."))
@click.option("--lead", required=True, metavar="NAME", help=N_("The department that owns the figures."))
@click.option(
    "--support", "supporting", multiple=True, metavar="NAME", help=N_("A supporting department; may be repeated.")
)
@click.option(
    "--indicator",
    "indicators",
    multiple=True,
    metavar="NAME=TARGET UNIT [WORD…]",
    help=N_("A figure to deliver, with the words for comparator, basis and direction; may be repeated."),
)
@click.option(
    "--due",
    "dues",
    multiple=True,
    metavar="monthly|quarterly|PERIOD",
    help=N_("When it is due; periods may be repeated."),
)
@click.option("--source", required=True, metavar="TEXT", help=N_("The decision: its number or meeting."))
@reason_option()
@since_option()
@click.pass_obj
def add(
    invocation: Invocation,
    /,
    heading: str,
    *,
    indicators: tuple[str, ...],
    dues: tuple[str, ...],
    reason: str,
    since: Period | None,
    **named: Any,  # noqa: ANN401 - quote, source, lead and supporting departments
) -> None:
    """Add a commitment."""
    desk = invocation.desk_of(CoordinatorDesk)
    plan = desk.plan(since)
    (section, title), directory = _heading(plan, heading), plan.directory
    due, milestones = due_in(dues)
    measured = tuple(indicator_in(each) for each in indicators)
    lead, supporting = code_at(desk, named["lead"]), tuple(code_at(desk, each) for each in named["supporting"])
    proposed = Commitment("", section, title, named["quote"], lead, supporting, measured, due, milestones)
    added = desk.add_commitment(proposed, source=named["source"], reason=reason, since=since)
    _say_added(added, directory, invocation)


@click.command(
    "split",
    cls=SpokenCommand,
    help=N_("Put parts in the place of commitment ID, each with a lead of its own; its reports stay."),
)
@click.argument("commitment", metavar="ID")
@click.option(
    "--part", "parts", multiple=True, required=True, metavar="LEAD=QUOTE", help=N_("A part; name two at least.")
)
@click.option(
    "--indicator",
    "indicators",
    multiple=True,
    metavar="PART:NAME=TARGET UNIT [WORD…]",
    help=N_("A figure of a part, which is named by its number from 1; may be repeated."),
)
@click.option("--source", default="", metavar="TEXT", help=N_("The decision: its number or meeting."))
@click.option(
    "--even-if-sums-differ", is_flag=True, help=N_("Although the parts' figures come to less, more or something else.")
)
@reason_option()
@since_option()
@click.pass_obj
def split(
    invocation: Invocation,
    /,
    commitment: str,
    *,
    parts: tuple[str, ...],
    indicators: tuple[str, ...],
    since: Period | None,
    **named: Any,  # noqa: ANN401 - source, reason, and whether it is to be although the sums differ
) -> None:
    """Split a commitment."""
    desk = invocation.desk_of(CoordinatorDesk)
    plan = desk.plan(since or desk.calendar().first_not_closed)
    whole = plan.commitment(commitment)
    measured: dict[int, list[Indicator]] = {}
    for each in indicators:
        number, is_named, written = each.partition(":")
        if not (is_named and number.isdecimal() and 1 <= int(number) <= len(parts)):
            raise BadIndicator(each)
        measured.setdefault(int(number), []).append(indicator_in(written))
    made = []
    for place, each in enumerate(parts, 1):
        lead, is_said, quote = each.partition("=")
        if not is_said:
            raise BadPart(each)
        own = tuple(measured.get(place, ()))
        made.append(evolve(whole, lead=code_at(desk, lead), supporting=(), quote=quote, indicators=own))
    for part in desk.split_commitment(commitment, made, since=since, **named):
        _say_added(part, plan.directory, invocation)


@click.command(
    "hand-over", cls=SpokenCommand, help=N_("Give department TO everything that department OLD leads or supports.")
)
@click.argument("old", metavar="OLD")
@click.argument("to", metavar="TO")
@reason_option()
@since_option()
@click.pass_obj
def hand_over(invocation: Invocation, old: str, to: str, reason: str, since: Period | None) -> None:
    """Hand a department's commitments over."""
    desk = invocation.desk_of(CoordinatorDesk)
    old, to = code_at(desk, old), code_at(desk, to)
    moved, directory = desk.hand_over_department(old, to, reason=reason, since=since), desk.plan().directory
    invocation.printer.say(
        N_("Commitments that went from {old} to {to}: {count}."),
        count=len(moved),
        old=department_name(old, directory),
        to=department_name(to, directory),
    )


def _say_added(added: Commitment, directory: Directory, invocation: Invocation) -> None:
    lead = department_name(added.lead, directory)
    invocation.printer.say(N_("{commitment} was added: lead {lead}."), commitment=added.id, lead=lead)


def _heading(plan: Plan, number: str) -> tuple[int, str]:
    """The section and words of a heading's number."""
    for each in plan.commitments:
        if each.id.partition("-")[0] == number:
            return each.section, each.heading
    raise BadHeading(number)
