"""The operator's desk: whoever owns the data directory looks at everything and keeps the accounts.

The operator has no account and changes neither reports nor periods nor the plan: those acts need a name behind them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from departments.desks.account_keeping import AccountKeepingDesk
from departments.desks.looking_back import LookingBackDesk

if TYPE_CHECKING:
    from departments.desks.views import ReportView
    from departments.ledger import Document


@frozen
class OperatorDesk(AccountKeepingDesk, LookingBackDesk):
    """Reading everything, drafts and history included, and accounts."""

    def _disclosed(self, view: ReportView) -> ReportView:
        return view

    def _is_told(self, document: Document) -> bool:  # noqa: ARG002 - the others' question
        return True
