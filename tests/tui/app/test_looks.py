"""Every terminal: what it says of itself, what it answers, and what is drawn for it; at the app's own filters."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from rich.color import ColorType
from rich.style import Style
from textual.events import CursorPosition

from departments.reports import Narrative
from departments.settings import Ascii, Colours, Settings, Theme
from tests.building import a_report, submitted
from tui.terminal_ascii import TWINS, ascii_only, in_ascii
from tui.terminal_colours import in_monochrome
from tui.terminal_kinds import KINDS, TerminalFacts, facts_from
from tui.terminal_look import look_of
from tui.terminal_probe import QUESTION, SAMPLES, Answer, Probe

if TYPE_CHECKING:
    from departments.desks import ClerkDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands

NARROW, WIDE, GBK = (4, 2, 2), (4, 4, 4), (6, 6, 6)
SIGNS = "─│┌┐└┘├┤┬┴┼═║█▆▁●○■□→←↑↓“”‘’…—–·×÷±≤≥≈★☆①Ⅰα°€é"


def describe(styles: set[Style]) -> set[ColorType]:
    """What kinds of colour these styles use."""
    return {colour.type for each in styles for colour in (each.color, each.bgcolor) if colour}


def drawn(hands: Hands) -> tuple[str, set[Style]]:
    """What goes to the terminal now: its text and its styles."""
    strips = hands.app.screen._compositor.render_strips()
    segments = [segment for strip in strips for segment in strip]
    return "".join(each.text for each in segments), {each.style for each in segments if each.style}


def answering(hands: Hands, answer: tuple[int, ...]) -> None:
    """The terminal answers the question that was asked at the beginning."""
    for column in answer:
        hands.app.post_message(CursorPosition(column, 0))


@pytest.mark.parametrize("sign", sorted({*SIGNS, *TWINS}))
def test_a_sign_has_a_twin_as_wide_in_ascii(sign: str) -> None:
    """One cell for one cell, and nothing that a terminal would obey."""
    twin = in_ascii(sign)

    assert (1, True, True) == (len(twin), twin.isascii(), twin.isprintable())


def test_chinese_stays_as_it_is() -> None:
    """Characters, their punctuation and full-width forms are two cells wide everywhere."""
    words = "南开区２０２１年，新增就业１.９万人。（配合）、《》【】：；！？"

    assert words == ascii_only(words)


def test_every_character_there_is_keeps_its_width() -> None:
    """What is drawn in ASCII mode is ASCII or two cells wide; what has no width is gone."""
    for code in (*range(0x20, 0xD800), *range(0xE000, 0x20000)):
        sign = chr(code)
        if unicodedata.category(sign) in ("Cc", "Cn", "Co"):
            continue
        twin = in_ascii(sign)

        assert cell_len(twin) == cell_len(sign), f"{code:x}"
        assert twin.isascii() or cell_len(twin) == 2, f"{code:x}"


@pytest.mark.parametrize(
    ("environment", "colours", "says_utf8"),
    [
        ({"TERM": "xterm", "LANG": "zh_CN.UTF-8"}, Colours.SIXTEEN, True),
        ({"TERM": "xterm-256color", "LANG": "zh_CN.utf8@x"}, Colours.MANY, True),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, Colours.TRUECOLOUR, None),
        ({"TERM": "vt220", "COLORTERM": "truecolor"}, Colours.MONO, None),
        ({"TERM": "xterm", "NO_COLOR": "1", "COLORTERM": "24bit"}, Colours.MONO, None),
        ({"TERM": "xterm", "NO_COLOR": ""}, Colours.SIXTEEN, None),
        ({"TERM": "linux", "LANG": "C"}, Colours.SIXTEEN, None),
        ({"TERM": "unheard-of-256color"}, Colours.MANY, None),
        ({"TERM": "unheard-of", "LC_ALL": "zh_CN.GB18030", "LANG": "zh_CN.UTF-8"}, Colours.SIXTEEN, False),
        ({}, Colours.SIXTEEN, None),
    ],
)
def test_a_terminal_says_what_it_has(environment: dict[str, str], colours: Colours, says_utf8: Any) -> None:
    """By TERM, COLORTERM, NO_COLOR and its locale."""
    facts = facts_from(environment)

    assert (colours, says_utf8) == (facts.colours, facts.says_utf8)
    assert facts.kind in KINDS


@pytest.mark.parametrize(
    ("says_utf8", "answer", "needs_ascii"),
    [
        (True, None, False),
        (None, None, False),
        (False, None, True),
        (True, Answer(*NARROW), False),
        (False, Answer(*NARROW), False),
        (True, Answer(*WIDE), True),
        (True, Answer(4, 2, 4), True),
        (True, Answer(*GBK), True),
        (None, Answer(2, 0, 0), True),
    ],
)
def test_what_a_terminal_answers_counts_more_than_what_it_says(
    says_utf8: Any, answer: Answer | None, needs_ascii: Any
) -> None:
    """Signs of two cells, or no UTF-8: ASCII; no answer: as it says."""
    facts = TerminalFacts(says_utf8=says_utf8, answer=answer)

    assert needs_ascii is facts.needs_ascii
    assert needs_ascii is look_of(facts, Settings()).is_ascii
    assert look_of(facts, Settings(ascii=Ascii.ON)).is_ascii
    assert not look_of(facts, Settings(ascii=Ascii.OFF)).is_ascii


@pytest.mark.parametrize(
    ("has", "chosen", "theme", "drawn_in"),
    [
        (Colours.SIXTEEN, Colours.AUTO, Theme.TERMINAL, (Theme.TERMINAL, Colours.SIXTEEN)),
        (Colours.SIXTEEN, Colours.AUTO, Theme.DARK, (Theme.TERMINAL, Colours.SIXTEEN)),
        (Colours.SIXTEEN, Colours.MANY, Theme.DARK, (Theme.DARK, Colours.MANY)),
        (Colours.TRUECOLOUR, Colours.AUTO, Theme.LIGHT, (Theme.LIGHT, Colours.TRUECOLOUR)),
        (Colours.TRUECOLOUR, Colours.SIXTEEN, Theme.LIGHT, (Theme.TERMINAL, Colours.SIXTEEN)),
        (Colours.TRUECOLOUR, Colours.MONO, Theme.DARK, (Theme.TERMINAL, Colours.MONO)),
        (Colours.MONO, Colours.AUTO, Theme.DARK, (Theme.TERMINAL, Colours.MONO)),
    ],
)
def test_shades_need_colours(has: Colours, chosen: Colours, theme: Theme, drawn_in: tuple[Theme, Colours]) -> None:
    """A person's choice counts more than what the terminal says; with too few colours the terminal's own are used."""
    look = look_of(TerminalFacts(colours=has), Settings(colours=chosen, theme=theme))

    assert drawn_in == (look.theme, look.colours)


def test_a_question_is_asked_with_pairs_and_wiped_out() -> None:
    """An even number of bytes for each sample, so that no terminal is left in the middle of a character."""
    assert {0} == {len(each.encode()) % 2 for each in SAMPLES}
    assert QUESTION.endswith("\x1b[1;1H\x1b[K")
    assert len(SAMPLES) == QUESTION.count("\x1b[6n")


def test_an_answer_that_nobody_asked_for_is_left_aside() -> None:
    """Before a question and after its answer; a second question begins anew."""
    probe = Probe()

    assert probe.hear(1) is None

    probe.ask()

    assert [None, None, Answer(*WIDE)] == [probe.hear(each) for each in WIDE]
    assert probe.hear(9) is None
    assert not probe.is_waiting

    probe.ask()
    probe.hear(4)
    probe.ask()

    assert [None, None, Answer(*NARROW)] == [probe.hear(each) for each in NARROW]


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        (Style(color="red"), Style()),
        (Style(color="black", bgcolor="cyan", bold=True), Style(bold=True, reverse=True)),
        (Style(color="bright_white", bgcolor="bright_black"), Style(underline=True)),
        (Style(color="bright_white", bgcolor="black"), Style()),
        (Style(color="green", bgcolor="default", reverse=True), Style(reverse=True)),
        (Style(color="red", bgcolor="blue", reverse=True), Style(reverse=False)),
        (Style(meta={"@click": "x"}, color="red"), Style(meta={"@click": "x"})),
    ],
)
def test_without_colours_a_background_is_reversed_and_a_faint_one_underlined(style: Style, shown: Style) -> None:
    """And no colour is left, not even the default one."""
    assert shown == in_monochrome(style)


async def test_a_terminal_with_wide_signs_gets_ascii(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """As soon as it answers; what was typed meanwhile is where it was."""
    submitted(clerk_desk, a_report(narrative=Narrative("到位“人才”——○●…", "无。", "继续。")))
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")

        assert not drawn(hands)[0].isascii()

        answering(hands, WIDE)
        await hands.settle()
        text = drawn(hands)[0]

        assert {sign for sign in text if cell_len(sign) == 1 and not sign.isascii()} == set()
        assert '到位"人才"--o*.' in text


async def test_a_terminal_with_narrow_signs_is_left_alone(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """It answers as we measure: nothing is drawn anew."""
    async with at_terminal(clerk_desk) as hands:
        before = hands.app.appearance.filters
        answering(hands, NARROW)
        await hands.settle()

        assert before is hands.app.appearance.filters
        assert Answer(*NARROW) == hands.app.appearance.facts.answer


@pytest.mark.parametrize(
    ("settings", "kinds"),
    [
        (Settings(), {ColorType.DEFAULT, ColorType.STANDARD}),
        (Settings(colours=Colours.MONO), set()),
        (Settings(colours=Colours.MANY, theme=Theme.DARK), {ColorType.EIGHT_BIT}),
        (Settings(colours=Colours.TRUECOLOUR, theme=Theme.LIGHT), {ColorType.TRUECOLOR}),
    ],
    ids=["sixteen", "mono", "256", "truecolour"],
)
async def test_no_colour_is_sent_that_the_terminal_has_not(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, settings: Settings, kinds: set[ColorType]
) -> None:
    """On the list, in the form, under help."""
    submitted(clerk_desk, a_report())
    clerk_desk.keep_settings(settings)
    async with at_terminal(clerk_desk) as hands:
        for keys in ((), ("2", "enter"), ("f1",)):
            await hands.press(*keys)

            assert describe(drawn(hands)[1]) - {ColorType.WINDOWS} <= kinds
