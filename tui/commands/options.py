"""Options that several commands have, each declared once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from departments.wording import N_
from tui.option_types import PeriodType, WholeNumberType

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")


def period_option(*, required: bool = False) -> Callable[[F], F]:
    """``--period``: the current period where it may be left out and is."""
    meaning = (
        N_("The period, like 2021-06.")
        if required
        else N_("The period, like 2021-06; the latest open one if you name none.")
    )
    return click.option("--period", type=PeriodType(), required=required, metavar="PERIOD", help=meaning)


def department_option(*, required: bool = False) -> Callable[[F], F]:
    """``--department``: the own one for a clerk or head."""
    meaning = N_("The department, by its code or its name.")
    return click.option("--department", required=required, metavar="NAME", help=meaning)


def json_option() -> Callable[[F], F]:
    """``--json``: one JSON document instead of a page."""
    return click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))


def based_on_option() -> Callable[[F], F]:
    """``--based-on``: the revision that was looked at."""
    return click.option(
        "--based-on",
        type=WholeNumberType(),
        metavar="REVISION",
        help=N_("Only if the report still has this revision; the one that stands if you name none."),
    )


def since_option() -> Callable[[F], F]:
    """``--since``: the first period for which a change of the plan holds."""
    return click.option(
        "--since",
        type=PeriodType(),
        metavar="PERIOD",
        help=N_("The first period for which it holds; the first that is not closed if you name none."),
    )


def reason_option() -> Callable[[F], F]:
    """``--reason``: a sentence for the people concerned."""
    return click.option("--reason", required=True, metavar="TEXT", help=N_("Why, in one sentence."))


def even_if_doubted_option() -> Callable[[F], F]:
    """``--even-if-doubted``: a due date that something speaks against, confirmed."""
    return click.option(
        "--even-if-doubted",
        is_flag=True,
        help=N_("Although the due date is past, before the period's end, or a day off."),
    )
