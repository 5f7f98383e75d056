"""Why the chosen report came back: beside the list, where it can't be missed; nothing where none did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.widgets.told_line import ToldLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from departments.reports import Report
    from tui.language import Language


class ReturnLine(ToldLine):
    """The report, who sent it back when, and the reason; all of a long one stands at the top of the report."""

    def __init__(self, language: Language) -> None:
        """Args: the reader's language."""
        super().__init__(language, classes="alarm")

    def show(self, report: Report | None, people: Mapping[str, str]) -> None:
        """Show why this report came back.

        Args:
            report: the chosen one, if any is.
            people: persons by account.
        """
        back = report.open_return if report else None
        if report is None or back is None:
            self.tell("")
            return
        said, by = self.language.say, people.get(back.by, back.by)
        reason = said("RETURNED {at} by {by}: {reason}", at=back.at, by=by, reason=" ".join(back.reason.split()))
        self.tell(f"{report.commitment} {reason}")
