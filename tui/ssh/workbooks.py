"""The workbook that lies ready for a department: made anew when somebody comes to fetch it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands.export import department_workbook_of
from tui.wiring import present

if TYPE_CHECKING:
    from pathlib import Path

    from departments.desks import ClerkDesk, HeadDesk


def lay_out_workbook(desk: ClerkDesk | HeadDesk, data: Path) -> None:
    """Put the department's workbook of the current period into its outbox.

    Args:
        desk: of one of the department's people.
        data: the installation, for its clock.
    """
    name, content = department_workbook_of(desk, desk.calendar().current, desk.department.code, present(data))
    desk.lay_ready(name, content)
