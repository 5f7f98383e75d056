"""The table of pages names every page and dialog that there is."""

from __future__ import annotations

import ast
import importlib
from typing import TYPE_CHECKING

import pytest
from textual.screen import Screen

from tests.architecture.source_tree import ROOT, modules, name_of
from tui.dialogs.dialog import Dialog
from tui.language import speak
from tui.pages import FOR_ALL, FOR_DEPARTMENTS, FOR_THE_COMMISSION, Page, pages_of
from tui.screens.place import Place

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk

EVERY = (*FOR_ALL, *FOR_DEPARTMENTS, *FOR_THE_COMMISSION)
FRAMES = {
    "CommissionList",
    "CommissionPlace",
    "FindLinePlace",
    "FindingPlace",
    "FindingTextPlace",
    "LinesPlace",
    "NumberedPlace",
    "PeriodPlace",
    "ReadPlace",
    "ReportPage",
    "TypingDialog",
}
"""Classes that pages are made of and that nobody comes to."""


def classes_of_pages() -> set[str]:
    """Module and name of every place and dialog of the app, as they stand in the code."""
    found = set()
    for path in modules("tui"):
        if path.relative_to(ROOT).parts[1] not in ("screens", "dialogs"):
            continue
        module = importlib.import_module(name_of(path))
        for node in ast.parse(path.read_text("utf-8")).body:
            each = getattr(module, node.name) if isinstance(node, ast.ClassDef) else None
            if isinstance(each, type) and issubclass(each, Place | Dialog) and each not in (Place, Dialog):
                found.add(f"{module.__name__.removeprefix('tui.')}:{each.__name__}")
    return found


def test_every_page_is_in_the_table() -> None:
    """Add a new one to ``tui/pages.py``: its name is what a person reads where keys collide."""
    homes = {each.home for each in EVERY}

    assert {each for each in classes_of_pages() if each.partition(":")[2] not in FRAMES} == homes


@pytest.mark.parametrize("page", EVERY, ids=lambda page: page.name)
def test_a_page_can_be_loaded_and_has_a_name(page: Page) -> None:
    """In both languages, and none twice."""
    assert issubclass(page.load(), Screen)
    assert page.name != speak("zh").say(page.name)
    assert sum(each.name == page.name for each in EVERY) == 1


def test_nobody_has_pages_of_another_desk(clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk) -> None:
    """A clerk's key collides with nothing of the commission's."""
    own, commission = pages_of(clerk_desk), pages_of(coordinator_desk)

    assert set(own) & set(commission) == set(FOR_ALL)
    assert {*own, *commission} == set(EVERY)
