"""未报: departments × states, most missing first; the list to urge from, urging, and the reviewers' own backlog."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual import getters
from textual.widgets import Static

from departments.desks import CoordinatorDesk, ReaderDesk
from departments.desks.department_urging import SentUrge
from departments.periods import Calendar
from departments.review import Waiting
from departments.urging import Board, ToUrge, UrgingList, letter
from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.dialogs.confirm import ConfirmDialog
from tui.screens.board_rows import backlog_words, board_columns, board_rows, found_by
from tui.screens.commission_list import CommissionList
from tui.screens.commission_place import NOT_REPORTED
from tui.screens.standing import StandingScreen
from tui.screens.standing_rows import Chosen
from tui.screens.story import story
from tui.screens.urging_list import UrgingListPage
from tui.terminal_safety import plain
from tui.widgets.found_table import Finder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from departments.periods import Period


_TO_READ = N_("Who has not reported, most missing first. Enter shows what a department owes.")


@frozen
class Owing:
    """Who owes what, read at one go; a leader sees the board alone."""

    calendar: Calendar
    board: Board
    finder: Finder
    listed: UrgingList | None = None
    sent: tuple[SentUrge, ...] = ()
    backlog: tuple[Waiting, ...] = ()

    def owes(self, department: str) -> bool:
        """Whether the department is on the list."""
        return self.listed is not None and any(each.department.code == department for each in self.listed.departments)


class NotReportedScreen(CommissionList[ReaderDesk, Owing]):
    """The board."""

    CSS_PATH = "not_reported.tcss"
    HELP = N_(
        "Who has not reported, most missing first. Enter shows what a department owes;"
        " {key_show_urging_list} shows the list as a text to copy into a message; {key_urge_department}"
        " urges the chosen department, {key_urge_all} all of them."
    )
    NAME = NOT_REPORTED
    BINDINGS: ClassVar[list[BindingType]] = bindings("open_item", "show_urging_list", "urge_department", "urge_all")

    backlog = getters.query_one("#backlog", Static)
    urges = getters.query_one("#urges", Static)

    @property
    def purpose(self) -> str:
        """Whoever only looks at it is told of nothing else, nor is anybody where there is nobody to urge."""
        return super().purpose if self.check_action("urge_all", ()) else self.say(_TO_READ)

    def compose_page(self) -> ComposeResult:
        """Counts, board, what was urged of the chosen department, and the reviewers' backlog."""
        yield from super().compose_page()
        yield Static(id="urges", markup=False)
        yield Static(id="backlog", markup=False)

    def read_now(self) -> Owing:
        """Who owes what."""
        calendar = self.desk.calendar()
        period = self.period_now(calendar)
        board = self.desk.not_reported(period)
        finder = found_by(board)
        if not isinstance(self.desk, CoordinatorDesk):
            return Owing(calendar, board, finder)
        desk = self.desk
        return Owing(calendar, board, finder, desk.urging_list(period), desk.urges_sent(period), desk.backlog())

    def show_list(self, seen: Owing) -> None:
        """Show the departments that are found."""
        board, width, say = seen.board, self.size.width, self.say
        rows = [each for each in board_rows(board, width) if self.is_found(each.key)]
        self.table.show(board_columns(board, width, self.language), rows)
        nothing = sum(row.has_nothing for row in board.rows)
        self.show_counts(
            say("Reports missing: {count} of {all}", count=board.missing, all=board.totals.total),
            say("departments that owe something: {count}", count=board.departments_missing),
            say("{count} sent nothing at all", count=nothing) if nothing else "",
            self.found_words,
        )
        self.backlog.update(plain(backlog_words(seen.backlog, self.language)))
        self.backlog.set_class(seen.listed is None, "hidden")
        self._show_urges()

    def on_row_table_highlighted(self) -> None:
        """Show what was urged of the department that is chosen now."""
        self._show_urges()
        self.refresh_bindings()

    def _show_urges(self) -> None:
        """The chosen department's last urge, whether it has been seen, and what of it is still owed."""
        sent = [each for each in self._sent() if each.urge.department == self.table.chosen]
        text = ""
        if sent:
            last, say = sent[0], self.say
            seen = say("seen {at}", at=last.seen_at) if last.seen_at else say("not seen yet")
            text = say(
                "Urges: {count}, last {at}: {seen}, {owed} of {all} still owed",
                count=len(sent),
                at=last.urge.at,
                seen=seen,
                owed=len(last.outstanding),
                all=len(last.urge.commitments),
            )
        self.urges.update(plain(text))
        self.urges.set_class(not text, "hidden")

    def _sent(self) -> Sequence[SentUrge]:
        return self.seen.sent if self.seen else ()

    @property
    def _period(self) -> Period:
        assert self.seen is not None  # noqa: S101 - nothing is done before it was read
        return self.seen.board.record.period

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Urging is the coordinator's, and only of who owes something."""
        if action not in ("show_urging_list", "urge_department", "urge_all"):
            return super().check_action(action, parameters)
        if self.seen is None or self.seen.listed is None:
            return False
        if action == "urge_department":
            return self.chosen is not None and self.seen.owes(self.chosen)
        return action == "show_urging_list" or bool(self.seen.listed.departments)

    # ── looking

    async def action_open_item(self) -> None:
        """Show the department's commitments with their lights."""
        if self.seen is not None and self.table.chosen is not None:
            chosen = Chosen(department=self.table.chosen)
            await self.app.push_screen(StandingScreen(self.desk, self.language, self._period, chosen))

    async def action_show_urging_list(self) -> None:
        """Show the list as a text to copy."""
        desk = self.desk
        if isinstance(desk, CoordinatorDesk) and self.seen is not None and self.seen.listed is not None:
            await self.app.push_screen(UrgingListPage(desk, self.language, self.seen.listed))

    # ── urging

    @story
    async def action_urge_department(self) -> None:
        """Urge the chosen department, after showing what it will read."""
        code = self.table.chosen
        if code is None:
            return
        listed = await self._whom_to_urge([code])
        if listed is None:
            return
        (owing,) = listed.reached
        lines = letter(listed.record, owing).split("\n")
        await self._urge(self.say("Urge {name}?", name=owing.department.short_name), lines, [code])

    @story
    async def action_urge_all(self) -> None:
        """Urge everybody who owes reports and may report, after naming how many, and whom it leaves out."""
        listed = await self._whom_to_urge(None)
        if listed is None:
            return
        reached, left = listed.reached, listed.left
        lines = [self.say("Each finds at its next sign-in what it owes:"), *map(self._owing, reached)]
        title = self.say("Urge all that owe something: {count}?", count=len(reached))
        if left:
            title = self.say(
                "Departments to urge: {count}, to leave out: {left}. Urge them?", count=len(reached), left=len(left)
            )
            lines += [self.say("Left out: the period is closed, and they have no extension."), *map(self._owing, left)]
        await self._urge(title, lines, None)

    def _owing(self, owing: ToUrge) -> str:
        """A department with how many reports it owes, and when it was urged last."""
        urged = self.say("last urged {at}", at=owing.urges[-1].at) if owing.urges else ""
        return f"  {owing.department.short_name}  {len(owing.items)}  {urged}".rstrip()

    async def _whom_to_urge(self, departments: Sequence[str] | None) -> UrgingList | None:
        """The list by which urging would go; None where it would be refused, which has then been told."""
        desk = self.desk
        if self.seen is None or not isinstance(desk, CoordinatorDesk):
            return None
        return await answer(self, partial(desk.whom_to_urge, self._period, departments))

    async def _urge(self, title: str, lines: Sequence[str], departments: Sequence[str] | None) -> None:
        desk = self.desk
        if not isinstance(desk, CoordinatorDesk):
            return
        if await self.app.push_screen_wait(ConfirmDialog(self.language, title, lines)):
            done = await answer(self, partial(desk.urge_departments, self._period, departments))
            if done is not None:
                await self.read_and_show()
                told = N_("Departments urged: {count}; it stands in the record.")
                if done.left:
                    told = N_(
                        "Departments urged: {count}, left out for want of leave: {left}; it stands in the record."
                    )
                self.tell(self.say(told, count=len(done.sent), left=len(done.left)))
