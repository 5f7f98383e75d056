"""Workbooks and tables made from the app: written on a thread, and laid ready in the outbox of whoever asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.wording import N_
from tui.background import answer
from tui.history_table import history_table
from tui.screens.progress import Progress
from tui.tray_names import OUTBOX
from tui.widgets.evidence_list import size_words
from tui.workbooks_out import department_workbook_of, merged_name, merged_workbook_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk
    from departments.directory import Department
    from departments.history import HistoryEntry
    from departments.periods import Period
    from tui.history_names import HistoryNames
    from tui.screens.place import Place


async def export_merged(place: Place, desk: CoordinatorDesk, period: Period) -> None:
    """Make the workbook of a period and tell where it lies.

    Args:
        place: the page that asks, and shows how far it is.
        desk: reads what goes in, and lays the file ready.
        period: which month.
    """
    name = merged_name(period)
    progress = writing(place, name)

    def made() -> int:
        content = merged_workbook_of(desk, period, desk.now(), on_sheet=progress)
        desk.lay_ready(name, content)
        return len(content)

    place.tell(place.say(N_("Reading for {name} ..."), name=name))
    size = await answer(place, made)
    if size is not None:
        place.tell(where_it_lies(place, name, size))


async def export_department(place: Place, desk: ClerkDesk | HeadDesk, period: Period) -> None:
    """Make the department's workbook of a period, which is its form too, and tell where it lies.

    Args:
        place: the page that asks.
        desk: reads what goes in, and lays the file ready.
        period: which month.
    """

    def made() -> tuple[str, int]:
        name, content = department_workbook_of(desk, period, desk.department.code, desk.now())
        desk.lay_ready(name, content)
        return name, len(content)

    place.tell(place.say(N_("Writing the workbook of {period} ..."), period=period))
    laid = await answer(place, made)
    if laid is not None:
        place.tell(where_it_lies(place, *laid))


async def export_history(
    place: Place,
    desk: CoordinatorDesk,
    entries: Iterable[HistoryEntry],
    names: HistoryNames,
    department: Department | None,
) -> None:
    """Write events as a table that Excel opens, and tell where it lies.

    Args:
        place: the page that asks.
        desk: lays the file ready.
        entries: in the order of the table.
        names: what the codes in them mean.
        department: whose they are; None for all departments'.
    """

    def made() -> tuple[str, int]:
        whose = f"{department.short_name}-" if department else ""
        name, content = f"历史-{whose}{desk.now():%Y-%m-%d}.csv", history_table(entries, names, place.language)
        desk.lay_ready(name, content)
        return name, len(content)

    laid = await answer(place, made)
    if laid is not None:
        place.tell(where_it_lies(place, *laid))


async def export_urging_list(place: Place, desk: CoordinatorDesk, period: Period, text: str) -> None:
    """Write the list of who owes what as a text that Windows opens, and tell where it lies.

    Args:
        place: the page that asks.
        desk: lays the file ready.
        period: which month.
        text: as it is shown.
    """

    def made() -> tuple[str, int]:
        name, content = f"催报名单-{period}.txt", text.replace("\n", "\r\n").encode("utf-8-sig")
        desk.lay_ready(name, content)
        return name, len(content)

    laid = await answer(place, made)
    if laid is not None:
        place.tell(where_it_lies(place, *laid))


def writing(place: Place, name: str) -> Progress:
    """What shows on a page how far the writing of a workbook is, sheet by sheet."""
    return Progress(place, place.say(N_("Writing {name}"), name=name))


def where_it_lies(place: Place, name: str, size: int) -> str:
    """Where a file that was laid ready is to be fetched.

    Args:
        place: the page that tells it.
        name: the file's.
        size: bytes.
    """
    message = N_("{name} ({size}) lies in {tray}; fetch it there over SFTP.")
    return place.say(message, name=name, size=size_words(size), tray=OUTBOX)
