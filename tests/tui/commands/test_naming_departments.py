"""A department is named on the command line by its code, its short name or its full name, wherever one is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.conftest import JUNE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.tui.conftest import CommandLine

BY = "coordinator"
NAMES = ("rsj", "区人社局", "示范区人力资源和社会保障局")
WHY = ("--reason", "专题会议")


@pytest.mark.parametrize(
    ("by", "line"),
    [
        (None, ("status", "--json", "--department")),
        ("reader", ("status", "--json", "--department")),
        (None, ("report", "list", "--json", "--department")),
        (BY, ("report", "queue", "--json", "--department")),
        (None, ("report", "show", "1.1-01", *JUNE, "--json", "--department")),
        ("rsj", ("report", "show", "1.1-01", *JUNE, "--json", "--department")),
        (None, ("evidence", "list", "1.1-01", *JUNE, "--json", "--department")),
        (None, ("history", "--json", "--department")),
        (BY, ("period", "urge", "--dry-run", "--json", "--department")),
    ],
)
def test_a_look_is_the_same_by_every_name(
    tianbao: CommandLine, submitted: Callable[..., None], by: str | None, line: tuple[str, ...]
) -> None:
    """At the commission's, a leader's and the operator's desk, and a department's own by its own names."""
    if "urge" not in line:
        submitted()
    by_code, *by_names = (tianbao(*line, name, by=by) for name in NAMES)

    assert by_code.code == 0
    assert [by_code, by_code] == by_names


@pytest.mark.parametrize("name", NAMES)
def test_an_act_takes_every_name(tianbao: CommandLine, submitted: Callable[..., None], name: str) -> None:
    """Reviewing, leave, urging, accounts and the plan."""
    submitted()
    leave = ("--until", "2021-07-20", "--reason", "补报")
    lines = (
        ("report", "return", "1.1-01", *JUNE, "--department", name, "--reason", "请补充"),
        ("period", "urge", "--department", name),
        ("account", "add", "rsj.li", "--role", "clerk", "--department", name),
        ("period", "close", "2021-06"),
        ("period", "extend", "2021-06", "--department", name, *leave),
        ("plan", "assign", "1.1-02", "--lead", name, "--support", "区卫健委", *WHY),
        ("plan", "add", "1.1", "--quote", "甲", "--lead", name, "--due", "monthly", "--source", "9号文", *WHY),
        ("plan", "split", "1.1-03", "--part", f"{name}=甲", "--part", "区卫健委=乙", *WHY),
        ("plan", "hand-over", name, "区发改委", *WHY, "--since", "2021-08"),
    )
    refused = {" ".join(line): answer.err for line in lines if (answer := tianbao(*line, by=BY)).code}

    assert refused == {}
    shown = tianbao("plan", "show", "--period", "2021-08", "--json").document["commitments"]
    assert {"fgw", "wjw"} == {each["lead"] for each in shown}


def test_to_a_department_the_names_of_others_are_nobodys(tianbao: CommandLine) -> None:
    """What is another's and what isn't there answer alike, by whatever name it is asked for."""
    others, nobodys = (tianbao("status", "--department", name, by="rsj") for name in ("区卫健委", "无此单位"))

    assert (1, b"") == (others.code, others.out)
    assert others.err.replace("区卫健委", "无此单位") == nobodys.err


@pytest.mark.parametrize(
    "line",
    [
        ("status", "--department", "无此项"),
        ("report", "show", "无此项"),
        ("report", "show", "1.1-01", "--department", "无此项"),
        ("evidence", "get", "1.1-01", "无此项"),
    ],
)
@pytest.mark.parametrize("by", [None, BY, "reader", "rsj"])
def test_what_is_not_there_is_told_alike_to_whoever_asks(
    tianbao: CommandLine, by: str | None, line: tuple[str, ...]
) -> None:
    """Also to the operator, who has no account that anything could be missing from."""
    answer = tianbao(*line, by=by)

    assert (1, "没有“无此项”，或者不在可查看的范围内；请核对后从列表中选取。\n") == (answer.code, answer.err)


def test_a_department_hands_nothing_over_to_itself(tianbao: CommandLine) -> None:
    """The sentence says so, and the plan stays."""
    answer = tianbao("plan", "hand-over", "rsj", "区人社局", *WHY, by=BY)

    assert (1, "“区人社局”不能移交给本单位；请另填接收单位。\n") == (answer.code, answer.err)
    assert "Nothing was changed.\n" == tianbao("plan", "changes", lang="en").text
