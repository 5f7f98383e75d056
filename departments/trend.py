"""How the year goes: lights period by period, and every indicator with target, figure and pace.

A trend counts the lights of twelve periods as :mod:`departments.overview` does, by how reports stand: of all the text
that departments have written in the year nothing is read for it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from departments.lights import IndicatorLight, Light, elapsed, standing_light
from departments.overview import CommitmentRow, LightCounts, Overview, light_counts, what_counts
from departments.periods import Period
from departments.plan import Indicator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from departments.plan import Commitment, Plan
    from departments.reports import Standing

    StandingOf = Callable[[str, Period, str], Standing | None]
    """Department code, period and commitment id to how the report stands, if there is one."""


@frozen
class TrendPoint:
    """One period of the year."""

    period: Period
    lights: LightCounts

    @property
    def on_pace(self) -> Fraction | None:
        """达标率: of the commitments that have been due, the share that is done or on track; None where none has."""
        due = self.lights.total - self.lights.not_due
        return Fraction(self.lights.done + self.lights.on_track, due) if due else None


def trend_point(
    period: Period, commitments: Iterable[Commitment], standing_of: StandingOf, plan_for: Callable[[Period], Plan]
) -> TrendPoint:
    """How many of the commitments show which light in a period.

    Args:
        period: which month.
        commitments: as they hold for it.
        standing_of: looks up how a report stands.
        plan_for: the plan as it held for a period.
    """
    behind_below = plan_for(period).behind_below

    def light_of(commitment: Commitment) -> Light:
        current = standing_of(commitment.lead, period, commitment.id)
        found = what_counts(commitment, period, current, standing_of, plan_for)
        return found if isinstance(found, Light) else standing_light(found[1], found[0], behind_below)

    return TrendPoint(period, light_counts(map(light_of, commitments)))


@frozen
class IndicatorRow:
    """How one indicator stands."""

    row: CommitmentRow
    indicator: Indicator
    """With the target that the figure was held against; without a figure, the target that holds now."""
    figure: IndicatorLight | None
    """None without a report that counts."""

    @property
    def value(self) -> Decimal | None:
        """The figure; None where there is none."""
        return self.figure.value if self.figure else None

    @property
    def of_period(self) -> Period | None:
        """The period that the figure belongs to."""
        return self.row.counted.period if self.row.counted else None

    @property
    def completion(self) -> Fraction | None:
        """完成率: the share of the target, or of the way to it."""
        return self.figure.completion if self.figure else None

    @property
    def pace(self) -> Fraction | None:
        """序时进度: the share of the year gone at the end of the figure's own period."""
        return elapsed(self.of_period) if self.of_period else None

    @property
    def gap(self) -> Fraction | None:
        """Percentage points ahead of the pace, negative behind it; None where nothing is pro-rated."""
        return self.figure.gap if self.figure else None

    @property
    def light(self) -> Light | None:
        """The indicator's own light; None where the report says why there is no figure."""
        return self.figure.light if self.figure else self.row.light.light


def indicator_rows(overview: Overview) -> tuple[IndicatorRow, ...]:
    """Every indicator of the overview's commitments, in the plan's order."""
    return tuple(each for row in overview.rows for each in _rows_of(row))


def _rows_of(row: CommitmentRow) -> Iterator[IndicatorRow]:
    if row.light.indicators:
        for figure in row.light.indicators:
            yield IndicatorRow(row, figure.indicator, figure)
    else:
        for indicator in row.commitment.indicators:
            yield IndicatorRow(row, indicator, None)
