"""Lines and tables that count cells, and one door for JSON."""

from __future__ import annotations

import json

import pytest

from departments.lights import Light
from tests.tui.conftest import Terminal
from tui.language import speak
from tui.line_breaks import cells
from tui.printing import WIDTH, Column, Printer, padded, wrapped


def printed(terminal: Terminal) -> list[str]:
    """The lines on a terminal so far."""
    return terminal.written().decode().splitlines()


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("任务", 4), ("（a）", 5), ("e\u0301", 1), ("─", 1)])
def test_chinese_takes_two_cells(text: str, width: int) -> None:
    """Wide and full-width characters take two, combining ones none, ambiguous ones one."""
    assert cells(text) == width


def test_padding_counts_cells() -> None:
    """Text is filled up behind, numbers before."""
    assert padded("任务", 6) == "任务  "
    assert padded("12", 4, is_number=True) == "  12"
    assert padded("任务", 2) == "任务"


def test_wrapping_breaks_between_characters_and_keeps_words() -> None:
    """No line is over the width, no line begins with a comma, no figure is torn."""
    lines = wrapped("推进国家高新技术企业达到400家，完善社区卫生服务。", 12)

    assert lines == ["推进国家高新", "技术企业达到", "400家，完善", "社区卫生服", "务。"]
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("x" * 9, 4) == ["xxxx", "xxxx", "x"]
    assert wrapped("一\n\n二", 10) == ["一", "", "二"]
    assert wrapped("", 10) == [""]


def test_what_goes_on_stands_in_where_the_first_line_is_an_entrys_own() -> None:
    """A text of one line stands as it is; of several, those after the first stand in, and none is too wide."""
    out = Terminal()
    printer = Printer(speak("zh"), out, out)
    printer.text("短", hanging=4)
    printer.text("长" * 50, hanging=4)

    assert ["短", "长" * 38, " " * 4 + "长" * 12] == printed(out)


def test_a_table_gives_way_in_its_flexible_column() -> None:
    """A cell that is too wide goes over several lines, and the others stay where they are."""
    out = Terminal()
    Printer(speak("zh"), out, out).table(
        [Column("名", is_flexible=True), Column("数", is_number=True)], [("长" * 50, "1"), ("短", "22")]
    )

    assert max(cells(line) for line in printed(out)) <= WIDTH
    assert [line.split() for line in printed(out)] == [["名", "数"], ["长" * 38, "1"], ["长" * 12], ["短", "22"]]


def test_a_cell_can_not_command_the_terminal() -> None:
    """What somebody typed is cleaned before it is laid out."""
    out = Terminal()
    printer = Printer(speak("zh"), out, out)
    printer.table([Column("名")], [("\x1b[31m红\u202e\n行",)])
    printer.text("\x1b]0;题\x07正文\x9b2J")

    assert printed(out) == ["名", "红 行", "正文"]


def test_a_light_is_its_word_with_or_without_colour() -> None:
    """The colour goes around the padded word."""
    out = Terminal()
    coloured = Printer(speak("zh"), out, out, has_colour=True)

    assert coloured.painted(coloured.lit(Light.BEHIND), 6) == "\x1b[1;31m滞后  \x1b[0m"
    assert coloured.plain().painted(coloured.lit(Light.BEHIND), 6) == "滞后  "
    assert coloured.painted(coloured.lit(Light.NOT_DUE)) == "未到期"


def test_json_is_one_document_in_utf8() -> None:
    """Chinese stands as it is, and NaN never gets out."""
    out = Terminal()
    printer = Printer(speak("zh"), out, out)
    printer.json({"名": ["新增就业", None, 1.5]})

    assert json.loads(out.written()) == {"名": ["新增就业", None, 1.5]}
    assert "新增就业".encode() in out.written()
    with pytest.raises(ValueError, match="JSON"):
        printer.json(float("nan"))
