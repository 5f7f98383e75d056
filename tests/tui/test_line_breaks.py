"""Lines are broken as Chinese is set: nothing that closes begins one, nothing that opens ends one."""

from __future__ import annotations

import pytest
from textual.content import Content
from textual.style import Style
from textual.visual import RenderOptions

from tui.folded_content import FoldedContent
from tui.language import CATALOGUES
from tui.line_breaks import cells, folded, line_breaks
from tui.locales.rooms import read_catalogue

CLOSING, OPENING = tuple("，。；：、？！）》」』】”"), tuple("（《「『【“")
CHINESE = [str(each.string) for room in CATALOGUES for each in read_catalogue(room) if each.id]


def drawn(content: Content, width: int) -> list[str]:
    """The lines as a widget of so many cells draws them."""
    strips = content.render_strips(width, None, Style(), RenderOptions(lambda _: Style(), {}))
    return [strip.text.rstrip() for strip in strips]


@pytest.mark.parametrize("width", [14, 30, 55, 72, 78])
def test_every_chinese_sentence_of_the_app_is_broken_where_it_may_be(width: int) -> None:
    """No line is too long, begins with a sign that closes or ends with one that opens; and nothing is lost."""
    for line in (line for text in CHINESE for line in text.split("\n")):
        lines = folded(line, width)

        assert "".join(lines).replace(" ", "") == line.replace(" ", "")
        assert [each for each in lines if cells(each) > width] == []
        assert [each for each in lines[1:] if each.startswith(CLOSING)] == []
        assert [each for each in lines[:-1] if each.endswith(OPENING)] == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("本期已经关闭！请联系发改委。", ["本期已经关", "闭！请联系", "发改委。"]),
        ("请向综合科“申请补报”。", ["请向综合科", "“申请补", "报”。"]),
        ("已完成——再核对……", ["已完成——再", "核对……"]),
        ("完成 12,800 人（117.2%）", ["完成", "12,800 人", "（117.2%）"]),
        ("a sentence (with brackets), and more", ["a sentence", "(with", "brackets),", "and more"]),
    ],
)
def test_signs_words_and_figures_stay_together(text: str, lines: list[str]) -> None:
    """Closing signs with what they close, opening ones with what they open; dashes, words and figures whole."""
    assert lines == folded(text, 10)


def test_short_entries_that_stand_apart_stay_whole() -> None:
    """A line that tells several things is broken between them; a sentence behind a label is broken as any."""
    assert ["状态：已退回  第 3 版", "逾期"] == folded("状态：已退回  第 3 版  逾期", 24)
    assert ["说明  因统计口径调整，本期", "数据减少。"] == folded("说明  因统计口径调整，本期数据减少。", 26)


def test_what_is_wider_than_a_line_is_broken_anywhere() -> None:
    """Also a run of signs that may begin no line: hostile text can make no line that never ends."""
    assert ["。。", "。。", "。"] == folded("。" * 5, 4)
    assert ["xxxx", "xxxx", "x一"] == folded("x" * 9 + "一", 4)
    assert [] == line_breaks("", 4)
    assert ["xxxx", "xx一", "二。"] == folded("xxxxxx一二。", 4)
    assert ["xxxx", "xxx", "x。"] == folded("x" * 8 + "。", 4)
    assert ["abc", "d"] == folded("abc      d", 4)


def test_a_widgets_text_is_broken_so_and_keeps_its_styles() -> None:
    """What is set in stays set in; the lines are counted as they are drawn."""
    styled = Content("\n").join([Content.styled("一二三四五六七八九十！", "bold"), Content("  一二三四五六七八九，十")])
    content = FoldedContent.of(styled)
    lines = ["一二三四五六七八九", "十！", "  一二三四五六七八", "  九，十"]

    assert lines == drawn(content, 20)
    assert len(lines) == content.get_height({}, 20)
    assert ["一二三四五六七八九十！", "  一二三四五六七八九，十"] == drawn(content, 40)
    assert content.get_height({}, 40) == 2

    strips = content.render_strips(20, None, Style(), RenderOptions(lambda style: Style.parse(str(style)), {}))

    assert [True, True, False, False] == [bool(strip._segments[0].style.bold) for strip in strips]  # type: ignore[union-attr]
