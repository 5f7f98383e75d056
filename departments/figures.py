"""Figures: what people type, read exactly, and the way back.

The one door from text to number, used by the form, the command line and the workbooks. Nothing here rounds a figure;
percentages that are computed are rounded half up to a tenth only when they are shown.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import ClassVar

from attrs import define, field

from departments.refusals import BadInput
from departments.wording import N_, Sentence

_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]*))?(?P<scale>万亿|[万亿]|)"
)
_SCALES = {"": Decimal(1), "万": Decimal(10) ** 4, "亿": Decimal(10) ** 8, "万亿": Decimal(10) ** 12}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000"), " ")
_FULL_WIDTH = {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)}
_AS_TYPED = str.maketrans({"。": ".", "−": "-", "–": "-", "—": "-"}) | _FULL_WIDTH | _SPACES
_IDLE_SPACE = re.compile(r"(?<![0-9.,]) +| +(?![0-9.,])")
"""Space beside a sign or a unit; between digits it may part two figures."""
_MOST_DIGITS = 15
_MOST_DECIMALS = 10


@define
class NotANumber(BadInput):
    """The text is not a figure."""

    message: ClassVar[str] = N_("“{value}” is not a number; type one such as {examples} ({unit}).")
    value: str
    unit: str
    examples: Sentence = field(init=False)
    """Figures that the unit may have."""

    @examples.default
    def _of_unit(self) -> Sentence:
        return _examples(self.unit)


def _examples(unit: str) -> Sentence:
    """Two figures as one would type them in this unit."""
    plain = unit.strip().translate(_AS_TYPED)
    if plain == "%":
        return Sentence(N_("{one} or {other}"), {"one": "85", "other": "85%"})
    if plain[:1] in _SCALES:
        return Sentence(N_("{one} or {other}"), {"one": "12.5", "other": f"12.5{plain}"})
    return Sentence(N_("{one} or {other}"), {"one": "35", "other": "1,280"})


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
    cent, the sign ``%`` are understood: ``１２，８００``, ``1.28万``, ``12.5万平方米``, ``85%``. What could be two
    figures (``100、200``) or have a footnote (``5²``) is refused, never guessed at.

    Args:
        text: what was typed, or stood in a cell.
        unit: the indicator's unit, as printed in the plan.

    Raises:
        NotANumber: it can't be read as a number.
        PercentageUnexpected: it is a percentage and the unit is not.
        TooLong: it has more than 15 digits before the point or 10 behind it.
    """
    plain, unit_typed = (_IDLE_SPACE.sub("", each.strip().translate(_AS_TYPED)) for each in (text, unit))
    unit_scale, base_unit = _split_unit(unit_typed)
    is_in_unit = is_in_base_unit = False
    if unit_typed and plain.endswith(unit_typed):
        plain, is_in_unit = plain.removesuffix(unit_typed), True
    elif base_unit and plain.endswith(base_unit):
        plain, is_in_base_unit = plain.removesuffix(base_unit), True
    elif plain.endswith("%"):
        raise PercentageUnexpected(text, unit)
    found = _NUMBER.fullmatch(plain)
    if not found:
        raise NotANumber(text, unit)
    whole, part = found["whole"].replace(",", ""), found["part"] or ""
    if len(whole) > _MOST_DIGITS or len(part) > _MOST_DECIMALS:
        raise TooLong(text, unit)
    number = Decimal(f"{found['sign']}{whole}.{part or '0'}") * _SCALES[found["scale"]]
    if is_in_base_unit or (found["scale"] and not is_in_unit):
        number /= unit_scale
    return checked_figure(number, unit, text)


def checked_figure(number: Decimal, unit: str, text: str = "") -> Decimal:
    """The number in its plain form, if a figure can be so; whatever a door lets in comes through here.

    Args:
        number: what is meant to be kept as a figure.
        unit: the indicator's unit, as printed in the plan.
        text: what was typed, for the sentence of a refusal; the number itself where nothing was.

    Raises:
        NotANumber: it is infinite or none.
        TooLong: it has more than 15 digits before the point or 10 behind it.
    """
    if not number.is_finite():
        raise NotANumber(text or str(number), unit)
    exponent = number.normalize().as_tuple().exponent
    if number.adjusted() >= _MOST_DIGITS or (isinstance(exponent, int) and exponent < -_MOST_DECIMALS):
        raise TooLong(text or str(number), unit)
    return plain_decimal(number)


def _split_unit(unit: str) -> tuple[Decimal, str]:
    """The multiple that a unit such as ``万平方米`` carries, and what it is a multiple of."""
    if unit[:1] in ("万", "亿"):
        return _SCALES[unit[0]], unit[1:]
    return Decimal(1), ""


def plain_decimal(number: Decimal) -> Decimal:
    """The same number without exponent, trailing zeros and a minus before 0, so that equal figures look equal."""
    number = number.normalize() + 0
    exponent = number.as_tuple().exponent
    return number.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else number


def format_figure(number: Decimal) -> str:
    """The figure with thousands separators and all its decimals: ``12,800``, ``12.5``."""
    return f"{plain_decimal(number):,f}"


def with_unit(number: Decimal, unit: str) -> str:
    """The figure and its unit as Chinese writes them: ``12.5万平方米``, ``12,800人``, ``85%``."""
    return f"{format_figure(number)}{unit}"


def written_out(number: Decimal, unit: str) -> str:
    """The same as a language writes it that doesn't count in ``万`` and ``亿``: ``125,000 平方米``, ``85%``."""
    scale, base = _whole_scale(unit)
    return f"{format_figure(number * scale)}{'' if base[:1] in ('', '%', '‰') else ' '}{base}"


def in_base_unit(number: Decimal, unit: str) -> Decimal:
    """The number of what the unit is a multiple of: of ``平方米`` where it is ``万平方米``."""
    return number * _whole_scale(unit)[0]


def _whole_scale(unit: str) -> tuple[Decimal, str]:
    """All multiples that a unit carries, as ``万亿元`` does two, and what it is a multiple of."""
    scale = Decimal(1)
    while unit[:1] in ("万", "亿"):
        scale, unit = scale * _SCALES[unit[0]], unit[1:]
    return scale, unit


def figure_as_json(number: Decimal | None) -> int | float | None:
    """The figure as a JSON number: whole ones as integers."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def rounded(number: Fraction, places: int = 1) -> Decimal:
    """The number rounded half up to so many decimals."""
    units = floor(abs(number) * 10**places + Fraction(1, 2))
    return Decimal(f"{'-' if number < 0 else ''}{units}e{-places}")


def format_percent(share: Fraction) -> str:
    """A share of one as a percentage to a tenth: ``51.6%``; never cut at 100."""
    return f"{rounded(share * 100)}%"


def format_points(points: Fraction) -> str:
    """A difference in percentage points to a tenth, with its sign: ``+1.6``."""
    return f"{rounded(points):+}"
