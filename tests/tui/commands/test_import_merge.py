"""``tianbao import`` and ``tianbao merge``: what they print, write and end with."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def test_departments_workbooks_are_merged_without_an_installation(
    tianbao: CommandLine, submitted: Callable[..., None], tmp_path: Path
) -> None:
    """One file is written; the same department with two figures is a conflict and writes none."""
    submitted("9813")
    first, second, result = (tmp_path / name for name in ("a.xlsx", "b.xlsx", "m.xlsx"))
    tianbao("export", "department", "-o", str(first), by="rsj")
    second.write_bytes(filled(first.read_bytes(), {FIGURE: 9999}))
    line = ["--data", str(tmp_path / "nowhere"), "merge"]
    one = run_line([*line, str(first), "-o", str(result)])
    assert one.code == 0, one.err
    assert "9813" in str([cell.value for row in load_workbook(result)["任务进展"] for cell in row])
    result.unlink()
    both = run_line([*line, str(first), str(second), "-o", str(result)])

    assert (1, False) == (both.code, result.exists())
    assert f"{second} 填报表 " in both.err
    chosen = run_line([*line, str(first), str(second), "-o", str(result), "--prefer", "newest"])
    assert (0, True) == (chosen.code, result.exists())
    assert "采用" in chosen.err
