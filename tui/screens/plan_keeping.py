"""任务调整: every commitment as it holds now; other departments, other targets, and what was changed this year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve, frozen

from departments.desks import CoordinatorDesk
from departments.desks.plan_keeping import TargetExceeded, TargetFarOff
from departments.figures import format_figure, parse_figure
from departments.periods import Period
from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.dialogs.choose import Choice, ChooseDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.fields import Field
from tui.screens.asking import ask_from_period
from tui.screens.commission_list import CommissionList
from tui.screens.commission_place import PLAN
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
from tui.typed_departments import code_of, codes_in, short_names
from tui.widgets.plan_changes import change_lines

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.binding import BindingType

    from departments.plan import Commitment, Indicator
    from departments.refusals import Refusal

TARGET_HELP = N_("The new figure in the indicator's unit.")
REASON_HELP = N_("Why; it stands wherever the departments or the target are shown.")


@frozen
class Doubted:
    """A target that has to be confirmed, and what was typed."""

    refusal: TargetExceeded | TargetFarOff
    target: str
    reason: str
    since: Period


class PlanKeepingScreen(CommissionList[CoordinatorDesk, KeptPlan]):
    """The plan through the year."""

    CSS_PATH = "plan_keeping.tcss"
    HELP = N_(
        "Every commitment as it holds now; * marks what was changed, and since when."
        " {key_reassign_commitment} gives it to other departments, {key_retarget_commitment} changes a"
        " target, {key_split_commitment} splits it into parts, {key_add_commitment} adds a commitment,"
        " all with a reason. {key_find_item} narrows the list, Enter shows one commitment,"
        " {key_show_changes} all changes."
    )
    NAME = PLAN
    HAS_PERIOD = False
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a commitment that is listed can be changed."""
        if action in ("reassign_commitment", "retarget_commitment", "split_commitment"):
            return self.has_chosen
        return super().check_action(action, parameters)

    def read_now(self) -> KeptPlan:
        """The plan and its changes."""
        kept = KeptPlan.read(self.desk)
        return evolve(kept, finder=found_by(kept))

    def show_list(self, seen: KeptPlan) -> None:
        """Show the commitments that are found."""
        commitments = seen.plan.commitments
        shown = [each for each in commitments if self.is_found(each.id)]
        self.table.show(plan_columns(self.language), plan_rows(seen, shown, self.language))
        self.show_counts(
            self.say("Commitments: {shown} of {count}", shown=len(shown), count=len(commitments)),
            self.say("changes this year: {count}", count=len(seen.changes)),
            self.found_words,
        )

    @property
    def _commitment(self) -> Commitment | None:
        """The chosen one."""
        if self.seen is None or self.table.chosen is None:
            return None
        return self.seen.plan.commitment(self.table.chosen)

    # ── looking

    async def action_open_item(self) -> None:
        """Show the commitment and what was changed about it."""
        if self.seen is not None and self._commitment is not None:
            text = commitment_page(self._commitment, self.seen, self.language)
            await self.app.push_screen(TextPage(self.language, self._commitment.id, text))

    async def action_show_changes(self) -> None:
        """Show all changes of the year."""
        if self.seen is not None:
            text = changes_page(self.seen, self.language)
            await self.app.push_screen(TextPage(self.language, self.say("Changes of the plan this year"), text))

    # ── changing

    @story
    async def action_reassign_commitment(self) -> None:
        """Give the chosen commitment to other departments."""
        kept, chosen = self.seen, self._commitment
        if kept is None or chosen is None:
            return
        directory = kept.plan.directory
        lead, supporting = short_names(directory, (chosen.lead,)), short_names(directory, chosen.supporting)
        fields = [
            Field(self.say("Lead"), lead, LEAD_HELP),
            Field(self.say("Supporting departments"), supporting, SUPPORTING_HELP),
            Field(self.say("Reason"), help=REASON_HELP),
        ]

        def reassigned(lead: str, supporting: str, reason: str, *, since: Period) -> Commitment:
            give = partial(self.desk.reassign_commitment, chosen.id, since=since)
            return give(lead=code_of(directory, lead), supporting=codes_in(directory, supporting), reason=reason)

        title = self.say("Departments of {commitment}", commitment=chosen.id)
        done = await ask_from_period(self, title, fields, reassigned, kept.since, text=chosen.quote)
        if done is not None:
            await self._tell_change()

    @story
    async def action_retarget_commitment(self) -> None:
        """Change a target of the chosen commitment."""
        kept, chosen = self.seen, self._commitment
        if kept is None or chosen is None:
            return
        indicator = await self._indicator_of(chosen)
        if indicator is None:
            return
        title = self.say("Target of {commitment}", commitment=chosen.id)
        done = await self._retargeted(title, chosen, indicator, kept.since)
        if done is not None:
            await self._tell_change()

    async def _tell_change(self) -> None:
        """Show the plan, and say what was just changed about it: old value, new one, since when, and why."""
        await self.read_and_show()
        if self.seen is not None and self.seen.changes:
            latest = self.seen.changes[-1]
            lines = change_lines((latest,), self.seen.plan.directory, self.seen.people, self.language)
            self.tell("\n".join(f"{latest.commitment.id} {line}" for line in lines))

    async def _indicator_of(self, commitment: Commitment) -> Indicator | None:
        """The indicator whose target is meant; asks where there are several."""
        if not commitment.indicators:
            self.tell(self.say("{commitment} has no figure to deliver, so no target.", commitment=commitment.id))
            return None
        if len(commitment.indicators) == 1:
            return commitment.indicators[0]
        choices = [
            Choice(each.id, f"{each.name}  {self.language.figure(each.target, each.unit)}")
            for each in commitment.indicators
        ]
        chosen = await self.app.push_screen_wait(ChooseDialog(self.language, self.say("Which target?"), choices))
        return None if chosen is None else commitment.indicator(chosen)

    async def _retargeted(
        self, title: str, commitment: Commitment, indicator: Indicator, since: Period
    ) -> Commitment | None:
        """The commitment with what was typed as its target; what the desk doubts about it, it asks first."""
        label = self.say("{name}, {unit}", name=indicator.name, unit=indicator.unit)
        target, reason = format_figure(indicator.target), ""

        def retargeted(
            typed: str, why: str, *, since: Period, meant: Collection[type[Refusal]] = ()
        ) -> Commitment | Doubted:
            figure = parse_figure(typed, indicator.unit)
            change = partial(self.desk.retarget_commitment, commitment.id, indicator.id, figure, since=since)
            is_beyond, is_far = TargetExceeded in meant, TargetFarOff in meant
            try:
                return change(reason=why, even_if_exceeded=is_beyond, even_if_far_off=is_far)
            except (TargetExceeded, TargetFarOff) as refusal:
                return Doubted(refusal, typed, why, since)

        while True:
            fields = [Field(label, target, TARGET_HELP), Field(self.say("Reason"), reason, REASON_HELP)]
            done = await ask_from_period(self, title, fields, retargeted, since, text=commitment.quote)
            meant: set[type[Refusal]] = set()
            while isinstance(done, Doubted) and await self._confirms(done):
                meant.add(type(done.refusal))
                all_the_same = partial(retargeted, since=done.since, meant=meant)
                done = await answer(self, partial(all_the_same, done.target, done.reason))
            if not isinstance(done, Doubted):
                return done
            target, reason, since = done.target, done.reason, done.since

    @story
    async def action_add_commitment(self) -> None:
        """Put a commitment into the plan."""
        if self.seen is None:
            return
        done = await ask_for_addition(self, self.desk, self.seen, self.table.chosen)
        if done is not None:
            await self._show_made((done,))

    @story
    async def action_split_commitment(self) -> None:
        """Put parts in the place of the chosen commitment."""
        if self.seen is None or self._commitment is None:
            return
        done = await ask_for_split(self, self.desk, self.seen, self._commitment)
        if done is not None:
            await self._show_made(done)

    async def _show_made(self, made: tuple[Commitment, ...]) -> None:
        """Show the plan with what is new in it, and go to the first of that."""
        self.forget_wanted()
        await self.read_and_show()
        self.table.choose(made[0].id)
        ids = self.language.listed(each.id for each in made)
        self.tell(self.say("New in the plan: {commitments}.", commitments=ids))

    async def _confirms(self, doubted: Doubted) -> bool:
        lines = [self.language.sentence(doubted.refusal)]
        dialog = ConfirmDialog(self.language, self.say("Set it all the same?"), lines)
        return await self.app.push_screen_wait(dialog) is True
