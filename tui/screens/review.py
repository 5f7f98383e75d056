"""审核: every report that was submitted and not reviewed, one row each; Enter opens it."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve, frozen

from departments.desks import CoordinatorDesk
from departments.desks.report_reviewing import ReviewItem
from departments.lights import Light
from departments.periods import Calendar
from departments.plan import Plan
from departments.review import Waiting
from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.dialogs.choose import Choice, ChooseDialog, choose_department
from tui.dialogs.confirm import ConfirmDialog
from tui.screens.commission_list import CommissionList
from tui.screens.commission_place import REVIEW
from tui.screens.commitment_rows import next_of
from tui.screens.review_report import ReviewReportScreen
from tui.screens.review_rows import ALL, QueueNarrowing, found_by, key_of, light_of, queue_columns, queue_rows, row_key
from tui.screens.story import story
from tui.widgets.found_table import Finder
from tui.widgets.light import WORST_FIRST, light_words

if TYPE_CHECKING:
    from textual.binding import BindingType

    from departments.desks.report_reviewing import BulkApproval


_NARROWING = ("find_item", "choose_part", "filter_light", "filter_warnings")
_NOTHING = N_("Everything that was submitted and not reviewed; at present nothing waits.")


@frozen
class Queue:
    """What waits for review in the period that is shown, read at one go."""

    calendar: Calendar
    plan: Plan
    items: tuple[ReviewItem, ...]
    backlog: tuple[Waiting, ...]
    """What waits in any period."""
    finder: Finder


class ReviewScreen(CommissionList[CoordinatorDesk, Queue]):
    """The queue."""

    CSS_PATH = "review.tcss"
    HELP = N_(
        "Everything that was submitted and not reviewed. Enter opens a report; {key_choose_part}, {key_find_item},"
        " {key_filter_light} and {key_filter_warnings} narrow the list;"
        " {key_approve_all} approves what is listed, without warnings and never returned, after asking."
    )
    NAME = REVIEW
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "open_item",
        "choose_part",
        "filter_light",
        "filter_warnings",
        "approve_all",
        "go_back",
    )

    _narrowing = QueueNarrowing()

    @property
    def purpose(self) -> str:
        """With an empty queue there is nothing to be done."""
        return super().purpose if self.seen is None or self.seen.items else self.say(_NOTHING)

    def read_now(self) -> Queue:
        """The queue."""
        calendar = self.desk.calendar()
        period = self.period_now(calendar)
        plan, items = self.desk.plan(period), self.desk.review_queue(period)
        return Queue(calendar, plan, items, self.desk.backlog(), found_by(items, plan))

    @property
    def listed(self) -> tuple[ReviewItem, ...]:
        """What is listed now."""
        return self._listed_with(self._narrowing)

    def _listed_with(self, narrowing: QueueNarrowing) -> tuple[ReviewItem, ...]:
        """What would be listed: what is looked for stays as it is."""
        if self.seen is None:
            return ()
        return tuple(each for each in self.seen.items if narrowing.takes(each) and self.is_found(key_of(each)))

    def show_list(self, seen: Queue) -> None:
        """Show the reports that are found, of what the list is narrowed to."""
        width, items, say = self.size.width, self.listed, self.say
        self.table.show(queue_columns(width, self.language), queue_rows(items, seen.plan, width, self.language))
        elsewhere = len(seen.backlog) - len(seen.items)
        longest = max((each.days for each in seen.backlog), default=0)
        self.show_counts(
            say("{shown} of {count} waiting for review", shown=len(items), count=len(seen.items)),
            say("{count} with warnings", count=sum(each.has_warnings for each in items)),
            say("{count} in other periods", count=elsewhere) if elsewhere else "",
            say("longest wait: {days} d", days=longest) if longest else "",
            self._narrowing.words(seen.plan, self.language),
            self.found_words,
        )

    # ── narrowing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc shows all again where something is left out; an empty queue can't be narrowed.

        What is listed can be approved at one go, if anything is; what was only looked for can't.
        """
        if action == "go_back":
            return self._narrowing.is_on or self.is_finding
        if action == "approve_all":
            return not self.wanted and bool(self.listed)
        if action in _NARROWING:
            return self.seen is not None and bool(self.seen.items)
        return super().check_action(action, parameters)

    def action_go_back(self) -> None:
        """Show all again."""
        self._narrowing = QueueNarrowing()
        self.forget_wanted()

    @story
    async def action_choose_part(self) -> None:
        """Ask for a section of the plan, called by its own number, or a department."""
        if self.seen is None:
            return
        now, readings = self._narrowing, self.seen.plan.directory.readings
        parts = self._parts(self.seen)
        present = now.department or str(now.section)
        dialog = ChooseDialog(self.language, self.say("Which part?"), [*parts], chosen=present, readings=readings)
        chosen = await self.app.push_screen_wait(dialog)
        for choice, narrowing in parts.items():
            if choice.key == chosen:
                self._narrow(narrowing)

    def _parts(self, queue: Queue) -> dict[Choice, QueueNarrowing]:
        """All; each section; each department: with how many reports would be listed, and what it narrows to."""
        now = self._narrowing
        any_section, any_department = evolve(now, section=None), evolve(now, department=None)
        in_section = Counter(each.view.commitment.section for each in self._listed_with(any_section))
        of_department = Counter(each.report.department for each in self._listed_with(any_department))
        parts = {Choice(ALL, self.say("Everything")): evolve(any_section, department=None)}
        for section in queue.plan.sections:
            number = str(section.number)
            label = f"{section.title}  {in_section[section.number]}"
            parts[Choice(number, label, number)] = evolve(now, section=section.number)
        for each in queue.plan.directory.departments:
            if each.code in of_department or each.code == now.department:
                choice = choose_department(each, f"{each.short_name}  {of_department[each.code]}")
                parts[choice] = evolve(now, department=each.code)
        return parts

    def action_filter_light(self) -> None:
        """Show the worst light that there is, then the next better one, then all again."""
        if self.seen is None:
            return
        there = {light_of(each) for each in self._listed_with(evolve(self._narrowing, light=None))}
        self._narrow(evolve(self._narrowing, light=next_of(WORST_FIRST, there, self._narrowing.light)))

    def action_filter_warnings(self) -> None:
        """Show only what something was found in, or all again."""
        self._narrow(evolve(self._narrowing, only_with_warnings=not self._narrowing.only_with_warnings))

    def _narrow(self, narrowing: QueueNarrowing) -> None:
        self._narrowing = narrowing
        self.tell("")
        self.show_found()

    # ── reviewing

    async def action_open_item(self) -> None:
        """Open the chosen report, with the listed ones before and after it."""
        items, chosen = self.listed, self.table.chosen
        if self.seen is None or chosen is None:
            return
        keys = tuple((each.report.department, each.report.commitment) for each in items)
        place = [key_of(each) for each in items].index(chosen)
        period = self.period_now(self.seen.calendar)
        self.tell("")
        review = ReviewReportScreen(self.desk, self.language, period, keys, place)
        await self.app.push_screen(review, partial(self._reviewed, review))

    def _reviewed(self, review: ReviewReportScreen, said: str | None) -> None:
        """Go on in the list where the reports were left."""
        self.table.choose(row_key(review.department, review.commitment))
        self.tell(said or "")

    @story
    async def action_approve_all(self) -> None:
        """Approve what is listed, without warnings and never returned, after naming how many that is."""
        if self.seen is None:
            return
        narrowing, items = self._narrowing, self.listed
        clean = [each for each in items if not each.has_warnings and not each.returns]
        if not clean:
            self.tell(self.say("Nothing listed can be approved without a look: each has warnings or was returned."))
            return
        title = self.say("Approve what is listed: {count}?", count=len(clean))
        if not await self.app.push_screen_wait(ConfirmDialog(self.language, title, self._about(clean, items))):
            return
        verb = partial(
            self.desk.approve_all_without_warnings,
            self.period_now(self.seen.calendar),
            department=narrowing.department,
            section=narrowing.section,
            light=narrowing.light,
        )
        self.tell(self.say("Approving: {count} ...", count=len(clean)))
        done = await answer(self, verb)
        if done is not None:
            await self.read_and_show()
            self._tell_of(done)

    def _about(self, clean: list[ReviewItem], items: tuple[ReviewItem, ...]) -> list[str]:
        """What is about to be approved, light by light, and what stays."""
        say, lights = self.say, [light_of(each) for each in clean]
        counted = [f"{light_words(light, self.language)}  {lights.count(light)}" for light in Light if light in lights]
        supporting = lights.count(None)
        if supporting:
            counted.append(say("{count} of supporting departments", count=supporting))
        lines = [say("Without warnings and never returned: {count}.", count=len(clean)), *counted]
        left = len(items) - len(clean)
        if left:
            lines.append(say("{count} stay in the queue: they have warnings or were returned before.", count=left))
        return lines

    def _tell_of(self, done: BulkApproval) -> None:
        said = self.say("{count} approved, {left} left to look at.", count=len(done.approved), left=len(done.left))
        failed = [each for each in done.left if each.code not in ("has_warnings", "was_returned")]
        if failed:
            first = failed[0]
            said += " " + self.say("{commitment}: {why}", commitment=first.item.report.commitment, why=first.sentence)
        self.tell(said, is_alarm=bool(failed))
