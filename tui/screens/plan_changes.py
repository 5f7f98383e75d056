"""任务调整 for those who only read: everything that was changed about the plan this year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import getters
from textual.containers import VerticalScroll

from departments.wording import N_
from tui.background import answer
from tui.screens.commission_place import PLAN, CommissionPlace
from tui.screens.plan_rows import KeptPlan, changes_page
from tui.widgets.folded_text import FoldedText, paragraphs

if TYPE_CHECKING:
    from textual.app import ComposeResult


class PlanChangesScreen(CommissionPlace):
    """Nothing but a list."""

    CSS_PATH = "plan_changes.tcss"
    HELP = N_("What was changed about the plan this year, the latest first: old value, new one, since when, and why.")
    NAME = PLAN

    changes = getters.query_one(FoldedText)

    def compose_page(self) -> ComposeResult:
        """The list."""
        with VerticalScroll(can_focus=True):
            yield FoldedText()

    def on_mount(self) -> None:
        """Begin at the top."""
        self.query_one(VerticalScroll).focus()

    async def read_and_show(self) -> None:
        """Read the changes."""
        kept = await answer(self, partial(KeptPlan.read, self.desk))
        if kept is not None:
            self.show_head(kept.calendar)
            self.changes.show(paragraphs(changes_page(kept, self.language)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """The list is the whole year's."""
        return action not in ("previous_period", "next_period", "choose_period")
