"""The commitments of a section, a department or a light, each with how it stands; Enter opens its report."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import evolve
from textual import getters
from textual.widgets import Static

from departments.lights import Light
from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.screens.commitment_rows import next_of
from tui.screens.numbering import NumberedPlace
from tui.screens.read_place import ReadPlace
from tui.screens.report_pages import report_page
from tui.screens.standing_rows import Chosen, found_by, standing_columns, standing_rows
from tui.terminal_safety import plain
from tui.widgets.find_line import FindLine
from tui.widgets.found_table import Finder, FoundTable
from tui.widgets.light import WORST_FIRST, light_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from departments.desks import ReaderDesk
    from departments.overview import Overview
    from departments.periods import Period
    from tui.language import Language


class StandingScreen(NumberedPlace, ReadPlace):
    """A list to read from; nothing is changed here."""

    CSS_PATH = "standing.tcss"
    HELP = N_(
        "How these commitments stand. Enter, or a number and Enter, opens the lead's report; {key_filter_light} shows"
        " one light alone, then the next."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("open_item", "find_item", "filter_light", "refresh")

    counts = getters.query_one("#counts", Static)

    def __init__(self, desk: ReaderDesk, language: Language, period: Period, chosen: Chosen) -> None:
        """Args: the desk, the language, the period, and what of the plan is listed."""
        super().__init__(language)
        self._desk = desk
        self._period = period
        self._chosen = chosen
        self._overview: Overview | None = None

    def compose_place(self) -> ComposeResult:
        """Counts and list."""
        yield Static(id="counts", markup=False)
        yield FindLine()
        yield FoundTable()

    def on_screen_resume(self) -> None:
        """Show what has changed meanwhile."""
        self.read()

    async def read_and_show(self) -> None:
        """Read the overview off the loop, and show what is listed of it."""
        read = await answer(self, self._read_now)
        if read is not None:
            self._overview, self.finder = read
            self.show_found()
            self.mark_found()
            self.refresh_bindings()

    def _read_now(self) -> tuple[Overview, Finder]:
        overview = self._desk.overview(self._period)
        return overview, found_by(overview)

    def show_found(self) -> None:
        """Show what has what is looked for."""
        if self._overview is None:
            return
        overview, language = self._overview, self.language
        numbered = [
            (number, each)
            for number, each in enumerate(self._chosen.rows(overview), 1)
            if self.is_found(each.commitment.id)
        ]
        self.title_line.show(self._chosen.title(overview, language), str(overview.period))
        lights = [row.light.light for _, row in numbered]
        counted = [f"{light_words(light, language)} {lights.count(light)}" for light in Light if light in lights]
        self.counts.update(
            plain("  ".join([self.say("{count} in all", count=len(numbered)), *counted, self.found_words]))
        )
        width, is_of_one = self.size.width, self._chosen.department is not None
        columns = standing_columns(width, language, is_of_one=is_of_one)
        self.table.show(columns, standing_rows(numbered, overview, width, language, is_of_one=is_of_one))

    @property
    def numbered(self) -> Sequence[str]:
        """The commitments as they are listed."""
        return [] if self._overview is None else [each.commitment.id for each in self._chosen.rows(self._overview)]

    async def action_open_item(self) -> None:
        """Open the chosen commitment's report: this period's, or the one that its light comes from."""
        key = self.take_chosen(self.table.chosen)
        if self._overview is None or key is None:
            return
        self.table.choose(key)
        row = next(each for each in self._overview.rows if each.commitment.id == key)
        await self.app.push_screen(report_page(self._desk, self.language, row, self._period), self._returned)

    def _returned(self, said: str | None) -> None:
        self.tell(said or "")

    def action_filter_light(self) -> None:
        """Show the worst light that there is, then the next better one, then all again."""
        if self._overview is None:
            return
        all_rows = evolve(self._chosen, light=None).rows(self._overview)
        there = {row.light.light for row in all_rows}
        self.forget_number()
        self._chosen = evolve(self._chosen, light=next_of(WORST_FIRST, there, self._chosen.light))
        self.show_found()
        self.refresh_bindings()
