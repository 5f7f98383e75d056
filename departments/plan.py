"""The annual plan as values: what was promised, in whose words, measured how.

A plan is read once (:mod:`departments.plan_file`) and never changes; reassignments and new targets are laid over it by
:mod:`departments.assignments`.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from attrs import evolve, field, frozen

from departments.directory import Directory
from departments.refusals import NotFound


class Comparator(StrEnum):
    """How a figure is held against its target: the word that stands beside the number in the plan."""

    AT_LEAST = "at_least"
    ABOUT = "about"
    EXACT = "exact"
    AT_MOST = "at_most"
    GROWTH = "growth"


class Basis(StrEnum):
    """Whether figures add up over the year or are read at a point in time."""

    CUMULATIVE = "cumulative"
    LEVEL = "level"


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Due(StrEnum):
    """How often a commitment is to be reported."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    MILESTONE = "milestone"


@frozen
class Indicator:
    """A number inside a commitment."""

    id: str
    """The commitment's id, a dot, and the indicator's place: ``4.1-01.1``."""
    name: str
    unit: str
    """As printed in the plan; figures are in this unit."""
    target: Decimal
    comparator: Comparator
    basis: Basis
    direction: Direction = Direction.HIGHER
    baseline: Decimal | None = None
    """Where a level stood when the year began, in ``unit``; None where the plan gives none."""
    printed: str = ""
    """The target as the plan's text prints it: ``1.9万``, ``全覆盖``."""


HEADLINE = 0
"""The number of the section that holds the headline indicators."""


@frozen
class Commitment:
    """One thing that the plan promises."""

    id: str
    """Section, heading and number: ``4.1-01``; the headline indicators are ``0.1-01`` and on."""
    section: int
    heading: str
    """The lead sentence of the paragraph, without its full stop."""
    quote: str
    """The promise to the letter, as the plan's text has it."""
    lead: str
    """Code of the department that owns the figures."""
    supporting: tuple[str, ...] = ()
    """Codes of the departments that add narrative and evidence."""
    indicators: tuple[Indicator, ...] = ()
    due: Due = Due.MONTHLY
    milestones: tuple[str, ...] = ()
    """The periods, as ``2021-06``, in which a milestone commitment is due."""

    @property
    def departments(self) -> tuple[str, ...]:
        """The lead's code and then the supporting ones'."""
        return (self.lead, *self.supporting)

    def indicator(self, name_or_id: str) -> Indicator:
        """The indicator of this name or id.

        Raises:
            NotFound: the commitment has none such.
        """
        for each in self.indicators:
            if name_or_id in (each.id, each.name):
                return each
        raise NotFound(name_or_id)


@frozen
class Section:
    """A numbered section of the plan's second part; 0 holds the headline indicators of the first."""

    number: int
    title: str
    headings: tuple[str, ...]


@frozen
class Plan:
    """A year's plan, with its directory of departments."""

    id: str
    title: str
    year: int
    directory: Directory
    sections: tuple[Section, ...]
    commitments: tuple[Commitment, ...]
    behind_below: Decimal = Decimal(10)
    """How many percentage points behind the pace turns yellow into red (``[lights] behind_below``)."""
    due_day: int = 5
    """The day of the following month on which a period's reports are due, if the coordinator names no other."""
    _by_id: dict[str, Commitment] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Index by id."""
        object.__setattr__(self, "_by_id", {each.id: each for each in self.commitments})

    def commitment(self, commitment_id: str) -> Commitment:
        """The commitment of this id.

        Raises:
            NotFound: the plan has none such.
        """
        try:
            return self._by_id[commitment_id]
        except KeyError:
            raise NotFound(commitment_id) from None

    def __contains__(self, commitment_id: object) -> bool:
        """Whether there is a commitment of this id."""
        return commitment_id in self._by_id

    def with_commitments(self, commitments: tuple[Commitment, ...]) -> Plan:
        """The same plan with other commitments, as reassignments and new targets leave it."""
        return evolve(self, commitments=commitments)
