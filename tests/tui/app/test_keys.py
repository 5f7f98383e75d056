"""Keys of one's own: given at the keyboard, in force at once, shown wherever keys are shown; what collides is named."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from departments.settings import Settings
from tui.actions import ACTIONS, Action, action
from tui.key_map import CHOICES, REQUIRED, PageKeys, clashes, in_force, keymap_of, keys_of, own_keymap, page_keys
from tui.pages import FOR_ALL, FOR_DEPARTMENTS, FOR_THE_COMMISSION, pages_of
from tui.widgets.fields import LineInput
from tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal, Hands

EVERY = (*FOR_ALL, *FOR_DEPARTMENTS, *FOR_THE_COMMISSION)
ONE_OR_THE_OTHER = {
    ("sign-in", "sign_out", "leave_app"),
    ("report form", "submit_report", "sign_report"),
    ("report form", "withdraw_report", "return_report"),
    ("tour", "next_page", "end_tour"),
    ("accounts", "choose_period", "unlock_account"),
    ("plan", "choose_period", "show_changes"),
}
"""Pages with two actions at a key, of which only one is ever possible."""


def named(action_id: str) -> Action:
    """The action of this id."""
    found = action(action_id)
    assert found is not None
    return found


def a_page(*ids: str) -> PageKeys:
    """A page with these actions."""
    return PageKeys("list of commitments", tuple(named(each) for each in ids))


async def open_keys(hands: Hands) -> None:
    """Go to the page of keys."""
    await hands.press("ctrl+o", "f3")


def test_no_key_is_given_twice_on_any_page() -> None:
    """As the table of actions has it, but for those of which a page has one or the other."""
    shared = {
        (page.name, one.id, other.id)
        for page in EVERY
        for one, other in combinations(page_keys(page.name, page.load()).actions, 2)
        if set(one.keys) & set(other.keys)
    }

    assert shared == ONE_OR_THE_OTHER


@pytest.mark.parametrize("each", ACTIONS, ids=lambda each: each.id)
def test_any_action_can_have_any_key(each: Action) -> None:
    """The new key is shown first; the extra ones stay, and so do the required ones."""
    for key in CHOICES:
        keys = keys_of(each, {each.id: key})

        assert keys[0] == key
        assert set(each.keys[1:]) | (set(each.keys) & REQUIRED) <= set(keys)


def test_help_and_the_way_back_are_never_lost() -> None:
    """F1, Esc and Enter can be given to nothing, and are kept by what has them."""
    assert not REQUIRED & set(CHOICES)
    assert keys_of(named("show_help"), {"show_help": "f9"}) == ("f9", "f1")
    assert keys_of(named("go_back"), {"go_back": "ctrl+b"}) == ("ctrl+b", "escape")
    assert keys_of(named("open_item"), {"open_item": "f8"}) == ("f8", "enter")


def test_what_collides_on_a_page_is_named() -> None:
    """Page, key and both actions; on another page the same key is free."""
    page = a_page("save_report", "find_item", "refresh")
    (found,) = clashes({"refresh": "f3"}, [page, a_page("refresh")])

    assert (found.page, found.key, found.one.id, found.other.id) == (page.name, "f3", "find_item", "refresh")
    assert clashes({"refresh": "f3", "find_item": "f5"}, [page]) == []


def test_a_key_map_of_another_version_holds_as_far_as_it_can() -> None:
    """Actions that are gone, keys that are none, and what collides by now are left aside."""
    own = {"gone": "f2", "refresh": "f3", "save_report": "f11", "find_item": "f3", "sign_out": "ctrl+t"}

    assert in_force(own, [a_page("save_report", "find_item", "refresh", "sign_out")]) == {"sign_out": "ctrl+t"}
    assert keymap_of({"find_item": "f5"}) == {"find_item": "f5,slash"}


def test_every_action_that_may_be_met_can_be_changed(clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk) -> None:
    """None is forgotten: each belongs to a page that somebody comes to."""
    met = {
        each.id
        for desk in (clerk_desk, coordinator_desk)
        for page in pages_of(desk)
        for each in page_keys(page.name, page.load()).actions
    }

    assert {each.id for each in ACTIONS} == met


async def test_a_key_is_given_at_the_keyboard(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """It does what it is given for at once, and the key line and help say so; the former key does nothing any more."""
    async with at_terminal(clerk_desk) as hands:
        await open_keys(hands)
        await hands.choose_row("查找")
        await hands.press("enter", "ctrl+p")

        assert "Ctrl+P, /" in hands.page

        await hands.press("escape", "escape")

        assert "Ctrl+P 查找" in hands.page

        await hands.press("f1")

        assert "Ctrl+P, /" in hands.page

        await hands.press("escape", "f3")

        assert not hands.has(LineInput)

        await hands.press("ctrl+p")

        assert hands.has(LineInput)

    assert clerk_desk.settings().keys == {"find_item": "ctrl+p"}

    async with at_terminal(clerk_desk) as hands:
        assert "Ctrl+P 查找" in hands.page


async def test_an_action_is_found_by_what_it_is_called_does_or_is_set_off_by(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Esc shows all of them again, and only then leaves the page."""
    async with at_terminal(clerk_desk) as hands:
        await open_keys(hands)
        table = hands.app.screen.query_one(RowTable)
        every = table.rows
        await hands.press("slash")
        await hands.type("chzh")

        assert ["find_item"] == [row.key for row in table.rows if row.cells[0].text == "查找"]
        assert len(table.rows) < len(every)

        await hands.press("enter", "escape")

        assert every == table.rows

        await hands.press("escape")

        assert not hands.app.screen.query("RowTable")


async def test_a_key_that_is_taken_is_refused_with_its_page(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """Nothing is changed; once the other one has moved away, the key is free."""
    async with at_terminal(clerk_desk) as hands:
        await open_keys(hands)
        await hands.choose_row("查找")
        await hands.press("enter", "f4")
        page = hands.page.replace("\n", "")

        assert "任务列表" in page
        assert "亮灯" in page
        assert clerk_desk.settings() == Settings()


async def test_a_key_that_cannot_be_chosen_is_told(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """A letter goes into fields, F1 is help: the dialog stays, and Esc leaves everything as it was."""
    async with at_terminal(clerk_desk) as hands:
        await open_keys(hands)
        for key in ("x", "f1", "enter", "f11"):
            await hands.press("enter", key)

            assert "不能分配" in hands.page

            await hands.press("escape")

    assert clerk_desk.settings() == Settings()


async def test_keys_go_back_to_what_they_were(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """One with Del, all with F6."""
    clerk_desk.keep_settings(Settings(keys={"find_item": "ctrl+p", "refresh": "ctrl+r"}))
    async with at_terminal(clerk_desk) as hands:
        await open_keys(hands)

        assert hands.page.count("自定义") == 2

        await hands.choose_row("查找")
        await hands.press("delete")

        assert clerk_desk.settings().keys == {"refresh": "ctrl+r"}

        await hands.press("f6", "escape", "escape")

        assert "F3 查找" in hands.page

    assert clerk_desk.settings() == Settings()


async def test_ones_keys_are_nobody_elses(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk
) -> None:
    """Two apps of one process, each with its own keys on the same page."""
    clerk_desk.keep_settings(Settings(keys={"find_item": "ctrl+p"}))
    async with at_terminal(clerk_desk) as mine, at_terminal(kjj_desk) as theirs:
        assert "Ctrl+P 查找" in mine.page
        assert "F3 查找" in theirs.page

        await theirs.press("f3")

        assert theirs.has(LineInput)


def test_nobody_who_never_chose_pays_for_keys(clerk_desk: ClerkDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """No page is loaded for a key map that is empty."""
    monkeypatch.setattr("tui.pages.pages_of", None)

    assert own_keymap({}, clerk_desk) == {}


async def test_advice_names_the_key_that_holds(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """The terminal check sends nobody to a key that he has given away; one that collides doesn't hold."""
    for own, named_so in ((Settings(keys={"show_settings": "ctrl+g"}), "Ctrl+G"), (Settings(), "Ctrl+O")):
        clerk_desk.keep_settings(own)
        async with at_terminal(clerk_desk) as hands:
            await hands.press(named_so.lower(), "f4")

            assert f"登录后按 {named_so}" in hands.page
