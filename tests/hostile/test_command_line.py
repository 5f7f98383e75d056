"""What others typed, on the command line: pages, JSON, tables for Excel, workbooks, refusals and the server's log."""

from __future__ import annotations

import csv
import io
import logging
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.exports.forms import filled
from tests.hostile.attacks import ATTACKS, ESCAPES, MARKUP, handfuls
from tests.hostile.planting import FIELDS, IN_A_REPORT, Ground, texts
from tests.hostile.reading import commands_in, invisible_in
from tests.tui.conftest import CommandLine, data, furnished, tianbao
from tui.commands.serve import LogLines
from tui.wiring import open_installation

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["data", "furnished", "tianbao"]

JOBS = ("1.1-01", "--department", "wjw", "--period", "2021-06")
"""A report that was submitted; what isn't is its department's alone."""
OWN = ("1.1-01", "--period", "2021-06")
PAGES = (
    ("status",),
    ("status", "--department", "rsj"),
    ("report", "list", "--department", "rsj"),
    ("report", "show", *JOBS),
    ("report", "queue"),
    ("report", "backlog"),
    ("evidence", "list", *JOBS),
    ("history",),
    ("account", "list"),
    ("period", "list"),
    ("period", "board"),
    ("period", "urges"),
    ("plan", "show"),
    ("plan", "changes"),
)


@pytest.fixture
def planted(tianbao: CommandLine, data: Path) -> CommandLine:
    """Every attack in every field, a line each: one that has no end takes no other with it."""
    installation = open_installation(data)
    Ground(installation.ledger, ("rsj", "1.1-01"), ("wjw", "1.1-02")).plant(texts(handfuls(1, "\n")))
    return tianbao


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_commands_no_terminal(planted: CommandLine, language: str) -> None:
    """Whatever is printed, its bytes are words and our own colours; each field's words are among them.

    Who returned a report is told where it is open: at the department's desk.
    """
    answers = [planted(*page, by="coordinator", lang=language, is_terminal=True) for page in PAGES]
    printed = "".join(each.text for each in answers)

    assert [] == [page for page, answer in zip(PAGES, answers, strict=True) if answer.code]
    assert [] == commands_in(printed.encode())
    assert [] == [name for name in FIELDS if f"<{name}>" not in printed and name != "returner"]
    assert [] == [each.name for each in ATTACKS if each.mark not in printed]


def test_a_department_reads_its_own_pages(planted: CommandLine) -> None:
    """The same at its own desk."""
    pages = (
        ("report", "list"),
        ("report", "show", *OWN),
        ("evidence", "list", *OWN),
        ("period", "urges"),
        ("history",),
        ("status",),
    )
    printed = "".join(planted(*page, by="rsj", is_terminal=True).text for page in pages)

    assert [] == commands_in(printed.encode())
    assert [] == [name for name in (*IN_A_REPORT, "urge") if f"<{name}>" not in printed]


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_json_escapes_what_it_may_not_lose(planted: CommandLine, page: tuple[str, ...]) -> None:
    """A program gets every character back; a terminal on which it is shown gets none of them."""
    answer = planted(*page, "--json", by="coordinator")

    assert [] == commands_in(answer.out)
    if page == ("report", "show", *JOBS):
        assert texts(handfuls(1, "\n"))["progress"] == answer.document["progress"]


def test_a_table_for_excel_holds_no_command_and_no_formula(planted: CommandLine, tmp_path: Path) -> None:
    """The history as CSV."""
    planted("history", "-o", str(tmp_path / "history.csv"), by="coordinator")
    text = (tmp_path / "history.csv").read_text("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]

    assert [] == [each for each in invisible_in(text) if each not in "\r\n"]
    assert [] == [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and len(cell) > 1]


@pytest.mark.parametrize("kind", ["merged", "department"])
def test_a_workbooks_cells_hold_words_alone(planted: CommandLine, kind: str, tmp_path: Path) -> None:
    """No control, no change of direction, nothing unseen, no formula, in any sheet."""
    path = tmp_path / "out.xlsx"
    whose = ("--department", "rsj") if kind == "department" else ()
    answer = planted("export", kind, "--period", "2021-06", *whose, "-o", str(path), by="coordinator")
    cells = [cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row if cell.value]
    text = "\n".join(str(cell.value) for cell in cells)

    assert answer.code == 0
    assert [] == [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert [] == [each for each in invisible_in(text) if each != "\n"]
    assert [] == [name for name in ("progress", "problems", "next", "evidence") if f"<{name}>" not in text]


def test_what_is_typed_on_a_command_line_is_cleaned(tianbao: CommandLine) -> None:
    """Options are typed by people too: what is kept is clean, and what is refused is said in clean words."""
    attack = "\n".join(each.text for each in ATTACKS).replace("\0", "")
    saved = tianbao("report", "save", "1.1-01", "--period", "2021-06", "--progress", attack, by="rsj", is_terminal=True)
    kept = tianbao("report", "show", "1.1-01", "--period", "2021-06", "--json", by="rsj").document["progress"]

    assert saved.code == 0
    assert [] == [each for each in invisible_in(kept) if each != "\n"]
    assert [] == [text for text in MARKUP.values() if text not in kept]


@pytest.mark.parametrize("name", sorted({*ESCAPES, *MARKUP}))
def test_a_refusal_commands_no_terminal(tianbao: CommandLine, name: str) -> None:
    """A wrong command, option, value, name: the answer repeats it, but never to the letter."""
    attack = {**ESCAPES, **MARKUP}[name].replace("\0", "")
    lines = (
        (attack,),
        ("report", attack),
        ("report", "show", "x" + attack),
        ("status", "--period", "x" + attack),
        ("status", f"--{attack}"),
        ("account", "add", "x" + attack, "--role", "reader"),
    )
    answers = [tianbao(*line, by="coordinator", is_terminal=True) for line in lines]

    assert [] == commands_in("".join(each.err for each in answers).encode("utf-8", "surrogatepass"))


def test_a_filled_form_brings_nothing_in(tianbao: CommandLine, tmp_path: Path) -> None:
    """Cells of a workbook that came back: what is kept of them is clean, and so is what import says of them."""
    path = tmp_path / "form.xlsx"
    tianbao("export", "department", "-o", str(path), by="rsj")
    texts_of = [each.text for each in ATTACKS if each.text.isprintable() or "\u202e" in each.text]
    attack = "\n".join([*texts_of, *MARKUP.values(), "零\u200b宽", "_x001B_[31m", "上\u2028下", "字\ufe0f"])
    path.write_bytes(filled(path.read_bytes(), {("1.1-01.1", "进展情况"): attack, ("1.1-01.1", "1-6月累计"): attack}))
    answer = tianbao("import", str(path), by="rsj", is_terminal=True)
    path.write_bytes(filled(path.read_bytes(), {("1.1-01.1", "1-6月累计"): "9800"}))
    taken = tianbao("import", str(path), by="rsj", is_terminal=True)
    kept = tianbao("report", "show", "1.1-01", "--period", "2021-06", "--json", by="rsj").document["progress"]

    assert (1, 0) == (answer.code, taken.code)
    assert [] == commands_in((answer.text + answer.err + taken.text + taken.err).encode())
    assert [] == [each for each in invisible_in(kept) if each != "\n"]
    assert [] == [text for text in MARKUP.values() if text not in kept]


def test_the_log_has_one_line_for_one_event() -> None:
    """Whatever a client calls itself, it forges no line of the log and colours none."""
    lines = LogLines()
    forged = "rsj\n2026-01-01 00:00:00,000 1 INFO reader signed in\r\n"
    for text in (forged, *(each.text for each in ATTACKS)):
        record = logging.LogRecord("tianbao.ssh", logging.WARNING, "", 0, "sign-in of %s refused", (text,), None)
        written = lines.format(record)

        assert "\n" not in written
        assert [] == invisible_in(written)


def test_a_faults_own_words_begin_no_line_of_the_log() -> None:
    """What was raised may carry a client's words."""
    fault = ValueError("x\n2026-01-01 00:00:00,000 1 INFO reader signed in\x1b[31m")
    record = logging.LogRecord("tianbao.ssh", logging.ERROR, "", 0, "fault %s", ("AB",), (ValueError, fault, None))
    first, *others = LogLines().format(record).splitlines()

    assert first.endswith("ERROR fault AB")
    assert [] == [each for each in others if not each.startswith("    ")]
    assert [] == [each for each in invisible_in("".join(others)) if each != "\n"]
