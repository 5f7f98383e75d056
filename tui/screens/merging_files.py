"""Reading the picked workbooks of the inbox and merging them, on a thread, with a bar that says how far it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from departments.wording import N_
from tui.background import answer
from tui.screens.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from departments.desks import CoordinatorDesk
    from tui.file_merge import FileMerge, Question
    from tui.screens.place import Place

    Sides = Mapping[Question, int]
    """Conflict by conflict the side that was chosen."""


async def merge_picked(
    place: Place, desk: CoordinatorDesk, names: Sequence[str], sides: Sides | None = None
) -> FileMerge | None:
    """Merge files of the commission's inbox; None where one can't be fetched, which has been told.

    Args:
        place: the page that waits.
        desk: whose inbox and plan.
        names: the files'.
        sides: what has been chosen so far.
    """
    progress = Progress(place, place.say(N_("Reading the workbooks")))

    def read(at: int, name: str) -> bytes:
        from tui.workbooks_in import read_sent

        progress(at, len(names))
        return read_sent(desk, name)

    def merged() -> FileMerge:
        from tui.file_merge import Choices, installed_plans, merge_files

        files = ((name, partial(read, at, name)) for at, name in enumerate(names))
        return merge_files(files, desk.now(), partial(installed_plans, desk), Choices(sides=sides or {}))

    return await answer(place, merged)
