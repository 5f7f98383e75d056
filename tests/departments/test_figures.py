"""Figures: what people type is read exactly or refused, never misread."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments.figures import (
    NotANumber,
    PercentageUnexpected,
    TooLong,
    figure_as_json,
    format_figure,
    format_percent,
    format_points,
    parse_figure,
    plain_decimal,
    rounded,
    with_unit,
    written_out,
)
from departments.refusals import BadInput


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("12800", "人", "12800"),
        ("12,800", "人", "12800"),
        ("１２，８００", "人", "12800"),
        ("12，800.5", "人", "12800.5"),
        ("1,234,567", "人", "1234567"),
        ("0", "人", "0"),
        ("-0", "人", "0"),
        ("000", "人", "0"),
        ("12.", "人", "12"),
        ("12。5", "个", "12.5"),
        ("12．5", "个", "12.5"),
        ("12.50", "个", "12.5"),
        (" 12800 ", "人", "12800"),
        ("\u300012800\u00a0", "人", "12800"),
        ("12800\n", "人", "12800"),
        ("12800 人", "人", "12800"),
        ("12800人", "人", "12800"),
        ("- 3.5", "%", "-3.5"),
        ("-3.5", "%", "-3.5"),
        ("－3.5", "%", "-3.5"),
        ("−3.5", "%", "-3.5"),
        ("–3.5", "%", "-3.5"),
        ("+3.5", "%", "3.5"),
        ("＋3.5", "%", "3.5"),
        ("85%", "%", "85"),
        ("85％", "%", "85"),
        ("85", "%", "85"),
        ("0.85", "%", "0.85"),
        ("117.2 %", "%", "117.2"),
        ("5‰", "‰", "5"),
        # Ten thousands and hundred millions, in the number, in the unit, in both.
        ("1.28万", "人", "12800"),
        ("1.28 万", "人", "12800"),
        ("1.28万人", "人", "12800"),
        ("2亿", "元", "200000000"),
        ("1.9", "万人", "1.9"),
        ("1.9万", "万人", "1.9"),
        ("1.9万人", "万人", "1.9"),
        ("19000人", "万人", "1.9"),
        ("12.5万平方米", "万平方米", "12.5"),
        ("125000平方米", "万平方米", "12.5"),
        ("125,000 平方米", "万平方米", "12.5"),
        ("1.2亿元", "亿元", "1.2"),
        ("12000万元", "亿元", "1.2"),
        ("123456789元", "亿元", "1.23456789"),
        ("1.2万亿元", "亿元", "12000"),
        ("3", "万", "3"),
        ("3万", "万", "3"),
        ("7", "", "7"),
        ("999999999999999", "个", "999999999999999"),
        ("0.000001", "个", "0.000001"),
        # Thin spaces, which only a program puts between thousands.
        ("12\u2009800", "人", "12800"),
        ("1\u202f280\u202f000\u2009人", "人", "1280000"),
    ],
)
def test_a_figure_is_what_was_meant(text: str, unit: str, expected: str) -> None:
    """Full-width digits, thousands, 万 and 亿, the unit itself: all mean what a reader takes them for."""
    assert Decimal(expected) == parse_figure(text, unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "—",
        "万",
        "人",
        "无",
        "1.2.3",
        "1..2",
        ".5",
        "--5",
        "5-",
        "+-5",
        "1e5",
        "1E5",
        "0x10",
        "0b1",
        "1_000",
        "NaN",
        "nan",
        "inf",
        "-Infinity",
        "sNaN",
        "∞",
        "=1+1",
        "1+1",
        "12/25",
        "½",
        # Separators that separate something else.
        "1,2",
        "1,28",
        "12,80",
        "0,128",
        "1,2345",
        ",128",
        "128,",
        "1,,000",
        "1.000,5",
        # Two numbers are not one.
        "100、200",
        "100 200",
        "12 34",
        "１００　２００",
        "100\n200",
        "100\t200",
        "100;200",
        "100至200",
        "100-200",
        # Letters that only look like digits, or are digits of another kind.
        "l2800",
        "O",
        "٣",
        "१२",
        "①",
        "12②",
        "5²",
        "m₂5",
        "Ⅻ",
        "⑴",
        "⒈",
        "㈠",
        # What could command a terminal.
        "12\x1b[31m",
        "\x0012",
        "1\u200b2",
        "\u202e12",
        "12\ud800",
        "1'; drop",
        "[/]",
        "{value}",
        "%s",
        "1人2人",
    ],
)
def test_what_is_no_figure_is_refused_and_quoted(text: str) -> None:
    """Nothing is guessed at: the sentence shows what was typed, and the unit it should be in."""
    with pytest.raises(NotANumber) as refused:
        parse_figure(text, "人")

    assert (text, "人", 2) == (refused.value.value, refused.value.unit, refused.value.exit_code)
    assert text in str(refused.value)


@pytest.mark.parametrize(
    ("unit", "examples"),
    [("%", "85 or 85%"), ("％", "85 or 85%"), ("万平方米", "12.5 or 12.5万平方米"), ("场", "35 or 1,280")],
)
def test_what_is_no_figure_is_answered_with_figures_of_its_unit(unit: str, examples: str) -> None:
    """Nobody is told to hold 12,800 per cent."""
    with pytest.raises(NotANumber) as refused:
        parse_figure(".5", unit)

    assert f"“.5” is not a number; type one such as {examples} ({unit})." == str(refused.value)


@pytest.mark.parametrize(("text", "unit"), [("85%", "人"), ("８５％", "万人"), ("85%", ""), ("8.5%", "个百分点")])
def test_a_percentage_of_something_counted_is_refused(text: str, unit: str) -> None:
    """A percentage with no count behind it is a trap, and has a sentence of its own."""
    with pytest.raises(PercentageUnexpected):
        parse_figure(text, unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("1" * 16, "人"),
        ("9" * 100_000, "人"),
        ("9" * 15 + "亿", "人"),
        ("1" * 12 + "万", "人"),
        ("0." + "1" * 100_000, "人"),
        ("0.12345678901", "人"),
        ("1" * 16 + "人", "万人"),
    ],
)
def test_more_digits_than_a_plan_has_are_refused(text: str, unit: str) -> None:
    """However it is written, no figure is so large that nobody could calculate with it."""
    with pytest.raises(TooLong):
        parse_figure(text, unit)


_UNITS = st.sampled_from(["人", "%", "万人", "亿元", "万平方米", "个", "", "个百分点"])
_FIGURES = st.decimals(min_value=Decimal(-(10**14)), max_value=Decimal(10**14), places=6)


@given(_FIGURES, _UNITS)
def test_what_is_shown_is_read_back_as_itself(figure: Decimal, unit: str) -> None:
    """A form filled with last month's figures saves those very figures."""
    assert figure == parse_figure(format_figure(figure), unit)
    assert figure == parse_figure(with_unit(figure, unit), unit)


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=2), _UNITS)
def test_what_is_written_out_is_read_back_too(figure: Decimal, unit: str) -> None:
    """125,000 平方米 is 12.5 where ten thousands are counted."""
    assert figure == parse_figure(written_out(figure, unit), unit)


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 6), st.sampled_from(["人", "元"]))
def test_what_was_read_in_the_base_unit_is_read_back_too(whole: int, places: int, base: str) -> None:
    """However small a part of the unit a figure is, it survives being shown."""
    typed = Decimal(whole).scaleb(-places)

    figure = parse_figure(f"{typed:f}{base}", f"万{base}")

    assert typed / 10_000 == figure == parse_figure(format_figure(figure), f"万{base}")


@given(st.text(max_size=40) | st.text("0123456789.,零一二三四五六七八九十百千万亿两几约余多%人-", max_size=12), _UNITS)
def test_any_text_is_a_finite_figure_or_a_sentence(text: str, unit: str) -> None:
    """Nothing that can be typed ends in anything but a number or one clear refusal."""
    figure = None
    with suppress(BadInput):
        figure = parse_figure(text, unit)

    assert figure is None or figure.is_finite()


@given(st.integers(0, 10**8), _UNITS.filter(lambda unit: unit[:1] not in ("万", "亿")))
def test_full_width_and_grouping_change_nothing(number: int, unit: str) -> None:
    """An input method's digits and commas mean the same figure."""
    wide = f"{number:,}".translate({ord(half): ord(half) + 0xFEE0 for half in "0123456789,"})

    assert number == parse_figure(wide, unit)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("12800", "12,800"),
        ("12.50", "12.5"),
        ("1E+4", "10,000"),
        ("0", "0"),
        ("-0", "0"),
        ("0.000", "0"),
        ("-1234.5", "-1,234.5"),
    ],
)
def test_a_figure_is_shown_with_thousands_and_all_its_decimals(number: str, shown: str) -> None:
    """Equal figures look equal."""
    assert shown == format_figure(Decimal(number))


def test_a_plain_decimal_has_no_exponent() -> None:
    """10,000 is five digits, not a one with an exponent."""
    assert "10000" == str(plain_decimal(Decimal("1E+4")))


@pytest.mark.parametrize(("number", "expected"), [("12800", 12800), ("12.5", 12.5), ("0", 0), ("-0", 0), ("3.0", 3)])
def test_whole_figures_are_integers_in_json(number: str, expected: float) -> None:
    """A program sees 12800, not 12800.0."""
    found = figure_as_json(Decimal(number))

    assert (expected, type(expected)) == (found, type(found))


def test_no_figure_is_null_in_json() -> None:
    """Nothing is not 0."""
    assert figure_as_json(None) is None


@pytest.mark.parametrize(
    ("share", "shown"),
    [("1/2", "50.0%"), ("293/250", "117.2%"), ("1/3", "33.3%"), ("1/2000", "0.1%"), ("-1/6", "-16.7%"), ("0", "0.0%")],
)
def test_a_share_is_shown_to_a_tenth_rounded_half_up(share: str, shown: str) -> None:
    """0.05 % is shown as 0.1 %."""
    assert shown == format_percent(Fraction(share))


@pytest.mark.parametrize(
    ("points", "shown"), [("8/5", "+1.6"), ("-10", "-10.0"), ("0", "+0.0"), ("-1/20", "-0.1"), ("-1/30", "-0.0")]
)
def test_points_are_shown_with_their_sign(points: str, shown: str) -> None:
    """Ahead has a plus; a hair behind keeps its minus, since its light is yellow."""
    assert shown == format_points(Fraction(points))


@given(st.fractions(min_value=-(10**9), max_value=10**9))
def test_rounding_is_half_up_and_never_far(number: Fraction) -> None:
    """What is shown differs from what is by at most half a tenth."""
    assert abs(Fraction(rounded(number)) - number) <= Fraction(1, 20)


def test_the_largest_figure_over_the_smallest_target_can_still_be_shown() -> None:
    """No figure that can be entered breaks a page that shows its share."""
    largest, smallest = parse_figure("9" * 15, "个"), parse_figure("0.000001", "个")

    assert format_percent(Fraction(largest) / Fraction(smallest)).endswith("%")
