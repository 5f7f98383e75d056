"""How the year goes, for places that show it: of every book, so that it is read last and only when books changed."""

from __future__ import annotations

from attrs import frozen

from departments.ledger import Head
from departments.trend import TrendPoint


@frozen
class YearSoFar:
    """The year as it was read last."""

    points: tuple[TrendPoint, ...] = ()
    heads: tuple[Head, ...] = ()
    """Where every book ended then."""
