"""Every page and dialog of the app, with its name and who comes to it: for the key map, and for whoever looks at all.

A page is named by where its class lives, and loaded when it is asked for. ``tests/tui/app/test_pages.py`` misses the
one that is forgotten here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from attrs import frozen

from departments.wording import N_

if TYPE_CHECKING:
    from textual.screen import Screen

    from departments.desks import Desk


@frozen
class Page:
    """One page or dialog."""

    name: str
    """What it is called: an English sentence of the catalogue."""
    home: str
    """Module under ``tui`` and class."""

    def load(self) -> type[Screen[Any]]:
        """Its class."""
        module, _, name = self.home.partition(":")
        found: type[Screen[Any]] = getattr(import_module(f"tui.{module}"), name)
        return found


FOR_ALL = (
    Page(N_("sign-in"), "screens.sign_in:SignInScreen"),
    Page(N_("change of password"), "screens.change_password:ChangePasswordScreen"),
    Page(N_("help"), "screens.help:HelpScreen"),
    Page(N_("long text"), "screens.text_page:TextPage"),
    Page(N_("settings"), "screens.settings:SettingsScreen"),
    Page(N_("keys"), "screens.settings_keys:KeysScreen"),
    Page(N_("choice of a key"), "screens.settings_keys:KeyDialog"),
    Page(N_("terminal check"), "screens.terminal_check:TerminalCheckScreen"),
    Page(N_("choice"), "dialogs.choose:ChooseDialog"),
    Page(N_("commands"), "dialogs.palette:PaletteDialog"),
    Page(N_("question"), "dialogs.confirm:ConfirmDialog"),
    Page(N_("giving a reason"), "dialogs.reason:ReasonDialog"),
    Page(N_("fields"), "dialogs.fields:FieldsDialog"),
)
"""Pages that everybody comes to."""
FOR_DEPARTMENTS = (
    Page(N_("list of commitments"), "screens.commitments:CommitmentsScreen"),
    Page(N_("report form"), "screens.report_form:ReportFormScreen"),
    Page(N_("evidence"), "dialogs.evidence:EvidenceDialog"),
    Page(N_("tour"), "screens.tour:TourDialog"),
    Page(N_("two versions"), "dialogs.conflict:ConflictDialog"),
    Page(N_("workbooks"), "screens.workbooks:WorkbooksScreen"),
    Page(N_("form to import"), "screens.importing:ImportScreen"),
)
"""Pages of clerks and heads."""
FOR_THE_COMMISSION = (
    Page(N_("overview"), "screens.overview:OverviewScreen"),
    Page(N_("standing"), "screens.standing:StandingScreen"),
    Page(N_("report to read"), "screens.reading:ReadingScreen"),
    Page(N_("review"), "screens.review:ReviewScreen"),
    Page(N_("report under review"), "screens.review_report:ReviewReportScreen"),
    Page(N_("not reported"), "screens.not_reported:NotReportedScreen"),
    Page(N_("urging list"), "screens.urging_list:UrgingListPage"),
    Page(N_("periods"), "screens.periods:PeriodsScreen"),
    Page(N_("history"), "screens.history:HistoryScreen"),
    Page(N_("accounts"), "screens.accounts:AccountsScreen"),
    Page(N_("plan"), "screens.plan_keeping:PlanKeepingScreen"),
    Page(N_("changes of the plan"), "screens.plan_changes:PlanChangesScreen"),
    Page(N_("workbooks to merge"), "screens.merging:MergingScreen"),
    Page(N_("what workbooks disagree about"), "screens.merging_findings:MergingFindingsScreen"),
)
"""Pages of the commission and of leaders."""


def pages_of(desk: Desk) -> tuple[Page, ...]:
    """The pages that somebody at this desk may come to; no desk is loaded before somebody sits at one."""
    from departments.desks import ClerkDesk, HeadDesk

    own = FOR_DEPARTMENTS if isinstance(desk, ClerkDesk | HeadDesk) else FOR_THE_COMMISSION
    return FOR_ALL + own
