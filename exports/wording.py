"""How the plan's own things are named in a table: sections, commitments, departments, targets, evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.plan import HEADLINE, Comparator
from departments.terms import official_term
from exports.cells import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from departments.directory import Directory
    from departments.plan import Commitment, Indicator
    from departments.reports import Evidence

_BEFORE = frozenset({Comparator.AT_MOST, Comparator.GROWTH})
_BEHIND = frozenset({Comparator.ABOUT})


def section_name(number: int, title: str) -> str:
    """A section as the plan numbers it; the headline indicators are its first part."""
    return f"{number}.{title}" if number else f"一、{title}"


def category(commitment: Commitment) -> str:
    """类别: section and heading by number, and the heading's words."""
    if commitment.section == HEADLINE:
        return section_name(HEADLINE, commitment.heading)
    return f"{commitment.id.partition('-')[0]} {commitment.heading}"


def short_names(directory: Directory, codes: Iterable[str]) -> str:
    """Departments by the names used in tables."""
    return "、".join(directory[each].short_name for each in codes)


def target(indicator: Indicator) -> Figure:
    """年度目标: a number, with the plan's word beside it where the word changes what meets it."""
    word = official_term(indicator.comparator)
    return Figure(
        indicator.target,
        before=word if indicator.comparator in _BEFORE else "",
        after=word if indicator.comparator in _BEHIND else "",
    )


def evidence_names(evidence: Iterable[Evidence]) -> str:
    """Evidence by name, a line each."""
    return "\n".join(each.name for each in evidence)
