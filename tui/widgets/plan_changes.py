"""What the commission changed about commitments, in lines: old value, new one, since when, by whom and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.plan_changes import ChangeKind
from departments.wording import N_
from tui.history_words import field_word, old_and_new
from tui.widgets.folded_text import FoldedText, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from departments.directory import Directory
    from departments.plan_changes import PlanChange
    from tui.language import Language

_OF_STANDING_ONES = (ChangeKind.REASSIGNED, ChangeKind.RETARGETED)


class PlanChangeLines(FoldedText):
    """The changes of one commitment, a line each."""

    DEFAULT_CSS = """
    PlanChangeLines { height: auto; padding: 0 1; }
    """

    def __init__(
        self,
        changes: Sequence[PlanChange],
        directory: Directory,
        people: Mapping[str, str],
        language: Language,
    ) -> None:
        """Args: the changes, the departments' names, people by account, and the language."""
        super().__init__(map(Paragraph, change_lines(changes, directory, people, language)), id="plan-changes")


def of_departments_and_targets(changes: Sequence[PlanChange], commitment: str) -> tuple[PlanChange, ...]:
    """Those that gave this commitment another target or other departments."""
    return tuple(each for each in changes if each.commitment.id == commitment and each.kind in _OF_STANDING_ONES)


def change_lines(
    changes: Sequence[PlanChange], directory: Directory, people: Mapping[str, str], language: Language
) -> Iterator[str]:
    """A line for everything that was changed.

    Args:
        changes: the earliest first.
        directory: departments by code.
        people: persons by account, as far as they are known.
        language: the reader's.
    """
    for each in changes:
        for field in each.fields:
            old, new = old_and_new(field, each.indicator, directory, language)
            yield language.say(
                N_("Changed from {since} on: {what} {old} > {new} ({at} {by}: {reason})"),
                since=each.since,
                what=each.indicator.name if each.indicator else field_word(field.field, language),
                old=old,
                new=new,
                at=each.at.date(),
                by=people.get(each.by, each.by),
                reason=each.reason,
            )
