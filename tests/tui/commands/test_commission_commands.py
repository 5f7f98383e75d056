"""The commission's commands: queue, board, urges, changes of the plan, history; as pages and as documents."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from departments.desks import ClerkDesk
from tests.tui.conftest import JUNE, written
from tui import wiring

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.conftest import CommandLine

BY = "coordinator"


def test_the_queue_shows_what_waits_and_what_the_checks_found(
    tianbao: CommandLine, submitted: Callable[..., None]
) -> None:
    """Behind the pace and judged on track: a warning, with the sentence."""
    tianbao("report", "save", "1.1-01", *JUNE, *written("9000"), "--explanation", "季节性因素", by="rsj")
    assert tianbao("report", "submit", "1.1-01", *JUNE, by="rsj").code == 0

    page = tianbao("report", "queue", *JUNE, by=BY).text
    (report,) = tianbao("report", "queue", *JUNE, "--warnings", "--json", by=BY).document["reports"]

    assert "1.1-01  区人社局  略有滞后" in page
    assert (["assessment_better"], "季节性因素", 0) == (
        [each["code"] for each in report["warnings"]],
        report["explanation"],
        report["days_waiting"],
    )
    assert [{"change": "added", "text": "举办招聘会12场。"}] == report["changes"]["progress"]
    assert [] == tianbao("report", "queue", "--light", "done", "--section", "0", "--json", by=BY).document["reports"]


def test_everything_without_warnings_is_approved_in_one_line(
    tianbao: CommandLine, submitted: Callable[..., None]
) -> None:
    """And the backlog is empty after it; what is left has its reason."""
    submitted()
    assert "1.1-01" in tianbao("report", "backlog", by=BY).text
    assert ["rsj"] == [each["department"] for each in tianbao("report", "backlog", "--json", by=BY).document["reports"]]

    done = tianbao("report", "approve", "--all-without-warnings", *JUNE, "--json", by=BY).document

    assert ([{"commitment": "1.1-01", "department": "rsj"}], []) == (done["approved"], done["left"])
    assert [] == tianbao("report", "backlog", "--json", by=BY).document["reports"]


def test_what_is_left_is_told_with_its_reason(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """A report that was returned once is looked at by a person."""
    submitted()
    tianbao("report", "return", "1.1-01", *JUNE, "--reason", "请补充", by=BY)
    tianbao("report", "submit", "1.1-01", *JUNE, by="rsj")

    page = tianbao("report", "approve", "--all-without-warnings", *JUNE, by=BY, lang="en").text

    assert page == ("Approved: 0, left: 1.\n  1.1-01 区人社局  It had been returned; see whether that was answered.\n")


@pytest.mark.parametrize("arguments", [(), ("1.1-01", "--all-without-warnings")])
def test_an_approval_names_one_or_all(tianbao: CommandLine, arguments: tuple[str, ...]) -> None:
    """Neither nothing nor both."""
    assert 2 == tianbao("report", "approve", *arguments, *JUNE, by=BY).code


def test_the_board_is_there_for_leaders_too(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """Most missing first, as words and as numbers."""
    submitted()
    page = tianbao("period", "board", by="reader", lang="en").text
    board = tianbao("period", "board", "--json", by="reader").document

    assert "2021-06, due on 2021-07-05: reports missing: 2, departments that owe them: 2." in page
    assert [("fgw", 1), ("wjw", 1), ("rsj", 0)] == [(each["code"], each["missing"]) for each in board["departments"]]
    assert 1 == board["totals"]["submitted"]


def test_urging_prints_text_to_paste_and_reaches_the_department(tianbao: CommandLine) -> None:
    """A dry run reaches nobody."""
    tried = tianbao("period", "urge", "--dry-run", by=BY)
    assert "【催报】2021年1—6月计划执行情况应于7月5日前报送" in tried.text
    assert "There are no urges.\n" == tianbao("period", "urges", by="rsj", lang="en").text

    urged = tianbao("period", "urge", "--department", "rsj", "--text", "请今日报送。", "--json", by=BY).document
    (received,) = tianbao("period", "urges", "--json", by="rsj").document["urges"]

    assert ["rsj"] == urged["urged"]
    assert ("请今日报送。", ["1.1-01"], BY) == (received["text"], received["outstanding"], received["by"])
    assert "区人社局，第1次" in tianbao("period", "urges", by=BY).text
    assert "请今日报送。" in tianbao("period", "urges", by=BY).text
    assert [] == tianbao("period", "urges", "--json", by="wjw").document["urges"]


def test_urging_in_a_closed_period_says_who_was_left_out(tianbao: CommandLine) -> None:
    """Nobody with leave: refused, with what to do; somebody with leave: urged, and the others named."""
    tianbao("period", "close", "2021-06", by=BY)
    refused = tianbao("period", "urge", by=BY)

    assert (1, b"") == (refused.code, refused.out)
    assert "欠报的3个单位都没有补报许可；请先给予补报许可再催报" in refused.err

    leave = ("--until", "2021-07-20", "--reason", "补报")
    tianbao("period", "extend", "2021-06", "--department", "rsj", *leave, by=BY)
    planned = tianbao("period", "urge", "--dry-run", "--json", by=BY).document
    urged = tianbao("period", "urge", by=BY)

    assert ([], ["fgw", "wjw"]) == (planned["urged"], planned["left"])
    assert "已催报1个单位。\n另有2个单位未催：区发改委、区卫健委。报告期2021-06已关闭" in urged.err
    again = tianbao("period", "urge", "--json", by=BY).document
    assert (["rsj"], ["fgw", "wjw"]) == (again["urged"], again["left"])


@pytest.mark.parametrize("is_only_tried", [(), ("--dry-run",)])
def test_the_text_of_some_names_no_others(tianbao: CommandLine, is_only_tried: tuple[str, ...]) -> None:
    """With ``--department`` the list is narrowed as the urging is."""
    page = tianbao("period", "urge", *is_only_tried, "--department", "rsj", by=BY).text
    listed = tianbao("period", "urge", *is_only_tried, "--department", "rsj", "--json", by=BY).document

    assert ("下列1个单位1项未报送" in page, "区卫健委" in page) == (True, False)
    assert ["rsj"] == [each["code"] for each in listed["departments"]]


def test_an_urge_that_was_printed_is_not_new_any_more(tianbao: CommandLine, data: Path) -> None:
    """As text, before a person; a document for a program has been shown to nobody."""
    tianbao("period", "urge", "--department", "rsj", by=BY)
    desk = wiring.open_office(data).admit("rsj")
    assert isinstance(desk, ClerkDesk)

    tianbao("period", "urges", "--json", by="rsj")
    assert [True] == [each.is_new for each in desk.urges()]

    tianbao("period", "urges", by="rsj")
    assert [False] == [each.is_new for each in desk.urges()]


def test_a_due_date_is_moved_with_a_reason(tianbao: CommandLine) -> None:
    """To a later day; a past one is refused in a sentence."""
    moved = tianbao("period", "due", "2021-06", "2021年7月9日", "--reason", "系统停机", by=BY, lang="en")
    refused = tianbao("period", "due", "2021-06", "2021-07-01", "--reason", "x", by=BY, lang="en")

    assert "Period 2021-06: the due date was changed from 2021-07-05 to 2021-07-09.\n" == moved.text
    assert (2, True) == (refused.code, "2021-07-01 is past" in refused.err)


def test_the_plan_is_changed_and_the_changes_are_listed(tianbao: CommandLine) -> None:
    """Added, split, handed over, retargeted: each with old, new and why."""
    why = ("--reason", "专题会议")
    bed = ("--quote", "新增床位300张", "--lead", "wjw", "--indicator", "新增床位=300 张 at_least cumulative")
    added = tianbao("plan", "add", "1.1", *bed, "--due", "quarterly", "--source", "9号文", *why, by=BY, lang="en")
    parts = (
        "--part",
        "rsj=新增就业1万人",
        "--part",
        "fgw=新增就业9000人",
        "--indicator",
        "1:新增就业=1万 人",
        "--indicator",
        "2:新增就业=9000 人",
    )
    split = tianbao("plan", "split", "1.1-01", *parts, *why, "--since", "2021-07", by=BY, lang="en")
    moved = tianbao("plan", "hand-over", "wjw", "rsj", *why, "--since", "2021-08", by=BY, lang="en")
    changes = tianbao("plan", "changes", "--json", by="reader").document["changes"]

    assert "1.1-03 was added: lead 区卫健委.\n" == added.text
    assert "1.1-04 was added: lead 区人社局.\n1.1-05 was added: lead 区发改委.\n" == split.text
    assert "Commitments that went from 区卫健委 to 区人社局: 2.\n" == moved.text
    assert {"added", "split", "reassigned"} == {each["kind"] for each in changes}
    shown = tianbao("plan", "show", "--period", "2021-08", "--json").document["commitments"]
    by_id = {each["id"]: each for each in shown}
    assert ["0.1-01", "1.1-04", "1.1-05", "1.1-02", "1.1-03"] == list(by_id)
    assert ("rsj", "quarterly", 10000) == (
        by_id["1.1-03"]["lead"],
        by_id["1.1-03"]["due"],
        by_id["1.1-04"]["indicators"][0]["target"],
    )
    assert "  lead: 区卫健委 → 区人社局\n" in tianbao("plan", "changes", lang="en").text
    page = tianbao("plan", "changes", "--period", "2021-06", lang="en").text
    assert page.startswith("1.1-03 added from 2021-01 on")
    assert "专题会议" in page


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("add", "9.9", "--quote", "x", "--lead", "rsj", "--source", "x"), "9.9 is no heading"),
        (("add", "1.1", "--quote", "x", "--lead", "rsj", "--source", "x", "--indicator", "床位"), "is no indicator"),
        (
            ("add", "1.1", "--quote", "x", "--lead", "rsj", "--source", "x", "--indicator", "床位=3 张 more"),
            "indicator",
        ),
        (
            ("add", "1.1", "--quote", "x", "--lead", "rsj", "--source", "x", "--indicator", "床位=0 张"),
            "at least 0 is no target",
        ),
        (("split", "1.1-01", "--part", "rsj", "--part", "fgw=x"), "is no part"),
        (("split", "1.1-01", "--part", "rsj=x", "--indicator", "2:床位=3 张"), "is no indicator"),
    ],
)
def test_what_is_badly_written_is_said(tianbao: CommandLine, command: tuple[str, ...], said: str) -> None:
    """With an example of how it is written; the plan stays."""
    answer = tianbao("plan", *command, "--reason", "x", by=BY, lang="en")

    assert (2, True) == (answer.code, said in answer.err)
    assert "Nothing was changed.\n" == tianbao("plan", "changes", lang="en").text


def test_figures_that_a_split_would_drop_or_double_are_confirmed_on_the_line(tianbao: CommandLine) -> None:
    """The refusal names the sums; nothing is put into the plan before."""
    line = ("plan", "split", "1.1-01", "--part", "rsj=甲", "--part", "fgw=乙", "--reason", "专题会议")
    dropped = tianbao(*line, by=BY, lang="en")
    doubled = tianbao(*line, "--indicator", "1:新增就业=1万 人", "--indicator", "2:新增就业=1万 人", by=BY, lang="en")

    assert (1, True) == (dropped.code, "新增就业: 19,000 人 in the whole, none in the parts" in dropped.err)
    assert (1, True) == (doubled.code, "新增就业: 19,000 人 in the whole, 20,000 人 in the parts" in doubled.err)
    assert "Nothing was changed.\n" == tianbao("plan", "changes", lang="en").text
    assert 0 == tianbao(*line, "--even-if-sums-differ", by=BY).code


def test_a_target_with_perhaps_a_digit_wrong_is_confirmed_on_the_line(tianbao: CommandLine) -> None:
    """The refusal names both figures."""
    line = ("plan", "retarget", "1.1-01", "新增就业", "1000", "--reason", "下调")
    refused = tianbao(*line, by=BY, lang="en")

    assert (1, True) == (refused.code, "would go from 19,000 人 to 1,000 人" in refused.err)
    assert 0 == tianbao(*line, "--even-if-far-off", by=BY).code


def test_a_target_that_is_exceeded_is_confirmed_on_the_line(
    tianbao: CommandLine, submitted: Callable[..., None]
) -> None:
    """The refusal names the figure."""
    submitted("9800")
    line = ("plan", "retarget", "1.1-01", "新增就业", "9500", "--reason", "下调")
    refused = tianbao(*line, by=BY, lang="en")

    assert (1, True) == (refused.code, "already stands at 9,800" in refused.err)
    assert 0 == tianbao(*line, "--even-if-exceeded", by=BY).code


def test_history_is_told_old_beside_new(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """A page for people, values for programs, and a department's own alone for its clerk."""
    submitted()
    page = tianbao("history", "--commitment", "1.1-01", lang="en").text
    events: Any = tianbao("history", "--action", "saved", "--json", by="rsj").document["events"]

    assert "rsj  submitted  区人社局 2021-06/1.1-01\n    state: draft → submitted\n" in page
    assert "    新增就业: — → 9,800\n" in page
    assert {"field": "values.1.1-01.1", "indicator": "新增就业", "old": None, "new": 9800} in events[0]["changes"]
    assert "Nothing was done.\n" == tianbao("history", by="wjw", lang="en").text
    assert [] == tianbao("history", "--since", "2099-01-01", "--json").document["events"]
    assert ["period_opened"] == [
        each["action"] for each in tianbao("history", "--by", BY, "--period", "2021-06", "--json").document["events"]
    ]
    assert 1 == tianbao("history", by="reader").code


def test_history_is_a_table_for_excel(tianbao: CommandLine, tmp_path: Path) -> None:
    """The same rows in a file, with Excel's mark; what begins like a formula is text, and a figure stays one."""
    place = tmp_path / "历史.csv"
    for number, why in enumerate(('=HYPERLINK("x")', "@a", " +1+1", "\uff1d1", '会议，"甲"'), 1):
        line = ("plan", "assign", "1.1-01", "--lead", ("rsj", "fgw")[number % 2], "--reason", why)
        assert 0 == tianbao(*line, by=BY).code
    tianbao("period", "due", "2021-06", "2021-07-09", "--reason", "-cmd|calc", by=BY)

    told = tianbao("history", "-o", str(place), by=BY)
    content = place.read_bytes()
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))

    assert (0, True) == (told.code, str(place) in told.text)
    assert content.startswith(b"\xef\xbb\xbf")
    assert ["时间", "经办人"] == rows[0][:2]
    assert {len(rows[0])} == {len(row) for row in rows}
    assert not [
        cell for row in rows for cell in row if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\uff1d"))
    ]
    assert "'-cmd|calc" in {row[-1] for row in rows}
    assert content == tianbao("history", "-o", "-", by=BY).out
    assert "When,Who" in tianbao("history", "-o", "-", by=BY, lang="en").text


def decide(tianbao: CommandLine) -> None:
    """A target, a lead, an addition, a split and a hand-over, each with its reason."""
    why, later = ("--reason", "专题会议"), ("--since", "2021-08")
    beds = ("--quote", "新增床位300张", "--lead", "wjw", "--indicator", "新增床位=300 张", "--source", "9号文")
    for line in (
        ("retarget", "1.1-01", "新增就业", "2万", *why),
        ("assign", "1.1-01", "--lead", "fgw", *why),
        ("add", "1.1", *beds, *why, *later),
        ("split", "1.1-02", "--part", "wjw=甲", "--part", "fgw=乙", "--source", "3号文", *why),
        ("hand-over", "fgw", "rsj", *why, "--since", "2021-09"),
    ):
        done = tianbao("plan", *line, by=BY)
        assert 0 == done.code, done.err


def test_history_words_what_was_decided(tianbao: CommandLine) -> None:
    """Old beside new by name, with the first period, the reason and what it rests on; evidence and accounts too."""
    decide(tianbao)
    tianbao("account", "disable", "fgw", by=BY)
    tianbao("evidence", "add", "1.1-01", "--reference", "3号文", "--period", "2021-06", by="rsj")
    tianbao("period", "close", "2021-06", by=BY)
    leave = ("--department", "wjw", "--until", "2021-07-20", "--reason", "补报")
    tianbao("period", "extend", "2021-06", *leave, by=BY)

    page = tianbao("history", by=BY).text

    for lines in (
        "调整目标  综合科 1.1-01\n    目标 · 新增就业: 19,000 → 20,000\n    自哪一期起: 2021-01\n    理由: 专题会议\n",
        "综合科 1.1-01\n    牵头单位: 区人社局 → 区发改委\n    自哪一期起: 2021-01\n    理由: 专题会议\n",
        "综合科 1.1-01\n    牵头单位: 区发改委 → 区人社局\n    自哪一期起: 2021-09\n    理由: 专题会议\n",
        "新增任务  综合科 1.1-03\n    任务: — → 新增床位300张\n    牵头单位: — → 区卫健委\n",
        "目标 · 新增床位: — → 300\n    自哪一期起: 2021-08\n    理由: 专题会议\n    依据: 9号文\n",
        "新增任务  综合科 1.1-04\n    拆分自: 1.1-02\n    任务: — → 甲\n",
        "拆分任务  综合科 1.1-02\n    拆分任务: 1.1-02 → 1.1-04、1.1-05\n    自哪一期起: 2021-01\n    理由: 专题会议\n",
        "开放报告期  综合科 2021-06\n    状态: 未开放 → 填报中\n",
        "综合科 2021-06/区卫健委\n",
    ):
        assert lines in page, page
    page = tianbao("history", by=BY, lang="en").text
    for line in ("disabled: no → yes", "password changed", "commission 1.1-01\n    lead: 区人社局 → 区发改委\n"):
        assert line in page


def test_history_is_the_same_in_a_document_and_in_a_table(tianbao: CommandLine) -> None:
    """What was decided, old and new each in its own place, in both of them."""
    decide(tianbao)

    events: Any = tianbao("history", "--json", by=BY).document["events"]
    rows = list(csv.reader(io.StringIO(tianbao("history", "-o", "-", by=BY).out.decode("utf-8-sig"), newline="")))

    told = {(each["action"], each["key"]): each["changes"] for each in events}
    no_indicator = {"indicator": None, "old": None}
    assert [
        {"field": "target.1.1-01.1", "indicator": "新增就业", "old": 19000, "new": 20000},
        {"field": "since", **no_indicator, "new": "2021-01"},
        {"field": "reason", **no_indicator, "new": "专题会议"},
    ] == told["retargeted", "1.1-01"]
    assert {"field": "source", **no_indicator, "new": "9号文"} in told["added", "1.1-03"]
    assert {"field": "split", "indicator": None, "old": "1.1-02", "new": ["1.1-04", "1.1-05"]} in told[
        "split", "1.1-02"
    ]
    for action, key, change in (
        ("调整目标", "1.1-01", ["目标 · 新增就业", "19,000", "20,000"]),
        ("调整目标", "1.1-01", ["自哪一期起", "—", "2021-01"]),
        ("调整目标", "1.1-01", ["理由", "—", "专题会议"]),
        ("调整责任单位", "1.1-01", ["牵头单位", "区人社局", "区发改委"]),
        ("新增任务", "1.1-03", ["目标 · 新增床位", "—", "300"]),
        ("新增任务", "1.1-03", ["依据", "—", "9号文"]),
        ("拆分任务", "1.1-02", ["拆分任务", "1.1-02", "1.1-04、1.1-05"]),
    ):
        assert [action, "综合科", key, *change] in [row[2:] for row in rows], rows


def test_the_list_of_accounts_has_their_last_sign_in(tianbao: CommandLine) -> None:
    """One that was never used has none."""
    tianbao("account", "add", "rsj.second", "--role", "clerk", "--department", "rsj")
    listed = {each["name"]: each for each in tianbao("account", "list", "--json").document["accounts"]}

    assert (None, True) == (listed["rsj.second"]["last_sign_in"], listed["rsj.second"]["one_time_password"])
    assert listed["rsj"]["last_sign_in"].startswith("2021-07-03")
    assert "2021-07-03 09:00" in tianbao("account", "list").text


def test_the_list_of_accounts_has_who_is_locked_out(tianbao: CommandLine) -> None:
    """Until when, in the table as in the document."""
    credentials = wiring.open_installation(tianbao.data).credentials
    for _ in range(12):
        credentials.note_failed_try("rsj", wiring.present(tianbao.data))

    until = next(each for each in tianbao("account", "list", "--json").document["accounts"] if each["name"] == "rsj")
    (line,) = (each for each in tianbao("account", "list").text.splitlines() if each.startswith("rsj"))
    assert until["locked_until"][:16].replace("T", " ") in line
