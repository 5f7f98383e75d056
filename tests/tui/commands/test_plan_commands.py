"""``tianbao plan``: shown, proven, reassigned and retargeted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.small_plan import PLAN, SOURCE, write_plan
from tests.tui.conftest import JUNE, run_line

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import CommandLine


def test_the_plan_has_the_agreed_keys(tianbao: CommandLine) -> None:
    """``plan show --json`` names every key of the contract."""
    shown = tianbao("plan", "show", "--json").document
    jobs = shown["commitments"][1]

    assert shown["plan"] == {"id": "sample-2021", "title": "示范区2021年计划", "year": 2021}
    assert {"code": "rsj", "name": "示范区人力资源和社会保障局", "short_name": "区人社局"}.items() <= shown[
        "departments"
    ][1].items()
    assert {
        "id": "1.1-01",
        "section": 1,
        "heading": "稳定和扩大就业",
        "quote": "实现新增就业1.9万人,深化15分钟服务圈建设",
        "lead": "rsj",
        "supporting": ["wjw"],
        "due": "monthly",
    }.items() <= jobs.items()
    assert {
        "id": "1.1-01.1",
        "name": "新增就业",
        "unit": "人",
        "target": 19000,
        "comparator": "at_least",
        "basis": "cumulative",
        "direction": "higher",
        "baseline": None,
    }.items() <= jobs["indicators"][0].items()


def test_the_plan_is_shown_in_words(tianbao: CommandLine) -> None:
    """Sections, headings, quotes, departments and indicators stand on the page."""
    page = tianbao("plan", "show").text

    assert "1 夯实民生保障基础" in page
    assert "    1.1-01  牵头：区人社局；配合：区卫健委；按月" in page
    assert "      - 新增就业：至少 19,000人（累计数，正向）" in page
    assert "按节点 2021-06" in page


def test_a_clerk_sees_the_own_commitments(tianbao: CommandLine) -> None:
    """A clerk's plan has what the department leads and supports."""
    shown = tianbao("plan", "show", "--json", by="wjw").document

    assert [each["id"] for each in shown["commitments"]] == ["1.1-01", "1.1-02"]


def test_without_an_installation_the_shipped_plan_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who only wants to look needs no data directory; one that was named has to be there."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    shipped = run_line(["plan", "show", "--json"])
    checked = run_line(["plan", "check"])
    named = run_line(["--data", str(tmp_path / "none"), "plan", "show"])

    assert shipped.document["plan"]["id"] == "nankai-2021"
    assert "程序自带的计划" in shipped.err
    assert checked.code == 0
    assert named.code == 1


def test_the_shipped_plan_is_proven(tianbao: CommandLine) -> None:
    """Every promising sentence and every number of the shipped plan is accounted for."""
    from tui.wiring import SHIPPED_PLAN

    answer = tianbao("plan", "check", str(SHIPPED_PLAN / "plan.toml"), lang="en")

    assert answer.code == 0
    assert answer.text.count("(100.0%") == 2
    assert answer.text.endswith("Nothing is wrong.\n")


def test_the_installed_plan_is_checked_without_a_file(tianbao: CommandLine) -> None:
    """The default is what is in force."""
    answer = tianbao("plan", "check")

    assert answer.code == 0
    assert answer.text.splitlines()[0] == f"计划：{tianbao.data / 'plan'}"
    assert "任务3项，指标2个" in answer.text


def test_a_gap_in_the_plan_is_told_with_file_and_line(tianbao: CommandLine, tmp_path: Path) -> None:
    """A sentence that no commitment quotes is a problem; the exit code says so."""
    place = write_plan(tmp_path / "plan2", source=SOURCE.replace("完善社区", "新建学校3所。完善社区"))
    answer = tianbao("plan", "check", str(place))

    assert answer.code == 1
    assert f"{place / 'source.txt'}:7: " in answer.err
    assert "新建学校3所" in answer.err


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"plan": PLAN.replace('lead = "rsj"', 'lead = "nobody"')}, "plan.toml:33: "),
        ({"plan": PLAN + "\n[["}, "plan.toml:"),
        ({"plan": PLAN.encode() + "乱码".encode("gb18030")}, f"plan.toml:{PLAN.count(chr(10)) + 1}: "),
        ({"departments": b"\xff\xfe"}, "departments.toml:1: "),
        ({"plan": b""}, "plan.toml"),
    ],
)
def test_a_damaged_plan_is_told_with_its_line(
    tianbao: CommandLine, tmp_path: Path, files: dict[str, str | bytes], said: str
) -> None:
    """Which file, which line, what to do; never a traceback."""
    place = write_plan(tmp_path / "plan2", **files)
    answer = tianbao("plan", "check", str(place))

    assert answer.code == 1
    assert str(place / said) in answer.err
    assert answer.err.splitlines()[-1].startswith("计划文件无法使用，共")


@pytest.mark.parametrize("place", ["nowhere", "empty"])
def test_a_plan_that_is_not_there_is_told(tianbao: CommandLine, tmp_path: Path, place: str) -> None:
    """A missing file or an empty directory names what is missing."""
    (tmp_path / "empty").mkdir()
    answer = tianbao("plan", "check", str(tmp_path / place))

    assert answer.code == 1
    assert "the file is missing" in answer.err


def test_a_commitment_is_given_to_others(tianbao: CommandLine) -> None:
    """What isn't named stays; the plan shows it from the first period that is not closed."""
    lead = tianbao("plan", "assign", "1.1-01", "--lead", "fgw", "--reason", "职责调整", by="coordinator")
    support = tianbao("plan", "assign", "1.1-01", "--support", "rsj", "--reason", "补充", by="coordinator")
    given = tianbao("plan", "assign", "1.1-02", "--support", "rsj", "--reason", "补充", by="coordinator")
    none = tianbao("plan", "assign", "1.1-02", "--no-support", "--reason", "精简", by="coordinator")
    again = tianbao("plan", "assign", "1.1-02", "--no-support", "--reason", "精简", by="coordinator")
    shown = tianbao("plan", "show", *JUNE, "--json").document["commitments"]

    assert lead.text == "1.1-01：牵头单位区发改委，配合单位区卫健委，自2021-01起。\n"
    assert (support.code, given.code, none.code) == (0, 0, 0)
    assert (again.code, again.err) == (1, "“1.1-02”在2021-01已经如此，未作改动。\n")
    assert (shown[1]["lead"], shown[1]["supporting"]) == ("fgw", ["rsj"])


def test_a_target_is_changed(tianbao: CommandLine) -> None:
    """The new target is read as figures are, and shown with the old one."""
    answer = tianbao("plan", "retarget", "1.1-01", "新增就业", "2万", "--reason", "上级调整", by="coordinator")
    shown = tianbao("plan", "show", "--json").document["commitments"][1]["indicators"][0]

    assert answer.text == "新增就业：目标由19,000人调整为20,000人，自2021-01起。\n"
    assert shown["target"] == 20000


@pytest.mark.parametrize(
    ("arguments", "by", "code"),
    [
        (("assign", "1.1-01", "--lead", "fgw", "--reason", "x"), "rsj", 1),
        (("assign", "1.1-01", "--lead", "fgw", "--reason", "x"), None, 2),
        (("assign", "1.1-01", "--lead", "fgw", "--reason", " "), "coordinator", 1),
        (("assign", "1.1-01", "--reason", "x"), "coordinator", 2),
        (("assign", "1.1-01", "--lead", "nobody", "--reason", "x"), "coordinator", 1),
        (("assign", "9.9-99", "--lead", "fgw", "--reason", "x"), "coordinator", 1),
        (("retarget", "1.1-01", "新增就业", "很多", "--reason", "x"), "coordinator", 2),
        (("retarget", "1.1-01", "新增就业", "1", "--reason", "x"), "reader", 1),
        (("retarget", "1.1-01", "没有", "1", "--reason", "x"), "coordinator", 1),
        (("retarget", "1.1-01", "新增就业", "2万"), "coordinator", 2),
    ],
)
def test_a_change_of_the_plan_that_may_not_be(
    tianbao: CommandLine, arguments: tuple[str, ...], by: str | None, code: int
) -> None:
    """One sentence, the right exit code, and the plan as it was."""
    before = tianbao("plan", "show", "--json").out
    answer = tianbao("plan", *arguments, by=by)

    assert (answer.code, answer.out) == (code, b"")
    assert answer.err
    assert tianbao("plan", "show", "--json").out == before
