"""``tianbao plan``: what was promised, the proof that nothing is left out, and what changes during the year."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import click
from attrs import define

from departments.clean_text import clean_line
from departments.desks import CoordinatorDesk
from departments.figures import format_percent, parse_figure
from departments.plan_file import PLAN_FILE, PlanDamaged
from departments.refusals import Refusal
from departments.wording import N_, Measured
from tui.commands.named_departments import code_at
from tui.commands.options import json_option, period_option, reason_option, since_option
from tui.commands.plan_changes import add, changes, hand_over, split
from tui.documents import plan_document
from tui.history_names import department_name
from tui.spoken import SpokenGroup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from departments.periods import Period
    from departments.plan import Commitment, Indicator, Plan
    from departments.plan_check import PlanCheck
    from departments.toml_tables import Problem
    from tui.invocation import Invocation
    from tui.printing import Printer

_NO = 1


@define
class NothingNamed(Refusal):
    """An assignment that would change nothing."""

    message: ClassVar[str] = N_("Name a lead or supporting departments; nothing was changed.")
    exit_code: ClassVar[int] = 2


@click.group(cls=SpokenGroup, help=N_("The plan: show it, prove it, change who leads and how high a target is."))
def plan() -> None:
    """Group the verbs of the plan."""


for _command in (changes, add, split, hand_over):
    plan.add_command(_command)


@plan.command("show", help=N_("Show every commitment with its departments and indicators."))
@period_option()
@json_option()
@click.pass_obj
def _show(invocation: Invocation, period: Period | None, *, as_json: bool) -> None:
    shown = _plan(invocation, period)
    if as_json:
        invocation.printer.json(plan_document(shown))
        return
    _print_plan(shown, invocation.printer)


def _plan(invocation: Invocation, period: Period | None) -> Plan:
    from tui.wiring import is_installed, read_shipped_plan

    if invocation.is_data_named or invocation.account or is_installed(invocation.data):
        return invocation.desk().plan(period)
    invocation.printer.note(N_("There is no installation yet; this is the plan that comes with the program."))
    return read_shipped_plan().plan


def _print_plan(shown: Plan, printer: Printer) -> None:
    printer.text(shown.title)
    section, heading = -1, ""
    for each in shown.commitments:
        if each.section != section:
            title = next(one.title for one in shown.sections if one.number == each.section)
            printer.line()
            printer.text(f"{each.section} {title}")
        if (each.section, each.heading) != (section, heading):
            printer.line()
            printer.text(each.heading, indent=2)
        section, heading = each.section, each.heading
        _print_commitment(each, shown, printer)


def _print_commitment(commitment: Commitment, shown: Plan, printer: Printer) -> None:
    say = printer.language.say
    supporting = printer.language.listed(shown.directory[code].short_name for code in commitment.supporting)
    message = N_("{id}  lead {lead}, with {supporting}; {due}") if supporting else N_("{id}  lead {lead}; {due}")
    due = printer.language.term(commitment.due) + "".join(f" {each}" for each in commitment.milestones)
    lead = shown.directory[commitment.lead].short_name
    printer.text(say(message, id=commitment.id, lead=lead, supporting=supporting, due=due), indent=4)
    printer.text(commitment.quote, indent=6)
    for each in commitment.indicators:
        printer.text(f"- {indicator_text(each, printer)}", indent=6)


def indicator_text(indicator: Indicator, printer: Printer) -> str:
    """An indicator in one line: name, comparator, target, and how it is read."""
    language = printer.language
    return language.say(
        N_("{name}: {comparator} {target} ({basis}, {direction})"),
        name=indicator.name,
        comparator=indicator.comparator,
        target=Measured(indicator.target, indicator.unit),
        basis=indicator.basis,
        direction=indicator.direction,
    )


@plan.command(
    "check",
    help=N_(
        "Prove that a plan leaves nothing of its source out. FILE is a plan.toml or its directory; without it, the"
        " installed plan, else the one that comes with the program."
    ),
)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.pass_context
def _check(ctx: click.Context, file: Path | None) -> None:
    from departments.plan_check import check_plan
    from departments.plan_file import read_plan
    from tui.wiring import plan_texts

    invocation: Invocation = ctx.obj
    printer = invocation.printer
    place = file or _place(invocation)
    shown, directory = place, place if place.is_dir() else place.parent
    if invocation.is_guest:
        shown, directory = Path(PLAN_FILE), Path()
    printer.say(N_("Plan: {place}"), place=str(shown))
    try:
        found = check_plan(read_plan(plan_texts(place)))
    except PlanDamaged as damaged:
        _print_problems(damaged.problems, directory, shown, printer)
        raise
    _print_problems(found.problems, directory, shown, printer)
    _print_coverage(found, printer)
    if not found.is_proven:
        ctx.exit(_NO)


def _place(invocation: Invocation) -> Path:
    from tui.wiring import SHIPPED_PLAN, installed_plan_place, is_installed

    if invocation.is_data_named or is_installed(invocation.data):
        return installed_plan_place(invocation.data)
    return SHIPPED_PLAN


def _print_problems(problems: Iterable[Problem], directory: Path, place: Path, printer: Printer) -> None:
    for each in problems:
        path = place if each.file == PLAN_FILE and not place.is_dir() else directory / each.file
        where = f"{path}:{each.line}" if each.line else str(path)
        printer.note_line(clean_line(f"{where}: {each.what}"))


def _print_coverage(found: PlanCheck, printer: Printer) -> None:
    accounted = found.measured_numbers + found.excused_numbers
    printer.say(
        N_("Commitments: {commitments}, indicators: {indicators}"),
        commitments=found.commitments,
        indicators=found.indicators,
    )
    printer.say(
        N_("Sentences: {covered} of {all} covered ({percent})"),
        covered=found.covered_sentences,
        all=found.sentences,
        percent=_percent(found.covered_sentences, found.sentences),
    )
    printer.say(
        N_("Numbers: {accounted} of {all} accounted for ({percent}); {measured} measured, {excused} nobody's target"),
        accounted=accounted,
        all=found.numbers,
        percent=_percent(accounted, found.numbers),
        measured=found.measured_numbers,
        excused=found.excused_numbers,
    )
    if found.is_proven:
        printer.say(N_("Nothing is wrong."))
    else:
        printer.note(N_("Problems: {count}."), count=len(found.problems))


def _percent(part: int, whole: int) -> str:
    return format_percent(Fraction(part, whole) if whole else Fraction(1))


@plan.command(
    "assign",
    help=N_(
        "Give commitment ID to other departments, from the first period that is not closed."
        " What you don't name stays as it is."
    ),
)
@click.argument("commitment", metavar="ID")
@click.option("--lead", metavar="NAME", help=N_("The department that owns the figures."))
@click.option(
    "--support", "supporting", multiple=True, metavar="NAME", help=N_("A supporting department; may be repeated.")
)
@click.option("--no-support", is_flag=True, help=N_("No supporting departments."))
@reason_option()
@since_option()
@click.pass_obj
def _assign(
    invocation: Invocation,
    commitment: str,
    lead: str | None,
    supporting: tuple[str, ...],
    *,
    no_support: bool,
    reason: str,
    since: Period | None,
) -> None:
    desk = invocation.desk_of(CoordinatorDesk)
    if not (lead or supporting or no_support):
        raise NothingNamed
    first = since or desk.calendar().first_not_closed
    standing = desk.plan(first).commitment(commitment)
    kept = () if no_support else standing.supporting
    codes = tuple(code_at(desk, each) for each in supporting) or kept
    changed = desk.reassign_commitment(
        commitment, lead=code_at(desk, lead) if lead else standing.lead, supporting=codes, reason=reason, since=first
    )
    lead, *others = (department_name(code, desk.plan().directory) for code in changed.departments)
    invocation.printer.say(
        N_("{commitment}: lead {lead}, supporting {supporting}, from {since} on."),
        commitment=changed.id,
        lead=lead,
        supporting=invocation.printer.language.listed(others) or "-",
        since=first,
    )


@plan.command(
    "retarget", help=N_("Change an indicator's target, from the first period that is not closed; the old one is kept.")
)
@click.argument("commitment", metavar="ID")
@click.argument("indicator")
@click.argument("value")
@click.option("--even-if-exceeded", is_flag=True, help=N_("Although a report is already beyond the new target."))
@click.option(
    "--even-if-far-off", is_flag=True, help=N_("Although it is three times the old target or more, or a third or less.")
)
@reason_option()
@since_option()
@click.pass_obj
def _retarget(
    invocation: Invocation,
    /,
    commitment: str,
    indicator: str,
    value: str,
    *,
    since: Period | None,
    **named: Any,  # noqa: ANN401 - the reason, and what it is to be set in spite of
) -> None:
    desk = invocation.desk_of(CoordinatorDesk)
    first = since or desk.calendar().first_not_closed
    standing = desk.plan(first).commitment(commitment).indicator(indicator)
    target = parse_figure(value, standing.unit)
    changed = desk.retarget_commitment(commitment, indicator, target, since=first, **named).indicator(indicator)
    invocation.printer.say(
        N_("{indicator}: {old} → {target}, from {since} on."),
        indicator=changed.name,
        old=Measured(standing.target, changed.unit),
        target=Measured(changed.target, changed.unit),
        since=first,
    )
