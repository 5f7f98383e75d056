"""``tianbao import`` and ``tianbao merge``: what they print, write and end with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.exports.forms import filled
from tests.tui.conftest import run_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.conftest import CommandLine

FIGURE = ("1.1-01.1", "1-6月累计")


def test_a_filled_form_is_taken_back(tianbao: CommandLine, tmp_path: Path) -> None:
    """Tried first, then done; the figure stands in the report."""
    form = tmp_path / "form.xlsx"
    assert tianbao("export", "department", "-o", str(form), by="rsj").code == 0
    form.write_bytes(filled(form.read_bytes(), {FIGURE: "0.98万"}))
    tried = tianbao("import", str(form), "--dry-run", by="rsj")
    assert "试运行" in tried.text
    assert '"revision": 0' in tianbao("report", "list", "--period", "2021-06", "--json", by="rsj").text
    done = tianbao("import", str(form), by="rsj")

    assert ("1.1-01：新报" in tried.text, "— → 9800" in done.text) == (True, True)
    assert "9,800" in tianbao("report", "show", "1.1-01", "--period", "2021-06", by="rsj").text


def test_a_refused_form_comes_back_marked(tianbao: CommandLine, tmp_path: Path) -> None:
    """Exit 1, sheet and cell, and a copy beside it with the cell red."""
    form = tmp_path / "form.xlsx"
    tianbao("export", "department", "-o", str(form), by="rsj")
    form.write_bytes(filled(form.read_bytes(), {FIGURE: "约一万"}))
    answer = tianbao("import", str(form), by="rsj")

    assert answer.code == 1
    assert "填报表 J5：" in answer.text.replace(": ", "：") or "填报表 J" in answer.text
    assert "错误清单" in load_workbook(tmp_path / "form-有误.xlsx").sheetnames


def test_a_program_reads_what_an_import_does(tianbao: CommandLine, tmp_path: Path) -> None:
    """What is new and the same, with sheet, cell and both values; saved only when it is no dry run."""
    form = tmp_path / "form.xlsx"
    tianbao("export", "department", "-o", str(form), by="rsj")
    form.write_bytes(filled(form.read_bytes(), {FIGURE: "0.98万"}))
    tried = tianbao("import", str(form), "--dry-run", "--json", by="rsj").document
    done = tianbao("import", str(form), "--json", by="rsj").document
    again = tianbao("import", str(form), "--json", by="rsj").document

    assert ("form.xlsx", "rsj", "2021-06", True, 0) == tuple(
        tried[each] for each in ("file", "department", "period", "dry_run", "saved")
    )
    (new,) = [each for each in tried["reports"] if each["outcome"] == "new"]
    assert ("1.1-01", "", "9800") == (new["commitment"], new["changes"][0]["old"], new["changes"][0]["new"])
    assert "填报表" == new["changes"][0]["sheet"]
    assert new["findings"]
    assert (False, 1, None) == (done["dry_run"], done["saved"], done["marked"])
    assert (0, 0) == (again["counts"]["new"], again["saved"])


def test_a_program_reads_why_an_import_is_refused(tianbao: CommandLine, tmp_path: Path) -> None:
    """One document on standard output, the sentence on the other stream, and the marked copy beside the form."""
    form = tmp_path / "form.xlsx"
    tianbao("export", "department", "-o", str(form), by="rsj")
    form.write_bytes(filled(form.read_bytes(), {FIGURE: "约一万"}))
    answer = tianbao("import", str(form), "--json", by="rsj")
    (refused,) = answer.document["refused"]

    assert (1, {"new": 0, "changed": 0, "refused": 1}) == (
        answer.code,
        {each: answer.document["counts"][each] for each in ("new", "changed", "refused")},
    )
    assert ("填报表", "not_the_figure_alone") == (refused["sheet"], refused["code"])
    assert "约一万" in refused["sentence"]
    assert str(tmp_path / "form-有误.xlsx") == answer.document["marked"]
    assert "错误清单" in load_workbook(tmp_path / "form-有误.xlsx").sheetnames
    assert "form.xlsx" in answer.err


def test_a_form_is_named_in_one_way(tianbao: CommandLine, tmp_path: Path) -> None:
    """Neither none nor two; 2 is bad usage."""
    for line in ([], ["a.xlsx", "--from-inbox", "b.xlsx"], ["a.xlsx", "--name", "b.xlsx"]):
        answer = tianbao("import", *line, by="rsj")

        assert (2, True) == (answer.code, "请只用一种方式" in answer.err), line


@pytest.fixture
def two_workbooks(tianbao: CommandLine, submitted: Callable[..., None], tmp_path: Path) -> tuple[Path, Path]:
    """A department's workbook with 9,813, and again with 9,999."""
    submitted("9813")
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    tianbao("export", "department", "-o", str(first), by="rsj")
    second.write_bytes(filled(first.read_bytes(), {FIGURE: 9999}))
    return first, second


def test_a_program_reads_both_sides_of_a_conflict(
    tianbao: CommandLine, two_workbooks: tuple[Path, Path], tmp_path: Path
) -> None:
    """With their files, cells and texts; which was chosen; and where the workbook went, if it went anywhere."""
    first, second = two_workbooks
    result = tmp_path / "m.xlsx"
    line = ["merge", str(first), str(second), "--json"]
    asked, chosen = tianbao(*line), tianbao(*line, "-o", str(result), "--prefer", "newest")
    conflicts = asked.document["conflicts"]

    assert (1, None, False) == (asked.code, asked.document["written"], asked.document["settled"])
    assert ["same_twice"] == [each["kind"] for each in conflicts]
    assert "区人社局 is there twice" in tianbao(*line, lang="en").document["conflicts"][0]["sentence"]
    assert ("rsj", "1.1-01", None) == tuple(conflicts[0][each] for each in ("department", "commitment", "chosen"))
    assert [("填报表", "J5", "9,813"), ("填报表", "J5", "9,999")] == [
        (each["sheet"], each["cell"], each["text"]) for each in conflicts[0]["sides"]
    ]
    assert (0, str(result), True) == (chosen.code, chosen.document["written"], result.exists())
    assert [0] == [each["chosen"] for each in chosen.document["conflicts"]]


def test_a_program_reads_which_file_of_a_merge_is_bad(tianbao: CommandLine, tmp_path: Path) -> None:
    """By file, with the code of the refusal; nothing is merged."""
    (tmp_path / "bad.xlsx").write_bytes(b"no workbook")
    answer = tianbao("merge", str(tmp_path / "bad.xlsx"), "--json")

    assert (1, None) == (answer.code, answer.document["period"])
    assert [(str(tmp_path / "bad.xlsx"), "not_a_workbook")] == [
        (each["file"], each["code"]) for each in answer.document["problems"]
    ]


def test_json_and_a_workbook_do_not_share_standard_output(tianbao: CommandLine) -> None:
    """Nor is a workbook made for nobody."""
    assert [2, 2, 2] == [
        tianbao("merge", "a.xlsx", "--json", "-o", "-").code,
        tianbao("merge", "a.xlsx").code,
        tianbao("merge", "-o", "m.xlsx").code,
    ]


def test_departments_workbooks_are_merged_without_an_installation(
    tianbao: CommandLine, two_workbooks: tuple[Path, Path], tmp_path: Path
) -> None:
    """One file is written; the same department with two figures is a conflict and writes none."""
    first, second = two_workbooks
    result = tmp_path / "m.xlsx"
    line = ["--data", str(tmp_path / "nowhere"), "--lang", "zh", "merge"]
    one = run_line([*line, str(first), "-o", str(result)])
    assert one.code == 0, one.err
    assert "9813" in str([cell.value for row in load_workbook(result)["任务进展"] for cell in row])
    result.unlink()
    both = run_line([*line, str(first), str(second), "-o", str(result)])

    assert (1, False) == (both.code, result.exists())
    assert f"{second} 填报表 " in both.err
    assert "区人社局有两份工作簿" in both.err
    chosen = run_line([*line, str(first), str(second), "-o", str(result), "--prefer", "newest"])
    assert (0, True) == (chosen.code, result.exists())
    assert "采用" in chosen.err
