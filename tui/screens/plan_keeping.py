"""任务调整: every commitment as it holds now; other departments, other targets, and what was changed this year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual import getters
from textual.widgets import Static

from departments.desks.plan_keeping import TargetExceeded
from departments.figures import format_figure, parse_figure
from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.commitment_text import code_of, codes_in
from tui.dialogs.choose import Choice, ChooseDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.fields import Field
from tui.screens.asking import ask_until_taken
from tui.screens.commission_place import PLAN, CommissionPlace, Round
from tui.screens.finding import FindingPlace
from tui.screens.plan_growing import LEAD_HELP, SUPPORTING_HELP, ask_for_addition, ask_for_split
from tui.screens.plan_rows import (
    KeptPlan,
    changes_page,
    commitment_page,
    found_by,
    plan_columns,
    plan_rows,
)
from tui.screens.story import story
from tui.screens.text_page import TextPage
from tui.terminal_safety import plain
from tui.widgets.find_line import FindLine
from tui.widgets.found_table import Finder, FoundTable

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from departments.desks import CoordinatorDesk
    from departments.periods import Period
    from departments.plan import Commitment, Indicator
    from tui.language import Language

TARGET_HELP = N_("The new figure in the indicator's unit.")
REASON_HELP = N_("Why; it stands wherever the departments or the target are shown.")


@frozen
class Exceeded:
    """A target that a report is already beyond, and what was typed."""

    refusal: TargetExceeded
    target: str
    reason: str


class PlanKeepingScreen(FindingPlace, CommissionPlace):
    """The plan through the year."""

    CSS_PATH = "plan_keeping.tcss"
    HELP = N_(
        "Every commitment as it holds now; * marks what was changed, and since when. F2 gives it to other departments,"
        " F4 changes a target, F6 splits it into parts, F8 adds a commitment, all with a reason. F3 narrows the list,"
        " Enter shows one commitment, F9 all changes."
    )
    NAME = PLAN
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "open_item",
        "find_item",
        "reassign_commitment",
        "retarget_commitment",
        "split_commitment",
        "add_commitment",
        "show_changes",
        "go_back",
    )

    table = getters.query_one(FoundTable)
    counts = getters.query_one("#counts", Static)

    def __init__(self, desk: CoordinatorDesk, language: Language, round_: Round) -> None:
        """Args: the coordinator's desk, the language, and what the places have in common."""
        super().__init__(desk, language, round_)
        self._desk = desk
        self._kept: KeptPlan | None = None

    def compose_page(self) -> ComposeResult:
        """Counts, search and list."""
        yield Static(id="counts", markup=False)
        yield FindLine()
        yield FoundTable()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.table.focus()

    async def read_and_show(self) -> None:
        """Read the plan and its changes."""
        read = await answer(self, self._read_now)
        if read is not None:
            self._kept, self.finder = read
            self.show_head(self._kept.calendar)
            self.show_found()
            self.mark_found()

    def _read_now(self) -> tuple[KeptPlan, Finder]:
        kept = KeptPlan.read(self._desk)
        return kept, found_by(kept)

    def show_found(self) -> None:
        """Show what has what is looked for."""
        kept = self._kept
        if kept is None:
            return
        commitments = kept.plan.commitments
        shown = [each for each in commitments if self.is_found(each.id)]
        self.table.show(plan_columns(self.language), plan_rows(kept, shown))
        parts = (
            self.say("{shown} of {count} commitments", shown=len(shown), count=len(commitments)),
            self.say("{count} changes this year", count=len(kept.changes)),
            self.found_words,
        )
        self.counts.update(plain("   ".join(part for part in parts if part)))
        self.refresh_bindings()

    @property
    def _commitment(self) -> Commitment | None:
        """The chosen one."""
        if self._kept is None or self.table.chosen is None:
            return None
        return self._kept.plan.commitment(self.table.chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Esc shows all again where something is left out; changes hold from the present period."""
        if action == "go_back":
            return self.is_finding
        return action not in ("previous_period", "next_period", "choose_period")

    # ── looking

    async def action_open_item(self) -> None:
        """Show the commitment and what was changed about it."""
        if self._kept is not None and self._commitment is not None:
            text = commitment_page(self._commitment, self._kept, self.language)
            await self.app.push_screen(TextPage(self.language, self._commitment.id, text))

    async def action_show_changes(self) -> None:
        """Show all changes of the year."""
        if self._kept is not None:
            text = changes_page(self._kept, self.language)
            await self.app.push_screen(TextPage(self.language, self.say("Changes of the plan this year"), text))

    # ── changing

    @story
    async def action_reassign_commitment(self) -> None:
        """Give the chosen commitment to other departments."""
        kept, chosen = self._kept, self._commitment
        if kept is None or chosen is None:
            return
        fields = [
            Field(self.say("Lead"), chosen.lead, LEAD_HELP),
            Field(self.say("Supporting departments"), ", ".join(chosen.supporting), SUPPORTING_HELP),
            Field(self.say("Reason"), help=REASON_HELP),
        ]

        def reassigned(lead: str, supporting: str, reason: str) -> Commitment:
            directory = kept.plan.directory
            give = partial(self._desk.reassign_commitment, chosen.id, since=kept.since)
            return give(lead=code_of(directory, lead), supporting=codes_in(directory, supporting), reason=reason)

        title = self.say("Departments of {commitment} from {since} on", commitment=chosen.id, since=kept.since)
        done = await ask_until_taken(self, title, fields, reassigned, text=chosen.quote)
        if done is not None:
            await self.read_and_show()
            name = kept.plan.directory[done.lead].short_name
            self.tell(self.say("{commitment} is led by {name} now.", commitment=done.id, name=name))

    @story
    async def action_retarget_commitment(self) -> None:
        """Change a target of the chosen commitment."""
        kept, chosen = self._kept, self._commitment
        if kept is None or chosen is None:
            return
        indicator = await self._indicator_of(chosen)
        if indicator is None:
            return
        title = self.say("Target of {commitment} from {since} on", commitment=chosen.id, since=kept.since)
        done = await self._retargeted(title, chosen, indicator, kept.since)
        if done is not None:
            await self.read_and_show()
            target = format_figure(done.indicator(indicator.id).target)
            said = self.say(
                "{name}: the target is {target} {unit} now.", name=indicator.name, target=target, unit=indicator.unit
            )
            self.tell(said)

    async def _indicator_of(self, commitment: Commitment) -> Indicator | None:
        """The indicator whose target is meant; asks where there are several."""
        if not commitment.indicators:
            self.tell(self.say("{commitment} has no figure to deliver, so no target.", commitment=commitment.id))
            return None
        if len(commitment.indicators) == 1:
            return commitment.indicators[0]
        choices = [
            Choice(each.id, f"{each.name}  {format_figure(each.target)} {each.unit}") for each in commitment.indicators
        ]
        chosen = await self.app.push_screen_wait(ChooseDialog(self.language, self.say("Which target?"), choices))
        return None if chosen is None else commitment.indicator(chosen)

    async def _retargeted(
        self, title: str, commitment: Commitment, indicator: Indicator, since: Period
    ) -> Commitment | None:
        """The commitment with what was typed as its target; where a report is beyond that, after asking."""
        label = self.say("{name}, {unit}", name=indicator.name, unit=indicator.unit)
        target, reason = format_figure(indicator.target), ""

        def retargeted(typed: str, why: str, *, even_if_exceeded: bool = False) -> Commitment | Exceeded:
            figure = parse_figure(typed, indicator.unit)
            change = partial(self._desk.retarget_commitment, commitment.id, indicator.id, figure, since=since)
            try:
                return change(reason=why, even_if_exceeded=even_if_exceeded)
            except TargetExceeded as refusal:
                return Exceeded(refusal, typed, why)

        while True:
            fields = [Field(label, target, TARGET_HELP), Field(self.say("Reason"), reason, REASON_HELP)]
            done = await ask_until_taken(self, title, fields, retargeted, text=commitment.quote)
            if isinstance(done, Exceeded) and await self._confirms(done):
                done = await answer(self, partial(retargeted, done.target, done.reason, even_if_exceeded=True))
            if not isinstance(done, Exceeded):
                return done
            target, reason = done.target, done.reason

    @story
    async def action_add_commitment(self) -> None:
        """Put a commitment into the plan."""
        if self._kept is None:
            return
        done = await ask_for_addition(self, self._desk, self._kept, self.table.chosen)
        if done is not None:
            await self._show_made((done,))

    @story
    async def action_split_commitment(self) -> None:
        """Put parts in the place of the chosen commitment."""
        if self._kept is None or self._commitment is None:
            return
        done = await ask_for_split(self, self._desk, self._kept, self._commitment)
        if done is not None:
            await self._show_made(done)

    async def _show_made(self, made: tuple[Commitment, ...]) -> None:
        """Show the plan with what is new in it, and go to the first of that."""
        self.forget_wanted()
        await self.read_and_show()
        self.table.choose(made[0].id)
        self.tell(self.say("New in the plan: {commitments}.", commitments="、".join(each.id for each in made)))

    async def _confirms(self, exceeded: Exceeded) -> bool:
        lines = [self.language.sentence(exceeded.refusal)]
        dialog = ConfirmDialog(self.language, self.say("Set it all the same?"), lines)
        return await self.app.push_screen_wait(dialog) is True
