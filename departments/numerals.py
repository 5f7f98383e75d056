"""Numbers as Chinese says and writes them: ``1.28万``, ``3千5``, ``1亿2千万``, ``一万二千``, ``十二``.

What could be meant in two ways is none: ``三五千`` (three or five), ``一亿二千`` (of what?), ``1万25``.
"""

from __future__ import annotations

import re
from decimal import Decimal

_PLACES = (("亿", 8), ("万", 4), ("千", 3), ("百", 2), ("十", 1))
_DIGITS = {digit: Decimal(value) for value, digit in enumerate("一二三四五六七八九", 1)}
_DIGITS |= {str(value): Decimal(value) for value in range(1, 10)}
_COUNTS = _DIGITS | {"两": Decimal(2)}
"""两 counts what follows it, and never ends a number."""
_IN_FULL = str.maketrans("〇○壹贰叁肆伍陆柒捌玖拾佰仟萬億", "零零一二三四五六七八九十百千万亿")
"""As money is written against forging."""
_IN_DIGITS = re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]*)?")
_FIGURES = frozenset("0123456789.,")
_IN_WORDS = frozenset("零一二三四五六七八九十百千万亿两几") | _FIGURES


def spoken_number(text: str) -> Decimal | None:
    """The number that the text says without sign or unit; None where it says none for certain.

    Args:
        text: half-width, without spaces.
    """
    plain = text.translate(_IN_FULL)
    return Decimal(0) if plain == "零" else _value(plain, 0, is_end=True)


def is_in_words(text: str) -> bool:
    """Whether the text has nothing but what numbers are said with, and some of it isn't a digit."""
    letters = set(text.translate(_IN_FULL))
    return letters <= _IN_WORDS and not letters <= _FIGURES and len(letters) > 1


def _value(text: str, at: int, *, is_end: bool) -> Decimal | None:
    """What the text comes to whose highest place is the one of this rank, or a lower one.

    Args:
        text: all of a number, what stands before a place of it, or what stands behind one.
        at: the rank.
        is_end: whether the number ends with it.
    """
    if at == len(_PLACES):
        return _count(text)
    place, exponent = _PLACES[at]
    high, sign, low = text.partition(place)
    if not sign:
        return _value(text, at + 1, is_end=is_end)
    count = Decimal(1) if place == "十" and not high else _value(high, at + 1, is_end=False)
    rest = _rest(low, at, is_end=is_end)
    if count is None or rest is None or (low and count != count.to_integral_value()):
        return None
    return count.scaleb(exponent) + rest


def _rest(text: str, at: int, *, is_end: bool) -> Decimal | None:
    """What stands behind a place: the next one or 零 and a lower one, all of its digits, or one digit of the next."""
    exponent = _PLACES[at][1]
    if not text:
        return Decimal(0)
    if text in _DIGITS:
        return _DIGITS[text].scaleb(exponent - 1) if is_end or exponent == 1 else None
    if text.isdigit() and text.isascii():
        return Decimal(text) if len(text) == exponent else None
    is_lower = text.startswith("零")
    if not is_lower and (at + 1 == len(_PLACES) or _PLACES[at + 1][0] not in text):
        return None
    value = _DIGITS.get(text[1:]) if is_lower else None
    if value is None:
        value = _value(text[is_lower:], at + 1, is_end=is_end)
    limit = Decimal(1).scaleb(exponent - is_lower)
    return value if value is not None and value < limit else None


def _count(text: str) -> Decimal | None:
    if text in _COUNTS:
        return _COUNTS[text]
    return Decimal(text.replace(",", "")) if _IN_DIGITS.fullmatch(text) else None
