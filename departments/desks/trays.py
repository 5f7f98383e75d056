"""The trays of a department at its people's desks: who may send files in, and who may fetch what lies ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from departments.desks.department import DepartmentDesk
from departments.desks.tray_verbs import Delivering, Fetching

if TYPE_CHECKING:
    from departments.ledger import Trays


@frozen
class FetchingDesk(DepartmentDesk, Fetching):
    """A desk whose people may fetch what lies ready for their department, and lay the department's workbook ready."""

    @property
    def tray_owner(self) -> str:
        """The department's code."""
        return self._code

    @property
    def _trays(self) -> Trays:
        return self._registry.trays


@frozen
class DeliveringDesk(FetchingDesk, Delivering):
    """A desk whose people may also send files in: evidence, and filled forms."""
