"""The commission's own trays: departments' workbooks in, to be merged; workbooks and lists out, to be fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from departments.desks.reader import ReaderDesk
from departments.desks.tray_verbs import Delivering
from departments.directory import OFFICE

if TYPE_CHECKING:
    import datetime as dt

    from departments.ledger import Trays


@frozen
class WorkbookKeepingDesk(ReaderDesk, Delivering):
    """A desk whose people may send files in to the commission, lay files ready for it, and fetch them."""

    def now(self) -> dt.datetime:
        """The present instant, by the office's clock: what stands in a workbook as its time."""
        return self._registry.now()

    @property
    def tray_owner(self) -> str:
        """The commission's own book's name."""
        return OFFICE

    @property
    def _trays(self) -> Trays:
        return self._registry.trays
