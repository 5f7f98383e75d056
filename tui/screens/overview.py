"""The whole plan in a period on one page: lights by section and department, headline figures, the year so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import evolve, frozen
from rich.cells import cell_len
from textual import getters
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from departments.desks import CoordinatorDesk, ReaderDesk
from departments.figures import format_percent
from departments.ledger import Head
from departments.lights import Light, elapsed
from departments.overview import NOBODY_OWES, Overview
from departments.periods import Calendar, PeriodStatus
from departments.plan import HEADLINE
from departments.trend import IndicatorRow, indicator_rows
from departments.wording import N_
from tui.actions import bindings
from tui.dialogs.choose import Choice, ChooseDialog
from tui.screens.commission_place import OVERVIEW, CommissionPlace
from tui.screens.exporting import export_merged
from tui.screens.headline_rows import behind_columns, behind_rows, headline_columns, headline_rows
from tui.screens.report_pages import report_page
from tui.screens.standing import StandingScreen
from tui.screens.standing_rows import Chosen
from tui.screens.story import errand, story
from tui.screens.year_so_far import YearSoFar
from tui.terminal_safety import plain
from tui.widgets.find_line import SLASHES
from tui.widgets.heat_map import HeatMap, HeatRow
from tui.widgets.light import WORST_FIRST, light_words, tone_of
from tui.widgets.row_table import Column, RowTable
from tui.widgets.trend_chart import TrendChart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key

    from departments.overview import DepartmentRow, LightCounts
    from departments.periods import PeriodRecord
    from tui.language import Language

_BESIDE_WIDTH = 4
WIDE, ROOMY = 120, 150
"""Columns of the terminal from which more is shown, and from which the lights have their words everywhere."""


@frozen
class Page:
    """Everything that the page shows, read at one go."""

    calendar: Calendar
    overview: Overview
    headline: tuple[IndicatorRow, ...]
    heads: tuple[Head, ...]
    """Where every book ended."""
    year: YearSoFar
    """As it was read last, until it has been read again."""


class OverviewScreen(CommissionPlace[ReaderDesk, Page]):
    """How the whole plan stands; Enter goes into what is chosen."""

    CSS_PATH = "overview.tcss"
    HELP = N_(
        "How the whole plan stands. Tab goes from table to table, Enter opens what is chosen, the digits go to the"
        " other pages. Signs: * done, + on track, - slightly behind, ! behind, ? missing, . not due."
    )
    NAME = OVERVIEW
    BINDINGS: ClassVar[list[BindingType]] = bindings("open_item", "find_item", "show_light", "export_merged")

    totals = getters.query_one("#totals", Static)
    sections = getters.query_one("#sections", HeatMap)
    headline = getters.query_one("#headline", RowTable)
    departments = getters.query_one("#departments", HeatMap)
    trend = getters.query_one(TrendChart)
    behind = getters.query_one("#behind", RowTable)

    def compose_page(self) -> ComposeResult:
        """Totals; sections beside headline; departments beside the trend."""
        yield Static(id="totals", markup=False)
        with Horizontal(id="upper"):
            yield HeatMap(id="sections")
            yield RowTable(id="headline")
        with Horizontal(id="lower"):
            yield HeatMap(id="departments")
            with Vertical(id="year"):
                yield TrendChart(self.language, id="trend")
                yield RowTable(id="behind")

    def on_mount(self) -> None:
        """Begin at the sections."""
        self.sections.focus()

    def on_resize(self) -> None:
        """Show the columns that fit now."""
        if self.seen is not None:
            self.show_head(self.seen.calendar)
            self.show_seen(self.seen)

    def read_now(self) -> Page:
        """Overview and headline figures."""
        heads, calendar = self.desk.heads(), self.desk.calendar()
        overview = self.desk.overview(self.period_now(calendar))
        year = self.seen.year if self.seen is not None else YearSoFar()
        headline = indicator_rows(overview.narrowed(section=HEADLINE))
        return Page(calendar, overview, headline, heads, year)

    def read_rest(self, seen: Page) -> Page | None:
        """How the year goes."""
        is_there = seen.year.heads == seen.heads
        return None if is_there else evolve(seen, year=YearSoFar(self.desk.trend(), seen.heads))

    def when(self, record: PeriodRecord) -> str:
        """The period, and how much of the year is over at its end."""
        return self.say(
            "{period} {status}, due {due_on}, year elapsed {elapsed}",
            period=record.period,
            status=record.status,
            due_on=record.due_on if self.size.width >= WIDE else f"{record.due_on:%m-%d}",
            elapsed=format_percent(elapsed(record.period)),
        )

    def show_seen(self, seen: Page) -> None:
        """Show the tables and the year."""
        overview, is_wide, say = seen.overview, self.size.width >= WIDE, self.say
        self.totals.update(self._summed_up(overview))
        sections = [HeatRow(str(each.number), f"{each.number} {each.title}", each.lights) for each in overview.sections]
        self.sections.show_counts(say("Section"), sections, self.language)
        is_roomy = self.size.width >= ROOMY
        self.headline.show(
            headline_columns(self.language, is_wide=is_roomy),
            headline_rows(seen.headline, self.language, is_wide=is_roomy),
        )
        beside, rows = _department_rows(overview.departments, self.language, is_wide=is_wide)
        self.departments.show_counts(say("Department"), rows, self.language, beside=beside, has_words=is_roomy)
        self.query_one("#upper").styles.height = max(len(sections), len(seen.headline)) + 1
        self.trend.show(seen.year.points, overview.period)
        self.behind.show(behind_columns(self.language), behind_rows(overview, self.language))

    def _summed_up(self, overview: Overview) -> Content:
        if overview.record.status is PeriodStatus.LOCKED:
            return plain(self.say(NOBODY_OWES, period=overview.period))
        return self._counted(overview.totals)

    def _counted(self, totals: LightCounts) -> Content:
        parts = [Content(self.say("{count} in all", count=totals.total))]
        for light in Light:
            count = totals.of(light)
            if count:
                words = f"  {light_words(light, self.language)} {count}"
                style = "$muted" if light is Light.NOT_DUE else f"bold $light-{tone_of(light)}"
                parts.append(Content.styled(words, style))
        return Content("").join(parts)

    # ── going into it

    async def action_open_item(self) -> None:
        """Open the chosen section, department or headline indicator."""
        focused = self.focused
        if self.seen is None or not isinstance(focused, RowTable) or focused.chosen is None:
            return
        if focused is self.headline:
            await self._open_report(focused.chosen.rpartition(".")[0])
        elif focused is self.behind:
            await self._open_report(focused.chosen)
        elif focused is self.sections:
            await self._open(Chosen(section=int(focused.chosen)))
        else:
            await self._open(Chosen(department=focused.chosen))

    async def _open_report(self, commitment: str) -> None:
        """Open the lead's report: this period's, or the one that its light comes from."""
        assert self.seen is not None  # noqa: S101 - only what is shown can be chosen
        overview = self.seen.overview
        row = next(each for each in overview.rows if each.commitment.id == commitment)
        await self.app.push_screen(report_page(self.desk, self.language, row, overview.period), self._returned)

    def _returned(self, said: str | None) -> None:
        self.tell(said or "")

    @story
    async def action_show_light(self) -> None:
        """Ask for a light, and list what shows it."""
        if self.seen is None:
            return
        totals = self.seen.overview.totals
        choices = [
            Choice(light.value, f"{light_words(light, self.language)}  {totals.of(light)}")
            for light in WORST_FIRST
            if totals.of(light)
        ]
        chosen = await self.app.push_screen_wait(ChooseDialog(self.language, self.say("Which light?"), choices))
        if chosen is not None:
            await self._open(Chosen(light=Light(chosen)))

    def on_key(self, event: Key) -> None:
        """The slash of a Chinese input method is understood, as in every list."""
        if event.character in SLASHES:
            event.stop()
            self.call_later(self.action_find_item)

    async def action_find_item(self) -> None:
        """List the whole plan, and narrow it to what is typed."""
        if self.seen is not None:
            listed = await self._open(Chosen())
            listed.action_find_item()

    async def _open(self, chosen: Chosen) -> StandingScreen:
        assert self.seen is not None  # noqa: S101 - only what is shown can be chosen
        listed = StandingScreen(self.desk, self.language, self.seen.overview.period, chosen)
        await self.app.push_screen(listed)
        return listed

    # ── the workbook

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The workbook is the coordinator's; only what is chosen can be opened."""
        if action == "open_item":
            return isinstance(self.focused, RowTable) and self.focused.chosen is not None
        if action == "export_merged":
            return isinstance(self.desk, CoordinatorDesk)
        return super().check_action(action, parameters)

    def on_descendant_focus(self) -> None:
        """What can be done depends on the table."""
        self.refresh_bindings()

    @errand
    async def action_export_merged(self) -> None:
        """Make the merged workbook of the period that is shown."""
        if self.seen is not None and isinstance(self.desk, CoordinatorDesk):
            await export_merged(self, self.desk, self.seen.overview.period)


def _department_rows(
    departments: Sequence[DepartmentRow], language: Language, *, is_wide: bool
) -> tuple[list[Column], list[HeatRow]]:
    """The departments in the directory's order, where there is room with how far they have reported."""
    if not is_wide:
        return [], [HeatRow(each.code, each.short_name, each.lights) for each in departments]
    titles = (N_("Due"), N_("Sent"), N_("Approved"), N_("Returned"), N_("Late"))
    words = [language.say(title) for title in titles]
    heads = [Column(word, max(cell_len(word), _BESIDE_WIDTH), is_right=True) for word in words]
    return heads, [
        HeatRow(
            each.code,
            each.short_name,
            each.lights,
            tuple(str(count or ".") for count in (each.due, each.reported, each.approved, each.returned, each.late)),
        )
        for each in departments
    ]
