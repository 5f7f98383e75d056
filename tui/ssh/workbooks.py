"""The workbook that lies ready for a department: made anew when somebody comes to fetch it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.desks import ClerkDesk, HeadDesk
from tui.workbooks_out import department_workbook_of

if TYPE_CHECKING:
    from departments.desks.tray_verbs import Fetching


def lay_out_workbook(desk: Fetching) -> None:
    """Put the department's workbook of the current period into its outbox.

    Args:
        desk: of one of the department's people; whoever belongs to none makes workbooks where they are wanted.
    """
    if isinstance(desk, ClerkDesk | HeadDesk):
        name, content = department_workbook_of(desk, desk.calendar().current, desk.department.code, desk.now())
        desk.lay_ready(name, content)
