"""A filled form taken in: what it would change or why it is refused, for the command line and for the app."""

from __future__ import annotations

from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import frozen

from departments.clean_text import clean_line
from departments.wording import N_
from exports.importing import Outcome, Proposal, marks_of, propose
from exports.intake import WorkbookReader

if TYPE_CHECKING:
    from departments.desks import ClerkDesk
    from tui.language import Language

_LONGEST_STEM = 70
"""Characters: three bytes each, and the rest of the name, are still a file's name on disk."""
_WORDS = MappingProxyType(
    {
        Outcome.NEW: N_("new"),
        Outcome.CHANGED: N_("changed"),
        Outcome.SAME: N_("the same"),
        Outcome.REFUSED: N_("refused"),
    }
)


@frozen
class Preview:
    """What importing a file would do; nothing has been changed."""

    name: str
    """The file's."""
    proposal: Proposal
    marked: bytes | None
    """A copy of the file with its bad cells marked; None where none is bad."""

    @property
    def marked_name(self) -> str:
        """What the marked copy is usually called: after the file, as far as that can be a name in a tray."""
        stem = clean_line(PurePath(self.name).stem).lstrip(".")
        return f"{stem[:_LONGEST_STEM]}-有误.xlsx"

    def count(self, outcome: Outcome) -> int:
        """With how many reports this would happen."""
        return sum(each.outcome is outcome for each in self.proposal.items)


def outcome_word(outcome: Outcome, language: Language) -> str:
    """What an import does with a report, in a word."""
    return language.say(_WORDS[outcome])


def preview_form(desk: ClerkDesk, name: str, content: bytes, language: Language) -> Preview:
    """Read a filled form and hold it against what the department has; nothing is changed.

    Args:
        desk: of a clerk of the form's department.
        name: the file's.
        content: all of it.
        language: in which the marked copy says what is wrong.

    Raises:
        Refusal: it can't be read, or is no form of the department's.
    """
    with WorkbookReader() as reader:
        proposal = propose(desk, reader, name, content)
        marks = marks_of(proposal.refused, language.sentence)
        return Preview(name, proposal, reader.mark(name, content, marks) if marks else None)
