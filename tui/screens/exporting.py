"""The merged workbook made from the app: read, written sheet by sheet, and laid ready in the commission's outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.wording import N_
from tui.background import answer

if TYPE_CHECKING:
    from departments.desks import CoordinatorDesk
    from departments.periods import Period
    from tui.screens.place import Place

OUTBOX = "outbox/office"
"""Where the file lies in the data directory."""


async def export_merged(place: Place, desk: CoordinatorDesk, period: Period) -> None:
    """Make the workbook of a period and tell where it lies.

    Args:
        place: the page that asks, and shows how far it is.
        desk: reads what goes in, and lays the file ready.
        period: which month.
    """
    name = f"填报汇总-{period}.xlsx"
    app = place.app

    def told(done: int, of: int) -> None:
        app.call_from_thread(
            place.tell, place.say(N_("Writing {name}: sheet {done} of {of}"), name=name, done=done, of=of)
        )

    def made() -> int:
        from exports.merged import merged_workbook

        earlier = period.earlier_in_year()
        content = merged_workbook(
            desk.overview(period),
            desk.heads(),
            desk.now(),
            desk.people(),
            before=desk.overview(earlier[0]) if earlier else None,
            changes=desk.plan_changes(period),
            on_sheet=told,
        )
        desk.lay_ready(name, content)
        return len(content)

    place.tell(place.say(N_("Reading for {name} ..."), name=name))
    size = await answer(place, made)
    if size is not None:
        path = f"{OUTBOX}/{name}"
        place.tell(place.say(N_("The workbook lies in {path} ({size} KB)."), path=path, size=max(size // 1024, 1)))
