"""Whole workbooks: values only, printable, the same bytes every time, and one department's own."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import subprocess
import sys
import unicodedata
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from departments.lights import Light
from departments.reports import Evidence, Narrative, Report, State
from exports.department import department_workbook
from exports.merged import merged_workbook
from exports.pages import FOOTER
from exports.sheets.supporting import NOTHING
from exports.styles import BODY_FONT, HEAD_FONT, LIGHT_FILLS, TITLE_FONT, TITLE_POINTS
from tests.building import CLINICS, JOBS, REFORM, a_commitment, a_plan, at
from tests.exports import real_plan
from tests.exports.overviews import GENERATED_AT, a_view, counted, seen
from tests.exports.reading import every_cell, header_row, opened, values

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from departments.desks.views import ReportView

A3, A4 = "8", "9"
HOSTILE = ("=cmd|'/c calc'!A0", "+1", "-1", "@x", "\x00\x1b[2J", "\u202eabc", "_x001B_")


@pytest.fixture(scope="module")
def sample() -> Workbook:
    """The real plan's merged workbook, read back."""
    return opened(merged_workbook(real_plan.sample_overview(), real_plan.sample_heads(), real_plan.GENERATED_AT))


def of_rsj(*reports: Report, views: tuple[ReportView, ...] = ()) -> Workbook:
    """The workbook of ``rsj``, read back."""
    overview = seen(*reports)
    department = overview.plan.directory["rsj"]
    return opened(department_workbook(department, overview.narrowed("rsj"), views, GENERATED_AT))


def test_a_workbook_holds_values_and_no_formula(sample: Workbook) -> None:
    """Whoever previews the file on a telephone sees figures, not blanks."""
    assert not [cell for cell in every_cell(sample) if cell.data_type == "f"]


def test_hostile_text_in_every_field_stays_text() -> None:
    """Whatever a clerk, a file name or an account holds, nothing in the workbook is executed or breaks it."""
    for text in HOSTILE:
        report = counted(
            JOBS,
            narrative=Narrative(text, text, text),
            explanation=text,
            reported_by=text,
            evidence=(Evidence(text, "", 0, text),),
        )
        plan = a_plan(a_commitment(quote=text, heading=text))
        book = opened(merged_workbook(seen(report, plan=plan), (), GENERATED_AT, {text: text}))
        written = every_cell(book)

        assert not [cell for cell in written if cell.data_type == "f"]
        assert not [cell for cell in written if re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", str(cell.value))]


def test_the_same_overview_gives_the_same_bytes() -> None:
    """Two exports can be compared by their hash."""
    overview = real_plan.sample_overview()
    first = merged_workbook(overview, real_plan.sample_heads(), real_plan.GENERATED_AT)
    second = merged_workbook(overview, real_plan.sample_heads(), real_plan.GENERATED_AT)

    assert first == second


def test_the_only_time_in_the_file_is_the_one_handed_in() -> None:
    """Neither the archive nor its properties know when the program ran."""
    with zipfile.ZipFile(io.BytesIO(merged_workbook(seen(), (), GENERATED_AT))) as archive:
        properties = archive.read("docProps/core.xml").decode()

        assert {(1980, 1, 1, 0, 0, 0)} == {member.date_time for member in archive.infolist()}
        assert ["2021-07-08T01:30:00Z"] * 2 == re.findall(r"W3CDTF\">([^<]+)<", properties)


@pytest.mark.parametrize(
    ("name", "paper"), [("汇总", A4), ("任务进展", A3), ("未报清单", A4), ("佐证目录", A4), ("较上期变化", A4)]
)
def test_every_sheet_is_ready_to_be_printed(sample: Workbook, name: str, paper: str) -> None:
    """Landscape, as wide as the page, headers on every page, pages numbered."""
    sheet = sample[name]

    assert ("landscape", paper) == (sheet.page_setup.orientation, str(sheet.page_setup.paperSize))
    assert (1, 0) == (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight)
    assert sheet.sheet_properties.pageSetUpPr
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter
    assert FOOTER == sheet.oddFooter.center.text
    top = header_row(sheet, "部分" if name == "汇总" else "序号")

    assert f"${top}:${top}" == sheet.print_title_rows


@pytest.mark.parametrize("name", ["任务进展", "按部门", "未报清单", "佐证目录"])
def test_a_table_keeps_its_header_in_view_and_can_be_filtered(sample: Workbook, name: str) -> None:
    """A coordinator filters two hundred rows by light and still reads the headers."""
    sheet = sample[name]
    top = header_row(sheet)

    assert sheet.freeze_panes
    assert sheet.freeze_panes.endswith(str(top + 1))
    assert f"A{top}:" == sheet.auto_filter.ref[: len(f"A{top}:")]
    rows = [row for row in values(sheet) if row["序号"]]
    assert str(top + len(rows)) == re.sub(r"^.*:[A-Z]+", "", sheet.auto_filter.ref)


def test_titles_heads_and_body_are_set_in_the_official_fonts(sample: Workbook) -> None:
    """方正小标宋 22 for the title, 黑体 for heads, 仿宋 for the rest."""
    sheet = sample["任务进展"]
    top = header_row(sheet)

    assert (TITLE_FONT, TITLE_POINTS) == (sheet["A2"].font.name, sheet["A2"].font.size)
    assert (HEAD_FONT, BODY_FONT) == (sheet.cell(top, 3).font.name, sheet.cell(top + 1, 3).font.name)


def test_no_text_is_cut_on_paper() -> None:
    """Each cell is as high as its text needs, measured once more: 11 points set at 1.3."""
    content = merged_workbook(real_plan.sample_overview(), real_plan.sample_heads(), real_plan.GENERATED_AT)
    for sheet in load_workbook(io.BytesIO(content)):
        last = {each.start_cell.coordinate: each.max_row for each in sheet.merged_cells.ranges}
        for cell in (cell for row in sheet.iter_rows(min_row=4) for cell in row if cell.value is not None):
            rows = range(cell.row, last.get(cell.coordinate, cell.row) + 1)
            height = sum(sheet.row_dimensions[row].height for row in rows)

            assert height >= min(lines_of(cell, sheet) * 11 * 1.3, 409)


def lines_of(cell: Any, sheet: Worksheet) -> int:
    """Lines that a cell's text takes in its column, two cells a Chinese character, a step of indent ten points."""
    is_across = any(each.min_col < each.max_col and cell.coordinate in each for each in sheet.merged_cells.ranges)
    if is_across or not isinstance(cell.value, str):
        return int(cell.value is not None)
    width = sheet.column_dimensions[cell.column_letter].width - 1.8 * cell.alignment.indent
    paragraphs = cell.value.split("\n")
    cells = [sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text) for text in paragraphs]
    return sum(max(1, math.ceil(each / (width - 1))) for each in cells)


def test_text_at_the_left_does_not_touch_its_border(sample: Workbook) -> None:
    """Whatever has a border and stands at the left is set in by a step; lines without one begin at the margin."""
    written = [cell for sheet in sample for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    left = [cell for cell in written if cell.alignment.horizontal == "left"]

    found = {(cell.border.left is not None and cell.border.left.style, cell.alignment.indent) for cell in left}
    assert {("thin", 1.0), (False, 0.0)} == {(style or False, indent) for style, indent in found}


def test_lights_keep_their_order_in_grey() -> None:
    """A black-and-white copy still tells red from yellow, beside the word."""
    greys = [grey(LIGHT_FILLS[each]) for each in (Light.DONE, Light.ON_TRACK, Light.SLIGHTLY_BEHIND, Light.BEHIND)]

    assert sorted(greys, reverse=True) == greys
    assert min(lighter - darker for lighter, darker in pairwise(greys)) > 0.03
    assert set(Light) == set(LIGHT_FILLS)


def grey(fill: str) -> float:
    """The luminance of a colour, 0 to 1 (ITU-R BT.601)."""
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_a_light_is_a_word_on_its_fill(sample: Workbook) -> None:
    """Colour alone says nothing to many readers."""
    sheet = sample["任务进展"]
    column = [cell.value for cell in sheet[header_row(sheet)]].index("亮灯") + 1
    behind = [row[column - 1] for row in sheet.iter_rows(min_row=4) if row[column - 1].value == "滞后"]

    assert behind
    assert {f"00{LIGHT_FILLS[Light.BEHIND]}"} == {cell.fill.fgColor.rgb for cell in behind}


def test_a_departments_workbook_holds_its_own_and_nobody_elses() -> None:
    """What it leads, what it supports, and the unit's full name for the stamp."""
    book = of_rsj(counted(JOBS), counted(REFORM), views=(a_view(JOBS), a_view(CLINICS)))

    assert ["封面说明", "填报表", "汇总", "任务进展", "配合任务", "未报清单", "佐证目录", "_meta"] == book.sheetnames
    assert ["新增就业1.2万人"] == [row["任务"] for row in values(book["任务进展"])]
    assert [CLINICS] == [row["任务编号"] for row in values(book["配合任务"])]
    assert "填报单位（盖章）：南开区人力资源和社会保障局" in str(book["任务进展"]["A3"].value)
    assert not [cell for cell in every_cell(book) if "深化改革" in str(cell.value) or REFORM in str(cell.value)]


def test_a_supporting_report_is_printed_once_it_is_submitted() -> None:
    """Until then only its state is."""
    narrative = Narrative("已联动两院。", "暂无。", "继续。")
    submitted = of_rsj(views=(a_view(CLINICS, narrative=narrative),))
    draft = of_rsj(views=(a_view(CLINICS, narrative=narrative, state=State.DRAFT),))
    (one,), (other,) = values(submitted["配合任务"]), values(draft["配合任务"])

    assert ("已报送", "已联动两院。", "clerk-one") == (one["状态"], one["进展情况"], one["填报人"])
    assert dt.datetime(2021, 7, 3, 16, 5) == one["报送时间"]  # noqa: DTZ001 - as a cell has it
    assert ("草稿", None, None) == (other["状态"], other["进展情况"], other["填报人"])


def test_a_departments_evidence_covers_what_it_supports() -> None:
    """Its own catalogue lists every file that it handed in."""
    evidence = (Evidence("会诊记录.pdf", "ab" * 32, 9),)
    book = of_rsj(counted(JOBS), views=(a_view(CLINICS, evidence=evidence),))

    assert [("会诊记录.pdf", "配合", "区人社局")] == [
        (row["佐证材料"], row["责任"], row["提供单位"]) for row in values(book["佐证目录"])
    ]


def test_a_department_that_leads_nothing_has_a_workbook_all_the_same() -> None:
    """A subdistrict that only supports prints what there is."""
    overview = seen()
    department = overview.plan.directory["xyd"]
    book = opened(department_workbook(department, overview.narrowed("xyd"), (), GENERATED_AT))
    sheet = book["配合任务"]

    assert NOTHING == sheet.cell(header_row(sheet) + 1, 1).value
    assert 0 == values(book["汇总"], "报告期")[0]["任务数"]


def test_naming_the_package_costs_nothing() -> None:
    """A command that makes no workbook doesn't load what makes them."""
    program = "import sys, exports, exports.cells; print('openpyxl' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "False" == result.stdout.strip()


def test_a_workbook_of_another_zone_is_dated_on_its_own_clock() -> None:
    """The hour on paper is the hour where it was made."""
    book = opened(merged_workbook(seen(), (), at("2021-07-08 09:30").astimezone(dt.UTC)))

    assert "2021-07-08 01:30" in [row["内容"] for row in values(book["封面说明"], "项目")]
