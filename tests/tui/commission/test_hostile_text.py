"""What departments type can't command the commission's terminal, on any of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from departments.accounts import Role
from departments.reports import Evidence, Narrative, Report, Return, State
from tests.building import JOBS_FIGURE, MAY, a_report, at
from tests.tui.app.conftest import LARGE, SMALL
from tests.tui.app.test_hostile_text import ATTACKS, COMMANDING, lines_to_the_terminal

if TYPE_CHECKING:
    from departments.desks import CoordinatorDesk, Registry
    from departments.periods import Period

PAGES = (
    (),
    ("end", "enter"),
    ("end", "enter", "enter"),
    ("2",),
    ("2", "enter"),
    ("2", "enter", "f2"),
    ("3",),
    ("3", "f2"),
    ("4",),
    ("4", "up"),
    ("5",),
    ("5", "enter"),
    ("6",),
    ("6", "end", "f4"),
    ("7",),
    ("7", "enter"),
)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_hostile_text_reaches_no_terminal(
    at_terminal: Any, june: Period, coordinator_desk: CoordinatorDesk, registry: Registry, size: tuple[int, int]
) -> None:
    """Narrative, explanation, evidence, reasons and people's names, kept past every desk, on every page."""
    attack = "".join(ATTACKS)
    report = a_report(
        values={JOBS_FIGURE: 6000},
        state=State.SUBMITTED,
        narrative=Narrative(attack, attack, attack),
        explanation=attack,
        evidence=(Evidence(attack, note=attack),),
        returns=(Return(at("2021-07-01 10:00"), attack, attack),),
        reported_by=attack,
        submitted_at=at("2021-07-02 10:00"),
        first_submitted_at=at("2021-07-02 10:00"),
    )
    keep_in("rsj", report, registry)
    keep_in("rsj", evolve(report, period=MAY), registry)
    coordinator_desk.add_account("zzz", Role.READER, display_name="[@click=app.quit_app]x[/]")
    coordinator_desk.move_due_date(june, at("2021-07-09 00:00").date(), reason="[@click=app.quit_app]x[/]")
    for keys in PAGES:
        async with at_terminal(coordinator_desk, size=size) as hands:
            await hands.press(*keys)
            lines = lines_to_the_terminal(hands)

            assert hands.app.is_running
            assert not any(COMMANDING.search(line) for line in lines), keys


def keep_in(department: str, report: Report, registry: Registry) -> None:
    """Put a report into a book past every desk."""
    with registry.ledger.book(department).transaction(by=department, at=registry.now()) as book:
        book.append("submitted", report.key, report, based_on=0)


async def test_brackets_in_a_reason_mean_brackets(
    at_terminal: Any, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """What looks like markup is shown as it was typed."""
    coordinator_desk.move_due_date(june, at("2021-07-09 00:00").date(), reason="[@click=app.quit_app]点这里[/]")
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("4")

        assert "[@click=app.quit_app]点这里[/]" in hands.page
