"""What the commission's and the leaders' places have in common: the line of places, and the period they all show."""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar

from attrs import define
from textual import getters

from departments.desks import ReaderDesk
from departments.periods import Period
from departments.wording import N_
from tui.background import answer
from tui.screens.period_place import PeriodPlace
from tui.screens.plan_destinations import plan_destinations
from tui.widgets.places_line import PlacesLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.events import Key

    from departments.periods import Calendar
    from tui.destinations import Destinations
    from tui.language import Language

OVERVIEW, REVIEW, NOT_REPORTED = "overview", "review", "not_reported"
PERIODS, HISTORY, ACCOUNTS, PLAN, MERGING = "periods", "history", "accounts", "plan", "merging"
NAMES = (
    (OVERVIEW, N_("Overview")),
    (REVIEW, N_("Review")),
    (NOT_REPORTED, N_("Owing")),
    (PERIODS, N_("Periods")),
    (HISTORY, N_("History")),
    (ACCOUNTS, N_("Accounts")),
    (PLAN, N_("Plan")),
    (MERGING, N_("Merge")),
)
"""Every place of the commission's with its name; a desk has some of them."""


@define
class Round:
    """What one person's places have in common: which there are, and the period that all of them show."""

    places: tuple[str, ...]
    period: Period | None = None
    """None until somebody chose one: the calendar's present one."""


class Seen(Protocol):
    """What a place shows, read at one go."""

    @property
    def calendar(self) -> Calendar:
        """The year's periods."""


D = TypeVar("D", bound=ReaderDesk)
S = TypeVar("S", bound=Seen)


class CommissionPlace(PeriodPlace, Generic[D, S]):
    """A place of somebody who looks at all departments; it says what it reads and how it shows that."""

    NAME: ClassVar[str] = ""
    """The place's own name in :data:`NAMES`."""
    HAS_PERIOD: ClassVar[bool] = True
    """Whether it shows one period, and so can go to another; else the whole year."""

    places_line = getters.query_one(PlacesLine)

    seen: S | None = None
    """What is shown; None until it has been read."""

    def __init__(self, desk: D, language: Language, round_: Round) -> None:
        """Args: the desk, the language, and what this person's places have in common."""
        super().__init__(language)
        self.desk = desk
        self.round = round_

    def compose_place(self) -> ComposeResult:
        """The line of places above the place's own widgets."""
        yield PlacesLine()
        yield from self.compose_page()

    def compose_page(self) -> ComposeResult:
        """The place's own widgets."""
        yield from ()

    @property
    def is_there(self) -> bool:
        """As soon as something is shown."""
        return self.seen is not None or super().is_there

    async def read_and_show(self) -> None:
        """Read off the loop, and show; what takes longer comes after what is there at once."""
        seen = await answer(self, self.read_now)
        while seen is not None and self.is_attached:
            self.seen = seen
            self.show_head(seen.calendar)
            self.show_seen(seen)
            self.refresh_bindings()
            seen = await answer(self, partial(self.read_rest, seen))

    def read_now(self) -> S:
        """What the place shows. Not for the event loop."""
        raise NotImplementedError

    def read_rest(self, seen: S) -> S | None:  # noqa: ARG002 - where nothing takes longer
        """What is shown with more that took longer to read; None once all of it is there. Not for the event loop."""
        return None

    def show_seen(self, seen: S) -> None:
        """Show what was read."""
        raise NotImplementedError

    @property
    def calendar(self) -> Calendar | None:
        """The year's periods; None until they have been read."""
        return None if self.seen is None else self.seen.calendar

    @property
    def name_of_place(self) -> str:
        """What the place is called."""
        return self.say(dict(NAMES)[self.NAME])

    @property
    def places(self) -> Sequence[tuple[str, str]]:
        """Every place of this desk, in the order of the digits."""
        return [(place, self.say(name)) for place, name in NAMES if place in self.round.places]

    def read_destinations(self) -> Destinations:
        """Departments, sections and commitments, in the period that is shown."""
        return plan_destinations(self, self.desk, self.period_now(self.desk.calendar()))

    def period_now(self, calendar: Calendar) -> Period:
        """The period that is shown, as the calendar has it."""
        return self.round.period or calendar.current

    def go_to_period(self, period: Period) -> None:
        """Show this period on every place from now on."""
        self.round.period = period

    def show_head(self, calendar: Calendar) -> None:
        """Show where one is, and the period on the right."""
        when = self.when(calendar[self.period_now(calendar)])
        self.title_line.show(f"{self.say('TIANBAO')} | {self.name_of_place} | {self.desk.account.label}", when)
        places = dict(self.places)
        self.places_line.show(tuple(places.values()), list(places).index(self.NAME))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Another period can be shown only where one is."""
        return self.HAS_PERIOD or action not in ("previous_period", "next_period", "choose_period")

    def on_key(self, event: Key) -> None:
        """A digit goes to a place, a full-width one too."""
        typed = unicodedata.normalize("NFKC", event.character or "")
        if len(typed) == 1 and typed.isdecimal() and 1 <= int(typed) <= len(self.places):
            event.stop()
            place, _ = self.places[int(typed) - 1]
            self.call_later(self.go_to_place, place)
