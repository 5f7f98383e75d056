"""任务调整 for those who only read: everything that was changed about the plan this year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.containers import VerticalScroll

from departments.desks import ReaderDesk
from departments.wording import N_
from tui.screens.commission_place import PLAN, CommissionPlace
from tui.screens.plan_rows import KeptPlan, changes_page
from tui.widgets.folded_text import FoldedText, paragraphs

if TYPE_CHECKING:
    from textual.app import ComposeResult


class PlanChangesScreen(CommissionPlace[ReaderDesk, KeptPlan]):
    """Nothing but a list."""

    CSS_PATH = "plan_changes.tcss"
    HELP = N_("What was changed about the plan this year, the latest first: old value, new one, since when, and why.")
    NAME = PLAN
    HAS_PERIOD = False

    changes = getters.query_one(FoldedText)

    def compose_page(self) -> ComposeResult:
        """The list."""
        with VerticalScroll(can_focus=True):
            yield FoldedText()

    def on_mount(self) -> None:
        """Begin at the top."""
        self.query_one(VerticalScroll).focus()

    def read_now(self) -> KeptPlan:
        """The changes."""
        return KeptPlan.read(self.desk)

    def show_seen(self, seen: KeptPlan) -> None:
        """Show them."""
        self.changes.show(paragraphs(changes_page(seen, self.language)))
