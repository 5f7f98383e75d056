"""Room for text: Chinese takes two cells, a row has its limit, and what goes over it is cut into rows that don't."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exports.typesetting import (
    MOST_LINES,
    TALLEST_ROW,
    in_pieces,
    lines_in,
    row_height,
    width_for,
    width_of,
)


def test_a_chinese_character_takes_two_cells_and_an_accent_none() -> None:
    """The grid counts cells, not characters; ambiguous ones count as Chinese fonts draw them."""
    assert (4, 3, 1, 2) == tuple(width_of(text) for text in ("就业", "1.9", "e\u0301", "●"))


def test_each_paragraph_begins_a_line() -> None:
    """Line breaks that a clerk made are kept, empty ones too."""
    assert 3 == lines_in("一\n\n二", 20)


def test_a_row_is_never_higher_than_a_row_can_be() -> None:
    """A spreadsheet program refuses more than 409 points."""
    assert TALLEST_ROW == row_height(1000)
    assert row_height(MOST_LINES) <= TALLEST_ROW < row_height(1) + MOST_LINES * 16


def test_a_column_grows_no_more_than_its_text_needs() -> None:
    """A short text leaves the column as it was, an endless one stops at the widest."""
    assert 40 == width_for("短", 40, 64)
    assert 64 == width_for("长" * 5000, 40, 64)
    assert lines_in("中" * 550, width_for("中" * 550, 40, 64)) <= MOST_LINES


def test_pieces_begin_a_new_line_where_the_text_does() -> None:
    """Paragraphs stay apart inside a piece."""
    assert ["第一段\n\n第二段"] == list(in_pieces("第一段\n\n第二段", 30))


def test_a_text_of_exactly_a_rows_lines_is_one_piece() -> None:
    """No empty piece follows a full one."""
    text = "\n".join(["行"] * MOST_LINES)

    assert [text] == list(in_pieces(text, 30))


@given(st.text(alphabet="字a，\n", max_size=3000))
def test_pieces_lose_nothing_and_each_fits_a_row(text: str) -> None:
    """Put together again they are the text, line breaks between two rows aside."""
    pieces = list(in_pieces(text, 20))

    assert text.replace("\n", "") == "".join(pieces).replace("\n", "")
    assert all(lines_in(each, 20) <= MOST_LINES for each in pieces)
