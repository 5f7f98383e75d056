"""A place that shows one period of the year and goes to others: the one before or after, or one from a list."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from departments.periods import PeriodStatus
from tui.actions import bindings
from tui.dialogs.choose import Choice, ChooseDialog
from tui.screens.read_place import ReadPlace
from tui.screens.story import story

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Key

    from departments.periods import Calendar, Period, PeriodRecord

_STEPS = MappingProxyType({"【": -1, "［": -1, "】": 1, "］": 1})
"""What a Chinese input method makes of the brackets."""


class PeriodPlace(ReadPlace):
    """The place says which period it shows."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("previous_period", "next_period", "choose_period", "refresh")

    @property
    def calendar(self) -> Calendar | None:
        """The year's periods; None until they have been read."""
        raise NotImplementedError

    def period_now(self, calendar: Calendar) -> Period:
        """The period that is shown, as the calendar has it."""
        raise NotImplementedError

    def go_to_period(self, period: Period) -> None:
        """Show this period from now on; it is read anew afterwards."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Show what has changed meanwhile."""
        self.read()

    def when(self, record: PeriodRecord) -> str:
        """The period in words."""
        return self.say(
            "{period} {status}, due {due_on}", period=record.period, status=record.status, due_on=record.due_on
        )

    def on_key(self, event: Key) -> None:
        """Brackets and question marks of a Chinese input method are understood."""
        step = _STEPS.get(event.character or "")
        if step and self.check_action("choose_period", ()):
            event.stop()
            self._step(step)
        elif event.character in ("?", "？"):
            event.stop()
            self.action_show_help()

    def action_previous_period(self) -> None:
        """Go a period back."""
        self._step(-1)

    def action_next_period(self) -> None:
        """Go a period on."""
        self._step(1)

    @story
    async def action_choose_period(self) -> None:
        """Ask for a period."""
        if self.calendar is None:
            return
        there = {str(each.period): each for each in self._records(self.calendar)}
        choices = [
            Choice(key, f"{key}  {self.language.term(each.status)}  {each.due_on}") for key, each in there.items()
        ]
        present = str(self.period_now(self.calendar))
        dialog = ChooseDialog(self.language, self.say("Which period?"), choices, chosen=present)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None:
            self._go_to(there[chosen].period)

    def _records(self, calendar: Calendar) -> list[PeriodRecord]:
        """The periods that can be shown: those that have been opened, and the present one."""
        present = self.period_now(calendar)
        return [each for each in calendar.records if each.status is not PeriodStatus.LOCKED or each.period == present]

    def _step(self, step: int) -> None:
        if self.calendar is None:
            return
        periods = [each.period for each in self._records(self.calendar)]
        place = periods.index(self.period_now(self.calendar)) + step
        if 0 <= place < len(periods):
            self._go_to(periods[place])
        else:
            self.tell(self.say("There is no other period in that direction."))

    def _go_to(self, period: Period) -> None:
        self.go_to_period(period)
        self.tell("")
        self.read()
