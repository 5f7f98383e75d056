"""Workbooks that people sent in: read as far as any workbook may be long, and no further."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from departments.desks.tray_verbs import Delivering

MOST_READ = 20 * 2**20 + 1
"""Bytes that are read of a file: one more than any workbook may have."""


def read_sent(desk: Delivering, name: str) -> bytes:
    """A file of the inbox.

    Args:
        desk: whose inbox.
        name: the file's.

    Raises:
        NotFound: there is no such file.
        UnreadableFile: it can't be read.
    """
    with desk.open_sent(name) as content:
        return content.read(MOST_READ)
