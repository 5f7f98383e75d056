"""Finding in texts: the urging list, changes of the plan, a piece of evidence; narrowed and marked as lists are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.building import JOBS, JUNE
from tui.screens.text_page import TextPage
from tui.screens.urging_list import UrgingListPage
from tui.widgets.folded_text import FoldedText

if TYPE_CHECKING:
    from departments.desks import CoordinatorDesk, ReaderDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands

LIST = "1. 区人社局：逾期5天\n· 4.1-01 新增就业\n· 4.1-02 创业\n2. 区科技局：逾期5天\n· 1.2-01 高新技术企业"


def shown(hands: Hands) -> str:
    """What is left of the text."""
    return str(hands.app.screen.query_one("#text FoldedText", FoldedText).content)


def marked(hands: Hands) -> list[str]:
    """Everything in the text that is underlined, as a mark is."""
    text = hands.app.screen.query_one("#text FoldedText", FoldedText)
    strips = [text.render_line(y) for y in range(text.size.height)]
    return [segment.text.strip() for strip in strips for segment in strip if segment.style and segment.style.underline]


@pytest.mark.parametrize("key", ["f3", "/", "／", "、"])
async def test_the_urging_list_is_narrowed_to_a_department(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, key: str
) -> None:
    """With all that it owes; Enter stays, the first Esc shows all again, the second leaves."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("3", "f2")
        whole = shown(hands)
        await hands.press(key)
        await hands.type("renshe")

        assert "区人社局" in shown(hands)
        assert JOBS in shown(hands)
        assert "区科技局" not in shown(hands)
        assert "人社" in marked(hands)

        await hands.press("enter")

        assert "人社" in marked(hands)

        await hands.press("escape")

        assert whole == shown(hands)
        assert [] == marked(hands)
        assert hands.is_at(UrgingListPage)

        await hands.press("escape")

        assert not hands.is_at(UrgingListPage)


async def test_the_file_of_the_urging_list_has_what_is_not_looked_for(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """It is narrowed for the eye alone; and the short list is narrowed to the same."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("3", "f2")
        whole = hands.at(UrgingListPage).text
        await hands.press("f3")
        await hands.type("renshe")
        await hands.press("enter", "f8")

        assert any(whole.split("\n")[-1] in each for each in _ready(coordinator_desk))

        await hands.press("f4")

        assert "人社" in marked(hands)


def _ready(desk: CoordinatorDesk) -> list[str]:
    """The texts that lie ready to be fetched."""
    texts = []
    for each in desk.outbox():
        with desk.open_outbox(each.name) as content:
            texts.append(content.read().decode("utf-8-sig"))
    return texts


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("xzjy", "1. 区人社局：逾期5天\n· 4.1-01 新增就业"),
        ("chuangye", "1. 区人社局：逾期5天\n· 4.1-02 创业"),
        ("kjj", "2. 区科技局：逾期5天\n· 1.2-01 高新技术企业"),
        ("1.2-01", "2. 区科技局：逾期5天\n· 1.2-01 高新技术企业"),
        ("qrsj 4.1-02", "1. 区人社局：逾期5天\n· 4.1-02 创业"),
    ],
)
async def test_an_item_stands_under_its_line(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, typed: str, left: str
) -> None:
    """So that it can be seen whose it is; where the line itself is meant, all of its items stay."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.app.push_screen(TextPage(hands.app._language, "", LIST))
        await hands.press("f3")
        await hands.type(typed)

        assert left == shown(hands)


async def test_a_leader_finds_a_change_of_the_plan(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, reader_desk: ReaderDesk
) -> None:
    """Whole, with its old value, its new one and the reason; so does the coordinator."""
    coordinator_desk.reassign_commitment(JOBS, lead="kjj", supporting=(), reason="职责调整", since=JUNE)
    coordinator_desk.reassign_commitment("4.2-01", lead="rsj", supporting=(), reason="机构改革", since=JUNE)
    for desk, keys in ((reader_desk, ("3",)), (coordinator_desk, ("7", "f7"))):
        async with at_terminal(desk) as hands:
            await hands.press(*keys)
            whole = shown(hands)
            await hands.press("f3")
            await hands.type("zhize")

            assert shown(hands).startswith(JOBS)
            assert "职责调整" in shown(hands)
            assert "4.2-01" not in shown(hands)
            assert "职责" in marked(hands)

            await hands.type("zzz")

            assert "没有符合的内容；按 Esc 显示全部。" in hands.page

            await hands.press("escape")

            assert whole == shown(hands)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_hostile_text_is_found_as_it_stands(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, language: str
) -> None:
    """Markup is words, and no escape leaves the page; 80 columns are enough for the key and the page's own line."""
    text = "[red]危险[/red] 第一行\n\x1b[31m第二行 \x1b]0;t\x07\n[link=x]第三行"
    async with at_terminal(coordinator_desk, language=language) as hands:
        await hands.app.push_screen(TextPage(hands.app._language, "", text))
        await hands.press("f3")
        await hands.type("[red]")

        assert "[red]危险[/red] 第一行" in hands.page
        assert "第二行" not in hands.page
        assert "[red]" in marked(hands)

        await hands.press("escape", "f3")
        await hands.type("第二")

        assert "第二行" in hands.page
        assert "\x1b" not in hands.page
        assert "\x07" not in hands.page


async def test_a_text_is_read_in_pinyin_when_somebody_looks_for_something(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk, read: list[bool]
) -> None:
    """Not for who only reads, and never on the loop."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.app.push_screen(TextPage(hands.app._language, "", LIST))
        await hands.settle()

        assert [] == read

        await hands.press("f3")
        once = len(read)
        await hands.type("xzjy")

        assert len(read) == once > 0
        assert not any(read)
