"""The door into a cell: nothing that was typed is executed, nothing is lost in silence, nothing is not 0."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from exports.cells import CUT_MARK, LONGEST, Figure, Points, Share, put, safe_text
from exports.styles import Style, register_styles
from tests.building import at
from tests.exports.reading import cell_of

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

    from exports.cells import Value

ACTIVE = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", '=cmd|"/c calc"!A0', "\t=1+1", "\r=1+1", " =1+1", "＝1+1", "=", "-"]


def saved(value: Value) -> bytes:
    """A workbook's content whose first cell was given this value."""
    book = Workbook()
    register_styles(book)
    put(book.worksheets[0], 1, 1, value, Style.TEXT)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read_back(value: Value) -> Cell:
    """The cell as a reader of the file finds it."""
    return cell_of(load_workbook(io.BytesIO(saved(value))).worksheets[0], 1, 1)


def sheet_xml(value: Value) -> str:
    """What stands in the file for the sheet."""
    with zipfile.ZipFile(io.BytesIO(saved(value))) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("text", ACTIVE)
def test_text_that_begins_like_a_formula_stays_text_and_is_marked_so(text: str) -> None:
    """What a clerk types is never calculated, not even when somebody edits the cell and presses Enter."""
    cell = read_back(text)

    assert "s" == cell.data_type
    assert text.replace("\r", "\n") == cell.value
    assert cell.quotePrefix
    assert "<f" not in sheet_xml(text)


@pytest.mark.parametrize("text", ["12800", "1.9万", "#N/A", "TRUE", "2021-09", "3/4"])
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    """A document number is not turned into a date, a number or an error."""
    cell = read_back(text)

    assert ("s", text, False) == (cell.data_type, cell.value, bool(cell.quotePrefix))


def test_control_characters_are_taken_out_and_the_rest_stays() -> None:
    """NUL, ESC, C1 and DEL would make the file unreadable; line breaks belong to the text."""
    assert "第一行[31m\n第二行\t末" == read_back("第\x00一行\x1b[31m\r\n第二\x9b行\x7f\t末\x0b").value


def test_bidirectional_overrides_are_taken_out() -> None:
    """A file name can't be made to read backwards."""
    assert "合同gpj.exe" == read_back("合同\u202egpj.\u2066exe\u2069\u200f").value


def test_what_xml_cannot_carry_is_taken_out() -> None:
    """Lone surrogates and non-characters would break the file."""
    assert "前后" == read_back("前\ud800\ufffe\uffff后").value


def test_text_that_looks_like_the_formats_own_escape_is_kept_as_typed() -> None:
    """A spreadsheet program reads _x0041_ as A unless its underscore is escaped."""
    assert "表_x005F_x0041_.pdf" in sheet_xml("表_x0041_.pdf")


def test_text_as_long_as_a_cell_holds_is_not_cut() -> None:
    """The limit itself still fits."""
    text = "字" * LONGEST

    assert text == read_back(text).value


def test_text_over_the_limit_is_cut_and_says_so() -> None:
    """Nobody takes the beginning of a text for the whole of it."""
    written = read_back("字" * (LONGEST + 1)).value

    assert "字" * (LONGEST - len(CUT_MARK)) + CUT_MARK == written


def test_a_character_of_two_units_is_never_cut_in_half() -> None:
    """Rare characters and emoji count twice for a spreadsheet program."""
    written = safe_text("x" + "𠮷" * LONGEST)

    assert "x𠮷𠮷" == written[:3]
    assert {"x", "𠮷"} == set(written.removesuffix(CUT_MARK))
    assert LONGEST - 1 <= len(written.encode("utf-16-le")) // 2 <= LONGEST


@given(st.text())
def test_any_text_at_all_makes_a_file_that_can_be_read(text: str) -> None:
    """No text stops an export, and none becomes a formula."""
    cell = read_back(text)

    assert cell.data_type in ("s", "n")
    assert safe_text(text) == str(cell.value or "").replace("_x005F_", "_")


@pytest.mark.parametrize(
    ("figure", "number_format"),
    [("12800", "#,##0"), ("12.5", "#,##0.0"), ("0.125", "#,##0.000"), ("0", "#,##0"), ("-3.50", "#,##0.0")],
)
def test_a_figure_is_a_number_that_shows_all_its_decimals(figure: str, number_format: str) -> None:
    """Nothing is rounded on paper, and whoever adds cells up adds numbers."""
    cell = read_back(Decimal(figure))

    assert ("n", number_format) == (cell.data_type, cell.number_format)
    assert Decimal(figure) == Decimal(str(cell.value))


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6, allow_nan=False, allow_infinity=False))
def test_a_figure_of_fifteen_digits_comes_back_exactly(figure: Decimal) -> None:
    """A spreadsheet's number holds fifteen digits, which is every figure of a plan."""
    assert figure == Decimal(str(read_back(figure).value))


def test_no_figure_leaves_the_cell_empty_and_zero_does_not() -> None:
    """Blank is not 0."""
    assert read_back(None).value is None
    assert read_back(Decimal(0)).value == 0


def test_empty_text_leaves_the_cell_empty() -> None:
    """Nor is it a text of no length, which would hide what overflows into it."""
    assert (None, "n") == (read_back("\x00").value, read_back("").data_type)


def test_the_plans_word_stands_beside_a_number_that_stays_one() -> None:
    """左右 and 不超过 are seen, and the cell can still be calculated with."""
    about, at_most = read_back(Figure(Decimal(19000), after="左右")), read_back(Figure(Decimal("5.5"), before="不超过"))

    assert (19000, '#,##0"左右"') == (about.value, about.number_format)
    assert (5.5, '"不超过"#,##0.0') == (at_most.value, at_most.number_format)


def test_a_share_over_one_is_written_as_it_is() -> None:
    """117.2 % is never cut at 100."""
    cell = read_back(Share(Fraction(1172, 1000)))

    assert (1.172, "0.0%") == (cell.value, cell.number_format)


def test_a_difference_shows_its_sign() -> None:
    """Ahead and behind differ by more than a minus."""
    cell = read_back(Points(Fraction(-495, 100)))

    assert (-4.95, "+0.0;-0.0;0.0") == (cell.value, cell.number_format)


def test_an_instant_is_written_as_its_own_wall_clock() -> None:
    """A cell knows no time zone; four in the afternoon stays four in the afternoon."""
    assert dt.datetime(2021, 10, 4, 16, 1) == read_back(at("2021-10-04 16:01")).value  # noqa: DTZ001 - as a cell has it


def test_a_date_is_a_date() -> None:
    """A due date can be sorted and subtracted."""
    cell = read_back(dt.date(2021, 10, 5))

    assert ("d", "yyyy-mm-dd") == (cell.data_type, cell.number_format)
    assert dt.datetime(2021, 10, 5) == cell.value  # noqa: DTZ001 - as a cell has it
