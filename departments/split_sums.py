"""What a commitment's indicators come to when it is split: the whole's target beside what its parts' add up to."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING

from attrs import frozen

from departments.plan import Basis
from departments.wording import N_, Measured, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from departments.plan import Commitment, Indicator


@frozen
class SplitSum:
    """One indicator, by name and unit, of a whole and of its parts."""

    name: str
    unit: str
    adds_up: bool
    """Whether its figures add up over the year; what is read at a point in time is each part's own."""
    whole: Decimal | None
    """The whole's target; None where only parts have the indicator."""
    parts: tuple[Decimal, ...]
    """The targets of the parts that have it."""

    @property
    def differs(self) -> bool:
        """Whether the parts come to something else than the whole: to less, more, or nothing of it at all."""
        if self.whole is None:
            return False
        if self.adds_up or not self.parts:
            return sum(self.parts) != self.whole
        return any(each != self.whole for each in self.parts)

    @property
    def sentence(self) -> Sentence:
        """Whole and parts in one line."""
        if self.whole is None:
            message = N_("{name}: {parts} in the parts, none in the whole")
        elif not self.parts:
            message = N_("{name}: {whole} in the whole, none in the parts")
        elif not self.adds_up:
            message = N_("{name}: {whole} in the whole, {parts} in the single parts")
        else:
            message = N_("{name}: {whole} in the whole, {parts} in the parts")
        whole = Measured(self.whole or Decimal(), self.unit)
        return Sentence(message, {"name": self.name, "whole": whole, "parts": self._of_parts})

    @property
    def _of_parts(self) -> Measured | Sentence:
        """What the parts come to; of a figure that doesn't add up each that there is."""
        figures = dict.fromkeys(self.parts) if self.parts and not self.adds_up else (sum(self.parts, Decimal()),)
        measured: Iterable[Measured | Sentence] = (Measured(each, self.unit) for each in figures)
        return reduce(lambda one, other: Sentence(N_("{one}, {other}"), {"one": one, "other": other}), measured)


def split_sums(whole: Commitment, parts: Sequence[Commitment]) -> tuple[SplitSum, ...]:
    """Every indicator of the whole with what its parts make of it, then those that only parts have."""
    of_parts: dict[tuple[str, str], list[Indicator]] = {}
    for each in (indicator for part in parts for indicator in part.indicators):
        of_parts.setdefault((each.name, each.unit), []).append(each)
    found = [_sum(each, of_parts.pop((each.name, each.unit), []), each.target) for each in whole.indicators]
    return (*found, *(_sum(theirs[0], theirs, None) for theirs in of_parts.values()))


def _sum(like: Indicator, theirs: list[Indicator], whole: Decimal | None) -> SplitSum:
    return SplitSum(like.name, like.unit, like.basis is Basis.CUMULATIVE, whole, tuple(each.target for each in theirs))


def in_one_sentence(sums: Iterable[SplitSum]) -> Sentence:
    """The lines of several, of which there is one at least, behind each other."""
    lines = (each.sentence for each in sums)
    return reduce(lambda one, other: Sentence(N_("{one}; {other}"), {"one": one, "other": other}), lines)
