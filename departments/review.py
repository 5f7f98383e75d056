"""审核: what a reviewer sees of a report beside its figures, and what became of many approved at once.

A narrative is held against the last period's by sentences, so that what was added and what was left out stand out.
"""

from __future__ import annotations

import datetime as dt
import re
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen

from departments.periods import Period
from departments.reports import Narrative

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCE = re.compile(r"[^。！？；;!?\n]*(?:[。！？；;!?\n]+|$)")
_MOST_SENTENCES = 200
"""Beyond so many the texts are told as one left out and one added; no report is that long, and matching is dear."""


class Change(StrEnum):
    """What became of a passage since the last period."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@frozen
class Passage:
    """One or more whole sentences of a text."""

    change: Change
    text: str
    """Line breaks included; all passages that are not removed make up the new text."""


@frozen
class NarrativeChanges:
    """The three texts of a report with what changed since the last one marked."""

    progress: tuple[Passage, ...]
    problems: tuple[Passage, ...]
    next_steps: tuple[Passage, ...]

    @property
    def is_unchanged(self) -> bool:
        """Whether every text is word for word the last period's: copied, or nothing happened."""
        passages = (*self.progress, *self.problems, *self.next_steps)
        return bool(passages) and all(each.change is Change.KEPT for each in passages)


@frozen
class Waiting:
    """A report that waits for the commission's review."""

    department: str
    period: Period
    commitment: str
    submitted_at: dt.datetime
    days: int
    """How many days it has been waiting."""


def narrative_changes(new: Narrative, last: Narrative | None) -> NarrativeChanges:
    """What changed in the three texts.

    Args:
        new: as submitted.
        last: the last period's; None where there is none, and then everything is new.
    """
    before = last or Narrative()
    return NarrativeChanges(
        text_changes(before.progress, new.progress),
        text_changes(before.problems, new.problems),
        text_changes(before.next_steps, new.next_steps),
    )


def text_changes(old: str, new: str) -> tuple[Passage, ...]:
    """The new text in passages, with what was left out of the old one in between.

    Args:
        old: the text before; empty where there was none.
        new: the text now.
    """
    before, after = sentences(old), sentences(new)
    if max(len(before), len(after)) > _MOST_SENTENCES:
        before, after = (old,) if old else (), (new,) if new else ()
    compared = SequenceMatcher(
        None, [each.strip() for each in before], [each.strip() for each in after], autojunk=False
    )
    found: list[Passage] = []
    for tag, first, end, new_first, new_end in compared.get_opcodes():
        if tag == "equal":
            found.append(Passage(Change.KEPT, "".join(after[new_first:new_end])))
            continue
        if end > first:
            found.append(Passage(Change.REMOVED, "".join(before[first:end])))
        if new_end > new_first:
            found.append(Passage(Change.ADDED, "".join(after[new_first:new_end])))
    return tuple(found)


def sentences(text: str) -> tuple[str, ...]:
    """The text's sentences, each with the marks and line breaks that end it."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[str]:
    for found in _SENTENCE.finditer(text):
        if found[0]:
            yield found[0]


def days_between(earlier: dt.datetime, now: dt.datetime) -> int:
    """Whole days from the one day to the other, as a calendar counts them in the zone of ``now``."""
    return (now.date() - earlier.astimezone(now.tzinfo).date()).days
