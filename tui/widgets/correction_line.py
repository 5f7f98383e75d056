"""What the commission has sent back in other periods than the one that is looked at; nothing where there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.wording import N_
from tui.widgets.told_line import ToldLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from departments.periods import Period
    from departments.reports import Report
    from tui.language import Language


class CorrectionLine(ToldLine):
    """The reports by period, and the key that goes there."""

    def __init__(self, language: Language) -> None:
        """Args: the reader's language."""
        super().__init__(language, classes="alarm")

    def show(self, corrections: Iterable[Report], period: Period) -> None:
        """Show those of other periods.

        Args:
            corrections: what the department has to correct.
            period: the one that the list shows.
        """
        elsewhere: dict[Period, list[str]] = {}
        for each in corrections:
            if each.period != period:
                elsewhere.setdefault(each.period, []).append(each.commitment)
        reports = "; ".join(f"{of} {' '.join(ids)}" for of, ids in elsewhere.items())
        message = N_("RETURNED to be corrected in other periods: {reports}. {key_choose_period} goes there.")
        self.tell(self.language.say(message, reports=reports) if elsewhere else "")
