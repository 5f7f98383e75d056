"""主要指标、滞后事项、目标调整、较上期变化、图表 and the official form that every sheet has."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from departments.field_changes import FieldChange
from departments.plan import Basis, Comparator, Section
from departments.plan_changes import ChangeKind, PlanChange
from departments.reports import Assessment, Narrative
from exports.merged import merged_workbook
from exports.pages import SIGN_OFF
from exports.sheets.behind import NOTHING as NOTHING_BEHIND
from exports.sheets.headline import NOTHING as NO_HEADLINES
from exports.sheets.plan_changes import NOTHING as NO_CHANGES
from exports.sheets.since_last import NOTHING as NO_PERIOD_BEFORE
from tests.building import (
    FIRMS,
    FIRMS_DEALS,
    FIRMS_LEVEL,
    JOBS,
    JOBS_FIGURE,
    JUNE,
    MAY,
    REFORM,
    a_commitment,
    a_plan,
    an_indicator,
    at,
)
from tests.exports.overviews import GENERATED_AT, counted, seen
from tests.exports.reading import cells, opened, values

if TYPE_CHECKING:
    from openpyxl import Workbook

    from departments.overview import Overview
    from departments.plan import Plan


def book(overview: Overview, before: Overview | None = None, changes: tuple[PlanChange, ...] = ()) -> Workbook:
    """The merged workbook, read back."""
    return opened(merged_workbook(overview, (), GENERATED_AT, before=before, changes=changes))


def a_headline_plan() -> Plan:
    """A plan with a growth rate and a sum among its headline indicators."""
    growth = an_indicator(
        "6.5", id="0.1-01.1", name="地区生产总值增速", unit="%", comparator=Comparator.GROWTH, basis=Basis.LEVEL
    )
    taxes = an_indicator("100", id="0.1-02.1", name="税收", unit="亿元")
    standing = a_plan()
    headlines = tuple(
        a_commitment(each, id=each.id[:-2], section=0, heading="主要预期指标", quote=each.name, lead="kjj")
        for each in (growth, taxes)
    )
    return a_plan(
        *headlines, *standing.commitments, sections=(Section(0, "主要预期指标", ("主要预期指标",)), *standing.sections)
    )


@pytest.mark.parametrize("name", ["封面说明", "汇总", "任务进展", "按部门", "滞后事项", "未报清单", "佐证目录", "图表"])
def test_every_sheet_has_the_official_form(name: str) -> None:
    """附件 and its number, the stamp's line with date and unit, and the line for names at the end."""
    sheet = book(seen(counted(JOBS)))[name]

    assert str(sheet["A1"].value).startswith("附件")
    assert all(word in str(sheet["A3"].value) for word in ("盖章", "填报日期：2021年7月8日", "单位："))
    assert SIGN_OFF == sheet.cell(sheet.max_row, 1).value


def test_the_attachments_are_numbered_in_their_order() -> None:
    """The cover letter refers to them by number."""
    sheets = book(seen()).worksheets

    assert [f"附件{number}" for number in range(1, len(sheets) + 1)] == [each["A1"].value for each in sheets]


def test_a_commitment_with_several_indicators_has_merged_cells() -> None:
    """What belongs to all of them stands once, and each row keeps its own figures; a filter still finds each row."""
    content = merged_workbook(seen(counted(FIRMS)), (), GENERATED_AT)
    sheet = load_workbook(io.BytesIO(content))["任务进展"]
    merged = {each.coord for each in sheet.merged_cells.ranges if each.min_col == each.max_col}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("xl/worksheets/sheet4.xml").decode()

    assert {"B5:B6", "C5:C6", "L5:L6", "M5:M6"} <= merged
    assert not [each for each in merged if each[0] in "DEFGHIJK"]
    assert '<c r="C6"' in xml
    assert '<c r="C6" s="' not in xml.split("/>")[0]


def test_the_headline_indicators_stand_in_the_published_order_of_columns() -> None:
    """A growth rate has no gap; a sum has one."""
    reports = (
        counted("0.1-01", {"0.1-01.1": "6.8"}, department="kjj"),
        counted("0.1-02", {"0.1-02.1": 40}, department="kjj"),
    )
    growth, taxes = values(book(seen(*reports, plan=a_headline_plan()))["主要指标"])

    assert ["序号", "指标名称", "单位", "目标任务", "1-6月累计完成情况", "完成进度"] == list(growth)[:6]
    assert ("地区生产总值增速", 6.8, None, "达到序时") == tuple(
        growth[name] for name in ("指标名称", "1-6月累计完成情况", "进度差", "亮灯")
    )
    assert (40, 0.4, 0.5, -10, "略有滞后") == tuple(
        taxes[name] for name in ("1-6月累计完成情况", "完成进度", "序时进度", "进度差", "亮灯")
    )


def test_what_is_behind_is_listed_the_worst_first() -> None:
    """With the figures that make it so and the lead's own words."""
    jobs = counted(JOBS, {JOBS_FIGURE: 5000}, narrative=Narrative("进展。", "岗位不足。", "扩岗。"))
    firms = counted(FIRMS, {FIRMS_LEVEL: 400, FIRMS_DEALS: 5})
    first, second = values(book(seen(jobs, firms))["滞后事项"])

    assert (FIRMS, "滞后", -40, "技术合同成交额：5亿元／目标50亿元") == tuple(
        first[name] for name in ("任务编号", "亮灯", "进度差", "滞后指标")
    )
    assert (JOBS, "略有滞后", "岗位不足。", "扩岗。") == tuple(
        second[name] for name in ("任务编号", "亮灯", "存在问题", "下一步措施")
    )


def test_the_changes_of_the_plan_stand_old_beside_new() -> None:
    """A new target with its reason, and a new lead by name."""
    jobs = a_plan().commitment(JOBS)
    retarget = PlanChange(
        ChangeKind.RETARGETED,
        jobs,
        jobs.indicators[0],
        (FieldChange("target", Decimal(12000), Decimal("12500.5")),),
        JUNE,
        at("2021-06-20 10:00"),
        "coordinator",
        "区政府常务会议调整",
    )
    moved = PlanChange(
        ChangeKind.REASSIGNED,
        jobs,
        None,
        (FieldChange("lead", "rsj", "kjj"), FieldChange("supporting", ("kjj",), ())),
        JUNE,
        at("2021-06-21 10:00"),
        "coordinator",
        "机构调整",
    )
    one, other = values(book(seen(), changes=(retarget, moved))["目标调整"])

    assert ("目标调整", "新增就业", "12,000", "12,500.5", "2021-06", "区政府常务会议调整") == tuple(
        one[name] for name in ("调整类别", "指标", "调整前", "调整后", "自何期起", "原因")
    )
    assert ("牵头：区人社局\n配合：区科技局", "牵头：区科技局\n配合：无") == (other["调整前"], other["调整后"])


def test_what_changed_since_the_period_before_is_marked() -> None:
    """Bold on a fill, for grey paper too, and nothing else is."""
    before = seen(counted(JOBS, {JOBS_FIGURE: 3000}, period=MAY), counted(REFORM, period=MAY), period=MAY)
    now = seen(counted(JOBS, {JOBS_FIGURE: 7000}), counted(REFORM))
    rows = {row["任务编号"].value: row for row in cells(book(now, before)["较上期变化"])}
    jobs, reform = rows[JOBS], rows[REFORM]

    assert (3000, 7000, 4000) == tuple(jobs[name].value for name in ("上期累计", "本期累计", "增减"))
    assert "滞后→达到序时" == jobs["亮灯变化"].value
    assert {"本期累计", "增减", "亮灯变化"} == {name for name, cell in jobs.items() if cell.font.bold}
    assert not [name for name, cell in reform.items() if cell.font.bold]
    assert ("无变化", "无变化") == (reform["亮灯变化"].value, reform["文字"].value)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("主要指标", NO_HEADLINES),
        ("滞后事项", NOTHING_BEHIND),
        ("目标调整", NO_CHANGES),
        ("较上期变化", NO_PERIOD_BEFORE),
    ],
)
def test_a_sheet_with_nothing_in_it_says_so(name: str, sentence: str) -> None:
    """An empty table is a question."""
    assert sentence == book(seen())[name]["A5"].value


def test_the_charts_show_their_axes_and_the_figures_they_are_drawn_from() -> None:
    """Lights by section, and completion against pace."""
    report = counted("0.1-02", {"0.1-02.1": 40}, department="kjj", assessment=Assessment.BEHIND)
    content = merged_workbook(seen(report, plan=a_headline_plan()), (), GENERATED_AT)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]

    assert len(charts) == 2
    assert all('<delete val="0"' in each and '<delete val="1"' not in each for each in charts)
    sheet = opened(content)["图表"]
    assert [("地区生产总值增速", None), ("税收", 0.4)] == [
        (row["主要指标"], row["完成进度"]) for row in values(sheet, "主要指标")
    ]
    assert 7 == sum(row["任务数"] for row in values(sheet, "部分")) + 1
