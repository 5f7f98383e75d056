"""What the pages for readers name is there: files, modules, headings and targets of make."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

import pytest

from departments.desks.kinds import DESKS
from tests.architecture.source_tree import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
_LINK = re.compile(r"\]\(([^)#:]*)(?:#([^)]+))?\)")
_FILE = re.compile(r"`(\w[\w./-]*\.(?:py|md|toml|tcss|txt|po))`")
_ROOMS = ("departments", "exports", "storage", "tests", "tui", "benchmarks", "tui/screens")
_KEPT = {"plan.toml", "departments.toml", "source.txt"}
"""Files of a plan's directory, wherever that is."""


def heading_names(page: Path) -> set[str]:
    """The names under which a page's headings can be linked to."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    """To a file of the repository, and to a heading that it has."""
    links = [(page.parent / name if name else page, head) for name, head in _LINK.findall(page.read_text("utf-8"))]

    assert [] == [place.name for place, _ in links if not place.exists()]
    assert [] == [head for place, head in links if head and head not in heading_names(place)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_module_that_is_named_is_there(page: Path) -> None:
    """By its path, or by its name in a room that the page speaks of."""
    named = set(_FILE.findall(page.read_text("utf-8"))) - _KEPT
    places = [ROOT, page.parent, *(ROOT / room for room in _ROOMS), ROOT / "tui" / "ssh"]

    assert [] == sorted(name for name in named if not any((place / name).exists() for place in places))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_target_of_make_is_there(page: Path) -> None:
    """What a page tells to make can be made."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)) <= targets


def test_every_verb_of_the_commissions_page_is_a_desks() -> None:
    """A row's verb is a method of some desk, and its parameters are that method's, in their order."""
    rows = re.findall(r"^\| `(\w+)\((.*?)\)`", (ROOT / "docs" / "commission.md").read_text("utf-8"), re.MULTILINE)
    told = {name: [re.split("[=:]", each)[0].strip() for each in given.split(",") if each] for name, given in rows}
    verbs = {name: method for desk in DESKS.values() for name, method in inspect.getmembers(desk, inspect.isfunction)}
    known = {name: list(inspect.signature(verbs[name]).parameters)[1:] for name in told if name in verbs}

    assert 20 < len(told)
    assert known == {name: [each for each in given if each != "*"] for name, given in told.items()}
