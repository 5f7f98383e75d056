"""How workbooks look: shared named styles, fonts by name, and lights that survive a black-and-white printer.

Every cell takes one of the named styles, so that a workbook carries each of them once. Fonts are the ones that official
tables are set in; they are named and never shipped, and a computer without them shows its own.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

from departments.lights import Light
from exports.typesetting import BODY_POINTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl import Workbook

TITLE_FONT = "方正小标宋简体"
HEAD_FONT = "黑体"
BODY_FONT = "仿宋_GB2312"
TITLE_POINTS = 22


class Style(StrEnum):
    """The named styles, by the name that a spreadsheet program lists them under."""

    TITLE = "填报 标题"
    LINE = "填报 题下行"
    CAPTION = "填报 小标题"
    HEAD = "填报 表头"
    TEXT = "填报 文字"
    LONG_TEXT = "填报 长文"
    LABEL = "填报 居中"
    CODE = "填报 编码"
    TOTAL = "填报 合计"
    DONE = "填报 已完成"
    ON_TRACK = "填报 达到序时"
    SLIGHTLY_BEHIND = "填报 略有滞后"
    BEHIND = "填报 滞后"
    MISSING = "填报 未报"
    NOT_DUE = "填报 未到期"
    CHANGED = "填报 有变化"
    INPUT = "填报 填写"
    INPUT_TEXT = "填报 填写文字"


INDENTED = frozenset({Style.TEXT, Style.LONG_TEXT, Style.CODE, Style.INPUT_TEXT})
"""Text at the left of a bordered cell, set in by a step so that it does not touch the border."""
LIGHT_FILLS: Mapping[Light, str] = MappingProxyType(
    {
        Light.NOT_DUE: "FFFFFF",
        Light.DONE: "EAF4E4",
        Light.ON_TRACK: "C9E4B8",
        Light.SLIGHTLY_BEHIND: "F5C96B",
        Light.MISSING: "B8B8B8",
        Light.BEHIND: "E0785A",
    }
)
"""Red, green and blue in hex, from the lightest to the darkest, so that grey paper keeps their order."""
_BOLD_LIGHTS = frozenset({Light.BEHIND, Light.MISSING})

_THIN = Side(style="thin", color="000000")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_HEAD_FILL = PatternFill("solid", fgColor="E7E6E6")
_MARK_FILL = PatternFill("solid", fgColor="D9D9D9")
_INPUT_FILL = PatternFill("solid", fgColor="FFF8DC")


def light_style(light: Light) -> Style:
    """The style of a cell that shows this light."""
    return Style[light.name]


def register_styles(workbook: Workbook) -> None:
    """Give a new workbook all the named styles, and the body font for what has none.

    Column widths count digits of that font, which makes a Chinese character exactly two.
    """
    body = Font(name=BODY_FONT, size=BODY_POINTS)
    # openpyxl has no public way to the default font.
    workbook._named_styles["Normal"].font = body  # type: ignore[attr-defined]  # noqa: SLF001
    for style in (*_frame(), *_body(), *(_light(each) for each in Light)):
        workbook.add_named_style(style)


def _frame() -> tuple[NamedStyle, ...]:
    left = Alignment(horizontal="left", vertical="center")
    return (
        NamedStyle(Style.TITLE, font=Font(name=TITLE_FONT, size=TITLE_POINTS), alignment=_CENTRE),
        NamedStyle(Style.LINE, font=Font(name=BODY_FONT, size=BODY_POINTS), alignment=left),
        NamedStyle(Style.CAPTION, font=Font(name=HEAD_FONT, size=14), alignment=left),
        NamedStyle(
            Style.HEAD,
            font=Font(name=HEAD_FONT, size=BODY_POINTS),
            alignment=_CENTRE,
            border=_GRID,
            fill=_HEAD_FILL,
        ),
    )


def _body() -> tuple[NamedStyle, ...]:
    body = Font(name=BODY_FONT, size=BODY_POINTS)
    left = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
    # What a row can't show in full begins at its top, where the pointer to the whole text stands.
    top = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
    bold = Font(name=BODY_FONT, size=BODY_POINTS, bold=True)
    code = Font(name="Courier New", size=9)
    return (
        NamedStyle(Style.TEXT, font=body, alignment=left, border=_GRID),
        NamedStyle(Style.LONG_TEXT, font=body, alignment=top, border=_GRID),
        NamedStyle(Style.LABEL, font=body, alignment=_CENTRE, border=_GRID),
        NamedStyle(Style.CODE, font=code, alignment=left, border=_GRID),
        NamedStyle(Style.TOTAL, font=bold, alignment=_CENTRE, border=_GRID),
        NamedStyle(Style.CHANGED, font=bold, alignment=_CENTRE, border=_GRID, fill=_MARK_FILL),
        NamedStyle(
            Style.INPUT,
            font=body,
            alignment=_CENTRE,
            border=_GRID,
            fill=_INPUT_FILL,
            protection=Protection(locked=False),
        ),
        NamedStyle(
            Style.INPUT_TEXT,
            font=body,
            alignment=left,
            border=_GRID,
            fill=_INPUT_FILL,
            protection=Protection(locked=False),
        ),
    )


def _light(light: Light) -> NamedStyle:
    return NamedStyle(
        light_style(light),
        font=Font(name=BODY_FONT, size=BODY_POINTS, bold=light in _BOLD_LIGHTS),
        alignment=_CENTRE,
        border=_GRID,
        fill=PatternFill("solid", fgColor=LIGHT_FILLS[light]),
    )
