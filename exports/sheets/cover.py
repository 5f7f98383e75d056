"""封面说明: what this workbook is, how its lights are computed, what each sheet holds, and where the books end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from departments.directory import OFFICE
from departments.figures import format_percent
from departments.ledger import Head
from departments.lights import ABOUT_TOLERANCE, NEAR_MISS, Light
from departments.terms import official_term
from exports.columns import Column, set_widths, write_table
from exports.pages import FIRST_TABLE_ROW, Paper, break_before, new_sheet, write_caption, write_sign_off
from exports.styles import Style, light_style
from exports.wording import short_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook

    from departments.directory import Directory
    from departments.overview import Overview
    from exports.edition import Edition

NAME = "封面说明"
ABOUT, LIGHTS, SHEETS, CHAIN = "一、本报告", "二、亮灯规则", "三、各表说明", "四、账册链头"
FORM_CAPTION = "四、怎样填写“填报表”"
OFFICE_NAME = "综合科"
_WIDTHS = (22.0, 20.0, 14.0, 76.0)


@frozen
class Line:
    """Something said about the workbook."""

    name: str
    text: str
    style: Style = Style.LABEL


@frozen
class ChainEnd:
    """A book's chain head with the name of whose book it is."""

    number: int
    name: str
    head: Head


def _lines(name: str, text: str) -> tuple[Column[Line], ...]:
    return (
        Column(name, lambda line: line.name, _WIDTHS[0], lambda line: line.style),
        Column(text, lambda line: line.text, sum(_WIDTHS[1:]), Style.TEXT, span=3),
    )


HEADS: tuple[Column[ChainEnd], ...] = (
    Column("单位", lambda each: each.name, _WIDTHS[0]),
    Column("账册", lambda each: each.head.book, _WIDTHS[1]),
    Column("事件数", lambda each: each.head.seq, _WIDTHS[2]),
    Column("链头", lambda each: each.head.hash, _WIDTHS[3], Style.CODE),
)
_SHEETS = (
    Line("汇总", "总体、报送情况、分部分亮灯数。"),
    Line("主要指标", "计划第一部分的主要预期指标。"),
    Line("任务进展", "每项指标一行，同一任务的各指标合并显示；只列已报送、已审核的内容。"),
    Line("按部门", "各牵头单位亮灯数和报送情况，按固定次序，零报送单位也列出。"),
    Line("滞后事项", "滞后和略有滞后的任务，先重后轻。"),
    Line("未报清单", "应报未报的任务，按固定单位次序；退回的写明退回意见。"),
    Line("目标调整", "截至本期的目标和责任调整，新旧并列。"),
    Line("较上期变化", "与上一报告期逐项对照，有变化的单元格加粗并加底纹。"),
    Line("佐证目录", "每份佐证材料的提供单位、大小和 SHA-256。"),
    Line("图表", "各部分亮灯，主要指标完成进度与序时进度。"),
)
_DEPARTMENT_SHEETS = (
    Line("填报表", "本单位牵头和配合任务的离线填报表，可填好后导入。"),
    Line("汇总", "本单位牵头任务的总体和分部分情况。"),
    Line("任务进展", "本单位牵头任务，每项指标一行；只列已报送、已审核的内容。"),
    Line("配合任务", "本单位配合其他单位的任务。"),
    Line("未报清单", "本单位应报未报的任务。"),
    Line("佐证目录", "本单位佐证材料的大小和 SHA-256。"),
)
_HOW_TO_FILL = (
    Line("填写", "只填浅黄底色的单元格；指标数据填自年初累计数（时点数填期末数），单位以“单位”一栏为准。"),
    Line(
        "数据", "可写 12800、12,800、１２８００、1.28万；比率写 85%。暂无数据的，在“无数据原因”中说明；空白不等于 0。"
    ),
    Line("自评", "从下拉列表中选择；本期确无进展的，“本期无进展”选“是”，并在进展情况中写明原因。"),
    Line("佐证", "佐证材料不能嵌入单元格；请另存为文件，在系统中作为佐证上传。"),
    Line("不要改动", "灰色栏目（任务、目标等）已锁定；改动过的，导入时会逐格指出。不要删除隐藏的工作表。"),
)


def write_cover(workbook: Workbook, overview: Overview, heads: Sequence[Head], edition: Edition) -> None:
    """Add the merged workbook's cover.

    Args:
        workbook: with its styles registered.
        overview: of the whole plan.
        heads: one a book, the commission's own among them.
        edition: when and for whom.
    """
    ends = [
        ChainEnd(
            number, OFFICE_NAME if each.book == OFFICE else short_names(overview.plan.directory, [each.book]), each
        )
        for number, each in enumerate(heads, 1)
    ]
    units = len(overview.departments)
    silent = sum(each.due > 0 and each.reported == 0 for each in overview.departments)
    about = _about(overview, edition, Line("报送单位", f"牵头单位{units}个，其中应报而一项未报的{silent}个。"))
    top = _write_said(workbook, overview, edition, about, _SHEETS)
    sheet = workbook[NAME]
    write_caption(sheet, top, len(_WIDTHS), CHAIN)
    table = write_table(sheet, top + 1, HEADS, ends)
    write_sign_off(sheet, table.last_row, len(_WIDTHS))


def write_department_cover(
    workbook: Workbook, overview: Overview, edition: Edition, directory: Directory, code: str
) -> None:
    """Add the cover of a department's workbook, with how the form is filled in.

    Args:
        workbook: with its styles registered.
        overview: of what the department leads.
        edition: when and for whom.
        directory: names the departments.
        code: whose.
    """
    about = _about(overview, edition, Line("填报单位", f"{directory[code].name}（{code}）"))
    top = _write_said(workbook, overview, edition, about, _DEPARTMENT_SHEETS)
    sheet = workbook[NAME]
    write_caption(sheet, top, len(_WIDTHS), FORM_CAPTION)
    table = write_table(sheet, top + 1, _lines("事项", "要求"), _HOW_TO_FILL)
    write_sign_off(sheet, table.last_row, len(_WIDTHS))


def _about(overview: Overview, edition: Edition, own: Line) -> tuple[Line, ...]:
    indicators = sum(len(row.commitment.indicators) for row in overview.rows)
    year, pace = edition.period.year, format_percent(overview.elapsed)
    return (
        Line("计划", overview.plan.title),
        Line("报告期", f"{overview.period}（{year}年{edition.months}累计）"),
        Line("序时进度", f"{edition.period.month} ÷ 12 = {pace}"),
        Line("截止日期", str(overview.record.due_on)),
        Line("制表时间", edition.generated_at.strftime("%Y-%m-%d %H:%M")),
        Line("任务和指标", f"任务{overview.totals.total}项，指标{indicators}个。"),
        own,
    )


def _rules(overview: Overview) -> tuple[Line, ...]:
    below = overview.plan.behind_below
    near, about = format_percent(NEAR_MISS), format_percent(ABOUT_TOLERANCE)
    told = {
        Light.DONE: "累计数达到年度目标；时点数、增速在年末达到目标。",
        Light.ON_TRACK: "进度差不小于 0：进度差＝完成率－序时进度（百分点）。",
        Light.SLIGHTLY_BEHIND: f"进度差在 -{below} 至 0 个百分点之间；不折算进度的指标，差距不超过目标的 {near}。",
        Light.BEHIND: f"进度差小于 -{below} 个百分点；不折算进度的指标，差距超过目标的 {near}。",
        Light.MISSING: "应报而未报送。草稿、待审签和退回的填报不计入。",
        Light.NOT_DUE: "尚未到报送期，也没有报送过。",
    }
    return (
        *(Line(official_term(light), text, light_style(light)) for light, text in told.items()),
        Line("不折算进度", "增速和没有基数的时点数不按序时折算；有基数的时点数按“基数到目标”折算。"),
        Line("左右、不超过", f"“左右”允许在不利一侧相差 {about}；“不超过”和反向指标反过来比较。"),
        Line("任务的亮灯", "取各指标亮灯与牵头单位自评中最差的；自评好于数据的，注明“自评与数据不符”。"),
        Line("黑白打印", "底色由浅到深：已完成、达到序时、略有滞后、未报、滞后；每格都有文字。"),
    )


def _write_said(
    workbook: Workbook, overview: Overview, edition: Edition, about: Sequence[Line], sheets: Sequence[Line]
) -> int:
    """Write the cover up to its last table; give the row where that begins."""
    title, across = f"{overview.plan.title}执行情况报告", len(_WIDTHS)
    sheet = new_sheet(workbook, NAME, title=title, line=edition.heading_line, columns=across, paper=Paper.A4)
    set_widths(sheet, _WIDTHS)
    top = FIRST_TABLE_ROW
    parts = (
        (ABOUT, ("项目", "内容"), about),
        (LIGHTS, ("亮灯", "规则"), _rules(overview)),
        (SHEETS, ("表", "内容"), sheets),
    )
    for caption, heads, lines in parts:
        if caption == SHEETS:
            break_before(sheet, top)
        write_caption(sheet, top, across, caption)
        top = write_table(sheet, top + 1, _lines(*heads), lines).last_row + 2
    return top
