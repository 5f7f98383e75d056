"""From the text of ``plan.toml`` and ``departments.toml`` to a plan, with every problem named by file and line.

The text is handed in; who reads it from disk is somebody else's business. Bad input is a value: problems are collected
while reading goes on, so that one look shows them all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, NoReturn

from attrs import define, frozen

from departments.directory import OFFICE, Department, DepartmentKind, Directory
from departments.periods import Period
from departments.plan import Basis, Commitment, Comparator, Direction, Due, Indicator, Plan, Section
from departments.readings import is_reading
from departments.refusals import Refusal
from departments.toml_tables import Problem, Table, TomlText
from departments.wording import N_

PLAN_FILE, DEPARTMENTS_FILE, SOURCE_FILE = "plan.toml", "departments.toml", "source.txt"
_CODE = re.compile(r"[a-z][a-z0-9]{1,11}")
_COMMITMENT_ID = re.compile(r"(?P<section>[0-9]+)\.(?P<heading>[1-9][0-9]*)-[0-9]{2,}")


@define
class PlanDamaged(Refusal):
    """A plan file that can't be used."""

    message: ClassVar[str] = N_(
        "The plan can't be used; problems: {count}, the first: {first}; correct the file and run tianbao plan check."
    )
    count: int
    first: Problem
    problems: tuple[Problem, ...]


@frozen
class NotCounted:
    """A passage of the plan that nobody has to deliver, and why."""

    text: str
    """To the letter, standing at one place of the source."""
    why: str
    line: int
    """Where the plan file says so."""
    number: str = ""
    """The number meant, as printed; empty where the whole passage is."""


@frozen
class PlanFile:
    """Everything that a plan's directory says."""

    plan: Plan
    source: str
    """The text of the plan."""
    not_a_target: tuple[NotCounted, ...]
    not_a_promise: tuple[NotCounted, ...]
    commitment_lines: Mapping[str, int]
    """The line of ``plan.toml`` on which each commitment begins."""


def read_plan(files: Mapping[str, str]) -> PlanFile:
    """The plan that the files describe.

    Args:
        files: text by file name: ``plan.toml``, ``departments.toml``, ``source.txt``.

    Raises:
        PlanDamaged: a file is missing, isn't TOML, or has a value that can't be used; carries every problem.
    """
    missing = [name for name in (PLAN_FILE, DEPARTMENTS_FILE, SOURCE_FILE) if name not in files]
    if missing:
        _refuse([Problem(name, 0, "the file is missing") for name in missing])
    departments = TomlText(DEPARTMENTS_FILE, files[DEPARTMENTS_FILE])
    text = TomlText(PLAN_FILE, files[PLAN_FILE])
    if departments.problems or text.problems:
        _refuse([*departments.problems, *text.problems])
    directory = _directory(departments)
    commitments = text.tables("commitment")
    plan = _plan(text, directory, commitments)
    targets = tuple(_not_counted(each, has_number=True) for each in text.tables("not_a_target"))
    promises = tuple(_not_counted(each, has_number=False) for each in text.tables("not_a_promise"))
    problems = [*departments.problems, *text.problems]
    if problems:
        _refuse(problems)
    lines = {each.text("id"): each.line for each in commitments}
    return PlanFile(plan, files[SOURCE_FILE], targets, promises, lines)


def _refuse(problems: list[Problem]) -> NoReturn:
    ordered = sorted(problems, key=lambda each: (each.file, each.line))
    raise PlanDamaged(len(ordered), ordered[0], tuple(ordered))


def _directory(text: TomlText) -> Directory:
    found: dict[str, Department] = {}
    for table in text.tables("department"):
        code = table.text("code")
        if not _CODE.fullmatch(code) or code == OFFICE:
            table.problem("code", f"code “{code}” has to be 2 to 12 lower-case letters and digits, and not “{OFFICE}”")
        elif code in found:
            table.problem("code", f"code “{code}” is given to a second department")
        kind = table.choice("kind", DepartmentKind, DepartmentKind.DEPARTMENT)
        name, short_name = table.text("name"), table.text("short_name")
        found[code] = Department(code, name, short_name, kind, _reading(table, short_name))
        table.done()
    return Directory(tuple(found.values()))


def _reading(table: Table, short_name: str) -> str:
    reading = table.text("reading") if "reading" in table.values else ""
    if reading and not is_reading(short_name, reading):
        what = f"reading “{reading}” has to be a syllable in lower-case letters for each character of “{short_name}”"
        table.problem("reading", f"{what}, with spaces between")
    return reading


def _plan(text: TomlText, directory: Directory, commitments: list[Table]) -> Plan:
    head, lights, calendar = text.table("plan"), text.table("lights"), text.table("calendar")
    sections = {}
    for table in text.tables("section"):
        section = Section(table.whole("number"), table.text("title"), table.texts("headings"))
        sections[section.number] = section
        table.done()
    seen: set[str] = set()
    read = []
    for table in commitments:
        commitment = _commitment(table, directory, sections)
        if commitment.id in seen:
            table.problem("id", f"id “{commitment.id}” is given to a second commitment")
        seen.add(commitment.id)
        read.append(commitment)
    plan = Plan(
        id=head.text("id"),
        title=head.text("title"),
        year=head.whole("year"),
        directory=directory,
        sections=tuple(sections.values()),
        commitments=tuple(read),
        behind_below=Decimal(lights.whole("behind_below", 10)),
        due_day=calendar.whole("due_day", 5),
    )
    for table in (head, lights, calendar):
        table.done()
    return plan


def _commitment(table: Table, directory: Directory, sections: Mapping[int, Section]) -> Commitment:
    commitment_id = table.text("id")
    section, heading = _heading(table, commitment_id, sections)
    lead, supporting = table.text("lead"), table.texts("supporting", ())
    for key, code in (("lead", lead), *(("supporting", each) for each in supporting)):
        if code not in directory:
            table.problem(key, f"{key} “{code}” of {commitment_id} is not a department's code")
    if lead in supporting:
        table.problem("supporting", f"{commitment_id}: the lead {lead} stands among the supporting departments")
    due, milestones = _due(table)
    indicators = table.tables("indicator")
    names = [each.text("name") for each in indicators]
    for name in {each for each in names if names.count(each) > 1}:
        table.problem("id", f"{commitment_id} has more than one indicator called “{name}”")
    commitment = Commitment(
        id=commitment_id,
        section=section,
        heading=heading,
        quote=table.text("quote"),
        lead=lead,
        supporting=supporting,
        indicators=tuple(_indicator(each, f"{commitment_id}.{place}") for place, each in enumerate(indicators, 1)),
        due=due,
        milestones=milestones,
    )
    table.done("indicator")
    return commitment


def _heading(table: Table, commitment_id: str, sections: Mapping[int, Section]) -> tuple[int, str]:
    found = _COMMITMENT_ID.fullmatch(commitment_id)
    section = sections.get(int(found["section"])) if found else None
    if not found or section is None or int(found["heading"]) > len(section.headings):
        table.problem(
            "id", f"id “{commitment_id}” has to be section.heading-number, of a section and heading named above"
        )
        return 0, ""
    return section.number, section.headings[int(found["heading"]) - 1]


def _due(table: Table) -> tuple[Due, tuple[str, ...]]:
    if isinstance(table.values.get("due"), list):
        milestones = table.texts("due")
        for each in milestones:
            if not _is_period(each):
                table.problem("due", f"due “{each}” is not a period like 2021-06")
        return Due.MILESTONE, milestones
    due = table.choice("due", Due, Due.MONTHLY)
    if due is Due.MILESTONE:
        table.problem("due", 'due: write the milestone periods as a list, such as due = ["2021-06"]')
    return due, ()


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except Refusal:
        return False
    return True


def _indicator(table: Table, indicator_id: str) -> Indicator:
    indicator = Indicator(
        id=indicator_id,
        name=table.text("name"),
        unit=table.text("unit"),
        target=table.decimal("target"),
        comparator=table.choice("comparator", Comparator, Comparator.AT_LEAST),
        basis=table.choice("basis", Basis, Basis.CUMULATIVE),
        direction=table.choice("direction", Direction, Direction.HIGHER),
        baseline=table.decimal("baseline") if "baseline" in table.values else None,
        printed=table.text("printed"),
    )
    table.done()
    return indicator


def _not_counted(table: Table, *, has_number: bool) -> NotCounted:
    number = table.text("number") if has_number else ""
    passage = NotCounted(table.text("text"), table.text("why"), table.line, number)
    if number not in passage.text:
        table.problem("number", f"number “{number}” does not stand in its text “{passage.text}”")
    table.done()
    return passage
