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

from departments.numerals import is_in_words, spoken_number
from departments.refusals import BadInput
from departments.wording import N_, Sentence

_SCALES = {"万": Decimal(10) ** 4, "亿": Decimal(10) ** 8}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000"), " ")
_FULL_WIDTH = {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)}
_AS_TYPED = str.maketrans({"。": ".", "−": "-", "–": "-", "—": "-", "负": "-"}) | _FULL_WIDTH | _SPACES
_THIN_SPACE = re.compile("(?<=[0-9])[\u2009\u202f](?=[0-9]{3})")
"""Which nobody types but between thousands."""
_IDLE_SPACE = re.compile(r"(?<![0-9.,十百千万亿]) +| +(?![0-9.,一二三四五六七八九])")
"""Space beside a sign or a unit; before a digit it may part two figures."""
_PER_CENT = re.compile("百分之(.+)")
_ABOUT = re.compile(
    "^(?:大?约|大概|将?近|接近|超过?|逾|不足|不到|至少|[~≈≥≤<>])|(?:余|多|左右|上下|以[上下])(?=[^0-9一二三四五六七八九十]*$)"
)
"""What people write around a figure that isn't exact."""
_MOST_AROUND = 40
"""Characters that a figure with words around it has at most; a longer text is no figure."""
_TOO_LONG = re.compile("[0-9]{16}|[.][0-9]{11}")
_SCALED, _HUNDREDS = frozenset("万亿萬億"), frozenset("百千佰仟")
"""``1.9万`` means the same whether people are counted or ten thousands of them; who knows what ``3千`` does?"""
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


@define
class NotTheFigureAlone(BadInput):
    """Words around a figure, which say that it isn't exact."""

    message: ClassVar[str] = N_(
        "“{value}” has words around the figure; type {figure} alone ({unit}), the words go into the text."
    )
    value: str
    unit: str
    figure: Decimal
    """The one that was seen, in the unit."""


@define
class SaidInTwoWays(NotANumber):
    """A number in words that can be understood in more than one way."""

    message: ClassVar[str] = N_(
        "“{value}” can be understood in more than one way; type digits, such as {examples} ({unit})."
    )


def parse_figure(text: str, unit: str) -> Decimal:
    """The figure that the text means, in ``unit``.

    Full-width digits and signs, thousands separators, numbers as Chinese says them, the unit itself and, for an
    indicator in per cent, the sign ``%`` are understood: ``１２，８００``, ``1.28万``, ``1万2``, ``一万二千``,
    ``12.5万平方米``, ``85%``. What could be two figures (``100、200``) or have a footnote (``5²``) is refused, never
    guessed at.

    Args:
        text: what was typed, or stood in a cell.
        unit: the indicator's unit, as printed in the plan.

    Raises:
        NotANumber: it can't be read as a number.
        SaidInTwoWays: it can, but in more than one way.
        NotTheFigureAlone: it is one with words such as 约 around it.
        PercentageUnexpected: it is a percentage and the unit is not.
        TooLong: it has more than 15 digits before the point or 10 behind it.
    """
    plain = _PER_CENT.sub(r"\1%", _half_width(text))
    bare = _ABOUT.sub("", plain) if len(plain) <= _MOST_AROUND else plain
    if bare == plain:
        return _figure(plain, text, unit)
    try:
        figure = _figure(bare, text, unit)
    except (NotANumber, TooLong):
        raise NotANumber(text, unit) from None
    raise NotTheFigureAlone(text, unit, figure)


def _half_width(text: str) -> str:
    return _IDLE_SPACE.sub("", _THIN_SPACE.sub(",", text.strip()).translate(_AS_TYPED))


def _figure(plain: str, text: str, unit: str) -> Decimal:
    """The figure in ``unit`` that a text means which is half-width already."""
    unit_typed = _half_width(unit)
    scale, base = _whole_scale(unit_typed)
    is_in_base = bool(base) and plain.endswith(base)
    if plain.endswith("%") and not is_in_base:
        raise PercentageUnexpected(text, unit)
    said = plain.removesuffix(base) if is_in_base else plain
    amount = said[1:] if said[:1] in ("+", "-") else said
    number = spoken_number(amount)
    if number is None:
        raise (SaidInTwoWays if is_in_words(amount) else NotANumber)(text, unit)
    if _TOO_LONG.search(amount.replace(",", "")):
        raise TooLong(text, unit)
    if is_in_base or not _SCALED.isdisjoint(amount):
        number /= scale
    elif scale > 1 and not _HUNDREDS.isdisjoint(amount):
        raise SaidInTwoWays(text, unit)
    return checked_figure(-number if said.startswith("-") else number, unit, text)


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
