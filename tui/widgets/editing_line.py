"""Who else of the department is typing now, in one line; nothing at all where nobody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.widgets.told_line import ToldLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from departments.desks.department import Editing

LOOK_AFTER = 60.0
"""Seconds after which a page that shows somebody typing looks whether that is still so; nobody says so."""
SIGN = "@"
"""Beside the code of a commitment in whose report somebody is typing."""


class EditingLine(ToldLine):
    """The colleagues who are typing, each with the reports and since when nothing was added."""

    def show(self, editing: Sequence[Editing], people: Mapping[str, str]) -> None:
        """Show these.

        Args:
            editing: who is typing in what.
            people: persons by account.
        """
        commitments: dict[str, list[str]] = {}
        for each in editing:
            commitments.setdefault(people.get(each.account, each.account), []).append(each.commitment)
        words = "; ".join(f"{name} {' '.join(ids)}" for name, ids in commitments.items())
        self.tell(self.language.say("{sign} Being typed in now: {who}", sign=SIGN, who=words) if editing else "")


def editing_now(editing: Sequence[Editing]) -> set[tuple[str, str]]:
    """Who is typing in what, whenever the last key was."""
    return {(each.account, each.commitment) for each in editing}
