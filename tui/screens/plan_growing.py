"""Adding a commitment and splitting one, asked step by step: Esc goes a step back, and what was typed stays."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from departments.plan import Commitment
from departments.split_sums import split_sums
from departments.wording import N_
from tui.commitment_text import due_in, indicator_line, indicators_in, names_in
from tui.dialogs.choose import Choice, ChooseDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.fields import Field
from tui.screens.asking import ask_from_period, ask_until_taken
from tui.typed_departments import code_of, codes_in, short_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.desks import CoordinatorDesk
    from departments.periods import Period
    from departments.plan import Plan
    from departments.split_sums import SplitSum
    from tui.screens.place import Place
    from tui.screens.plan_rows import KeptPlan

LEAD_HELP = N_("The department that owns the figures: its code, a part of its name, or initials, such as rsj.")
SUPPORTING_HELP = N_("The other departments in the same way, with commas between them; may stay empty.")
_QUOTE_HELP = N_("The promise in the decision's own words.")
_INDICATORS_HELP = N_(
    "The figures to deliver, like 新增车位=1200 个; 失业率=3.5 % 不超过 时点数. Empty where there is none to deliver."
)
_DUE_HELP = N_("Monthly (or nothing), quarterly, or the periods in which it is due: 2021-06 2021-09.")
_SOURCE_HELP = N_("The decision that it rests on: its number or meeting.")
_REASON_HELP = N_("Why; it stands wherever the commitment is shown.")
FEWEST_PARTS = 2


@frozen
class Part:
    """One part of a commitment that is being split."""

    typed: tuple[str, ...]
    """As it stands in the fields."""
    proposed: Commitment
    """As the plan would have it; its number is only a proposal."""


# ── adding


async def ask_for_addition(
    place: Place, desk: CoordinatorDesk, kept: KeptPlan, beside: str | None
) -> Commitment | None:
    """The commitment that was added; None where the person gave up.

    Args:
        place: the page that asks.
        desk: the coordinator's.
        kept: the plan as it holds now.
        beside: the id of the commitment whose heading is proposed.
    """
    headings = _headings(kept.plan)
    proposed = beside.partition("-")[0] if beside else None
    typed: tuple[str, ...] = ()
    while True:
        choices = [Choice(number, like.heading, number) for number, like in headings.items()]
        title = place.say("Under which heading of the plan?")
        proposed = await place.app.push_screen_wait(ChooseDialog(place.language, title, choices, chosen=proposed))
        if proposed is None:
            return None
        asked = _Addition(place, desk, kept, headings[proposed], typed)
        added = await asked.ask()
        if added is not None:
            return added
        typed = asked.typed


def _headings(plan: Plan) -> dict[str, Commitment]:
    """The plan's headings by number, each with a commitment that stands under it."""
    found: dict[str, Commitment] = {}
    for each in plan.commitments:
        found.setdefault(each.id.partition("-")[0], each)
    return found


class _Addition:
    """Everything about a new commitment under one heading."""

    def __init__(
        self, place: Place, desk: CoordinatorDesk, kept: KeptPlan, like: Commitment, typed: tuple[str, ...]
    ) -> None:
        self._place, self._desk, self._kept, self._like = place, desk, kept, like
        self.typed = typed

    async def ask(self) -> Commitment | None:
        say, since = self._place.say, self._kept.since
        fields = [
            Field(say("Words of the decision"), help=_QUOTE_HELP),
            Field(say("Lead"), help=LEAD_HELP),
            Field(say("Supporting departments"), help=SUPPORTING_HELP),
            Field(say("Indicators, like 新增车位=1200 个; may stay empty"), help=_INDICATORS_HELP),
            Field(say("When it is due: monthly (or nothing), quarterly, or 2021-06 2021-09"), help=_DUE_HELP),
            Field(say("Decision"), help=_SOURCE_HELP),
            Field(say("Reason"), help=_REASON_HELP),
        ]
        if self.typed:
            fields = [evolve(field, value=value) for field, value in zip(fields, self.typed, strict=True)]
        title = say("New commitment from {since} on", since=since)
        return await ask_until_taken(self._place, title, fields, self._added, text=self._like.heading)

    def _added(self, *typed: str) -> Commitment:
        self.typed = typed
        quote, lead, supporting, indicators, due, source, reason = typed
        directory = self._kept.plan.directory
        kind, milestones = due_in(names_in(due))
        proposed = Commitment(
            id="",
            section=self._like.section,
            heading=self._like.heading,
            quote=quote,
            lead=code_of(directory, lead),
            supporting=codes_in(directory, supporting),
            indicators=indicators_in(indicators),
            due=kind,
            milestones=milestones,
        )
        return self._desk.add_commitment(proposed, source=source, reason=reason, since=self._kept.since)


# ── splitting


async def ask_for_split(
    place: Place, desk: CoordinatorDesk, kept: KeptPlan, whole: Commitment
) -> tuple[Commitment, ...] | None:
    """The parts that were put in the commitment's place; None where the person gave up."""
    asked, parts, begun = _Split(place, desk, kept, whole), list[Part](), tuple[str, ...]()
    while True:
        if len(parts) < FEWEST_PARTS:
            part = await asked.part(parts, begun)
            if part is None and not parts:
                return None
            begun = parts.pop().typed if part is None else ()
            parts += [part] if part else []
            continue
        match await asked.next_step(parts):
            case "done":
                made = await asked.done(parts) if await asked.confirms(parts) else None
                if made is not None:
                    return made
            case "another":
                part = await asked.part(parts)
                parts += [part] if part else []
            case "again":
                parts[-1] = await asked.part(parts[:-1], parts[-1].typed) or parts[-1]
            case _:
                if await asked.gives_up():
                    return None


class _Split:
    """The questions about the parts of one commitment."""

    def __init__(self, place: Place, desk: CoordinatorDesk, kept: KeptPlan, whole: Commitment) -> None:
        self._place, self._desk, self._kept, self._whole = place, desk, kept, whole
        self._source, self._reason, self._since = "", "", kept.since

    async def part(self, others: Sequence[Part], begun: tuple[str, ...] = ()) -> Part | None:
        """Ask for a part beside others; what the whole has stands in the fields where nothing was typed before.

        The whole's figures stand in the first part alone: in each of them they would be promised several times.
        """
        say, whole = self._place.say, self._whole
        names = partial(short_names, self._kept.plan.directory)
        figures = "" if others else indicator_line(whole)
        own = (whole.quote, names((whole.lead,)), names(whole.supporting), figures)
        labels = (
            say("Words of the part"),
            say("Lead"),
            say("Supporting departments"),
            say("Indicators, like 新增车位=1200 个; may stay empty"),
        )
        helps = (_QUOTE_HELP, LEAD_HELP, SUPPORTING_HELP, _INDICATORS_HELP)
        fields = [Field(*each) for each in zip(labels, begun or own, helps, strict=True)]
        title = say("Part {number} of {commitment}", number=len(others) + 1, commitment=whole.id)
        beside = tuple(each.proposed for each in others)
        return await ask_until_taken(self._place, title, fields, partial(self._proposed, beside), text=whole.quote)

    def _proposed(self, beside: tuple[Commitment, ...], *typed: str) -> Part:
        quote, lead, supporting, indicators = typed
        directory = self._kept.plan.directory
        part = evolve(
            self._whole,
            quote=quote,
            lead=code_of(directory, lead),
            supporting=codes_in(directory, supporting),
            indicators=indicators_in(indicators),
        )
        return Part(typed, self._desk.preview_commitment(part, since=self._kept.since, beside=beside))

    async def next_step(self, parts: list[Part]) -> str | None:
        """What comes when there are enough parts: ``done``, ``another`` or ``again``; None to leave."""
        say = self._place.say
        choices = [
            Choice("done", say("These are all")),
            Choice("another", say("Another part")),
            Choice("again", say("Write part {number} again", number=len(parts))),
        ]
        title = say("{commitment} in {count} parts", commitment=self._whole.id, count=len(parts))
        dialog = ChooseDialog(self._place.language, title, choices, text=self._listed(parts))
        return await self._place.app.push_screen_wait(dialog)

    async def gives_up(self) -> bool:
        """Whether what was typed is to be forgotten."""
        say = self._place.say
        lines = [say("What was typed about the parts would be lost.")]
        dialog = ConfirmDialog(self._place.language, say("Leave without splitting?"), lines)
        return await self._place.app.push_screen_wait(dialog) is True

    async def confirms(self, parts: list[Part]) -> bool:
        """Whether the parts' figures may stand as they are; nobody is asked where they come to what the whole has."""
        place = self._place
        lines = [place.language.sentence(each.sentence) for each in self._sums(parts) if each.differs]
        dialog = ConfirmDialog(place.language, place.say("The figures differ. Split it all the same?"), lines)
        return not lines or await place.app.push_screen_wait(dialog) is True

    async def done(self, parts: list[Part]) -> tuple[Commitment, ...] | None:
        """Split it, with the decision and the reason; None where the person goes back to the parts."""
        say = self._place.say
        fields = [
            Field(say("Decision"), self._source, _SOURCE_HELP),
            Field(say("Reason"), self._reason, _REASON_HELP),
        ]

        is_confirmed = any(each.differs for each in self._sums(parts))

        def split_from(source: str, reason: str, *, since: Period) -> tuple[Commitment, ...]:
            self._source, self._reason, self._since = source, reason, since
            proposed = [each.proposed for each in parts]
            split = partial(self._desk.split_commitment, self._whole.id, proposed, source=source, reason=reason)
            return split(since=since, even_if_sums_differ=is_confirmed)

        title = say("{commitment} in {count} parts", commitment=self._whole.id, count=len(parts))
        return await ask_from_period(self._place, title, fields, split_from, self._since, text=self._listed(parts))

    def _sums(self, parts: list[Part]) -> tuple[SplitSum, ...]:
        return split_sums(self._whole, [each.proposed for each in parts])

    def _listed(self, parts: list[Part]) -> str:
        """The parts, and what their figures come to beside the whole's."""
        directory, language = self._kept.plan.directory, self._place.language
        lines = (
            self._place.language.labelled(f"{number}. {directory[each.proposed.lead].short_name}", each.proposed.quote)
            for number, each in enumerate(parts, 1)
        )
        return "\n".join((*lines, *(language.sentence(each.sentence) for each in self._sums(parts))))
