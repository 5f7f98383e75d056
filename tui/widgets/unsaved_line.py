"""What the reader has typed and not saved, in one line: whoever lost the connection finds it again; else nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.wording import N_
from tui.widgets.told_line import ToldLine

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

UNSAVED = "~"
"""Beside the code of a commitment in whose report there is such text."""


class UnsavedLine(ToldLine):
    """The reports in which it stands."""

    def show(self, commitments: Iterable[str], unsaved: Collection[str]) -> None:
        """Show these.

        Args:
            commitments: all, in the order of the list.
            unsaved: those in whose reports something is typed and not saved.
        """
        named = " ".join(each for each in commitments if each in unsaved)
        told = N_("{sign} Typed and not saved: {commitments}; it is there when the report is opened.")
        self.tell(self.language.say(told, sign=UNSAVED, commitments=named) if named else "")
