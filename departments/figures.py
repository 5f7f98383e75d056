"""Figures: what people type, read exactly, and the way back.

The one door from text to number, used by the form, the command line and the workbooks. Nothing here rounds a figure;
percentages that are computed are rounded half up to a tenth only when they are shown.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, ClassVar

from attrs import define

from departments.refusals import BadInput
from departments.wording import N_

if TYPE_CHECKING:
    from fractions import Fraction

_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]*))?(?P<scale>[万亿]?)"
)
_SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_AS_TYPED = str.maketrans({"。": ".", "−": "-", "–": "-", "—": "-", "，": ",", "、": ",", "％": "%"})
_MOST_DIGITS = 15
_MOST_DECIMALS = 6


@define
class NotANumber(BadInput):
    """The text is not a figure."""

    message: ClassVar[str] = N_("“{value}” is not a number in {unit}; type digits, such as 12800, 12,800 or 1.28万.")
    value: str
    unit: str


@define
class TooLong(BadInput):
    """More digits than any figure of a plan has."""

    message: ClassVar[str] = N_("“{value}” has too many digits; check the figure and its unit {unit}.")
    value: str
    unit: str


@define
class PercentageUnexpected(BadInput):
    """A percentage where the indicator counts something."""

    message: ClassVar[str] = N_("“{value}” is a percentage; the indicator wants the figure itself, in {unit}.")
    value: str
    unit: str


def parse_figure(text: str, unit: str) -> Decimal:
    """The figure that the text means, in ``unit``.

    Full-width digits and signs, thousands separators, ``万`` and ``亿``, the unit itself and, for an indicator in per
    cent, the sign ``%`` are understood: ``１２，８００``, ``1.28万``, ``12.5万平方米``, ``85%``.

    Args:
        text: what was typed, or stood in a cell.
        unit: the indicator's unit, as printed in the plan.

    Raises:
        NotANumber: it can't be read as a number.
        PercentageUnexpected: it is a percentage and the unit is not.
        TooLong: it has more than 15 digits before the point or 6 behind it.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_AS_TYPED)).replace(" ", "")
    unit_scale, base_unit = _split_unit(unit)
    is_absolute = False
    if unit and plain.endswith(unit):
        plain = plain.removesuffix(unit)
    elif base_unit and plain.endswith(base_unit):
        plain, is_absolute = plain.removesuffix(base_unit), True
    elif plain.endswith("%"):
        raise PercentageUnexpected(text, unit)
    found = _NUMBER.fullmatch(plain)
    if not found:
        raise NotANumber(text, unit)
    whole, part, scale = found["whole"].replace(",", ""), found["part"] or "", _SCALES[found["scale"]]
    if len(whole) > _MOST_DIGITS or len(part) > _MOST_DECIMALS:
        raise TooLong(text, unit)
    number = Decimal(f"{found['sign']}{whole}.{part or '0'}")
    if is_absolute or found["scale"]:
        number = number * scale / unit_scale
    return plain_decimal(number)


def _split_unit(unit: str) -> tuple[Decimal, str]:
    """The multiple that a unit such as ``万平方米`` carries, and what it is a multiple of."""
    if unit[:1] in ("万", "亿"):
        return _SCALES[unit[0]], unit[1:]
    return Decimal(1), ""


def plain_decimal(number: Decimal) -> Decimal:
    """The same number without exponent and trailing zeros, so that equal figures look equal."""
    number = number.normalize()
    exponent = number.as_tuple().exponent
    return number.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else number


def format_figure(number: Decimal) -> str:
    """The figure with thousands separators and all its decimals: ``12,800``, ``12.5``."""
    return f"{plain_decimal(number):,f}"


def figure_as_json(number: Decimal | None) -> int | float | None:
    """The figure as a JSON number: whole ones as integers."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def rounded(number: Fraction, places: int = 1) -> Decimal:
    """The number rounded half up to so many decimals."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def format_percent(share: Fraction) -> str:
    """A share of one as a percentage to a tenth: ``51.6%``; never cut at 100."""
    return f"{rounded(share * 100)}%"


def format_points(points: Fraction) -> str:
    """A difference in percentage points to a tenth, with its sign: ``+1.6``."""
    return f"{rounded(points):+}"
