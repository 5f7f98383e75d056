"""报告期: the year's calendar; opening, closing, due dates, and leave for one department."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve
from textual import getters
from textual.widgets import Static

from departments.desks import CoordinatorDesk
from departments.desks.period_keeping import Unreviewed
from departments.periods import DueDateDoubted, Period, PeriodStatus
from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.dialogs.choose import ChooseDialog, choose_department
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.fields import Field
from tui.screens.asking import ask_until_taken
from tui.screens.commission_list import CommissionList
from tui.screens.commission_place import PERIODS
from tui.screens.period_rows import Year, extension_lines, found_by, period_columns, period_rows
from tui.screens.story import story
from tui.screens.year_so_far import YearSoFar
from tui.terminal_safety import plain
from tui.typed_days import parse_day, parse_instant

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from departments.directory import Department
    from departments.periods import Extension, PeriodRecord

DAY_HELP = N_("A day like 2021-07-05; the last one on which a report is in time.")
UNTIL_HELP = N_("A day like 2021-07-20, to its end, or a time like 2021-07-20 18:00.")
REASON_HELP = N_("Why; the people concerned will read it.")


class PeriodsScreen(CommissionList[CoordinatorDesk, Year]):
    """The calendar."""

    CSS_PATH = "periods.tcss"
    HELP = N_(
        "The year's periods. {key_open_period} opens the chosen one (a closed one with a reason),"
        " {key_close_period} closes it, {key_move_due_date} changes its due date; {key_grant_extension}"
        " lets one department report in a closed one."
    )
    NAME = PERIODS
    HAS_PERIOD = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("move_due_date", "grant_extension", "close_period", "open_period")

    detail = getters.query_one("#detail", Static)

    def compose_page(self) -> ComposeResult:
        """The calendar, and what there is to say of the chosen period."""
        yield from super().compose_page()
        yield Static(id="detail", markup=False)

    def read_now(self) -> Year:
        """The calendar, and what waits for review."""
        heads = self.desk.heads()
        so_far = self.seen.so_far if self.seen is not None else YearSoFar()
        year = Year(self.desk.calendar(), self.desk.plan(), self.desk.backlog(), heads, so_far)
        return evolve(year, finder=found_by(year, self.language))

    def read_rest(self, seen: Year) -> Year | None:
        """What is missing in each period."""
        is_there = seen.so_far.heads == seen.heads
        return None if is_there else evolve(seen, so_far=YearSoFar(self.desk.trend(), seen.heads))

    def show_list(self, seen: Year) -> None:
        """Show the periods that are found; at first the present one is chosen."""
        is_first = not self.table.rows
        rows = [row for row in period_rows(seen, self.language) if self.is_found(row.key)]
        self.table.show(period_columns(self.language), rows)
        self.show_counts(self.found_words)
        self.counts.set_class(not self.wanted, "hidden")
        if is_first:
            self.table.choose(str(self.period_now(seen.calendar)))
        self._show_detail()

    def on_row_table_highlighted(self) -> None:
        """Say what there is to say of the period that is chosen now."""
        self._show_detail()

    def _show_detail(self) -> None:
        record = self._record
        if record is None or self.seen is None:
            self.detail.add_class("hidden")
            return
        lines = [self.say("{period}: {reason}", period=record.period, reason=record.reason)] if record.reason else []
        lines += extension_lines(self.seen.extensions(record.period), self.seen.plan.directory, self.language)
        self.detail.update(plain("\n".join(lines)))
        self.detail.set_class(not lines, "hidden")
        self.refresh_bindings()

    @property
    def _record(self) -> PeriodRecord | None:
        if self.seen is None or self.table.chosen is None:
            return None
        return self.seen.calendar[Period.parse(self.table.chosen)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the chosen period's status allows."""
        status = self._record.status if self._record else None
        match action:
            case "open_period":
                return status in (PeriodStatus.LOCKED, PeriodStatus.CLOSED)
            case "close_period" | "move_due_date":
                return status is PeriodStatus.OPEN
            case "grant_extension":
                return status is PeriodStatus.CLOSED
        return super().check_action(action, parameters)

    # ── what the coordinator does with a period

    @story
    async def action_open_period(self) -> None:
        """Open the chosen period, a closed one with a reason; one that is due already after having said so."""
        record = self._record
        if record is None:
            return
        due_on = Field(self.say("Due date"), str(record.due_on), DAY_HELP)
        if record.status is PeriodStatus.LOCKED:
            title, fields = self.say("Open {period}?", period=record.period), [due_on]
        else:
            title = self.say("Open {period} again?", period=record.period)
            fields = [due_on, Field(self.say("Reason"), help=REASON_HELP)]

        def opened(due_on: dt.date, reason: str = "", *, even_if_doubted: bool) -> PeriodRecord:
            return self.desk.open_period(record.period, due_on=due_on, reason=reason, even_if_doubted=even_if_doubted)

        done = await ask_until_taken(self, title, fields, _doubted_once(opened))
        if done is not None:
            await self._done(N_("{period} is open; reports are due on {due_on}."), done)

    @story
    async def action_move_due_date(self) -> None:
        """Change the due date of the open period."""
        record = self._record
        if record is None:
            return
        title = self.say("Due date of {period}", period=record.period)
        fields = [
            Field(self.say("Due date"), str(record.due_on), DAY_HELP),
            Field(self.say("Reason"), help=REASON_HELP),
        ]

        def moved(due_on: dt.date, reason: str, *, even_if_doubted: bool) -> PeriodRecord:
            return self.desk.move_due_date(record.period, due_on, reason=reason, even_if_doubted=even_if_doubted)

        done = await ask_until_taken(self, title, fields, _doubted_once(moved))
        if done is not None:
            await self._done(N_("{period} is now due on {due_on}."), done)

    @story
    async def action_close_period(self) -> None:
        """Close the open period; where reports wait for review, after saying how many."""
        record = self._record
        if record is None or self.seen is None:
            return
        title = self.say("Close {period}?", period=record.period)
        lines = [self.say("Nobody reports in it any more without an extension.")]
        missing = self.seen.missing(record.period)
        if missing:
            lines.append(self.say("Due and not reported: {count}.", count=missing))
        if not await self.app.push_screen_wait(ConfirmDialog(self.language, title, lines)):
            return
        close = partial(self.desk.close_period, record.period)
        try:
            done = await answer(self, close, unless=(Unreviewed,))
        except Unreviewed as refusal:
            lines = [self.language.sentence(refusal), self.say("They can be reviewed after closing, too.")]
            if not await self.app.push_screen_wait(
                ConfirmDialog(self.language, self.say("Close it all the same?"), lines)
            ):
                return
            done = await answer(self, partial(close, with_unreviewed=True))
        if done is not None:
            await self._done(N_("{period} is closed."), done)

    @story
    async def action_grant_extension(self) -> None:
        """Let one department report in the closed period."""
        record = self._record
        if record is None or self.seen is None:
            return
        board = await answer(self, partial(self.desk.not_reported, record.period))
        if board is None:
            return
        directory, missing = self.seen.plan.directory, {row.department.code: row.missing for row in board.rows}
        choices = [
            choose_department(each, self._owing(each, missing.get(each.code, 0))) for each in directory.departments
        ]
        first = next((code for code in directory.codes if missing.get(code)), None)
        title = self.say("Extension in {period}: for whom?", period=record.period)
        dialog = ChooseDialog(self.language, title, choices, chosen=first, readings=directory.readings)
        code = await self.app.push_screen_wait(dialog)
        if code is None:
            return
        fields = [
            Field(self.say("Until"), help=UNTIL_HELP),
            Field(self.say("Reason"), help=REASON_HELP),
        ]

        def granted(until: str, reason: str) -> Extension:
            return self.desk.grant_extension(record.period, code, until=parse_instant(until), reason=reason)

        name = directory[code].short_name
        title = self.say("Extension for {name} in {period}", name=name, period=record.period)
        done = await ask_until_taken(self, title, fields, granted)
        if done is not None:
            await self.read_and_show()
            self.tell(self.say("{name} may report until {until}.", name=name, until=done.until))

    def _owing(self, department: Department, missing: int) -> str:
        """A department with how many reports it owes."""
        name = department.short_name
        return self.say("{name}  {count} missing", name=name, count=missing) if missing else name

    async def _done(self, message: str, record: PeriodRecord) -> None:
        await self.read_and_show()
        self.tell(self.say(message, period=record.period, due_on=record.due_on))


def _doubted_once(verb: Callable[..., PeriodRecord]) -> Callable[..., PeriodRecord]:
    """The verb for what was typed: a due date that was doubted and is answered once more is meant.

    Args:
        verb: takes the due date, what else was typed, and whether the date is confirmed.
    """
    doubted: set[dt.date] = set()

    def tried(due: str, *others: str) -> PeriodRecord:
        due_on = parse_day(due)
        try:
            return verb(due_on, *others, even_if_doubted=due_on in doubted)
        except DueDateDoubted:
            doubted.add(due_on)
            raise

    return tried
