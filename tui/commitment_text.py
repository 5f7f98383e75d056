"""What somebody writes in one line about a commitment: indicators, when it is due. And back.

The command line and the app read the same: ``新增车位=1200 个``, ``失业率=3.5 % 不超过``, ``按季``, ``2021-06``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, ClassVar

from attrs import define

from departments.figures import format_figure, parse_figure
from departments.plan import Basis, Comparator, Direction, Due, Indicator
from departments.refusals import BadInput
from departments.terms import official_term
from departments.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from departments.plan import Commitment

_BETWEEN = re.compile(r"[\s,，、;；]+")
_BETWEEN_INDICATORS = re.compile(r"[;；\n]")
_KINDS: tuple[type[StrEnum], ...] = (Comparator, Basis, Direction)
_USUAL = (Comparator.AT_LEAST, Basis.CUMULATIVE, Direction.HIGHER)
"""What needs no word."""


@define
class BadIndicator(BadInput):
    """An indicator that isn't written as one."""

    message: ClassVar[str] = N_(
        "“{value}” is no indicator; write it like “新增车位=1200 个” or “失业率=3.5 % at_most level”."
    )


def names_in(text: str) -> tuple[str, ...]:
    """The departments, or periods, that somebody named in one line."""
    return tuple(each for each in _BETWEEN.split(text) if each)


def due_in(words: Iterable[str]) -> tuple[Due, tuple[str, ...]]:
    """When a commitment is due: monthly where nothing is said, quarterly, or in the periods that are named."""
    said = tuple(unicodedata.normalize("NFKC", each).lower() for each in words)
    for due in (Due.MONTHLY, Due.QUARTERLY):
        if said in ((due.value,), (official_term(due),)):
            return due, ()
    return (Due.MILESTONE, said) if said else (Due.MONTHLY, ())


def indicators_in(text: str) -> tuple[Indicator, ...]:
    """The indicators that somebody wrote in one line, with semicolons between them.

    Raises:
        BadIndicator, BadInput: one of them isn't written as one.
    """
    return tuple(indicator_in(each.strip()) for each in _BETWEEN_INDICATORS.split(text) if each.strip())


def indicator_in(text: str) -> Indicator:
    """``新增车位=1200 个``, with words for what is unusual, English or Chinese: ``失业率=3.5 % at_most 时点数``.

    Raises:
        BadIndicator, BadInput: it isn't written so.
    """
    name, is_said, rest = text.replace("＝", "=").partition("=")
    match rest.split():
        case [number, unit, *words] if is_said:
            target = parse_figure(number, unit)
        case _:
            raise BadIndicator(text)
    chosen = dict(zip(_KINDS, _USUAL, strict=True))
    named: set[type[StrEnum]] = set()
    for word in words:
        found = [each for kind in _KINDS for each in kind if word in (each.value, official_term(each))]
        if not found or type(found[0]) in named:
            raise BadIndicator(text)
        named.add(type(found[0]))
        chosen[type(found[0])] = found[0]
    return Indicator(
        id="",
        name=name.strip(),
        unit=unit,
        target=target,
        comparator=Comparator(chosen[Comparator]),
        basis=Basis(chosen[Basis]),
        direction=Direction(chosen[Direction]),
        printed=number,
    )


def indicator_line(commitment: Commitment) -> str:
    """A commitment's indicators as they are written in one line."""
    return "；".join(_written(each) for each in commitment.indicators)


def _written(indicator: Indicator) -> str:
    words = (indicator.comparator, indicator.basis, indicator.direction)
    unusual = (official_term(each) for each in words if each not in _USUAL)
    return " ".join((f"{indicator.name}={format_figure(indicator.target)}", indicator.unit, *unusual))
