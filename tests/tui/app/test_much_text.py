"""Text that is too much: for a report, for a field, and for the steps that can be taken back."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

from departments.desks.clerk import LONGEST_TEXT
from tests.building import JOBS, draft_of
from tui.terminal_protocol import LONGEST_PASTE
from tui.typed_history import DEPTH, Moment, TypedHistory
from tui.widgets.fields import LineInput
from tui.widgets.text_input import FormText

if TYPE_CHECKING:
    from departments.desks import ClerkDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands

FIRST = ("1", "enter")
"""Opens the jobs."""


def progress_field(hands: Hands) -> FormText:
    """The progress of the open report."""
    return hands.app.screen.query_one("#text-progress FormText", FormText)


async def test_a_text_that_is_too_long_says_so_and_stays(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Nothing of it is cut off, nothing is saved, and it is kept."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        progress_field(hands).focus()
        await hands.paste("进展。" * 7000)

        assert "20000" in hands.page.replace(",", "")

        await hands.press("f2")

        assert "还没保存" in hands.page
        assert progress_field(hands).has_focus
    assert clerk_desk.report(june, JOBS).revision == 0
    assert len((draft_of(clerk_desk, june, JOBS) or {})["progress"]) == 21000


async def test_a_field_takes_no_more_than_can_be_drawn_while_others_type(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """The longest text of a report and the longest paste fit; what is too much stays out, and that is said."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST)
        progress = progress_field(hands)
        progress.focus()
        await hands.paste("长" * LONGEST_TEXT)
        await hands.paste("长" * LONGEST_PASTE)

        assert LONGEST_TEXT + LONGEST_PASTE == len(progress.text)
        assert "内容没有填入" not in hands.page

        await hands.paste("还有")

        assert LONGEST_TEXT + LONGEST_PASTE == len(progress.text)
        assert "内容没有填入：一个栏目最多容纳70000字。" in hands.page

        await hands.press("backspace", "a")

        assert progress.text.endswith("长a")


async def test_a_line_of_a_dialog_takes_no_more_either(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """The dialog says it at its foot, and what stood in the line stands there."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*FIRST, "f4")
        reference = hands.app.screen.query_one("#reference", LineInput)
        reference.focus()
        await hands.paste("号" * LONGEST_PASTE)
        await hands.paste("号" * LONGEST_PASTE)

        assert LONGEST_PASTE == len(reference.value)
        assert "内容没有填入" in hands.page


def test_steps_of_a_form_hold_a_text_once() -> None:
    """Two hundred steps in one field beside a long text in another keep that text one time."""
    long = "长" * LONGEST_TEXT
    history = TypedHistory(Moment({"progress": long}))
    tracemalloc.start()
    for step in range(DEPTH):
        history.note(Moment({"progress": long[: LONGEST_TEXT // 2] + long[LONGEST_TEXT // 2 :], "plan": f"{step}。"}))
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert kept < 4 * LONGEST_TEXT
