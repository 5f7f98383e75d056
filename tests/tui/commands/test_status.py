"""``tianbao status``: one page for leaders, and the same as a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.tui.conftest import JUNE
from tui.line_breaks import cells
from tui.printing import WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.tui.conftest import CommandLine

LIGHTS = {"done", "on_track", "slightly_behind", "behind", "missing", "not_due"}
ESCAPE = "\x1b["


def test_the_document_has_the_agreed_keys(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """``status --json`` names every key of the contract, and its sums agree."""
    submitted()
    status = tianbao("status", "--json").document
    rsj = next(each for each in status["departments"] if each["code"] == "rsj")

    assert status["period"] == "2021-06"
    assert status["elapsed"] == 0.5
    assert set(status["totals"]) == {"commitments"} | LIGHTS
    assert status["totals"]["commitments"] == 3
    assert sum(status["totals"][light] for light in LIGHTS) == 3
    assert [each["code"] for each in status["departments"]] == ["fgw", "rsj", "wjw"]
    assert {"code", "name", "due", "reported", "approved", "returned", "late", "lights"} <= set(rsj)
    assert (rsj["name"], rsj["due"], rsj["reported"], rsj["approved"]) == ("示范区人力资源和社会保障局", 1, 1, 0)
    assert rsj["lights"] == dict.fromkeys(LIGHTS, 0) | {"on_track": 1}
    assert status["commitments"][1] == {
        "id": "1.1-01",
        "light": "on_track",
        "gap": 1.6,
        "lead": "rsj",
        "state": "submitted",
    }
    assert status["commitments"][0]["gap"] is None


def test_the_page_shows_who_has_not_reported(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """Totals with words, the departments in the directory's order, and the names of those that owe reports."""
    submitted()
    page = tianbao("status").text

    assert page.splitlines()[1] == "报告期2021-06（填报中，2021-07-05截止），序时进度50.0%"
    assert "任务3项：已完成 0  达到序时 1  略有滞后 0  滞后 0  未报 2  未到期 0" in page
    assert "未报齐的单位（项数）：区发改委(1)、区卫健委(1)。" in page
    assert page.index("区发改委 ") < page.index("区人社局 ") < page.index("区卫健委 ")
    assert re.search(r"地区生产总值增速 +增长 6.6% +- +- +- +未报", page)


def test_every_line_fits_a_terminal(tianbao: CommandLine) -> None:
    """No line is wider than 80 cells, in either language."""
    lines = [line for lang in ("zh", "en") for line in tianbao("status", lang=lang).text.splitlines()]

    assert max(cells(line) for line in lines) <= WIDTH


def test_columns_stand_under_their_heads(tianbao: CommandLine) -> None:
    """The figures of a table end in the same cell as their head, though Chinese takes two."""
    lines = tianbao("status").text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("单位"))

    assert {cells(line) for line in lines[start : start + 4]} == {cells(lines[start])}


@pytest.mark.parametrize(("arguments", "has_colour"), [((), True), (("--plain",), False)])
def test_colour_is_for_terminals(tianbao: CommandLine, arguments: tuple[str, ...], *, has_colour: bool) -> None:
    """At a terminal lights are coloured unless they are not wanted; elsewhere never."""
    assert (ESCAPE in tianbao("status", *arguments, is_terminal=True).text) == has_colour
    assert ESCAPE not in tianbao("status", *arguments).text


def test_a_colour_says_nothing_that_no_word_says(tianbao: CommandLine) -> None:
    """Without its colours the page at a terminal is the plain page."""
    coloured = tianbao("status", is_terminal=True).text

    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == tianbao("status", "--plain").text


def test_one_department_or_section_can_be_looked_at(tianbao: CommandLine) -> None:
    """The page and its totals are narrowed alike."""
    department = tianbao("status", "--department", "wjw", "--json").document
    section = tianbao("status", "--section", "0", "--json").document

    assert [each["id"] for each in department["commitments"]] == ["1.1-02"]
    assert department["totals"]["commitments"] == 1
    assert [each["id"] for each in section["commitments"]] == ["0.1-01"]


def test_the_year_so_far_closes_the_page(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """A sign, a share, what is behind and missing for every period that was opened, narrowed as the page is."""
    submitted()
    year = tianbao("status", "--department", "rsj", "--plain").text.splitlines()[-5:]

    assert ["今年走势", "6"] == year[0].split()
    assert ["走势", "#"] == year[1].split()
    assert ["已完成和达到序时的占比（%）", "100"] == year[2].split()
    assert [["滞后", "-"], ["未报", "-"]] == [line.split() for line in year[3:]]
    (june,) = tianbao("status", "--json").document["trend"]
    assert ("2021-06", 1, 2) == (june["period"], june["on_track"], june["missing"])
    (headline,) = tianbao("status", "--json", "--section", "0").document["trend"]
    assert ("2021-06", 0, 1) == (headline["period"], headline["on_track"], headline["missing"])


def test_the_trends_last_point_is_the_page(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """They are counted by two ways: one over the reports, one over how these stand."""
    submitted()

    for narrowed in ((), ("--department", "rsj"), ("--section", "0")):
        page = tianbao("status", "--json", *narrowed).document
        assert {light: page["totals"][light] for light in LIGHTS} == {
            light: page["trend"][-1][light] for light in LIGHTS
        }


def test_a_clerks_year_is_the_own_departments(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """As the rest of the page."""
    submitted()
    (june,) = tianbao("status", "--json", by="rsj").document["trend"]

    assert dict.fromkeys(LIGHTS, 0) | {"period": "2021-06", "on_track": 1} == june


def test_a_clerk_sees_the_own_department_alone(tianbao: CommandLine) -> None:
    """A clerk's status has what the department leads; another's answers as if it were not there."""
    own = tianbao("status", "--json", by="rsj").document
    others = tianbao("status", "--department", "wjw", by="rsj")
    nobodys = tianbao("status", "--department", "nobody", by="rsj")

    assert [each["id"] for each in own["commitments"]] == ["1.1-01"]
    assert (others.code, nobodys.code) == (1, 1)
    assert others.err.replace("wjw", "nobody") == nobodys.err


def test_when_everything_is_in_the_page_says_so(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """No list of those that owe, where nobody does."""
    submitted()
    page = tianbao("status", "--department", "rsj").text

    assert "应报任务均已报送。" in page


@pytest.mark.parametrize("by", [None, "rsj"])
def test_a_period_that_was_never_opened_has_no_debtors(tianbao: CommandLine, by: str | None) -> None:
    """One line says so, and the year so far stands below it; the document has its keys, and the period's state."""
    page = tianbao("status", "--period", "2021-12", by=by).text
    later, now = (tianbao("status", "--period", each, "--json", by=by).document for each in ("2021-12", "2021-06"))

    assert "报告期2021-12尚未开放，各单位均无须报送。\n" in page
    assert ("未报齐" in page, "任务" in page, "今年走势" in page) == (False, False, True)
    assert ("locked", "open") == (later["status"], now["status"])
    assert set(later) == set(now)


def test_a_period_of_another_year_is_refused(tianbao: CommandLine) -> None:
    """The plan has twelve months."""
    answer = tianbao("status", "--period", "2022-01")

    assert (answer.code, answer.err) == (1, "报告期2022-01不在2021年计划年度内；请在该年十二个月中选择。\n")


def test_what_counted_earlier_is_shown_for_its_own_period(tianbao: CommandLine) -> None:
    """A period may be named that isn't the current one."""
    assert tianbao("status", "--period", "2021-03", "--json").document["elapsed"] == 0.25
    assert tianbao("status", *JUNE, "--json").out == tianbao("status", "--json").out


def test_the_document_has_the_headline_indicators(tianbao: CommandLine) -> None:
    """With target, figure, pace and light as the page prints them; nothing stands for what is missing."""
    (headline,) = tianbao("status", "--json").document["headline"]
    elsewhere = tianbao("status", "--json", "--department", "rsj").document["headline"]

    assert ("0.1-01", "地区生产总值增速", "%", 6.6) == tuple(
        headline[each] for each in ("commitment", "name", "unit", "target")
    )
    assert [None, None, None, "missing"] == [headline[each] for each in ("value", "completion", "gap", "light")]
    assert [] == elsewhere


def test_where_nothing_is_led_the_page_says_that_alone(tianbao: CommandLine) -> None:
    """A department that only supports others, or leads nothing of a section, exists; a section that is none doesn't."""
    page = tianbao("status", "--department", "rsj", "--section", "0")
    none = tianbao("status", "--section", "7")

    assert page.code == 0
    assert ["没有牵头任务；配合任务的亮灯计在牵头单位名下。"] == page.text.splitlines()[2:]
    assert [] == tianbao("status", "--department", "rsj", "--section", "0", "--json").document["commitments"]
    assert (1, "没有“7”") == (none.code, none.err[:5])


def test_names_are_listed_as_the_language_does(tianbao: CommandLine) -> None:
    """With the Chinese mark between them in Chinese, with commas in English."""
    assert "Not yet reported: 区发改委(1), 区人社局(1), 区卫健委(1)." in tianbao("status", lang="en").text
    assert "区发改委(1)、区人社局(1)、区卫健委(1)。" in tianbao("status").text
