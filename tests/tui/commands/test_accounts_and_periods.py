"""``tianbao account`` and ``tianbao period``: who may sign in, and when reports are taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.tui.conftest import JUNE
from tui import wiring

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.tui.conftest import CommandLine

ONE_TIME = re.compile(r"(?P<name>\S+)  (?P<password>[a-z0-9]{4}(?:-[a-z0-9]{4}){3})\n")


def test_an_account_is_added_with_a_password_for_one_use(tianbao: CommandLine) -> None:
    """The operator adds it; the password opens nothing but the choice of a new one."""
    answer = tianbao("account", "add", "rsj.second", "--role", "clerk", "--department", "rsj", "--display-name", "副手")
    found = ONE_TIME.fullmatch(answer.text)
    listed = tianbao("account", "list", "--json").document["accounts"]

    assert found
    assert found["name"] == "rsj.second"
    assert {
        "name": "rsj.second",
        "role": "clerk",
        "department": "rsj",
        "display_name": "副手",
        "disabled": False,
    }.items() <= next(each for each in listed if each["name"] == "rsj.second").items()
    desk = wiring.open_office(tianbao.data).change_password("rsj.second", found["password"], "a-better-password")
    assert desk.account.name == "rsj.second"


def test_accounts_are_listed_with_their_departments_names(tianbao: CommandLine) -> None:
    """People read the name; programs read the code."""
    (line,) = (each for each in tianbao("account", "list").text.splitlines() if each.startswith("rsj "))

    assert ["rsj", "填报员", "区人社局"] == line.split()[:3]


def test_no_listing_holds_a_password(tianbao: CommandLine) -> None:
    """Neither the page nor the document."""
    page = tianbao("account", "list").text

    assert "综合科" in page
    assert "argon2" not in page + tianbao("account", "list", "--json").text


def test_an_account_is_disabled_and_enabled(tianbao: CommandLine) -> None:
    """Disabled, it is refused like a wrong password."""
    off = tianbao("account", "disable", "rsj", by="coordinator")
    refused = tianbao("report", "list", by="rsj")
    on = tianbao("account", "enable", "rsj", by="coordinator")

    assert (off.text, on.text) == ("账号“rsj”已停用。\n", "账号“rsj”已启用。\n")
    assert (refused.code, refused.out) == (1, b"")
    assert tianbao("report", "list", by="rsj").code == 0


def test_disabling_a_head_tells_what_waits_and_its_clerk_sends_it_on(
    tianbao: CommandLine, submitted: Callable[..., None]
) -> None:
    """How many, on standard error; nobody has to sign what nobody can."""
    submit = ("report", "submit", "1.1-01", *JUNE)
    tianbao("account", "add", "rsj.head", "--role", "head", "--department", "rsj", by="coordinator")
    submitted()
    early = tianbao(*submit, by="rsj", lang="en")
    off = tianbao("account", "disable", "rsj.head", by="coordinator", lang="en")

    assert (1, True) == (early.code, "the department's head has to sign it" in early.err)
    assert "rsj.head can't sign in any more.\n" == off.text
    assert off.err.startswith(
        "Reports that wait for a signature which nobody of the department will be left to give: 1"
    )
    assert 0 == tianbao(*submit, by="rsj").code
    assert "submitted" == tianbao("report", "show", "1.1-01", *JUNE, "--json", by="rsj").document["state"]


def test_nobody_disables_the_own_account(tianbao: CommandLine) -> None:
    """Another coordinator has to, or whoever owns the data directory."""
    tianbao("account", "add", "second", "--role", "coordinator", by="coordinator")
    refused = tianbao("account", "disable", "coordinator", by="coordinator", lang="en")

    assert (1, True) == (refused.code, "coordinator is your own account" in refused.err)
    assert 0 == tianbao("account", "disable", "coordinator").code


def test_a_reset_password_is_for_one_use(tianbao: CommandLine) -> None:
    """The old one opens nothing any more."""
    answer = tianbao("account", "reset", "rsj", lang="en")

    assert ONE_TIME.fullmatch(answer.text)
    assert "for one use" in answer.err
    assert tianbao("report", "list", by="rsj").code == 1


def test_a_wrong_password_and_an_unknown_account_answer_alike(tianbao: CommandLine) -> None:
    """Who guesses learns nothing."""
    wrong, unknown = (tianbao("status", by=name, password="wrong") for name in ("rsj", "nobody"))

    assert (wrong.code, wrong.out) == (1, b"")
    assert wrong == unknown


@pytest.mark.parametrize(
    ("arguments", "by", "code"),
    [
        (("add", "Bad Name", "--role", "reader"), None, 2),
        (("add", "someone", "--role", "clerk"), None, 2),
        (("add", "someone", "--role", "king"), None, 2),
        (("add", "someone"), None, 2),
        (("add", "rsj", "--role", "reader"), None, 1),
        (("add", "someone", "--role", "clerk", "--department", "nobody"), None, 1),
        (("add", "someone", "--role", "reader"), "rsj", 1),
        (("list",), "reader", 1),
        (("reset", "nobody"), None, 1),
        (("disable", "coordinator"), None, 1),
        (("enable", "nobody"), None, 1),
    ],
)
def test_an_account_that_may_not_be(
    tianbao: CommandLine, arguments: tuple[str, ...], by: str | None, code: int
) -> None:
    """One sentence and the right exit code; the accounts stay as they were."""

    def standing() -> list[tuple[str, str, bool]]:
        listed = tianbao("account", "list", "--json").document["accounts"]
        return [(each["name"], each["role"], each["disabled"]) for each in listed]

    before = standing()
    answer = tianbao("account", *arguments, by=by)

    assert (answer.code, answer.out) == (code, b"")
    assert answer.err
    assert standing() == before


def test_the_calendar_is_a_page_and_a_document(tianbao: CommandLine) -> None:
    """Twelve periods, of which June is open."""
    listed = tianbao("period", "list", "--json").document

    assert listed["current"] == "2021-06"
    assert len(listed["periods"]) == 12
    assert listed["periods"][5] == {"period": "2021-06", "status": "open", "due_on": "2021-07-05", "reason": ""}
    assert listed["extensions"] == []
    assert re.search(r"2021-06 +填报中 +2021-07-05", tianbao("period", "list").text)


def test_a_period_is_opened_closed_and_opened_again(tianbao: CommandLine) -> None:
    """With a due date of choice; again only with a reason, which the calendar keeps."""
    opened = tianbao("period", "open", "2021-07", "--due-on", "2021-08-09", by="coordinator")
    closed = tianbao("period", "close", "2021-07", by="coordinator")
    silent = tianbao("period", "open", "2021-07", by="coordinator")
    again = tianbao("period", "open", "2021-07", "--reason", "补报数据", by="coordinator")

    assert opened.text == "报告期2021-07已开放，报送截止日期为2021-08-09。\n"
    assert closed.text == "报告期2021-07已关闭。\n"
    assert (silent.code, again.code) == (1, 0)
    assert tianbao("period", "list", "--json").document["periods"][6]["reason"] == "补报数据"


def test_unreviewed_reports_hold_a_period_open(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """It is closed all the same only when that is said."""
    submitted()
    held = tianbao("period", "close", "2021-06", by="coordinator")
    closed = tianbao("period", "close", "2021-06", "--with-unreviewed", by="coordinator")

    assert (held.code, closed.code) == (1, 0)
    assert "还有1份填报未审核" in held.err
    assert held.err.endswith("仍要办理的，请加上 --with-unreviewed。\n")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("open", "2021-10"), "2021-10 这一期要到 2021-10-01 才开始"),
        (("open", "2021-07", "--due-on", "2020-01-01"), "2020-01-01已过，所有填报将立即逾期"),
        (("open", "2021-07", "--due-on", "2021-07-20"), "2021-07-20早于报告期2021-07的最后一天（2021-07-31）"),
        (("due", "2021-06", "2021-07-10", "--reason", "停机"), "2021-07-10是休息日；请改填工作日（如2021-07-12）"),
    ],
)
def test_a_due_date_that_is_doubted_is_confirmed_on_the_line(
    tianbao: CommandLine, line: tuple[str, ...], said: str
) -> None:
    """The refusal names the option, and the calendar stays until it is said."""
    before = tianbao("period", "list", "--json").out
    doubted = tianbao("period", *line, by="coordinator")

    assert (doubted.code, tianbao("period", "list", "--json").out) == (1, before)
    assert said in doubted.err
    assert doubted.err.endswith("仍要办理的，请加上 --even-if-doubted。\n")
    assert tianbao("period", *line, "--even-if-doubted", by="coordinator").code == 0
    assert tianbao("period", "list", "--json").out != before


def test_an_extension_of_an_open_period_is_told_what_helps(tianbao: CommandLine) -> None:
    """Everybody may report in it; it is the due date that can be moved."""
    line = ("period", "extend", "2021-06", "--department", "rsj", "--until", "2021-07-20", "--reason", "x")

    assert tianbao(*line, by="coordinator").err == (
        "报告期2021-06正在填报，无须补报许可；时间不够的，可以改报送截止日期。\n"
    )


def test_one_department_gets_leave_to_report_late(tianbao: CommandLine) -> None:
    """To the end of a day, or to a time; the others stay locked out."""
    tianbao("period", "close", "2021-06", by="coordinator")
    given = tianbao(
        *("period", "extend", "2021-06", "--department", "rsj", "--until", "2021-07-20", "--reason", "补报"),
        by="coordinator",
    )
    late = tianbao("report", "save", "1.1-01", *JUNE, "--progress", "补报。", by="rsj")
    other = tianbao("report", "save", "1.1-02", *JUNE, "--progress", "补报。", by="wjw")
    listed = tianbao("period", "list", "--json").document["extensions"]

    assert given.text == "区人社局可补报2021-06，至2021-07-20 23:59止。\n"
    assert (late.code, other.code) == (0, 1)
    assert [(each["department"], each["reason"], each["granted_by"]) for each in listed] == [
        ("rsj", "补报", "coordinator")
    ]
    assert "区人社局可补报2021-06" in tianbao("period", "list").text


@pytest.mark.parametrize(
    ("arguments", "by", "code"),
    [
        (("open", "2021-06"), "coordinator", 1),
        (("open", "2021-6"), "coordinator", 2),
        (("open", "2022-06"), "coordinator", 1),
        (("open", "2021-07"), "rsj", 1),
        (("open", "2021-07"), None, 2),
        (("open", "2021-07", "--due-on", "soon"), "coordinator", 2),
        (("close", "2021-01"), "coordinator", 1),
        (("extend", "2021-06", "--department", "rsj", "--until", "2021-07-20", "--reason", "x"), "coordinator", 1),
        (("extend", "2021-06", "--department", "rsj", "--until", "x", "--reason", "x"), "coordinator", 2),
        (("extend", "2021-06", "--department", "rsj", "--until", "2021-07-20"), "coordinator", 2),
    ],
)
def test_a_step_that_the_calendar_does_not_take(
    tianbao: CommandLine, arguments: tuple[str, ...], by: str | None, code: int
) -> None:
    """One sentence and the right exit code; the calendar stays as it was."""
    before = tianbao("period", "list", "--json").out
    answer = tianbao("period", *arguments, by=by)

    assert (answer.code, answer.out) == (code, b"")
    assert answer.err
    assert tianbao("period", "list", "--json").out == before
