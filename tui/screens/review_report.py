"""One submitted report with everything beside it: approve it, or return it with a reason, and go on to the next."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from departments.desks.reviewing import ReasonMissing
from departments.ledger import RevisionConflict
from departments.reports import State
from departments.wording import N_
from departments.workflow import NotInThisState, Verb, may
from tui.actions import bindings
from tui.background import answer
from tui.dialogs.reason import ReasonDialog
from tui.screens.asking_why import KeptReason, ask_for_reason
from tui.screens.reading import ReadingScreen
from tui.screens.story import errand, is_telling, story

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType

    from departments.desks import CoordinatorDesk, ReportView
    from departments.periods import Period
    from tui.language import Language

    Key = tuple[str, str]
    """Department and commitment."""

_DECISIONS = MappingProxyType(
    {
        "approve_report": N_("{key_approve_report} approves it, {key_return_report} returns it with a reason."),
        "return_report": N_("It is approved; {key_return_report} returns it all the same, with a reason."),
    }
)
"""What is said of what can be decided; the first that holds."""
_IN_A_QUEUE = N_(
    "Whatever is decided leads to the next one; {key_previous_report} and {key_next_report} go to the ones before and"
    " after without deciding."
)


class ReviewReportScreen(ReadingScreen):
    """A report of the queue, with the ones before and after it."""

    CSS_PATH = "review_report.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "next_department", "previous_report", "next_report", "return_report", "approve_report"
    )

    def __init__(
        self, desk: CoordinatorDesk, language: Language, period: Period, queue: tuple[Key, ...], place: int
    ) -> None:
        """Args: the coordinator's desk, the language, the period, the queue, and where in it to begin."""
        department, commitment = queue[place]
        super().__init__(desk, language, period, commitment, department)
        self._coordinator = desk
        self._queue = queue
        self._place = place
        self._is_queue = len(queue) > 1

    @property
    def purpose(self) -> str:
        """What can be decided, as far as anything can, after what can be read."""
        decided = [sentence for action, sentence in _DECISIONS.items() if self.check_action(action, ())][:1]
        queued = [_IN_A_QUEUE] if self._is_queue else []
        return "\n".join((super().purpose, *map(self.say, decided + queued)))

    @property
    def where(self) -> str:
        """Which report of how many it is."""
        if not self._is_queue:
            return ""
        return self.say(" | {place} of {count}", place=self._place + 1, count=len(self._queue))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the report's state allows."""
        state = self.sheet.view.report.state if self.sheet else State.EMPTY
        match action:
            case "approve_report":
                return may(state, Verb.APPROVE)
            case "return_report":
                return may(state, Verb.RETURN) and state is not State.SIGNING
            case "previous_report" | "next_report":
                return self._is_queue
            case "next_department" if self._is_queue:
                return False
        return super().check_action(action, parameters)

    # ── going through the queue

    def action_previous_report(self) -> None:
        """Go to the report before; from the first to the last."""
        self._go_to(self._place - 1)

    def action_next_report(self) -> None:
        """Go to the report after; from the last to the first."""
        self._go_to(self._place + 1)

    def action_go_back(self) -> None:
        """Back to the queue, but not while a decision is being made."""
        if not is_telling(self):
            super().action_go_back()

    def _go_to(self, place: int) -> None:
        if is_telling(self):
            return
        self.tell("")
        self._place = place % len(self._queue)
        self.department, self.commitment = self._queue[self._place]
        self.read()

    async def _go_on(self, said: str) -> None:
        """Leave the report that is decided out of the queue and show the next one."""
        self._queue = tuple(key for place, key in enumerate(self._queue) if place != self._place)
        if not self._queue:
            last = self.say("That was the last one.") if self._is_queue else ""
            self.dismiss(f"{said} {last}".rstrip())
            return
        self._place = min(self._place, len(self._queue) - 1)
        self.department, self.commitment = self._queue[self._place]
        await self.read_and_show()
        self.tell(said)

    # ── deciding

    @errand
    async def action_approve_report(self) -> None:
        """Approve the report as it is shown."""
        view = self._shown
        verb = partial(
            self._coordinator.approve_report,
            self.period,
            view.report.commitment,
            department=view.report.department,
            based_on=view.revision,
        )
        if await self._decided(verb):
            await self._go_on(self.say("{commitment} is approved.", commitment=view.report.commitment))

    @story
    async def action_return_report(self) -> None:
        """Return the report with a reason."""
        view = self._shown
        name = self.sheet.plan.directory[view.report.department].short_name if self.sheet else ""
        title = self.say("Return {commitment} to {name}", commitment=view.report.commitment, name=name)
        what = self.say("What has to be put right? The department reads it at the top of its report.")

        async def returned(reason: str) -> bool:
            give_back = partial(self._coordinator.return_report, self.period, view.report.commitment, reason)
            return await self._decided(partial(give_back, department=view.report.department, based_on=view.revision))

        report = (self.period, view.report.commitment)
        kept = KeptReason(
            partial(self._coordinator.kept_reason, *report, department=view.report.department),
            partial(self._coordinator.keep_reason, *report, department=view.report.department),
        )
        if await ask_for_reason(self, title, what, returned, kept=kept):
            await self._go_on(self.say("{commitment} is returned to {name}.", commitment=self.commitment, name=name))

    async def keep_typed(self) -> None:
        """Keep the reason that is being written."""
        for each in self.app.screen_stack:
            if isinstance(each, ReasonDialog):
                await each.keep_typed()

    @property
    def _shown(self) -> ReportView:
        assert self.sheet is not None  # noqa: S101 - nothing is decided before the report was read
        return self.sheet.view

    async def _decided(self, verb: Callable[[], ReportView]) -> bool:
        """Whether it was done; where somebody was quicker, that is told and the report shown as it stands now.

        Raises:
            ReasonMissing: the desk wants a reason.
        """
        try:
            return await answer(self, verb, unless=(RevisionConflict, NotInThisState, ReasonMissing)) is not None
        except (RevisionConflict, NotInThisState) as refusal:
            await self.read_and_show()
            self.refuse(refusal)
            return False
