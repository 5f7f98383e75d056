"""Small parts that draw and read: the chart's columns, folded text, days, and files that are text."""

from __future__ import annotations

import io
from fractions import Fraction

import pytest

from departments.lights import Light
from departments.overview import LightCounts
from departments.trend import TrendPoint
from tests.building import JUNE
from tui.evidence_text import MOST, text_of
from tui.language import speak
from tui.typed_days import NoSuchDay, parse_day, parse_instant
from tui.widgets.trend_chart import bar


@pytest.mark.parametrize(
    ("share", "drawn"),
    [
        (Fraction(0), "    "),
        (Fraction(1), "####"),
        (Fraction(1, 2), "##  "),
        (Fraction(7, 12), "##_ "),
        (Fraction(2, 3), "##- "),
    ],
)
def test_a_column_is_as_high_as_its_share(share: Fraction, drawn: str) -> None:
    """Full cells from the foot, and one of three heights on top."""
    assert bar(share, 4) == drawn


def test_what_was_never_due_is_left_out_of_the_share() -> None:
    """Done and on track, of all that have been due; none where nothing was."""
    assert TrendPoint(JUNE, LightCounts(done=1, on_track=2, behind=1, not_due=6)).on_pace == Fraction(3, 4)
    assert TrendPoint(JUNE, LightCounts(not_due=6)).on_pace is None


@pytest.mark.parametrize("text", ["2021-07-05", "2021/7/5", "2021年7月5日", " 2021．７．5 ", "２０２１-０７-０５"])
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    """Dashes, slashes, dots, Chinese, full-width."""
    assert str(parse_day(text)) == "2021-07-05"


@pytest.mark.parametrize(
    "text", ["", "7月5日", "2021-13-01", "2021-02-29", "2021-07-05 25:00", "2021-07-05 9", "0000-01-01"]
)
def test_what_is_no_instant_is_refused(text: str) -> None:
    """The refusal says what was typed and how to write it."""
    with pytest.raises(NoSuchDay) as refused:
        parse_instant(text)

    assert f"“{text}”" in speak("zh").sentence(refused.value)


def test_a_day_alone_goes_to_its_end() -> None:
    """An extension until a day holds all of that day."""
    assert f"{parse_instant('2021-07-20'):%Y-%m-%d %H:%M}" == "2021-07-20 23:59"
    assert f"{parse_instant('2021-07-20 18：05'):%H:%M}" == "18:05"


@pytest.mark.parametrize("text", ["2021-07-20T10:05:00Z", "2021-07-20T18:05+08:00", " 2021-07-20 18:05:00+08:00"])
def test_an_instant_is_read_as_programs_write_it(text: str) -> None:
    """Whatever zone it names."""
    assert parse_instant(text).timestamp() == 1626775500


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("台账\n".encode(), "台账\n"),
        ("\ufeff台账".encode(), "台账"),
        ("台账".encode("gb18030"), "台账"),
        (b"", ""),
        (b"PK\x03\x04\x00", None),
        (b"\xff\xff\xff", None),
    ],
)
def test_a_file_is_text_or_it_is_not(content: bytes, text: str | None) -> None:
    """UTF-8 with and without its mark, GB18030; nothing else."""
    assert text_of(io.BytesIO(content)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("offset", range(4))
def test_a_long_text_is_cut_between_two_characters(encoding: str, offset: int) -> None:
    """Wherever the limit falls, no character is broken and the text says that it goes on."""
    found = text_of(io.BytesIO(("a" * offset + "账" * MOST).encode(encoding)))

    assert found is not None
    assert found.endswith("账\n...")


def test_every_light_has_a_sign_of_its_own() -> None:
    """So that no page says anything by colour alone."""
    from tui.widgets.light import SIGNS

    assert len({SIGNS[light] for light in Light}) == len(Light)
