"""Where the palette leads whoever looks at all departments: each department, section and commitment of the plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from departments.refusals import NotFound
from tui.background import answer
from tui.destinations import Destination, Destinations, to_commitment
from tui.screens.report_pages import report_page
from tui.screens.standing import StandingScreen
from tui.screens.standing_rows import Chosen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from departments.desks import ReaderDesk
    from departments.periods import Period
    from departments.plan import Plan
    from tui.screens.place import Place


def plan_destinations(page: Place, desk: ReaderDesk, period: Period) -> Destinations:
    """Everything of the plan as it holds for a period. Not for the event loop.

    Args:
        page: over which it is opened.
        desk: whose.
        period: the one that is shown.
    """
    plan = desk.plan(period)
    return Destinations(tuple(_all_of(plan, page, desk, period)), plan.directory.readings)


def _all_of(plan: Plan, page: Place, desk: ReaderDesk, period: Period) -> Iterator[Destination]:
    listed, report = partial(_open_list, page, desk, period), partial(_open_report, page, desk, period)
    for each in plan.directory.departments:
        chosen = Chosen(department=each.code)
        yield Destination(
            f"department/{each.code}", each.short_name, each.name, partial(listed, chosen), beside=each.code
        )
    for section in plan.sections:
        number, chosen = str(section.number), Chosen(section=section.number)
        yield Destination(
            f"section/{number}", number, section.title, partial(listed, chosen), beside=page.say("Section")
        )
    for commitment in plan.commitments:
        yield to_commitment(commitment, partial(report, commitment.id), plan.directory[commitment.lead])


async def _open_list(page: Place, desk: ReaderDesk, period: Period, chosen: Chosen) -> None:
    await page.app.push_screen(StandingScreen(desk, page.language, period, chosen))


async def _open_report(page: Place, desk: ReaderDesk, period: Period, commitment: str) -> None:
    """Open the lead's report, as the list of the whole plan does."""
    overview = await answer(page, partial(desk.overview, period))
    if overview is None:
        return
    row = next((each for each in overview.rows if each.commitment.id == commitment), None)
    if row is None:
        page.refuse(NotFound(commitment))
        return

    def returned(said: str | None) -> None:
        page.tell(said or "")

    await page.app.push_screen(report_page(desk, page.language, row, period), returned)
