"""The whole plan in a period, for those who look at all of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Static

from departments.lights import Light
from departments.wording import N_
from tui.background import answer
from tui.screens.place import Place
from tui.terminal_safety import plain
from tui.widgets.light import light_words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from departments.desks import ReaderDesk
    from tui.language import Language


class OverviewScreen(Place):
    """How many commitments show which light."""

    HELP = N_("How the whole plan stands in the present period.")

    def __init__(self, desk: ReaderDesk, language: Language) -> None:
        """Args: the reader's or coordinator's desk, and the language."""
        super().__init__(language)
        self._desk = desk

    def compose_place(self) -> ComposeResult:
        """One text."""
        yield Static(markup=False)

    def on_mount(self) -> None:
        """Read the overview."""
        self.title_line.show(self.say("TIANBAO"), self._desk.account.label)
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        calendar = await answer(self, self._desk.calendar)
        if calendar is None:
            return
        overview = await answer(self, partial(self._desk.overview, calendar.current))
        if overview is not None:
            counts = [f"{light_words(light, self.language)}  {overview.totals.of(light)}" for light in Light]
            self.query_one(Static).update(plain("\n".join([str(overview.period), *counts])))
