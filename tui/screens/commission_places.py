"""The places of those who look at all departments: a leader reads, the coordinator has every one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from departments.desks import CoordinatorDesk
from tui.screens.accounts import AccountsScreen
from tui.screens.commission_place import (
    ACCOUNTS,
    HISTORY,
    MERGING,
    NOT_REPORTED,
    OVERVIEW,
    PERIODS,
    PLAN,
    REVIEW,
    Round,
)
from tui.screens.history import HistoryScreen
from tui.screens.merging import MergingScreen
from tui.screens.not_reported import NotReportedScreen
from tui.screens.overview import OverviewScreen
from tui.screens.periods import PeriodsScreen
from tui.screens.plan_changes import PlanChangesScreen
from tui.screens.plan_keeping import PlanKeepingScreen
from tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.screen import Screen

    from departments.desks import ReaderDesk
    from tui.language import Language


def commission_places(desk: ReaderDesk, language: Language) -> Mapping[str, Callable[[], Screen[str]]]:
    """The places of this desk by name, in the order of their digits.

    Args:
        desk: a leader's or the coordinator's.
        language: the person's.
    """
    if not isinstance(desk, CoordinatorDesk):
        seen = Round((OVERVIEW, NOT_REPORTED, PLAN))
        return {
            OVERVIEW: partial(OverviewScreen, desk, language, seen),
            NOT_REPORTED: partial(NotReportedScreen, desk, language, seen),
            PLAN: partial(PlanChangesScreen, desk, language, seen),
        }
    kept = Round((OVERVIEW, REVIEW, NOT_REPORTED, PERIODS, HISTORY, ACCOUNTS, PLAN, MERGING))
    return {
        OVERVIEW: partial(OverviewScreen, desk, language, kept),
        REVIEW: partial(ReviewScreen, desk, language, kept),
        NOT_REPORTED: partial(NotReportedScreen, desk, language, kept),
        PERIODS: partial(PeriodsScreen, desk, language, kept),
        HISTORY: partial(HistoryScreen, desk, language, kept),
        ACCOUNTS: partial(AccountsScreen, desk, language, kept),
        PLAN: partial(PlanKeepingScreen, desk, language, kept),
        MERGING: partial(MergingScreen, desk, language, kept),
    }
