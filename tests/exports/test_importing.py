"""A filled form against a clerk's desk: what is understood, what is refused and where, and all of it or nothing."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from departments.reports import Assessment, Narrative, State
from exports.form_findings import (
    FormulaWithoutValue,
    LockedCellChanged,
    NotInList,
    NotOurForm,
    PictureInCell,
    StampDamaged,
    UnknownRow,
)
from exports.importing import (
    FormOutdated,
    ImportRefused,
    Outcome,
    WrongDepartment,
    WrongPlan,
    apply,
    marks_of,
    propose,
)
from tests.building import CLINICS, FIRMS, FIRMS_DEALS, JOBS, JOBS_FIGURE, a_report, saved, submitted
from tests.exports.forms import FORM, Filling, cell_at, exported, filled, packed
from tests.memory_ledger import MemoryInstallation

if TYPE_CHECKING:
    from departments.desks import ClerkDesk
    from departments.periods import Period
    from exports.importing import Proposal
    from exports.intake import WorkbookReader

FIGURE = "1-6月累计"
WHOLE: Filling = {
    (JOBS_FIGURE, FIGURE): 7000,
    (JOBS, "自评"): "达到序时进度",
    (JOBS, "进展情况"): "招聘会15场。",
    (JOBS, "存在问题"): "无。",
    (JOBS, "下一步措施"): "继续。",
    (CLINICS, "进展情况"): "联合巡诊2次。",
}


@pytest.fixture
def installation() -> MemoryInstallation:
    """Where everything is kept: in memory; what is saved goes through the same desk on a disk."""
    return MemoryInstallation()


def proposal(desk: ClerkDesk, reader: WorkbookReader, cells: Filling) -> Proposal:
    """What importing a fresh form with these cells would do."""
    return propose(desk, reader, "表.xlsx", filled(exported(desk), cells))


def outcomes(of: Proposal) -> dict[str, Outcome]:
    """Each commitment's outcome."""
    return {each.commitment: each.outcome for each in of.items}


def test_every_indicator_of_a_commitment_is_read(kjj_desk: ClerkDesk, june: Period, reader: WorkbookReader) -> None:
    """A program that empties the cells under a joined one takes the code from all rows but the first."""
    form = filled(exported(kjj_desk, "kjj"), {(FIRMS_DEALS, FIGURE): 26})
    found = propose(kjj_desk, reader, "表.xlsx", form)
    apply(kjj_desk, found)

    assert Outcome.NEW == outcomes(found)[FIRMS]
    assert {FIRMS_DEALS: Decimal(26)} == kjj_desk.report(june, FIRMS).report.values


def test_a_form_handed_back_as_it_was_changes_nothing(
    clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader
) -> None:
    """Nobody's work is written again by a file that says nothing new."""
    saved(clerk_desk, a_report(JOBS))
    found = proposal(clerk_desk, reader, {})

    assert {JOBS: Outcome.SAME, CLINICS: Outcome.SAME} == outcomes(found)
    assert () == apply(clerk_desk, found)
    assert 1 == clerk_desk.report(june, JOBS).revision


def test_a_filled_form_becomes_drafts(clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader) -> None:
    """Figures, texts and assessment arrive as if they had been typed, and what was left open stays so."""
    found = proposal(clerk_desk, reader, WHOLE)

    assert {JOBS: Outcome.NEW, CLINICS: Outcome.NEW} == outcomes(found)
    apply(clerk_desk, found)
    report = clerk_desk.report(june, JOBS).report
    assert ({JOBS_FIGURE: Decimal(7000)}, State.DRAFT, Assessment.ON_TRACK) == (
        report.values,
        report.state,
        report.assessment,
    )
    assert Narrative("招聘会15场。", "无。", "继续。") == report.narrative
    assert "联合巡诊2次。" == clerk_desk.report(june, CLINICS).report.narrative.progress


def test_what_the_form_leaves_alone_stays(clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader) -> None:
    """One changed cell changes one field, and a deleted row deletes nothing."""
    saved(clerk_desk, a_report(JOBS))
    book = load_workbook(io.BytesIO(filled(exported(clerk_desk), {(JOBS, "存在问题"): "用工缺口。"})))
    book[FORM].delete_rows(cell_at(book, CLINICS, "任务").row)
    found = propose(clerk_desk, reader, "表.xlsx", packed(book))

    assert {JOBS: Outcome.CHANGED} == outcomes(found)
    apply(clerk_desk, found)
    assert a_report(JOBS).values == clerk_desk.report(june, JOBS).report.values
    assert (
        Narrative("举办招聘会12场。", "用工缺口。", "下月走进校园。") == clerk_desk.report(june, JOBS).report.narrative
    )


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        (7000, "7000"),
        (7000.5, "7000.5"),
        ("７０００", "7000"),
        ("7,000", "7000"),
        ("0.7万", "7000"),
        ("0.7万人", "7000"),
        ("7000人", "7000"),
        (0, "0"),
    ],
)
def test_figures_are_understood_as_people_type_them(
    clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader, typed: object, figure: str
) -> None:
    """Full-width digits, thousands, 万 and the unit written into the cell."""
    apply(clerk_desk, proposal(clerk_desk, reader, {(JOBS_FIGURE, FIGURE): typed}))

    assert {JOBS_FIGURE: Decimal(figure)} == clerk_desk.report(june, JOBS).report.values


def test_a_percentage_where_people_are_counted_is_refused(
    clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader
) -> None:
    """58 % typed into the cell is 0.58 with a format; it is not 0.58 people."""
    book = load_workbook(io.BytesIO(exported(clerk_desk)))
    cell = cell_at(book, JOBS_FIGURE, FIGURE)
    cell.value, cell.number_format = 0.58, "0%"
    found = propose(clerk_desk, reader, "表.xlsx", packed(book))

    assert ["percentage_unexpected"] == [each.told.code for each in found.refused]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({(JOBS_FIGURE, FIGURE): "约七千"}, "not_the_figure_alone"),
        ({(JOBS_FIGURE, FIGURE): "七八千"}, "said_in_two_ways"),
        ({(JOBS_FIGURE, FIGURE): "=1+1"}, FormulaWithoutValue().code),
        ({(JOBS, "进展情况"): '=DISPIMG("ID_1",1)'}, PictureInCell().code),
        ({(JOBS, "自评"): "还行"}, NotInList("", "").code),
        ({(JOBS, "本期无进展"): "也许"}, NotInList("", "").code),
        ({(JOBS_FIGURE, "年度目标"): 9000}, LockedCellChanged("", "", "").code),
        ({(JOBS_FIGURE, "单位"): "%"}, LockedCellChanged("", "", "").code),
        ({(JOBS, "任务"): "新增就业0.9万人"}, LockedCellChanged("", "", "").code),
        ({(CLINICS, FIGURE): 5}, LockedCellChanged("", "", "").code),
        ({(JOBS, "任务编号"): "9.9-99"}, UnknownRow("").code),
        ({(JOBS, "进展情况"): "长" * 20_001}, "text_too_long"),
    ],
)
def test_a_bad_cell_is_named_and_nothing_is_saved(
    clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader, cells: Filling, kind: str
) -> None:
    """Sheet, address and reason; the good cells beside it wait."""
    content = filled(exported(clerk_desk), WHOLE | cells)
    found = propose(clerk_desk, reader, "表.xlsx", content)
    ((key, header),) = cells
    where = cell_at(load_workbook(io.BytesIO(exported(clerk_desk))), key, header).coordinate

    assert (FORM, where, kind) in [(each.sheet, each.cell, each.told.code) for each in found.refused]
    with pytest.raises(ImportRefused):
        apply(clerk_desk, found)
    assert [0, 0] == [clerk_desk.report(june, each).revision for each in (JOBS, CLINICS)]


def test_a_report_saved_since_is_not_written_over(clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader) -> None:
    """The form began from an older revision; both stand, and the clerk decides."""
    content = filled(exported(clerk_desk), WHOLE)
    saved(clerk_desk, a_report(JOBS))
    found = propose(clerk_desk, reader, "表.xlsx", content)

    assert {FormOutdated("", 0, 0).code} == {each.told.code for each in found.refused}
    assert {JOBS: Outcome.REFUSED, CLINICS: Outcome.NEW} == outcomes(found)


def test_a_submitted_report_has_to_be_withdrawn_first(
    clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader
) -> None:
    """Its cells are locked in the form; changed all the same, each is named with what to do."""
    submitted(clerk_desk, a_report(JOBS))
    found = proposal(clerk_desk, reader, {(JOBS, "进展情况"): "改了。"})

    assert ["not_in_this_state"] == [each.told.code for each in found.refused]


def test_another_departments_form_is_refused(
    clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, june: Period, reader: WorkbookReader
) -> None:
    """A file that was mixed up says whose it is."""
    with pytest.raises(WrongDepartment, match="区科技局's and this account 区人社局's"):
        propose(clerk_desk, reader, "表.xlsx", exported(kjj_desk, "kjj"))


def test_another_plans_form_is_refused(clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader) -> None:
    """Last year's form looks like this year's."""
    content = exported(clerk_desk)
    book = load_workbook(io.BytesIO(content))
    from exports.stamp import lines_of, stamp_from

    lines = [(str(row[0].value), str(row[1].value)) for row in book["_meta"].iter_rows()]
    from attrs import evolve

    stamp = stamp_from(lines)
    for row, line in enumerate(lines_of(evolve(stamp, plan=evolve(stamp.plan, id="sample-2020"))), 1):
        book["_meta"].cell(row, 1).value, book["_meta"].cell(row, 2).value = line
    with pytest.raises(WrongPlan):
        propose(clerk_desk, reader, "表.xlsx", packed(book))


def test_a_closed_period_says_so_at_every_cell(clerk_desk: ClerkDesk, reader: WorkbookReader) -> None:
    """The form can be exported before the period opens, and is taken once it is open."""
    found = proposal(clerk_desk, reader, {(JOBS, "进展情况"): "早了。"})

    assert ["period_locked"] == [each.told.code for each in found.refused]


def test_a_changed_hidden_sheet_is_noticed(clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader) -> None:
    """A digest that does not fit refuses the file."""
    book = load_workbook(io.BytesIO(exported(clerk_desk)))
    book["_meta"]["B8"].value = str(book["_meta"]["B8"].value).replace("新增就业", "新增旧业")
    with pytest.raises(StampDamaged):
        propose(clerk_desk, reader, "表.xlsx", packed(book))


def test_any_other_workbook_is_no_form(clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader) -> None:
    """A list of somebody's own is told what is wanted."""
    book = load_workbook(io.BytesIO(exported(clerk_desk)))
    del book["_meta"]
    with pytest.raises(NotOurForm):
        propose(clerk_desk, reader, "表.xlsx", packed(book))


def test_a_refused_form_comes_back_with_its_bad_cells_marked(
    clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader
) -> None:
    """Red, with a comment, and listed on a sheet of its own; what was filled in is still there."""
    content = filled(exported(clerk_desk), WHOLE | {(JOBS_FIGURE, FIGURE): "约七千"})
    found = propose(clerk_desk, reader, "表.xlsx", content)
    back = load_workbook(io.BytesIO(reader.mark("表.xlsx", content, marks_of(found.refused, str))))
    cell, errors = cell_at(back, JOBS_FIGURE, FIGURE), back["错误清单"]

    assert ("00FF5050", "约七千") == (cell.fill.fgColor.rgb, cell.value)
    assert cell.comment
    assert "type 7000 alone" in cell.comment.text
    assert "错误清单" == back.sheetnames[0]
    assert (FORM, cell.coordinate) == (errors.cell(5, 2).value, errors.cell(5, 3).value)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "＝1", "表_x0041_.pdf", " 前", '=cmd|"/c calc"!A0', "'=1"])
def test_text_that_looks_like_a_formula_comes_back_as_it_was(
    clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader, text: str
) -> None:
    """Out and in again, nothing is executed and nothing is changed."""
    saved(clerk_desk, a_report(JOBS, narrative=Narrative(text, text, text)))
    found = proposal(clerk_desk, reader, {})

    assert () == found.refused
    assert Outcome.SAME is outcomes(found)[JOBS]
