"""Help over a dialog: what it asks, its keys and its fields, and back to it with nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from attrs import frozen

from departments.settings import Settings
from tests.building import JOBS, JOBS_FIGURE, a_report, saved, submitted
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.conflict import ConflictDialog
from tui.dialogs.dialog import Dialog
from tui.dialogs.evidence import EvidenceDialog
from tui.dialogs.fields import FieldsDialog
from tui.dialogs.reason import ReasonDialog
from tui.pages import FOR_ALL, FOR_DEPARTMENTS, FOR_THE_COMMISSION
from tui.screens.help import HelpScreen
from tui.screens.settings_keys import KeyDialog
from tui.screens.tour import TourDialog

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands
    from tui.screens.place import Place

WITHOUT_HELP = {HelpScreen, KeyDialog}
"""Help itself, and the dialog in which every key is looked at."""


@frozen
class Asked:
    """A dialog, how one comes to it from the list, and a word of its help."""

    dialog: type[Dialog[Any]]
    keys: tuple[str, ...]
    word: str


OF_A_CLERK = (
    Asked(ChooseDialog, ("f7",), "拼音首字母"),
    Asked(ConfirmDialog, ("1", "enter", "f8"), "Esc"),
    Asked(EvidenceDialog, ("1", "enter", "f4"), "待上传"),
)


async def check_help(hands: Hands, dialog: type[Dialog[Any]], word: str) -> None:
    """F1 shows what it asks and its keys, a second F1 changes nothing, and Esc leads back to the same page."""
    before = hands.page
    focused = hands.app.focused

    assert hands.is_at(dialog)
    assert "F1 帮助" in before

    await hands.press("f1")
    told = "".join(hands.page.replace("|", " ").split())

    assert hands.is_at(HelpScreen)
    assert word in told
    assert "Esc" in told

    await hands.press("f1", "escape")

    assert hands.is_at(dialog)
    assert before == hands.page
    assert hands.app.focused is focused


@pytest.mark.parametrize("asked", OF_A_CLERK, ids=lambda each: each.dialog.__name__)
async def test_a_clerks_dialog_has_help(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, asked: Asked
) -> None:
    """A list to choose from, a question before something is sent, evidence."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press(*asked.keys)
        await check_help(hands, asked.dialog, asked.word)


async def test_help_tells_what_goes_into_a_dialogs_field(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, head_desk: HeadDesk
) -> None:
    """The reason of a return: what is typed and where the cursor stands are as they were."""
    submitted(clerk_desk, a_report())
    async with at_terminal(head_desk) as hands:
        await hands.press("1", "enter", "f6")
        await hands.type("请补充数")
        await hands.press("left")
        await check_help(hands, ReasonDialog, "有关人员会看到")
        await hands.type("月")

        assert "请补充月数" in hands.page


async def test_a_narrowed_list_is_as_narrow_after_help(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """What was typed into a picker isn't lost."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("f7")
        await hands.type("-0")
        await check_help(hands, ChooseDialog, "拼音首字母")


async def test_the_commissions_fields_have_help(
    at_terminal: AtTerminal, june: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """A date and a reason, half filled in."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("4", "f2")
        await hands.type("1")
        await hands.press("tab")
        await hands.type("延期")
        await check_help(hands, FieldsDialog, "Tab")


async def test_two_versions_are_as_chosen_after_help(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """Help over the conflict loses no choice, and F2 still saves it."""
    saved(clerk_desk, a_report())
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter", "end", "backspace")
        saved(colleague_desk, a_report(values={JOBS_FIGURE: 6500}))
        await hands.press("f2", "1")
        await check_help(hands, ConflictDialog, "F2之前")
        await hands.press("f2")

    assert clerk_desk.report(june, JOBS).revision == 3


async def test_the_tour_has_help(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """The page of the tour stays."""
    clerk_desk.keep_settings(Settings())
    async with at_terminal(clerk_desk, is_new=True) as hands:
        await hands.press("enter")
        await check_help(hands, TourDialog, "导览")

        assert "2/5" in hands.page


@pytest.mark.parametrize("page", [*FOR_ALL, *FOR_DEPARTMENTS, *FOR_THE_COMMISSION], ids=lambda page: page.name)
def test_every_page_and_dialog_says_what_it_is_for(page: Any) -> None:
    """A new one without a sentence shows an empty help."""
    kind: type[Place | Dialog[Any]] = page.load()

    assert bool(kind.HELP) is (kind not in WITHOUT_HELP)
