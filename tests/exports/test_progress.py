"""任务进展: what each cell says, held against sums done by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from departments.plan import Basis, Comparator, Direction
from departments.reports import Assessment, Evidence, Narrative, State
from departments.terms import official_term
from exports.columns import SEE_APPENDIX
from exports.merged import merged_workbook
from exports.typesetting import MOST_LINES
from tests.building import (
    DECEMBER,
    FIRMS,
    FIRMS_DEALS,
    FIRMS_LEVEL,
    JOBS,
    JOBS_FIGURE,
    JULY,
    JUNE,
    REFORM,
    a_commitment,
    a_plan,
    an_indicator,
)
from tests.exports import real_plan
from tests.exports.overviews import GENERATED_AT, counted, seen
from tests.exports.reading import cells, every_cell, header_row, opened, values

if TYPE_CHECKING:
    from departments.overview import CommitmentRow, Overview
    from departments.periods import Period

NAME = "任务进展"
HEADERS = [
    *("序号", "类别", "任务", "指标", "单位", "年度目标", "1-6月累计", "完成率", "序时进度", "进度差", "备注", "亮灯"),
    *("进展情况", "存在问题", "下一步措施", "牵头", "配合", "佐证", "填报人", "报送时间"),
]
FIGURE_CELLS = ("1-6月累计", "完成率", "进度差")


def progress(overview: Overview, **kwargs: Any) -> list[dict[str, Any]]:
    """The sheet's rows as values by header."""
    return values(opened(merged_workbook(overview, (), GENERATED_AT, **kwargs))[NAME])


def row_of(rows: list[dict[str, Any]], indicator: str) -> dict[str, Any]:
    """The one row of this indicator."""
    (found,) = [row for row in rows if row["指标"] == indicator]
    return found


def test_the_columns_stand_in_the_official_order() -> None:
    """Whoever gets the table finds each column where it has always been."""
    sheet = opened(merged_workbook(seen(), (), GENERATED_AT))[NAME]
    headers = [cell.value for cell in sheet[header_row(sheet)]]

    assert HEADERS == headers


@pytest.mark.parametrize(("period", "header"), [(JULY, "1-7月累计"), (DECEMBER, "1-12月累计")])
def test_the_figures_header_says_which_months_they_run_over(period: Period, header: str) -> None:
    """A cumulative figure without its months means nothing."""
    assert header in progress(seen(period=period))[0]


def test_every_indicator_has_a_row_and_every_commitment_without_one_has_one() -> None:
    """Nothing of the plan is left out, in the plan's order."""
    rows = progress(seen())

    assert ["高新技术企业", "技术合同成交额", None, "新增就业", None] == [row["指标"] for row in rows]
    assert [1, 2, 3, 4, 5] == [row["序号"] for row in rows]


def test_a_row_says_what_was_promised_and_what_was_reported() -> None:
    """Each cell of a plain row, against 7,000 of 12,000 at the half of the year."""
    evidence = (Evidence("就业台账.xlsx", "ab" * 32, 10), Evidence("津人社〔2021〕3号"))
    row = row_of(progress(seen(counted(JOBS, {JOBS_FIGURE: 7000}, evidence=evidence))), "新增就业")

    assert {
        "序号": 4,
        "类别": "4.1 稳定和扩大就业",
        "任务": "新增就业1.2万人",
        "指标": "新增就业",
        "单位": "人",
        "年度目标": 12000,
        "1-6月累计": 7000,
        "完成率": pytest.approx(7000 / 12000),
        "序时进度": 0.5,
        "进度差": pytest.approx(100 * 7000 / 12000 - 50),
        "备注": None,
        "亮灯": "达到序时",
        "进展情况": "举办招聘会12场。",
        "存在问题": "缺口主要在制造业。",
        "下一步措施": "下月走进校园。",
        "牵头": "区人社局",
        "配合": "区科技局",
        "佐证": "就业台账.xlsx\n津人社〔2021〕3号",
        "填报人": "clerk-one",
        "报送时间": dt.datetime(2021, 7, 3, 16, 5),  # noqa: DTZ001 - as a cell has it
    } == row


def test_more_than_was_promised_shows_as_more_than_a_hundred_per_cent() -> None:
    """117.2 % is never cut."""
    book = opened(merged_workbook(seen(counted(JOBS, {JOBS_FIGURE: 14064})), (), GENERATED_AT))
    (row,) = [row for row in cells(book[NAME]) if row["指标"].value == "新增就业"]

    assert (1.172, "0.0%") == (row["完成率"].value, row["完成率"].number_format)


def test_a_commitment_not_reported_says_so_and_has_no_figure_at_all() -> None:
    """Blank is not 0, and 未报 is not 滞后."""
    row = row_of(progress(seen()), "新增就业")

    assert "未报" == row["亮灯"]
    assert [None] * 3 == [row[name] for name in FIGURE_CELLS]
    assert (None, None, None) == (row["进展情况"], row["填报人"], row["报送时间"])
    assert 12000 == row["年度目标"]


@pytest.mark.parametrize("state", [State.DRAFT, State.SIGNING, State.RETURNED])
def test_what_does_not_count_stays_out_of_the_workbook(state: State) -> None:
    """A draft is the clerk's own; not a word and not a figure of it goes upward."""
    draft = counted(JOBS, {JOBS_FIGURE: 7777}, state=state, narrative=Narrative("草稿之言", "草稿之难", "草稿之策"))
    written = every_cell(opened(merged_workbook(seen(draft), (), GENERATED_AT)))

    assert not [cell for cell in written if cell.value == 7777 or "草稿之" in str(cell.value)]


def test_a_figure_of_zero_is_a_figure() -> None:
    """Nothing done is an answer: 0, 0 % and far behind."""
    row = row_of(progress(seen(counted(JOBS, {JOBS_FIGURE: 0}))), "新增就业")

    assert (0, 0, -50, "滞后") == (*(row[name] for name in FIGURE_CELLS), row["亮灯"])


def test_a_figure_that_is_not_there_is_blank_and_the_reason_comes_first() -> None:
    """GDP comes by the quarter; its cell waits for it."""
    report = counted(JOBS, {}, figure_absent={JOBS_FIGURE: "季度核算，7月下旬公布"})
    row = row_of(progress(seen(report)), "新增就业")

    assert [None] * 3 == [row[name] for name in FIGURE_CELLS]
    assert ("无数据：季度核算，7月下旬公布", "举办招聘会12场。") == (row["备注"], row["进展情况"])
    assert "达到序时" == row["亮灯"]


def test_what_is_not_due_shows_its_last_report_with_that_reports_pace() -> None:
    """A quarterly figure in July is June's, held against the half of the year and labelled."""
    row = row_of(progress(seen(counted(FIRMS, period=JUNE), period=JULY)), "技术合同成交额")

    assert (25, 0.5, 0.5, 0) == tuple(row[name] for name in ("1-7月累计", "完成率", "序时进度", "进度差"))
    assert row["进展情况"].startswith("（2021-06数据）")


def test_an_assessment_better_than_the_figures_is_called_so() -> None:
    """The reader sees the contradiction where he reads, not in an appendix."""
    report = counted(JOBS, {JOBS_FIGURE: 1200}, assessment=Assessment.ON_TRACK)
    row = row_of(progress(seen(report)), "新增就业")

    assert "滞后" == row["亮灯"]
    assert row["进展情况"].startswith("（自评与数据不符：自评达到序时进度）")


def test_each_row_of_a_commitment_shows_the_commitments_light() -> None:
    """The worst counts for all of it, and the better indicator says how it stands itself."""
    report = counted(FIRMS, {FIRMS_LEVEL: 400, FIRMS_DEALS: 10})
    rows = progress(seen(report))
    level, deals = row_of(rows, "高新技术企业"), row_of(rows, "技术合同成交额")

    assert ("滞后", "滞后") == (level["亮灯"], deals["亮灯"])
    assert ("本指标：达到序时", None) == (level["备注"], deals["备注"])
    assert level["进展情况"] == deals["进展情况"]


def test_a_level_has_no_gap_and_its_share_is_of_the_target() -> None:
    """400 firms are not pro-rated over the year."""
    row = row_of(progress(seen(counted(FIRMS, {FIRMS_LEVEL: 380, FIRMS_DEALS: 25}))), "高新技术企业")

    assert (380, 0.95, None) == tuple(row[name] for name in FIGURE_CELLS)


def test_a_supporting_department_speaks_under_its_own_name() -> None:
    """Its words are not lost, nor taken for the lead's; its evidence follows the lead's."""
    supporting = counted(
        JOBS, {}, department="kjj", narrative=Narrative("对接高校2所。", "", ""), evidence=(Evidence("清单.docx"),)
    )
    row = row_of(progress(seen(counted(JOBS), supporting)), "新增就业")

    assert "举办招聘会12场。\n区科技局（配合）：对接高校2所。" == row["进展情况"]
    assert "缺口主要在制造业。" == row["存在问题"]
    assert "清单.docx" == row["佐证"]


def test_an_explanation_travels_with_the_report() -> None:
    """What a clerk answered to a soft finding is read where the figure is."""
    row = row_of(progress(seen(counted(JOBS, explanation="口径调整。"))), "新增就业")

    assert "举办招聘会12场。\n（说明：口径调整。）" == row["进展情况"]


def test_nothing_to_report_is_an_answer_with_its_reason() -> None:
    """本期无进展 is not the same as a clerk who wrote little."""
    report = counted(REFORM, nothing_to_report=True, narrative=Narrative("方案尚待批复。", "", "继续跟进。"))
    (row,) = [row for row in progress(seen(report)) if row["任务"] == "深化改革"]

    assert "（本期无进展）方案尚待批复。" == row["进展情况"]


def test_a_person_is_printed_by_the_name_that_is_handed_in() -> None:
    """填报人 is a person, not a sign-in name, where the name is known."""
    overview = seen(counted(JOBS), counted(REFORM, reported_by="clerk-two"))
    rows = progress(overview, people={"clerk-one": "示例填报员"})

    assert "示例填报员" == row_of(rows, "新增就业")["填报人"]
    assert "clerk-two" in [row["填报人"] for row in rows]


def test_an_instant_of_another_zone_is_printed_in_the_editions() -> None:
    """A report of 16:05 in Beijing is printed so, however the ledger keeps it."""
    report = counted(JOBS, submitted_at=dt.datetime(2021, 7, 3, 8, 5, tzinfo=dt.UTC))

    assert (
        dt.datetime(2021, 7, 3, 16, 5)  # noqa: DTZ001 - as a cell has it
        == row_of(progress(seen(report)), "新增就业")["报送时间"]
    )


@pytest.mark.parametrize(
    ("comparator", "number_format"),
    [
        (Comparator.ABOUT, '#,##0"左右"'),
        (Comparator.AT_MOST, '"不超过"#,##0'),
        (Comparator.GROWTH, '"增长"#,##0'),
        (Comparator.AT_LEAST, "#,##0"),
    ],
)
def test_a_target_keeps_the_plans_word_and_stays_a_number(comparator: Comparator, number_format: str) -> None:
    """5.5 左右 is another promise than 不超过 5.5."""
    plan = a_plan(a_commitment(an_indicator(comparator=comparator)))
    (row,) = cells(opened(merged_workbook(seen(plan=plan), (), GENERATED_AT))[NAME])

    assert (12000, number_format) == (row["年度目标"].value, row["年度目标"].number_format)


def test_a_text_that_no_row_can_show_stands_whole_in_the_cell_and_on_paper() -> None:
    """A row is at most 409 points high; what does not fit goes to an appendix, in rows that do."""
    text = "".join(f"第{number}项工作已完成阶段目标。" for number in range(1500))
    book = opened(merged_workbook(seen(counted(JOBS, narrative=Narrative(text))), (), GENERATED_AT))
    pieces = values(book["长文附录"])

    assert SEE_APPENDIX + text == row_of(values(book[NAME]), "新增就业")["进展情况"]
    assert text == "".join(each["全文"] for each in pieces)
    assert {f"{NAME} 序号4 进展情况"} == {each["出处"] for each in pieces}
    assert "top" == book[NAME]["M8"].alignment.vertical


def test_a_workbook_without_such_a_text_has_no_appendix() -> None:
    """An empty sheet is only a question."""
    assert "长文附录" not in opened(merged_workbook(seen(counted(JOBS)), (), GENERATED_AT)).sheetnames


def test_a_column_grows_before_a_text_is_sent_to_the_appendix() -> None:
    """A long narrative of usual length is printed in its own row."""
    text = "进" * (MOST_LINES * 25)
    book = opened(merged_workbook(seen(counted(JOBS, narrative=Narrative(text))), (), GENERATED_AT))

    assert "长文附录" not in book.sheetnames
    assert book[NAME].column_dimensions["M"].width > 40


def test_the_real_plans_rows_agree_with_the_overview_and_with_sums_done_by_hand() -> None:
    """220 commitments, all sorts of reports: each figure, share, gap and light once more from scratch."""
    overview = real_plan.sample_overview()
    rows = values(opened(merged_workbook(overview, (), real_plan.GENERATED_AT))[NAME])
    by_quote: dict[str, CommitmentRow] = {row.commitment.quote: row for row in overview.rows}
    checked = 0
    for row in rows:
        standing = by_quote[row["任务"]]

        assert official_term(standing.light.light) == row["亮灯"]
        if row["1-9月累计"] is None:
            assert (None, None) == (row["完成率"], row["进度差"])
            continue
        checked += 1
        indicator = standing.commitment.indicator(row["指标"])
        assert standing.counted is not None
        figure, target = standing.counted.values[indicator.id], indicator.target
        assert figure == Decimal(str(row["1-9月累计"]))
        if indicator.basis is Basis.CUMULATIVE and target:
            share = Fraction(figure) / Fraction(target)
            assert float(share) == pytest.approx(row["完成率"])
            if indicator.direction is Direction.HIGHER:
                assert float(share * 100 - 75) == pytest.approx(row["进度差"])
    assert sum(len(each.commitment.indicators) or 1 for each in overview.rows) == len(rows)
    assert checked > 20
