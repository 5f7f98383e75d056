"""Laying workbooks and lists ready to be fetched: the commission's own outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from attrs import frozen

from departments.desks.reader import ReaderDesk
from departments.desks.trays import file_name
from departments.directory import OFFICE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from departments.ledger import TrayFile


@frozen
class WorkbookKeepingDesk(ReaderDesk):
    """A desk whose people may lay files ready for the commission, and fetch them."""

    def now(self) -> dt.datetime:
        """The present instant, by the office's clock: what stands in a workbook as its time."""
        return self._registry.now()

    def outbox(self) -> Sequence[TrayFile]:
        """The files that lie ready for the commission, by name."""
        return self._registry.trays.outbox(OFFICE)

    def open_outbox(self, name: str) -> BinaryIO:
        """One of them, for reading.

        Raises:
            NotFound: nothing of this name lies ready.
        """
        return self._registry.trays.open_outbox(OFFICE, name)

    def lay_ready(self, name: str, content: bytes) -> None:
        """Put a file into the commission's outbox, in place of one of the same name.

        Raises:
            NotAFileName: the name can't be a file's.
            WritingStopped: the disk refused.
        """
        self._registry.trays.lay_ready(OFFICE, file_name(name), content)
