"""What comes in by files, by a colleague and by the palette: the rest of it is read, and no terminal obeys it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from textual.events import Key

from tests.building import FIRMS, FIRMS_LEVEL, JOBS, JOBS_FIGURE, a_report, saved, submitted
from tests.exports.forms import exported, filled
from tests.hostile.attacks import ATTACKS, handfuls
from tests.hostile.planting import deliver, texts
from tests.hostile.test_app import TURNS, ground
from tui.screens.importing import ImportScreen
from tui.screens.merging_findings import MergingFindingsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from departments.desks import ClerkDesk, CoordinatorDesk, Registry
    from departments.periods import Period
    from storage.installation import Installation

FOR_CELLS = tuple(
    each for each in ATTACKS if not re.search("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", each.text)
)
"""What a cell of a workbook can hold of them, since it can't hold an Esc but in Excel's own way of writing one."""
IN_CELLS = "\n".join((*(each.text for each in FOR_CELLS), "_x001B_[31m_x001b_]0;拥有_x0007_"))


@pytest.mark.parametrize(
    ("department", "keys"),
    [("rsj", ("1", "enter", "f4")), ("rsj", ("f2",)), ("office", ("8",))],
    ids=["evidence", "workbooks", "merging"],
)
async def test_the_names_of_files_that_were_sent_in_are_words(
    visit: Any,
    june: Period,
    clerk_desk: ClerkDesk,
    coordinator_desk: CoordinatorDesk,
    installation: Installation,
    department: str,
    keys: tuple[str, ...],
) -> None:
    """In the picker of evidence, among the workbooks, and where the commission merges: each is listed, and readable."""
    deliver(installation.trays.inbox_path(department))
    async with visit(clerk_desk if department == "rsj" else coordinator_desk) as visitor:
        await visitor.press(*keys, *["pagedown"] * 30)

        assert [] == visitor.commands
        assert [] == [each.name for each in ATTACKS if each.mark not in visitor.words]


async def test_cells_of_a_form_are_words_on_the_import_page(
    visit: Any, june: Period, clerk_desk: ClerkDesk, deliver: Callable[[str, str, bytes], None]
) -> None:
    """What would be saved, what is refused, the file's name, the question, and the sentence afterwards."""
    form = exported(clerk_desk)
    texts_typed: dict[tuple[str, str], object] = {(JOBS, "进展情况"): f"<cell>{IN_CELLS}"}
    deliver("rsj", "<good>[bold]\u202e\x1b[5m.xlsx", filled(form, texts_typed))
    figures_typed: dict[tuple[str, str], object] = {(JOBS_FIGURE, "1-6月累计"): f"<figure>{IN_CELLS}"}
    deliver("rsj", "<wrong>[b]\x9b5m.xlsx", filled(form, texts_typed | figures_typed))
    async with visit(clerk_desk) as visitor:
        for there, back in (("<good>", ("f8", "escape", "escape")), ("<wrong>", ("f4", "escape"))):
            await visitor.press("f2", "f3")
            await visitor.hands.type(there)
            await visitor.press("enter", "enter")

            assert visitor.hands.is_at(ImportScreen), visitor.hands.page

            await visitor.press("tab", *["pagedown"] * 5, *back)
            await visitor.press("escape", "escape")

        assert [] == visitor.commands
        assert [] == [name for name in ("<cell>", "<figure>", "<good>", "<wrong>") if name not in visitor.words]
        assert [] == [each.name for each in FOR_CELLS if each.mark not in visitor.words]


async def test_what_workbooks_disagree_about_is_words(
    visit: Any,
    june: Period,
    coordinator_desk: CoordinatorDesk,
    kjj_desk: ClerkDesk,
    deliver: Callable[[str, str, bytes], None],
) -> None:
    """Files in doubt, both sides of a conflict, and the question which of them stands."""
    submitted(kjj_desk, a_report(FIRMS))
    form = exported(coordinator_desk, "kjj")
    for name, figure in (("<one>[bold]\x1b[5m.xlsx", 390), ("<two>\u202e[i].xlsx", 410)):
        side = f"{name[:5]}{IN_CELLS}"
        changed: dict[tuple[str, str], object] = {(FIRMS_LEVEL, "1-6月累计"): figure, (FIRMS, "进展情况"): side}
        deliver("office", name, filled(form, changed))
    deliver("office", "<none>\x9b5m[@click=app.quit_app]点.xlsx", b"x")
    async with visit(coordinator_desk) as visitor:
        await visitor.press("8", "f4", "f8")
        page = visitor.hands.at(MergingFindingsScreen)
        for number in range(len(page.lines)):
            page.table.choose(str(number))
            await visitor.hands.settle()
            await visitor.press("tab", *["pagedown"] * 4, "tab")
            if page.check_action("decide_conflict", ()):
                page.table.focus()
                await visitor.press("enter", "escape")

        assert [] == visitor.commands
        assert [] == [name for name in ("<one>", "<two>", "<none>") if name not in visitor.words]
        assert visitor.app.is_running


@pytest.mark.parametrize("turn", range(TURNS))
async def test_the_other_version_of_a_report_is_words(
    visit: Any, june: Period, clerk_desk: ClerkDesk, registry: Registry, turn: int
) -> None:
    """Two saved the same report; what the other one wrote stands beside one's own."""
    saved(clerk_desk, a_report(values={JOBS_FIGURE: 6000}))
    hostile = texts(handfuls(TURNS), turn)
    async with visit(clerk_desk) as visitor:
        await visitor.press("1", "enter", "end", "1")
        ground(registry).plant(hostile)
        visitor.line.written.clear()
        await visitor.press("f2")

        assert visitor.hands.is_asked()

        await visitor.press(*["pagedown"] * 5, *["tab"] * 12)

        assert [] == visitor.commands
        told = ("progress", "problems", "next", "explanation", "evidence")
        assert [] == [name for name in told if f"<{name}>" not in visitor.words]


async def test_what_is_typed_and_pasted_into_the_palette_is_words(
    visit: Any, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Its find takes letters; what was typed stands in its head, and nothing that was pasted presses a key."""
    async with visit(clerk_desk) as visitor:
        await visitor.press("f9")
        for text in handfuls(16):
            await visitor.hands.paste(f"<pasted>{text}")

            assert visitor.hands.is_asked()

        for attack in ATTACKS:
            for character in attack.text.replace("\n", "")[:80]:
                visitor.app.post_message(Key("unnamed", character))
            await visitor.hands.settle()

            assert attack.mark in visitor.words, attack.name

            await visitor.press("escape")

        assert visitor.hands.is_asked()
        assert [] == visitor.commands
