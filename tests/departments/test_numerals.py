"""Numbers as Chinese says them: what has one meaning is read, what has two is asked for in digits."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments.figures import NotANumber, NotTheFigureAlone, SaidInTwoWays, parse_figure


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("3千", "人", "3000"),
        ("3千5", "人", "3500"),
        ("3千500", "人", "3500"),
        ("3千零5", "人", "3005"),
        ("1万2", "人", "12000"),
        ("1万2千", "人", "12000"),
        ("1 万2 千 人", "人", "12000"),
        ("1万2000", "人", "12000"),
        ("1万零200", "人", "10200"),
        ("两万", "人", "20000"),
        ("1.5千万", "元", "15000000"),
        ("1.2亿", "元", "120000000"),
        ("1亿2", "元", "120000000"),
        ("1亿2千万", "元", "120000000"),
        ("1亿2千万元", "万元", "12000"),
        ("1亿2000.5万元", "万元", "12000.5"),
        ("3千万人", "万人", "3000"),
        ("3千人", "万人", "0.3"),
        ("1万2", "万人", "1.2"),
        ("3千千瓦", "千瓦", "3000"),
        ("十", "家", "10"),
        ("十二", "家", "12"),
        ("十二家", "家", "12"),
        ("十二", "万平方米", "12"),
        ("两家", "家", "2"),
        ("零", "家", "0"),
        ("二十五", "家", "25"),
        ("一百零五", "家", "105"),
        ("三百五", "家", "350"),
        ("三百五十", "家", "350"),
        ("一万二", "人", "12000"),
        ("一万二千", "人", "12000"),
        ("一万零二", "人", "10002"),
        ("一万零二十人", "人", "10020"),
        ("两千零二十一", "人", "2021"),
        ("壹万贰仟叁佰", "元", "12300"),
        ("负三", "%", "-3"),
        ("百分之八十五", "%", "85"),
        ("百分之85", "%", "85"),
    ],
)
def test_a_figure_is_what_was_said(text: str, unit: str, expected: str) -> None:
    """With digits, characters or both, in the unit or what it is a multiple of."""
    assert Decimal(expected) == parse_figure(text, unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("三五千", "人"),
        ("七八", "家"),
        ("十七八", "家"),
        ("几十", "家"),
        ("十几", "家"),
        ("二〇二一", "人"),
        ("一亿二千", "元"),
        ("1亿2千", "元"),
        ("1亿2000", "元"),
        ("一万二百", "人"),
        ("1万25", "人"),
        ("一千零五百", "人"),
        ("1万零2000", "人"),
        ("1万25", "万人"),
        ("1.2万3", "人"),
        ("1万2.5", "人"),
        ("千万", "元"),
        ("1万1万", "人"),
        ("1千1万", "人"),
        ("十两", "人"),
        ("3千", "万人"),
        ("3百", "万平方米"),
    ],
)
def test_what_can_be_meant_in_two_ways_is_asked_for_in_digits(text: str, unit: str) -> None:
    """A guess would be off by a thousand times, and stand in the district's report."""
    with pytest.raises(SaidInTwoWays) as refused:
        parse_figure(text, unit)

    assert "type digits" in str(refused.value)
    assert text in str(refused.value)


@pytest.mark.parametrize(
    ("text", "unit", "figure"),
    [
        ("约12800", "人", "12800"),
        ("约 12,800 人", "人", "12800"),
        ("大约1万2", "人", "12000"),
        ("近3千人", "人", "3000"),
        ("≥85", "%", "85"),
        ("～1280", "家", "1280"),
        ("12800左右", "人", "12800"),
        ("12800人左右", "人", "12800"),
        ("12800余", "人", "12800"),
        ("12800余人", "人", "12800"),
        ("1万多", "人", "10000"),
        ("十多家", "家", "10"),
        ("超过1.9万人", "万人", "1.9"),
    ],
)
def test_words_around_a_figure_are_sent_to_the_text(text: str, unit: str, figure: str) -> None:
    """The sentence names the figure that was seen, for the person to say whether it is the one."""
    with pytest.raises(NotTheFigureAlone) as refused:
        parse_figure(text, unit)

    assert Decimal(figure) == refused.value.figure
    assert f"type {figure} alone" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "12~25",
        "约",
        "约三五千",
        "1多2",
        "约1约2",
        "十多二",
        "超1超2",
        "12家",
        "约12吨",
        "1万 2千",
        "3千 5",
        "一万 二千",
    ],
)
def test_no_figure_is_made_out_of_two(text: str) -> None:
    """What stands between two figures, or is another unit's, is never left out."""
    with pytest.raises(NotANumber):
        parse_figure(text, "个")


def _said(number: int) -> str:
    """A number as a school book says it."""
    digits = "零一二三四五六七八九"
    for value, place in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= value:
            high, low = divmod(number, value)
            gap = "零" if 0 < low < value // 10 else ""
            return _said(high) + place + gap + (_said(low) if low else "")
    return digits[number]


@given(st.integers(0, 10**15 - 1) | st.integers(0, 10**5))
def test_a_number_said_in_full_is_read_as_itself(number: int) -> None:
    """Every number has one name, with which it is read; 一十 begins as 十 too."""
    said = _said(number)

    assert number == parse_figure(said, "人")
    assert number == parse_figure(f"{said.removeprefix('一') if said.startswith('一十') else said}人", "人")


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from(["亿", "万", "千", "百"]))
def test_a_last_digit_counts_the_next_place(first: int, last: int, place: str) -> None:
    """三千五 and 3千5 are 3.5千."""
    digits = "零一二三四五六七八九"

    for said in (f"{first}{place}{last}", f"{digits[first]}{place}{digits[last]}"):
        assert parse_figure(f"{first}.{last}{place}", "人") == parse_figure(said, "人")
