"""What an option's value may be: a period, a term, a number, a day; read as the domain reads it.

Beside :mod:`tui.spoken`, since they know the domain's terms and no page of help has to wait for these.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

import click
from attrs import define

from departments.periods import Period
from departments.refusals import BadInput
from departments.terms import official_term
from departments.wording import N_
from tui.spoken import NotAChoice
from tui.typed_days import parse_day, parse_instant

E = TypeVar("E", bound=StrEnum)


@define
class NotAWholeNumber(BadInput):
    """Something else where a whole number belongs."""

    message: ClassVar[str] = N_("“{value}” is not a whole number.")


@define
class NumberOutOfRange(BadInput):
    """A whole number, and not one of those that can be meant."""

    message: ClassVar[str] = N_("{value} can't be; it has to be a number from {least} to {most}.")
    least: int
    most: int


class PeriodType(click.ParamType[Period]):
    """A period, like 2021-06."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:  # noqa: ANN401, ARG002
        """The period."""
        return value if isinstance(value, Period) else Period.parse(str(value))


class TermType(click.ParamType[E], Generic[E]):
    """A term of the domain, by its English value or its official Chinese word."""

    name = "term"

    def __init__(self, kind: type[E]) -> None:
        self._kind = kind

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> E:  # noqa: ANN401, ARG002
        """The term."""
        for member in self._kind:
            if value in (member.value, official_term(member)):
                return member
        raise NotAChoice(str(value), self.choices())

    def choices(self) -> str:
        """What can stand there."""
        return "|".join(member.value for member in self._kind)


class WholeNumberType(click.ParamType[int]):
    """A number of revisions or sections, of processes or minutes."""

    name = "number"

    def __init__(self, *, among: tuple[int, int] | None = None) -> None:
        """Args: the least and the greatest that there is, if not every number will do."""
        self._among = among

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401, ARG002
        """The number."""
        if isinstance(value, int):
            return value
        try:
            number = int(str(value), 10)
        except ValueError:
            raise NotAWholeNumber(str(value)) from None
        if self._among and not self._among[0] <= number <= self._among[1]:
            raise NumberOutOfRange(str(value), *self._among)
        return number


class DateType(click.ParamType[dt.date]):
    """A day, like 2021-07-05."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:  # noqa: ANN401, ARG002
        """The day."""
        return value if isinstance(value, dt.date) else parse_day(str(value))


class InstantType(click.ParamType[dt.datetime]):
    """A day, to its end, or a time of day on it, in the host's time zone."""

    name = "instant"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click has it
        param: click.Parameter | None,  # noqa: ARG002
        ctx: click.Context | None,  # noqa: ARG002
    ) -> dt.datetime:
        """The instant, with its time zone."""
        return value if isinstance(value, dt.datetime) else parse_instant(str(value))
