"""Textual's own English words: where they are, and that none of them comes to a screen."""

from __future__ import annotations

import ast
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

from tests.architecture.source_tree import modules, name_of, tree
from tui.actions import action
from tui.app import TianbaoApp
from tui.pages import FOR_ALL, FOR_DEPARTMENTS, FOR_THE_COMMISSION
from tui.widgets.fields import LineInput
from tui.widgets.text_input import TextInput

if TYPE_CHECKING:
    from departments.desks import ClerkDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal

WORDLESS = {"Static", "Input", "TextArea"}
"""Textual's widgets that the app is made of; they show what they are given and nothing else."""
WITH_WORDS = {
    "command_palette": "a palette that searches for Textual's own commands",
    "help_quit": "a notice that names the key to quit, at Ctrl+C",
    "show_help_panel": "a panel of keys and their English descriptions",
    "screenshot": "a notice that names the file of a picture",
    "change_theme": "a palette of Textual's themes",
    "suspend_process": "nothing, but a shell",
    "toggle_dark": "nothing, but another theme",
    "simulate_key": "nothing, but a key that nobody pressed",
}
"""What Textual would show English words for, or do in a way that we don't; by its action."""


def test_the_app_is_made_of_widgets_without_words() -> None:
    """A select has a prompt, a table a loading sign: such a widget needs its words in Chinese first."""
    used: dict[str, set[str]] = {}
    for path in modules("tui"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual.widgets"):
                for each in node.names:
                    if issubclass(getattr(import_module(str(node.module)), each.name), Widget):
                        used.setdefault(each.name, set()).add(name_of(path))

    assert set(used) <= WORDLESS, {name: used[name] for name in set(used) - WORDLESS}


def test_nothing_of_textuals_own_is_bound_to_a_key() -> None:
    """The app's and every page's keys are those of our table, and those that move the focus."""
    assert not TianbaoApp.ENABLE_COMMAND_PALETTE
    assert {each.id for each in TianbaoApp.BINDINGS if isinstance(each, Binding)} == {
        "show_palette",
        "show_settings",
        "quit_app",
    }

    own = {each.action for each in Screen.BINDINGS if isinstance(each, Binding)}
    for page in (*FOR_ALL, *FOR_DEPARTMENTS, *FOR_THE_COMMISSION):
        bound = {
            each.action
            for kind in page.load().__mro__
            for each in vars(kind).get("BINDINGS", ())
            if isinstance(each, Binding)
        }

        assert {each for each in bound - own if action(each) is None and "(" not in each} == set(), page.home


def test_textual_still_has_the_words_that_are_listed() -> None:
    """An action that is gone from Textual may go from the list; a new one is looked at before an upgrade."""
    there = {each.removeprefix("action_") for each in dir(App) if each.startswith("action_")}

    assert set(WITH_WORDS) - {"toggle_dark"} <= there


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+p", "ctrl+backslash", "ctrl+z", "f10", "f11", "ctrl+q"])
async def test_no_key_brings_up_words_of_textuals(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, key: str
) -> None:
    """Neither on the list nor in a form: the page is what it was, or the app has ended."""
    async with at_terminal(clerk_desk) as hands:
        for keys in ((), ("1", "enter")):
            await hands.press(*keys)
            before, kind = hands.page, type(hands.app.screen)
            await hands.press(key)

            assert hands.app._exit or (before, kind) == (hands.page, type(hands.app.screen))
            if hands.app._exit:
                break


async def test_fields_bring_no_words_of_their_own(at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk) -> None:
    """No placeholder, no validator, no suggestion, no tooltip."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        for field in hands.app.screen.query(LineInput):
            assert (field.placeholder, field.validators, field.suggester) == ("", [], None)
            assert field.tooltip is None
        for text in hands.app.screen.query(TextInput):
            assert str(text.placeholder) == ""
            assert text.tooltip is None
