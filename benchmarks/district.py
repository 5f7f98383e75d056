"""The made-up district on a disk: the plan of :mod:`benchmarks.year` as files, and every book of a full year."""

from __future__ import annotations

import datetime as dt
import json
from io import BytesIO
from typing import TYPE_CHECKING

from attrs import evolve

from benchmarks.year import MADE_AT, the_plan, year_report
from departments.periods import Period, PeriodRecord, PeriodStatus, default_due_on
from departments.reports import State
from tui import wiring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from departments.plan import Commitment
    from storage.installation import Installation

STEPS = (("saved", State.DRAFT), ("saved", State.DRAFT), ("submitted", State.SUBMITTED), ("approved", State.APPROVED))
"""What a report goes through: four events each."""


def make_district(place: Path) -> Path:
    """An installation in which every department has reported every month of the year; gives its directory.

    Args:
        place: an empty directory.
    """
    data = place / "data"
    installation = wiring.create_installation(data, _plan_files(place / "plan"), demo_now=MADE_AT)
    _open_the_year(installation)
    for department in the_plan().directory.codes:
        _report_all_year(installation, department)
    return data


def _plan_files(place: Path) -> Path:
    plan = the_plan()
    place.mkdir()
    departments = "\n".join(
        f'[[department]]\ncode = "{each.code}"\nname = "{each.name}"\nshort_name = "{each.short_name}"\n'
        for each in plan.directory.departments
    )
    sections = "\n".join(
        f'[[section]]\nnumber = {each.number}\ntitle = "{each.title}"\nheadings = {json.dumps(each.headings)}\n'
        for each in plan.sections
    )
    head = f'[plan]\nid = "{plan.id}"\ntitle = "{plan.title}"\nyear = {plan.year}\n'
    texts = {
        "plan.toml": "\n".join([head, sections, *map(_commitment_table, plan.commitments)]),
        "departments.toml": departments,
        "source.txt": "\n".join(each.quote for each in plan.commitments),
    }
    for name, text in texts.items():
        (place / name).write_text(text, "utf-8")
    return place


def _commitment_table(commitment: Commitment) -> str:
    lines = [
        "[[commitment]]",
        f'id = "{commitment.id}"',
        f'quote = "{commitment.quote}"',
        f'lead = "{commitment.lead}"',
        f"supporting = {json.dumps(commitment.supporting)}",
    ]
    for each in commitment.indicators:
        lines += [
            "[[commitment.indicator]]",
            f'name = "{each.name}"',
            f'unit = "{each.unit}"',
            f'target = "{each.target}"',
            f'printed = "{each.target}{each.unit}"',
        ]
    return "\n".join([*lines, ""])


def _open_the_year(installation: Installation) -> None:
    plan = the_plan()
    with installation.ledger.book("office").transaction(by="coordinator", at=MADE_AT) as book:
        for period in _months():
            status = PeriodStatus.OPEN if period.is_last else PeriodStatus.CLOSED
            record = PeriodRecord(period, status, default_due_on(period, plan.due_day))
            book.append("period_opened", str(period), record, based_on=0)


def _report_all_year(installation: Installation, department: str) -> None:
    """Month by month; a transaction for each step, so that checkpoints come as they do in a year."""
    own = [each.id for each in the_plan().commitments if department in each.departments]
    book = installation.ledger.book(department)
    for period in _months():
        proof = installation.shelf.put(department, f"{period}台账.xlsx", BytesIO(f"{department} {period}".encode()))
        reports = [evolve(year_report(department, period, each), evidence=(proof,)) for each in own]
        for revision, (action, state) in enumerate(STEPS):
            at = MADE_AT + dt.timedelta(minutes=revision)
            with book.transaction(by=department, at=at) as transaction:
                for report in reports:
                    transaction.append(action, report.key, evolve(report, state=state), based_on=revision)


def _months() -> Iterator[Period]:
    return (Period(the_plan().year, month) for month in range(1, 13))
