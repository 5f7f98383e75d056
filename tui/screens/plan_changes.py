"""任务调整 for those who only read: everything that was changed about the plan this year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.desks import ReaderDesk
from departments.wording import N_
from tui.screens.commission_place import PLAN, CommissionPlace
from tui.screens.finding_text import FindingTextPlace
from tui.screens.plan_rows import KeptPlan, changes_page

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from departments.readings import Readings


class PlanChangesScreen(FindingTextPlace, CommissionPlace[ReaderDesk, KeptPlan]):
    """Nothing but a list."""

    CSS_PATH = "plan_changes.tcss"
    HELP = N_(
        "What was changed about the plan this year, the latest first: old value, new one, since when, and why."
        " {key_find_item} narrows it to what you type."
    )
    NAME = PLAN
    HAS_PERIOD = False

    def compose_page(self) -> ComposeResult:
        """The list."""
        yield from self.compose_text()

    def read_now(self) -> KeptPlan:
        """The changes."""
        return KeptPlan.read(self.desk)

    def show_seen(self, seen: KeptPlan) -> None:
        """Show them."""
        self.show_text(changes_page(seen, self.language))

    def read_readings(self) -> Readings:
        """Those of the directory."""
        return self.seen.plan.directory.readings if self.seen is not None else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc shows all again where something is looked for."""
        return self.is_finding if action == "go_back" else super().check_action(action, parameters)
