"""What of the plan the palette leads to from any page: values that a desk's pages make and the palette lists."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from attrs import frozen

from departments.readings import Readings
from tui.widgets.row_table import Cell, Row

if TYPE_CHECKING:
    from departments.directory import Department
    from departments.plan import Commitment

Open = Callable[[], Awaitable[object]]


@frozen
class Destination:
    """One thing that can be opened."""

    key: str
    """Unlike every other one's, and unlike an action's or a place's."""
    label: str
    """What it is known by: a code, or a short name."""
    words: str
    """What it is."""
    open: Open
    """Opens it over the page that named it."""
    beside: str = ""
    """What stands between label and words; the words take its room where it is empty."""
    others: tuple[str, ...] = ()
    """What it is found by beside all that."""

    @property
    def found_by(self) -> tuple[str, ...]:
        """Every text that it is found by."""
        return (self.label, self.words, self.beside, *self.others)

    @property
    def row(self) -> Row:
        """Its row under the columns of the palette, in which it has no number."""
        told = (Cell(self.beside), Cell(self.words)) if self.beside else (Cell(self.words, span=2),)
        return Row(self.key, (Cell(""), Cell(self.label), *told))


@frozen
class Destinations:
    """All that can be opened from a page, as it was read."""

    listed: tuple[Destination, ...] = ()
    """In the order in which they are offered."""
    readings: Readings = ()
    """How departments' names in them are said."""


def to_commitment(commitment: Commitment, open_: Open, lead: Department | None = None) -> Destination:
    """The way to the report on a commitment, found as it is in lists.

    Args:
        commitment: which one.
        open_: opens the report.
        lead: whose it is, where not all of them are one department's.
    """
    names = "、".join(each.name for each in commitment.indicators)
    return Destination(
        f"commitment/{commitment.id}",
        commitment.id,
        f"{names}  {commitment.quote}" if names else commitment.quote,
        open_,
        beside=lead.short_name if lead else "",
        others=(commitment.heading, *((lead.code,) if lead else ())),
    )
