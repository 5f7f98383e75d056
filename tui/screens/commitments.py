"""The department's list: every commitment with its light and state, and the way into each report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve
from textual import getters, on, work
from textual.widgets import Static

from departments.desks import ClerkDesk
from departments.directory import readings_of
from departments.figures import format_percent
from departments.lights import Light, elapsed
from departments.periods import PeriodClosed, PeriodLocked
from departments.reports import State
from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.destinations import Destinations, to_commitment
from tui.extension_text import extension_words
from tui.screens.commitment_rows import Narrowing, columns, found_by, is_to_do, next_of, rows
from tui.screens.first_steps import go_to_practice, show_tour_once
from tui.screens.numbering import NumberedPlace
from tui.screens.period_place import PeriodPlace
from tui.screens.report_form import ReportFormScreen
from tui.screens.story import story
from tui.screens.text_page import TextPage
from tui.screens.tour_pages import tour_of
from tui.screens.workbooks import WorkbooksScreen
from tui.terminal_safety import plain
from tui.widgets.correction_line import CorrectionLine
from tui.widgets.editing_line import LOOK_AFTER, EditingLine, editing_now
from tui.widgets.find_line import FindLine
from tui.widgets.found_table import Finder, FoundTable
from tui.widgets.practice_line import PRACTISING
from tui.widgets.return_line import ReturnLine
from tui.widgets.unsaved_line import UnsavedLine
from tui.widgets.urge_line import UrgeLine, unsettled

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from departments.desks import HeadDesk, ReportView
    from departments.desks.department import Editing
    from departments.periods import Calendar, Period
    from departments.plan import Commitment
    from departments.reports import Report
    from departments.urging import ReceivedUrge
    from tui.language import Language

    _Read = tuple[
        Calendar,
        Period,
        dt.date,
        tuple[ReportView, ...],
        tuple[ReceivedUrge, ...],
        tuple[Report, ...],
        dict[str, str],
        frozenset[str],
    ]


class CommitmentsScreen(NumberedPlace, PeriodPlace):
    """What a department has to report on in a period."""

    CSS_PATH = "commitments.tcss"
    HELP = N_("Your department's commitments. Arrows and Enter, or a number and Enter, open the report.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "open_item",
        "show_workbooks",
        "find_item",
        "filter_light",
        "filter_state",
        "show_urges",
        "begin_practice",
        "go_back",
    )

    summary = getters.query_one("#summary", Static)
    lock_line = getters.query_one("#lock", Static)
    narrowed = getters.query_one("#narrowed", Static)

    def __init__(self, desk: ClerkDesk | HeadDesk, language: Language) -> None:
        """Args: the clerk's or head's desk, and the language."""
        super().__init__(language)
        self._desk = desk
        self.TOUR = tour_of(desk)
        self._read_last: _Read | None = None
        self._calendar: Calendar | None = None
        self._period: Period | None = None
        self._today: dt.date | None = None
        self._views: tuple[ReportView, ...] = ()
        self._urges: tuple[ReceivedUrge, ...] = ()
        self._corrections: tuple[Report, ...] = ()
        self._people: dict[str, str] = {}
        self._unsaved: frozenset[str] = frozenset()
        self._editing: tuple[Editing, ...] = ()
        self._typed_until: dt.datetime | None = None
        """When a form of this list was left last; None while one is open."""
        self._narrowing = Narrowing()
        self._gives_way = False
        self._later: Timer | None = None
        self._findable: list[Commitment] = []

    def compose_place(self) -> ComposeResult:
        """Summary, lock, search and list."""
        yield Static(id="summary", markup=False)
        yield Static(id="lock", classes="hidden", markup=False)
        yield UrgeLine(self.language)
        yield CorrectionLine(self.language)
        yield EditingLine(self.language)
        yield UnsavedLine(self.language)
        yield FindLine()
        yield Static(id="narrowed", classes="label hidden", markup=False)
        yield FoundTable()
        yield ReturnLine(self.language)

    def on_mount(self) -> None:
        """Show the tour to whoever is here for the first time."""
        self._typed_until = self._desk.now()
        self._show_tour()

    # ── reading and showing

    @property
    def takes_keys(self) -> bool:
        """Not where a practice has been made that takes the page's place."""
        return not self._gives_way and super().takes_keys

    @property
    def calendar(self) -> Calendar | None:
        """The year's periods; None until they have been read."""
        return self._calendar

    def period_now(self, calendar: Calendar) -> Period:
        """The period that is shown; at first the present one."""
        return self._period or calendar.current

    def go_to_period(self, period: Period) -> None:
        """Show this period from now on."""
        self._period = period

    async def read_and_show(self) -> None:
        """Read off the loop, and show what of it is new."""
        read = await answer(self, self._read_now)
        if read is None:
            return
        self._look()
        if read != self._read_last:
            self._show_all(read)
        commitments = [view.commitment for view in self._views]
        if commitments != self._findable:
            self.finder = await answer(self, partial(found_by, commitments)) or Finder()
            self._findable = commitments
            if self.wanted:
                self.show_found()
                self.mark_found()

    def _show_all(self, read: _Read) -> None:
        is_first = self._calendar is None
        self._read_last = read
        self._calendar, self._period, self._today, self._views, self._urges, self._corrections = read[:6]
        self._people, self._unsaved = read[6:]
        self.query_one(UnsavedLine).show([each.commitment.id for each in self._views], self._unsaved)
        self.say_keys_anew()
        self.show_found()
        self._show_header()
        self.refresh_bindings()
        if is_first:
            returned = [view.commitment.id for view in self._views if view.report.open_return]
            self.table.choose(returned[0] if returned else None)

    def say_keys_anew(self) -> None:
        """Show what was urged, and what is to be corrected elsewhere: both name a key."""
        if self._period is not None:
            self.query_one(UrgeLine).show(self._urges)
            self.query_one(CorrectionLine).show(self._corrections, self._period)

    def _read_now(self) -> _Read:
        desk, calendar = self._desk, self._desk.calendar()
        period = self.period_now(calendar)
        unsaved = desk.unsaved(period) if isinstance(desk, ClerkDesk) else frozenset[str]()
        views, urges, corrections = desk.reports(period), desk.urges(), desk.corrections()
        return calendar, period, desk.today(), views, urges, corrections, desk.people(), unsaved

    @work(group="tour")
    async def _show_tour(self) -> None:
        await show_tour_once(self, self._desk)

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        """See who is typing now, as long as the list is looked at."""
        if self._period is None or self.app.screen is not self:
            return
        editing, people = await answer(self, partial(self._look_now, self._period)) or ((), {})
        if self._later is not None:
            self._later.stop()
        self._later = self.set_timer(LOOK_AFTER, self._look) if editing else None
        if editing_now(editing) != editing_now(self._editing):
            self._editing = editing
            self.query_one(EditingLine).show(editing, people)
            self.show_found()

    def _look_now(self, period: Period) -> tuple[tuple[Editing, ...], dict[str, str]]:
        elsewhere = {self._desk.account.name: self.say("your account elsewhere")}
        return self._desk.being_edited(period, own_since=self._typed_until), self._desk.people() | elsewhere

    def show_found(self) -> None:
        """Show what has what is looked for, of what the list is narrowed to."""
        numbered = [
            (number, view)
            for number, view in enumerate(self._views, 1)
            if self._narrowing.takes(view) and self.is_found(view.commitment.id)
        ]
        width = self.size.width
        editing = {each.commitment for each in self._editing}
        self.table.show(columns(width, self.language), rows(numbered, width, self.language, editing, self._unsaved))
        self.show_return()
        self._show_narrowing(len(numbered))

    @on(FoundTable.Highlighted)
    def show_return(self) -> None:
        """Show why the chosen report came back."""
        chosen = self.table.chosen
        report = next((view.report for view in self._views if view.commitment.id == chosen), None)
        self.query_one(ReturnLine).show(report, self._people)

    def _show_narrowing(self, shown: int) -> None:
        parts = [
            self.say("Light: {light}", light=self._narrowing.light) if self._narrowing.light else "",
            self.say("State: {state}", state=self._narrowing.state) if self._narrowing.state else "",
            self.found_words,
            self.say("{shown} of {all} shown; Esc shows all", shown=shown, all=len(self._views)),
        ]
        self.narrowed.update(plain("  ".join(part for part in parts if part)))
        self.narrowed.set_class(not (self._narrowing.is_on or self.wanted), "hidden")

    def _show_header(self) -> None:
        assert self._calendar is not None  # noqa: S101 - shown after reading only
        assert self._period is not None  # noqa: S101 - the same
        record = self._calendar[self._period]
        whose, account = self._desk.department.short_name, self._desk.account
        self.title_line.show(f"{self.say('TIANBAO')} | {whose} | {account.label}", self.when(record))
        self.summary.update(plain(self._counts(record.due_on)))
        owes = any(map(is_to_do, self._views))
        locks = [view.lock for view in self._views if isinstance(view.lock, PeriodLocked | PeriodClosed)]
        # A closed period in which everything was reported needs no leave, and says in the title that it is closed.
        locks = [each for each in locks if owes or isinstance(each, PeriodLocked)]
        leave = [view.extension for view in self._views if view.extension]
        said = extension_words(leave[0], self._people, self.language) if leave else ""
        said = self.language.sentence(locks[0]) if locks else said
        self.lock_line.update(plain(said))
        self.lock_line.set_class(not said, "hidden").set_class(bool(locks), "alarm")

    def _counts(self, due_on: dt.date) -> str:
        say, views = self.say, self._views
        assert self._today is not None  # noqa: S101 - shown after reading only
        assert self._period is not None  # noqa: S101 - the same
        due = sum(view.is_due and view.is_lead for view in views)
        days, owed = (due_on - self._today).days, sum(map(is_to_do, views))
        returned = sum(bool(view.report.open_return) for view in views)
        signing = [is_to_do(view) for view in views if view.report.state is State.SIGNING]
        others, to_sign = signing.count(False), signing.count(True)
        return "   ".join(
            part
            for part in (
                say("{count} of {all} to report", count=owed, all=due),
                say("{count} of them to sign", count=to_sign) if to_sign else "",
                say("{count} returned", count=returned) if returned else "",
                say("others to sign: {count}", count=others) if others else "",
                say("year elapsed {elapsed}", elapsed=format_percent(elapsed(self._period))),
                say("{days} d left", days=days) if days >= 0 else "",
                say("{days} d late", days=-days) if days < 0 and owed else "",
            )
            if part
        )

    # ── moving and opening

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter in the search field goes to the list; Esc has something to do only where something is narrowed."""
        if action == "go_back":
            return self._narrowing.is_on or bool(self.number_typed) or self.is_finding
        if action == "begin_practice":
            return isinstance(self._desk, ClerkDesk) and not self.app.has_class(PRACTISING)
        if action == "show_workbooks":
            return not self.app.has_class(PRACTISING)
        if action == "show_urges":
            return bool(unsettled(self._urges))
        return super().check_action(action, parameters)

    @property
    def numbered(self) -> Sequence[str]:
        """The commitments in their order."""
        return [view.commitment.id for view in self._views]

    async def action_open_item(self) -> None:
        """Open the row whose number was typed, else the chosen one."""
        commitment = self.take_chosen(self.table.chosen)
        if commitment is not None:
            await self._open_report(commitment)

    async def _open_report(self, commitment: str) -> None:
        """Open the report on a commitment in the period that is shown, and choose its row where it is listed."""
        self.table.choose(commitment)
        if self._period is not None:
            self.tell("")
            self._typed_until = None
            form = ReportFormScreen(self._desk, self.language, self._period, commitment)
            await self.app.push_screen(form, self._left)

    def read_destinations(self) -> Destinations:
        """The department's commitments: the reports on them, as they are listed."""
        commitments = (view.commitment for view in self._views)
        listed = tuple(to_commitment(each, partial(self._open_report, each.id)) for each in commitments)
        return Destinations(listed, readings_of((self._desk.department,)))

    async def action_show_workbooks(self) -> None:
        """Show the department's workbooks."""
        if self._period is not None:
            self.tell("")
            await self.app.push_screen(WorkbooksScreen(self._desk, self.language, self._period), self._opened)

    @story
    async def action_begin_practice(self) -> None:
        """Practise; what is typed meanwhile is for the practice, and no real report gets it."""
        if isinstance(self._desk, ClerkDesk):
            self._gives_way = await go_to_practice(self, self._desk)

    async def action_show_urges(self) -> None:
        """Show what the commission wrote."""
        urges = unsettled(self._urges)
        text = "\n\n".join(each.urge.text for each in urges)
        await answer(self, partial(self._desk.note_urges_shown, urges))
        await self.app.push_screen(TextPage(self.language, self.say("Urged by the commission"), text))

    def _left(self, said: str | None) -> None:
        self._typed_until = self._desk.now()
        self._opened(said)

    def _opened(self, said: str | None) -> None:
        self.tell(said or "")

    def action_go_back(self) -> None:
        """Forget the number, or what the list is narrowed to."""
        if self.number_typed:
            self.forget_number()
            return
        self._narrowing = Narrowing()
        self.forget_wanted()

    # ── narrowing

    def action_filter_light(self) -> None:
        """Show the next light that there is."""
        there = {view.light.light for view in self._views if view.is_lead}
        self._narrow(evolve(self._narrowing, light=next_of(Light, there, self._narrowing.light)))

    def action_filter_state(self) -> None:
        """Show the next state that there is."""
        there = {view.report.state for view in self._views}
        self._narrow(evolve(self._narrowing, state=next_of(State, there, self._narrowing.state)))

    def _narrow(self, narrowing: Narrowing) -> None:
        self._narrowing = narrowing
        self.show_found()
        self.refresh_bindings()
