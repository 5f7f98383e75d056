"""``tianbao export`` and ``tianbao init``: workbooks out, and a new data directory."""

from __future__ import annotations

import io
import re
import stat
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.small_plan import PLAN, write_plan
from tests.tui.conftest import run_line
from tui import wiring

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.conftest import CommandLine


def cells_of(content: bytes) -> set[object]:
    """Every value in a workbook."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    return {cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row}


def test_the_merged_workbook_holds_what_was_submitted(
    tianbao: CommandLine, submitted: Callable[..., None], tmp_path: Path
) -> None:
    """The figure that a clerk sent is a cell of it; written again, it says that it replaced one."""
    submitted("9813")
    first = tianbao("export", "merged", "-o", str(tmp_path / "m.xlsx"))
    content = (tmp_path / "m.xlsx").read_bytes()
    again = tianbao("export", "merged", "-o", str(tmp_path / "m.xlsx"), by="reader")

    assert first.text == f"已写入{tmp_path / 'm.xlsx'}（{len(content)}字节）。\n"
    assert again.text.endswith("替换了原有文件。\n")
    assert 9813 in cells_of(content)


def test_a_workbook_has_a_name_where_none_is_given(tianbao: CommandLine) -> None:
    """It lands where one stands, named by what it is."""
    merged = tianbao("export", "merged")
    own = tianbao("export", "department", by="rsj")

    assert "填报汇总-2021-06.xlsx" in merged.text
    assert "填报-区人社局-2021-06.xlsx" in own.text
    assert {each.name for each in tianbao.data.parent.glob("*.xlsx")} == {
        "填报汇总-2021-06.xlsx",
        "填报-区人社局-2021-06.xlsx",
    }


def test_standard_output_takes_a_workbook_to_the_byte(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """A dash writes the workbook itself and nothing else."""
    submitted("9813")

    assert 9813 in cells_of(tianbao("export", "department", "--department", "rsj", "-o", "-").out)


@pytest.mark.parametrize(
    ("arguments", "by", "code"),
    [
        (("merged",), "rsj", 1),
        (("department",), None, 2),
        (("department", "--department", "nobody"), None, 1),
        (("department", "--department", "wjw"), "rsj", 1),
        (("merged", "-o", "."), None, 1),
        (("merged", "-o", "no/such/place.xlsx"), None, 1),
        (("merged", "-o", "/dev/null"), None, 1),
        (("merged", "--period", "2020-01"), None, 1),
    ],
)
def test_a_workbook_that_can_not_be_had(
    tianbao: CommandLine, arguments: tuple[str, ...], by: str | None, code: int
) -> None:
    """One sentence, and no file."""
    answer = tianbao("export", *arguments, by=by)

    assert (answer.code, answer.out) == (code, b"")
    assert len(answer.err.splitlines()) == 1
    assert [each.name for each in tianbao.data.parent.iterdir()] == ["data"]


def test_a_new_data_directory_is_ready_for_use(tmp_path: Path) -> None:
    """One clerk a department and a coordinator; the passwords are printed and lie beside it, for the owner alone."""
    data, plan = tmp_path / "new", write_plan(tmp_path / "plan")
    answer = run_line(["--data", str(data), "--lang", "en", "init", "--plan", str(plan)])
    beside = tmp_path / "new-passwords.txt"
    printed = dict(re.findall(r"^(\w+) +([a-z0-9]{4}(?:-[a-z0-9]{4}){3})", answer.text, re.MULTILINE))
    kept = dict(line.split("\t")[:2] for line in beside.read_text("utf-8").splitlines())

    assert answer.code == 0
    assert set(printed) == {"coordinator", "fgw", "rsj", "wjw"}
    assert printed == kept
    assert stat.S_IMODE(beside.stat().st_mode) == 0o600
    assert str(beside) in answer.text
    assert "commitments: 3, departments: 3" in answer.text
    desk = wiring.open_office(data).change_password("rsj", printed["rsj"], "a-better-password")
    assert desk.account.department == "rsj"


def test_a_directory_in_use_is_left_alone(tianbao: CommandLine) -> None:
    """Making an installation over another is refused, and touches nothing."""
    answer = tianbao("init")

    assert (answer.code, answer.err) == (1, f"{tianbao.data}中已有内容；请指定新目录或空目录。\n")
    assert tianbao("status").code == 0
    assert [each.name for each in tianbao.data.parent.iterdir()] == ["data"]


def test_a_damaged_plan_makes_nothing(tmp_path: Path) -> None:
    """The plan is read before anything is made."""
    plan = write_plan(tmp_path / "plan", plan=PLAN.replace('lead = "rsj"', 'lead = "nobody"'))
    answer = run_line(["--data", str(tmp_path / "new"), "init", "--plan", str(plan)])

    assert answer.code == 1
    assert "plan.toml:33: " in answer.err
    assert [each.name for each in tmp_path.iterdir()] == ["plan"]


@pytest.mark.parametrize("command", [("status",), ("verify",), ("plan", "show"), ("account", "list")])
def test_a_missing_data_directory_is_told(tmp_path: Path, command: tuple[str, ...]) -> None:
    """The sentence names the directory and both ways on."""
    answer = run_line(["--data", str(tmp_path / "none"), *command])

    assert answer.code == 1
    assert answer.err == f"{tmp_path / 'none'}中没有填报数据；请用 tianbao init 新建，或用 --data 指定其他目录。\n"
