"""汇总、按部门、未报清单、佐证目录、封面说明: who stands where, who has not reported, and what proves the rest."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from attrs import evolve

from departments.ledger import Head
from departments.lights import Light
from departments.reports import Assessment, Evidence, Return, State
from departments.terms import official_term
from exports.merged import merged_workbook
from exports.sheets.evidence import NOTHING as NO_EVIDENCE
from exports.sheets.not_reported import NOTHING as NOTHING_OUTSTANDING
from tests.building import CLINICS, FIRMS, JOBS, JOBS_FIGURE, REFORM, a_plan, at
from tests.exports import real_plan
from tests.exports.overviews import GENERATED_AT, LATE, counted, seen
from tests.exports.reading import header_row, opened, values

if TYPE_CHECKING:
    from openpyxl import Workbook

    from departments.overview import Overview

EVERYTHING = (counted(FIRMS), counted(REFORM), counted(JOBS), counted(CLINICS))
RETURNED = counted(
    JOBS, state=State.RETURNED, submitted_at=None, returns=(Return(at("2021-07-06 10:00"), "coordinator", "口径不符"),)
)


def book(overview: Overview, heads: tuple[Head, ...] = ()) -> Workbook:
    """The merged workbook, read back."""
    return opened(merged_workbook(overview, heads, GENERATED_AT))


def by_department(overview: Overview) -> dict[str, dict[str, Any]]:
    """The departments' table of 汇总 by short name."""
    return {row["牵头单位"]: row for row in values(book(overview)["按部门"])}


def test_the_sheets_stand_in_their_order() -> None:
    """The leader's page comes first, the auditor's last."""
    first = ["封面说明", "汇总", "主要指标", "任务进展", "按部门", "滞后事项"]

    assert [*first, "未报清单", "目标调整", "较上期变化", "佐证目录", "图表"] == book(seen()).sheetnames


def test_the_summary_counts_the_lights_by_section_and_in_all() -> None:
    """Each light counted by hand: jobs done, firms on track, the rest not reported."""
    done = counted(JOBS, {JOBS_FIGURE: 12000}, assessment=Assessment.DONE)
    summary = book(seen(done, counted(FIRMS)))["汇总"]
    sections = {row["部分"]: row for row in values(summary, "部分")}

    assert ["1.创新", "2.改革", "4.民生", "合计"] == list(sections)
    assert (2, 1, 0, 0, 0, 1, 0) == tuple(sections["4.民生"][name] for name in light_headers())
    assert (4, 1, 1, 0, 0, 2, 0) == tuple(sections["合计"][name] for name in light_headers())


def light_headers() -> list[str]:
    """The headers of the lights' columns with the total's."""
    return ["任务数", *(official_term(light) for light in Light)]


def test_the_summary_says_which_period_and_how_much_of_the_year_is_gone() -> None:
    """Half of the year is over in June, as a number and in words."""
    summary = book(seen())["汇总"]
    (overall,) = values(summary, "报告期")[:1]

    assert ("2021-06", 0.5, 4) == (overall["报告期"], overall["序时进度"], overall["任务数"])
    assert "序时进度：50.0%" in str(summary["A3"].value)


def test_a_department_that_reported_nothing_is_on_the_list_with_noughts() -> None:
    """Who is silent must not disappear, and the order is the directory's."""
    rows = by_department(seen(counted(FIRMS), counted(REFORM)))

    assert ["区科技局", "区人社局", "区卫健委", "合计"] == list(rows)
    assert (1, 0, 0, 0, 1) == tuple(rows["区人社局"][name] for name in ("应报", "已报", "已审核", "退回", "逾期"))
    assert (2, 2) == (rows["区科技局"]["应报"], rows["区科技局"]["已报"])


def test_the_departments_table_counts_what_was_approved_returned_and_late() -> None:
    """One of each, and the total below."""
    late = counted(FIRMS, first_submitted_at=LATE, submitted_at=LATE)
    rows = by_department(seen(late, counted(REFORM, state=State.APPROVED), RETURNED, counted(CLINICS)))
    columns = ("应报", "已报", "已审核", "退回", "逾期")

    assert (2, 2, 1, 0, 1) == tuple(rows["区科技局"][name] for name in columns)
    assert (1, 0, 0, 1, 0) == tuple(rows["区人社局"][name] for name in columns)
    assert (4, 3, 1, 1, 1) == tuple(rows["合计"][name] for name in columns)


def test_the_real_plans_summary_adds_up() -> None:
    """Each total is the sum of its column, and of the lights beside it."""
    overview = real_plan.sample_overview()
    written = opened(merged_workbook(overview, (), real_plan.GENERATED_AT))
    for sheet, first_header in (("汇总", "部分"), ("按部门", "序号")):
        rows = values(written[sheet], first_header)
        *parts, total = [row for row in rows if row["任务数"] is not None]
        for name in light_headers():
            assert sum(row[name] for row in parts) == total[name]
        assert len(overview.plan.commitments) == total["任务数"] == sum(total[name] for name in light_headers()[1:])


def test_the_not_reported_are_listed_by_department_in_the_directorys_order() -> None:
    """The coordinator calls one department after another, and nobody who reported everything."""
    rows = values(book(seen(counted(FIRMS), RETURNED))["未报清单"])

    assert [("区科技局", REFORM), ("区人社局", JOBS), ("区卫健委", CLINICS)] == [
        (row["牵头单位"], row["任务编号"]) for row in rows
    ]
    assert [1, 2, 3] == [row["序号"] for row in rows]


def test_a_department_named_first_in_the_plan_waits_for_its_turn_in_the_list() -> None:
    """The order is the directory's and not the plan's, where the clinics stand first."""
    plan = a_plan(*reversed(a_plan().commitments))
    rows = values(book(seen(plan=plan))["未报清单"])

    assert [REFORM, FIRMS, JOBS, CLINICS] == [row["任务编号"] for row in rows]


def test_the_list_says_where_a_report_is_stuck_and_why_it_was_returned() -> None:
    """未填 needs a call, 已退回 needs the reason at hand."""
    rows = {
        row["任务编号"]: row for row in values(book(seen(RETURNED, counted(REFORM, state=State.DRAFT)))["未报清单"])
    }

    assert ("已退回", "口径不符") == (rows[JOBS]["状态"], rows[JOBS]["退回意见"])
    assert ("草稿", None) == (rows[REFORM]["状态"], rows[REFORM]["退回意见"])
    assert "未填" == rows[FIRMS]["状态"]


def test_the_list_counts_the_days_since_the_due_date() -> None:
    """Due on the 5th, printed on the 8th; a report that came in time and was returned is not late."""
    rows = {row["任务编号"]: row for row in values(book(seen(RETURNED))["未报清单"])}

    assert (3, dt.datetime(2021, 7, 5)) == (rows[FIRMS]["逾期天数"], rows[FIRMS]["截止日期"])  # noqa: DTZ001
    assert rows[JOBS]["逾期天数"] is None


def test_nothing_is_late_before_the_due_date() -> None:
    """A list printed on the 4th reproaches nobody."""
    early = at("2021-07-04 12:00")
    sheet = opened(merged_workbook(seen(today=early.date()), (), early))["未报清单"]

    assert {None} == {row["逾期天数"] for row in values(sheet)}


def test_a_report_that_came_late_and_was_returned_is_late_by_its_first_coming() -> None:
    """The days at the commission's desk are not the department's."""
    rows = values(book(seen(evolve(RETURNED, first_submitted_at=LATE)))["未报清单"])

    assert [2] == [row["逾期天数"] for row in rows if row["任务编号"] == JOBS]


def test_what_is_not_due_is_not_on_the_list() -> None:
    """A quarterly commitment owes nothing in July."""
    rows = values(book(seen(period=RETURNED.period.plus_months(1), today=dt.date(2021, 8, 9)))["未报清单"])

    assert {REFORM, JOBS} == {row["任务编号"] for row in rows}


def test_a_list_with_nobody_on_it_says_so() -> None:
    """An empty table could as well be a fault."""
    sheet = book(seen(*EVERYTHING))["未报清单"]

    assert NOTHING_OUTSTANDING == sheet.cell(header_row(sheet) + 1, 1).value


def test_the_evidence_of_what_counts_is_listed_with_its_hash() -> None:
    """A file can be found on the shelf and checked to the byte; a reference has neither size nor hash."""
    file, reference = Evidence("台账.xlsx", "ab" * 32, 2048, "截至6月"), Evidence("津人社〔2021〕3号")
    (first, second) = values(book(seen(counted(JOBS, evidence=(file, reference))))["佐证目录"])

    assert ("台账.xlsx", 2048, "ab" * 32, "截至6月") == tuple(
        first[name] for name in ("佐证材料", "字节数", "SHA-256", "说明")
    )
    assert (JOBS, "区人社局", "牵头", "2021-06") == tuple(
        first[name] for name in ("任务编号", "提供单位", "责任", "报告期")
    )
    assert ("津人社〔2021〕3号", None, None) == tuple(second[name] for name in ("佐证材料", "字节数", "SHA-256"))


def test_a_supporting_departments_evidence_stands_under_its_own_name() -> None:
    """Whose shelf the file lies on is part of finding it."""
    supporting = counted(JOBS, {}, department="kjj", evidence=(Evidence("清单.docx", "cd" * 32, 5),))
    (row,) = values(book(seen(counted(JOBS), supporting))["佐证目录"])

    assert ("区科技局", "配合") == (row["提供单位"], row["责任"])


def test_a_drafts_evidence_is_not_listed_and_an_empty_list_says_so() -> None:
    """What is not submitted proves nothing yet."""
    draft = counted(JOBS, state=State.DRAFT, evidence=(Evidence("底稿.xlsx", "ab" * 32, 1),))
    sheet = book(seen(draft))["佐证目录"]

    assert NO_EVIDENCE == sheet.cell(header_row(sheet) + 1, 1).value
    assert "底稿.xlsx" not in [row["佐证材料"] for row in values(sheet)]


def test_every_books_chain_head_is_printed() -> None:
    """A book rewritten after the export no longer ends in what is on paper."""
    heads = (Head("office", 12, "0a" * 32), Head("rsj", 0, ""), Head("xyd", 7, "ff" * 32))
    rows = values(book(seen(), heads)["封面说明"], "单位")

    assert [("综合科", "office", 12, "0a" * 32), ("区人社局", "rsj", 0, None), ("学府街", "xyd", 7, "ff" * 32)] == [
        (row["单位"], row["账册"], row["事件数"], row["链头"]) for row in rows
    ]
