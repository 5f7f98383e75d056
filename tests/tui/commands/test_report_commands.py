"""Reports from the command line: what is written, sent, returned and approved, and what is refused to whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from departments.desks import HeadDesk
from tests.people import signed_in
from tests.tui.conftest import JUNE, written
from tui import wiring

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.tui.conftest import CommandLine


def test_saving_changes_only_what_it_names(tianbao: CommandLine) -> None:
    """A second save with one option leaves everything else as the first one wrote it."""
    first = tianbao("report", "save", "1.1-01", *JUNE, *written("1.2万"), by="rsj")
    tianbao("report", "save", "1.1-01", *JUNE, "--problems", "缺口主要在制造业。", by="rsj")
    shown = tianbao("report", "show", "1.1-01", *JUNE, "--json", by="rsj").document

    assert (first.code, first.text) == (0, "1.1-01，2021-06：草稿，第1版。\n")
    assert shown["values"] == {"新增就业": 12000}
    assert shown["progress"] == "举办招聘会12场。"
    assert shown["problems"] == "缺口主要在制造业。"
    assert shown["assessment"] == "on_track"
    assert shown["revision"] == 2


def test_a_report_on_show_has_the_agreed_keys(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """``report show --json`` names every key of the contract, each of its type."""
    submitted()
    shown = tianbao("report", "show", "1.1-01", *JUNE, "--json").document

    assert shown["commitment"] == "1.1-01"
    assert shown["department"] == "rsj"
    assert shown["period"] == "2021-06"
    assert shown["state"] == "submitted"
    assert shown["revision"] == 2
    assert shown["values"] == {"新增就业": 9800}
    assert (shown["progress"], shown["problems"], shown["next_steps"]) == ("举办招聘会12场。", "无。", "走进校园。")
    assert shown["assessment"] == "on_track"
    assert shown["nothing_to_report"] is False
    assert shown["evidence"] == []
    assert shown["returns"] == []
    assert shown["light"] == "on_track"
    assert shown["arithmetic"] == [
        "新增就业：完成率＝9,800 ÷ 19,000＝51.6%",
        "序时进度＝6 ÷ 12＝50.0%；进度差＝+1.6个百分点，达到序时",
        "自评：达到序时进度（亮灯：达到序时）",
        "取其中最差：达到序时",
    ]


def test_a_list_of_reports_has_the_agreed_keys(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """``report list --json`` gives a department's reports with state, light, revision and lateness."""
    submitted()
    listed = tianbao("report", "list", *JUNE, "--json", by="wjw").document

    assert (listed["period"], listed["department"]) == ("2021-06", "wjw")
    assert [(each["commitment"], each["state"], each["revision"]) for each in listed["reports"]] == [
        ("1.1-01", "empty", 0),
        ("1.1-02", "empty", 0),
    ]
    assert {"commitment", "state", "light", "revision", "late"} <= set(listed["reports"][0])


def test_a_list_of_reports_says_why_one_came_back(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """Below the table and in JSON, so that nobody has to open each."""
    submitted()
    tianbao("report", "return", "1.1-01", *JUNE, "--department", "rsj", "--reason", "口径不符", by="coordinator")
    document = tianbao("report", "list", *JUNE, "--json", by="rsj").document

    assert ["口径不符"] == [each["returned"]["reason"] for each in document["reports"] if each["returned"]]
    assert re.search(r"^1\.1-01 .*口径不符$", tianbao("report", "list", *JUNE, by="rsj").text, re.MULTILINE)


def test_the_operator_lists_every_leads_report(tianbao: CommandLine) -> None:
    """Without a department the list has the lead's report on every commitment."""
    answer = tianbao("report", "list", *JUNE)
    listed = tianbao("report", "list", *JUNE, "--json").document

    assert listed["department"] is None
    assert [each["department"] for each in listed["reports"]] == ["fgw", "rsj", "wjw"]
    assert "区人社局" in answer.text


def test_an_empty_value_removes_the_figure(tianbao: CommandLine) -> None:
    """Nothing behind the = takes the figure away; the full-width sign does as well."""
    tianbao("report", "save", "1.1-01", *JUNE, *written("9800"), by="rsj")
    tianbao("report", "save", "1.1-01", *JUNE, "--value", "1.1-01.1＝", by="rsj")
    shown = tianbao("report", "show", "1.1-01", *JUNE, "--json", by="rsj").document

    assert shown["values"] == {"新增就业": None}


def test_a_figure_that_is_absent_has_its_reason(tianbao: CommandLine) -> None:
    """A reason takes the figure's place, and the figure takes the reason's."""
    tianbao("report", "save", "1.1-01", *JUNE, *written("9800"), by="rsj")
    tianbao("report", "save", "1.1-01", *JUNE, "--absent", "新增就业=按季统计", by="rsj")
    absent = tianbao("report", "show", "1.1-01", *JUNE, "--json", by="rsj").document
    tianbao("report", "save", "1.1-01", *JUNE, "--value", "新增就业=9900", by="rsj")
    there = tianbao("report", "show", "1.1-01", *JUNE, "--json", by="rsj").document

    assert (absent["values"], absent["figure_absent"]) == ({"新增就业": None}, {"新增就业": "按季统计"})
    assert (there["values"], there["figure_absent"]) == ({"新增就业": 9900}, {})


def test_nothing_to_report_is_an_answer_that_can_be_taken_back(tianbao: CommandLine) -> None:
    """The switch works both ways and is left alone when it is not named."""

    def answer() -> object:
        return tianbao("report", "show", "1.1-02", *JUNE, "--json", by="wjw").document["nothing_to_report"]

    tianbao("report", "save", "1.1-02", *JUNE, "--nothing-to-report", "--progress", "待批复。", by="wjw")
    tianbao("report", "save", "1.1-02", *JUNE, "--next-steps", "等候批复。", by="wjw")
    said = answer()
    tianbao("report", "save", "1.1-02", *JUNE, "--something-to-report", by="wjw")

    assert (said, answer()) == (True, False)


def test_findings_are_told_after_saving(tianbao: CommandLine) -> None:
    """What is still wrong stands on the error stream, and the draft is kept all the same."""
    answer = tianbao("report", "save", "1.1-01", *JUNE, "--value", "新增就业=9800", by="rsj")

    assert answer.code == 0
    assert answer.err.splitlines() == ["须改正：请填写进展情况，或选择“本期无进展”。", "须改正：请选择自评结果。"]


def test_submitting_lists_every_finding(tianbao: CommandLine) -> None:
    """A report that isn't ready is refused with all that is wrong, a line each."""
    tianbao("report", "save", "1.1-01", *JUNE, "--problems", "无。", by="rsj")
    answer = tianbao("report", "submit", "1.1-01", *JUNE, by="rsj", lang="en")

    assert answer.code == 1
    assert len([line for line in answer.err.splitlines() if line.startswith("To correct: ")]) == 3
    assert answer.err.splitlines()[-1].startswith("The report on 1.1-01 can't be submitted yet: ")
    assert answer.text == ""


def test_a_soft_finding_wants_an_explanation(tianbao: CommandLine) -> None:
    """An assessment better than the figures is refused until it is explained."""
    tianbao("report", "save", "1.1-01", *JUNE, *written("100"), by="rsj")
    refused = tianbao("report", "submit", "1.1-01", *JUNE, by="rsj")
    tianbao("report", "save", "1.1-01", *JUNE, "--explanation", "数据滞后一个月。", by="rsj")
    accepted = tianbao("report", "submit", "1.1-01", *JUNE, by="rsj")

    assert refused.code == 1
    assert "须说明：自评（达到序时进度）优于数据所示进度（滞后）。" in refused.err.splitlines()
    assert (accepted.code, accepted.text) == (0, "1.1-01，2021-06：已报送，第3版。\n")


def test_a_report_goes_to_the_commission_and_back(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """Returned with a reason, it can be corrected at once, and is approved."""
    submitted()
    returned = tianbao("report", "return", "1.1-01", *JUNE, "--reason", "请补充佐证。", by="coordinator")
    shown = tianbao("report", "show", "1.1-01", *JUNE, by="rsj")
    document = tianbao("report", "show", "1.1-01", *JUNE, "--json", by="rsj").document
    submitted("9900")
    approved = tianbao("report", "approve", "1.1-01", *JUNE, by="coordinator")

    assert returned.text == "1.1-01，2021-06：已退回，第3版。\n"
    assert "由发改委综合科退回：请补充佐证。" in shown.text
    assert [(each["by"], each["reason"]) for each in document["returns"]] == [("coordinator", "请补充佐证。")]
    assert approved.text == "1.1-01，2021-06：已审核，第6版。\n"


def test_a_submitted_report_is_withdrawn(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """Its clerk takes it back until it is reviewed."""
    submitted()

    assert "草稿" in tianbao("report", "withdraw", "1.1-01", *JUNE, by="rsj").text


def test_where_there_is_a_head_the_report_is_signed_first(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """The head signs it off, or gives it back to the clerk."""
    signed_in(wiring.open_office(tianbao.data), "rsj.head", HeadDesk, "rsj")
    submitted()
    back = tianbao("report", "return", "1.1-01", *JUNE, "--reason", "请核对。", by="rsj.head")
    submitted()
    signed = tianbao("report", "sign", "1.1-01", *JUNE, by="rsj.head")

    assert "已退回" in back.text
    assert "已报送" in signed.text


def test_who_comes_second_is_told(tianbao: CommandLine) -> None:
    """A save that began from an older revision is refused, with both versions, and says who was quicker."""
    tianbao("report", "save", "1.1-01", *JUNE, *written("9800"), by="rsj")
    answer = tianbao("report", "save", "1.1-01", *JUNE, "--problems", "有。", "--based-on", "0", by="rsj")

    assert answer.code == 1
    assert answer.err.splitlines() == [
        "存在问题：现为“无。”，您填的是“有。”。",
        "您填写期间，rsj已修改2021-06/1.1-01（您依据的是第0版，现为第1版）；请核对两个版本后重新保存。",
    ]


@pytest.mark.parametrize(
    ("arguments", "by"),
    [
        (("submit", "1.1-01", *JUNE), "coordinator"),
        (("save", "1.1-01", *JUNE, "--progress", "x"), "reader"),
        (("approve", "1.1-01", *JUNE), "rsj"),
        (("return", "1.1-01", *JUNE, "--reason", "x"), "reader"),
        (("sign", "1.1-01", *JUNE), "rsj"),
        (("withdraw", "1.1-01", *JUNE), "coordinator"),
    ],
)
def test_a_verb_that_the_role_lacks_is_refused(tianbao: CommandLine, arguments: tuple[str, ...], by: str) -> None:
    """One sentence, exit code 1, nothing printed."""
    answer = tianbao("report", *arguments, by=by)

    assert (answer.code, answer.out) == (1, b"")
    assert answer.err == "本账号无权进行此项操作；请联系发改委综合科办理。\n"


def test_an_act_without_an_account_is_bad_usage(tianbao: CommandLine) -> None:
    """The operator has no name behind a report."""
    answer = tianbao("report", "submit", "1.1-01", *JUNE)

    assert answer.code == 2
    assert "--account" in answer.err


@pytest.mark.parametrize("commitment", ["0.1-01", "9.9-99", "../x"])
def test_another_departments_and_nobodys_answer_alike(tianbao: CommandLine, commitment: str) -> None:
    """A clerk can't tell what another department leads from what isn't there."""
    answer = tianbao("report", "show", commitment, *JUNE, by="rsj")

    assert (answer.code, answer.err) == (1, f"没有“{commitment}”，或者不在可查看的范围内；请核对后从列表中选取。\n")


def test_a_figure_of_the_leads_is_refused_to_a_supporting_department(tianbao: CommandLine) -> None:
    """It writes narrative alone."""
    refused = tianbao("report", "save", "1.1-01", *JUNE, "--value", "新增就业=1", by="wjw")
    saved = tianbao("report", "save", "1.1-01", *JUNE, "--progress", "配合开展。", by="wjw")

    assert (refused.code, saved.code) == (1, 0)


@pytest.mark.parametrize(
    ("option", "code", "said"),
    [
        (("--value", "新增就业=不详"), 2, "不是数字，请填如 35 或 1,280（单位：人）"),
        (("--value", "新增就业=约9800"), 2, "请只填 9,800（单位：人）"),
        (("--value", "新增就业=85%"), 2, "是百分比"),
        (("--value", "新增就业"), 2, "缺少等号"),
        (("--value", "没有的指标=1"), 1, "没有“没有的指标”"),
        (("--value", "新增就业=" + "9" * 30), 2, "位数过多"),
        (("--assessment", "好"), 2, "不在可选范围内"),
        (("--based-on", "一"), 2, "不是整数"),
        (("--progress", "长" * 30_000), 2, "超过20000字的上限"),
    ],
)
def test_bad_input_gets_one_sentence(tianbao: CommandLine, option: tuple[str, ...], code: int, said: str) -> None:
    """What can't be read is named with what to do, and nothing is saved."""
    answer = tianbao("report", "save", "1.1-01", *JUNE, *option, by="rsj")

    assert answer.code == code
    assert said in answer.err
    assert tianbao("report", "show", "1.1-01", *JUNE, "--json", by="rsj").document["revision"] == 0


@pytest.mark.parametrize("by", [None, "coordinator", "reader"])
def test_whoever_does_not_write_a_report_reads_what_its_department_does(
    tianbao: CommandLine, submitted: Callable[..., None], by: str | None
) -> None:
    """Of a submitted report and of one that was returned; the clerk reads what there is to do."""
    submitted()

    assert "已报送：已报发改委；审核前，填报员可以撤回。" in tianbao("report", "show", "1.1-01", *JUNE, by=by).text
    assert "如需修改，可在发改委审核前撤回" in tianbao("report", "show", "1.1-01", *JUNE, by="rsj").text

    tianbao("report", "return", "1.1-01", *JUNE, "--reason", "请补充", by="coordinator")
    refused = tianbao("report", "approve", "1.1-01", *JUNE, by="coordinator")

    assert (1, True) == (refused.code, refused.err.endswith("已退回：须由单位修改后重新报送。\n"))


def test_every_return_stays_on_the_page(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """Also once the report has been submitted again: who returned it when, and why."""
    submitted()
    for why in ("请补充", "请核对"):
        assert tianbao("report", "return", "1.1-01", *JUNE, "--reason", why, by="coordinator").code == 0
        submitted()

    page = tianbao("report", "show", "1.1-01", *JUNE).text

    told = re.findall(r"^2021-07-03 \d\d:\d\d由(.+)退回：(.+)$", page, re.MULTILINE)
    assert [("coordinator", "请补充"), ("coordinator", "请核对")] == told


def test_a_draft_shows_the_commission_what_it_shows_and_not_what_it_would(tianbao: CommandLine) -> None:
    """What stands in it is the department's, so that nobody outside is told what it would come to."""
    tianbao("report", "save", "1.1-01", *JUNE, *written("9800"), by="rsj")
    own, commissions = (tianbao("report", "show", "1.1-01", *JUNE, by=name).text for name in ("rsj", "coordinator"))

    assert "如现在报送，亮灯为：达到序时" in own
    assert "如现在报送" not in commissions
    assert "单位所填内容报送后可在此查看。" in commissions
    assert "亮灯：未报" in commissions
    assert "新增就业" not in commissions.replace("实现新增就业", "")


def test_a_period_that_is_not_open_says_who_opens_it(tianbao: CommandLine) -> None:
    """A locked period is refused with the reason."""
    answer = tianbao("report", "save", "1.1-01", "--period", "2021-07", "--progress", "x", by="rsj")

    assert (answer.code, answer.err) == (1, "报告期2021-07尚未开放；由发改委综合科开放后方可填报。\n")


def test_the_assessment_may_be_named_in_chinese(tianbao: CommandLine) -> None:
    """The official word does as well as the program's."""
    tianbao("report", "save", "1.1-01", *JUNE, "--assessment", "略有滞后", by="rsj")

    assert tianbao("report", "show", "1.1-01", *JUNE, "--json").document["assessment"] == "slightly_behind"


def test_hostile_text_never_reaches_the_terminal(tianbao: CommandLine) -> None:
    """Escape sequences in narrative and arguments are gone wherever they are printed."""
    tianbao("report", "save", "1.1-01", *JUNE, "--progress", "好\x1b[2J\u202e坏\x9b31m", by="rsj")
    shown = tianbao("report", "show", "1.1-01", *JUNE, by="rsj")
    refused = tianbao("report", "show", "\x1b]0;x\x07\nforged", *JUNE, by="rsj")

    assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(shown.text + refused.err)
    assert len(refused.err.splitlines()) == 1
