"""A report to read, with everything that stands beside it; nothing is changed here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve, frozen
from textual import work

from departments.desks import ReportView
from departments.desks.looking_back import LookingBackDesk
from departments.desks.tray_verbs import Fetching
from departments.history import Sought
from departments.plan import Plan
from departments.plan_changes import PlanChange
from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.evidence_text import text_of
from tui.screens.exporting import where_it_lies
from tui.screens.history_rows import history_page
from tui.screens.read_place import ReadPlace
from tui.screens.story import story
from tui.screens.text_page import TextPage
from tui.widgets.evidence_list import EvidenceList
from tui.widgets.lines import NoticeLine
from tui.widgets.report_sheet import ReportSheet

if TYPE_CHECKING:
    from textual.binding import BindingType

    from departments.desks import ReaderDesk
    from departments.periods import Period
    from tui.language import Language


@frozen
class Sheet:
    """A report as it was read."""

    view: ReportView
    plan: Plan
    people: Mapping[str, str]
    changes: tuple[PlanChange, ...]
    """What holds of the plan's changes in the period."""

    @property
    def key(self) -> tuple[str, str]:
        """Which report it is: department and commitment."""
        return self.view.report.department, self.view.report.commitment


class ReadingScreen(ReadPlace):
    """One department's report on a commitment."""

    CSS_PATH = "reading.tcss"
    HELP = N_("A report. Arrows and PageDown move through it.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "open_item", "next_department", "show_history", "refresh", "go_back"
    )

    def __init__(
        self, desk: ReaderDesk, language: Language, period: Period, commitment: str, department: str | None = None
    ) -> None:
        """Args: the desk, the language, and which report; the lead's where no department is named."""
        super().__init__(language)
        self._desk = desk
        self.period = period
        self.commitment = commitment
        self.department = department
        self.sheet: Sheet | None = None

    @property
    def purpose(self) -> str:
        """What can be seen and done here now, a line each."""
        lines = [super().purpose]
        if self.sheet is not None and self.sheet.view.report.evidence:
            lines.append(self.say("Tab goes to the evidence; Enter looks at a text there."))
        if self.check_action("next_department", ()):
            following = N_(
                "{key_next_department} shows the report of the next department that has to do with the commitment."
            )
            lines.append(self.say(following))
        return "\n".join(lines)

    def on_mount(self) -> None:
        """Read the report."""
        self.read()

    async def read_and_show(self) -> None:
        """Read the report off the loop, and show it."""
        sheet = await answer(self, self._read_now)
        if sheet is None:
            return
        former, self.sheet = self.sheet, sheet
        self.show_title(sheet)
        if sheet != former:
            self._show_sheet(sheet, is_same_report=former is not None and former.key == sheet.key)
        self.refresh_bindings()

    def _show_sheet(self, sheet: Sheet, *, is_same_report: bool) -> None:
        """Show another sheet; one of the same report where the former was left.

        Nothing is awaited: a reading that is broken off while a widget is taken away would break off the widget's own
        end, and the app, which waits for that, would stand still.
        """
        shown = ReportSheet(sheet.view, sheet.plan, sheet.people, self.language, sheet.changes)
        for each in self.query(ReportSheet):
            if is_same_report:
                shown.begin_where(each)
            each.leave()
        self.mount(shown, before=self.query_one(NoticeLine))

    def _read_now(self) -> Sheet:
        desk = self._desk
        # Its lock is the department's matter; and two refusals are never the same, so that no two sheets would be.
        view = evolve(desk.report(self.period, self.commitment, self.department), lock=None)
        return Sheet(view, desk.plan(self.period), desk.people(), desk.plan_changes(self.period))

    def show_title(self, sheet: Sheet) -> None:
        """Say which report it is."""
        view = sheet.view
        name = sheet.plan.directory[view.report.department].short_name
        whose = name if view.is_lead else self.say("{name} (supporting)", name=name)
        state = self.language.term(view.report.state)
        self.title_line.show(f"{view.commitment.id} {whose}", f"{self.period} {state}{self.where}")

    @property
    def where(self) -> str:
        """Which of several reports it is, in words that follow its state; empty where it is the only one."""
        return ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Another department only where there is one; opening only on evidence."""
        if action == "next_department":
            return self.sheet is not None and len(self.sheet.view.commitment.departments) > 1
        if action == "show_history":
            return self.sheet is not None and isinstance(self._desk, LookingBackDesk)
        if action == "open_item":
            return isinstance(self.focused, EvidenceList) and bool(self.focused.rows)
        return True

    def on_descendant_focus(self) -> None:
        """What can be done depends on where one is."""
        self.refresh_bindings()

    def action_next_department(self) -> None:
        """Show the report of the next department: lead, supporting ones, lead again."""
        if self.sheet is not None:
            departments = self.sheet.view.commitment.departments
            # The one that was asked for last; what is shown may still be the one before.
            place = departments.index(self.department or self.sheet.view.report.department)
            self.department = departments[(place + 1) % len(departments)]
            self.read()

    async def action_open_item(self) -> None:
        """Look at a piece of evidence."""
        evidence = self.focused
        if self.sheet is None or not isinstance(evidence, EvidenceList) or evidence.chosen is None:
            return
        view = self.sheet.view
        piece = view.report.evidence[int(evidence.chosen)]
        if piece.is_reference:
            self.tell(self.say("{name} is kept elsewhere; only its number or address is here.", name=piece.name))
            return
        self._look_at(piece.name, piece.sha256, view.report.department)

    @work(exclusive=True, group="evidence")
    async def _look_at(self, name: str, sha256: str, department: str) -> None:
        """Show the text of a file; what is no text is laid ready for whoever can fetch it."""
        desk, ready = self._desk, f"{self.period}-{self.commitment}-{name}"
        opened = partial(desk.open_evidence, self.period, self.commitment, sha256, department)

        def looked_at() -> tuple[str | None, int]:
            with opened() as content:
                text = text_of(content)
            if text is not None or not isinstance(desk, Fetching):
                return text, 0
            with opened() as content:
                whole = content.read()
            desk.lay_ready(ready, whole)
            return None, len(whole)

        found = await answer(self, looked_at)
        if found is None:
            return
        text, size = found
        if text is not None:
            await self.app.push_screen(TextPage(self.language, name, text))
        elif isinstance(desk, Fetching):
            self.tell(where_it_lies(self, ready, size))
        else:
            self.tell(self.say("{name} is no text; tianbao evidence get fetches it.", name=name))

    @story
    async def action_show_history(self) -> None:
        """Show who did what with the report, the latest first."""
        sheet, desk = self.sheet, self._desk
        if sheet is None or not isinstance(desk, LookingBackDesk):
            return
        view = sheet.view
        sought = Sought(department=view.report.department, commitment=view.report.commitment, period=self.period)
        text = await answer(self, partial(history_page, desk, sought, self.language))
        if text is not None:
            title = self.say("History of {what}", what=f"{self.period} {view.report.commitment}")
            await self.app.push_screen(TextPage(self.language, title, text))

    def action_go_back(self) -> None:
        """Back to where it was opened from."""
        self.dismiss("")
