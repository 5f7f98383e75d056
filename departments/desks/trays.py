"""The trays of a department at its people's desks: who may send files in, and who may fetch what lies ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from attrs import frozen

from departments.clean_text import clean_line
from departments.deliveries import NotAFileName
from departments.desks.department import DepartmentDesk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.deliveries import Delivery
    from departments.ledger import TrayFile


@frozen
class FetchingDesk(DepartmentDesk):
    """A desk whose people may fetch what lies ready for their department."""

    def outbox(self) -> Sequence[TrayFile]:
        """The files that lie ready for the department, by name."""
        return self._registry.trays.outbox(self.department.code)

    def open_outbox(self, name: str) -> BinaryIO:
        """One of them, for reading.

        Raises:
            NotFound: nothing of this name lies ready.
        """
        return self._registry.trays.open_outbox(self.department.code, name)

    def lay_ready(self, name: str, content: bytes) -> None:
        """Put a workbook of the department's own into its outbox.

        Raises:
            NotAFileName: the name can't be a file's.
        """
        self._registry.trays.lay_ready(self.department.code, file_name(name), content)


@frozen
class DeliveringDesk(FetchingDesk):
    """A desk whose people may also send files in for use as evidence."""

    def sent(self) -> Sequence[TrayFile]:
        """Everything that the department has sent in, files that broke off on their way too."""
        return self._registry.trays.sent(self.department.code)

    def open_sent(self, name: str) -> BinaryIO:
        """One of them, for reading.

        Raises:
            NotFound: there is no such file.
            UnreadableFile: it can't be read.
        """
        return self._registry.trays.open_inbox(self.department.code, name)

    def begin_delivery(self, name: str, *, is_continued: bool = False) -> Delivery:
        """Send a file in, or the rest of one that broke off.

        Raises:
            NotAFileName: the name can't be a file's.
            InboxFull: there is room for no other.
        """
        return self._registry.trays.begin_delivery(self.department.code, file_name(name), is_continued=is_continued)

    def rename_sent(self, name: str, new_name: str, *, is_replacing: bool = False) -> None:
        """Give a file that was sent in another name.

        Raises:
            NotFound: there is no such file.
            NotAFileName: the new name can't be a file's.
            NameTaken: another one has it.
        """
        trays, code = self._registry.trays, self.department.code
        trays.rename_sent(code, name, file_name(new_name), is_replacing=is_replacing)

    def remove_sent(self, name: str) -> None:
        """Remove a file that was sent in; what was attached to a report stays attached.

        Raises:
            NotFound: there is no such file.
        """
        self._registry.trays.remove_sent(self.department.code, name)


def file_name(name: str) -> str:
    """The name, if it can be a file's in a tray.

    Raises:
        NotAFileName: it can't.
    """
    if clean_line(name) != name or name.startswith(".") or {"/", "\\"} & set(name):
        raise NotAFileName(clean_line(name))
    return name
