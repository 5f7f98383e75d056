"""What the commission has sent back in other periods than the one that is looked at; nothing where there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from tui.terminal_safety import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from departments.periods import Period
    from departments.reports import Report
    from tui.language import Language


class CorrectionLine(Static):
    """The reports by period, and the key that goes there."""

    DEFAULT_CSS = """
    CorrectionLine { height: auto; max-height: 2; padding: 0 1; display: none; }
    CorrectionLine.-shown { display: block; }
    """

    def __init__(self, language: Language) -> None:
        """Args: the reader's language."""
        super().__init__(markup=False, classes="alarm")
        self._language = language

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
        message = self._language.say(
            "RETURNED to be corrected in other periods: {reports}. F7 goes there.", reports=reports
        )
        self.update(plain(message))
        self.set_class(bool(elsewhere), "-shown")
