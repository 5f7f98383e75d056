"""A dangerous power has one file; nobody else uses it."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.source_tree import ROOT, calls, imports, modules, name_of, tree


@pytest.mark.parametrize(
    ("power", "forbidden", "door"),
    [
        ("the clock", {"dt.datetime.now", "datetime.now", "time.time", "dt.date.today", "date.today"}, "tui.wiring"),
        ("durable writing", {"os.fsync", "os.fdatasync", "os.replace", "os.rename", "os.link"}, "storage.durable"),
    ],
)
def test_a_power_is_used_behind_its_door_only(power: str, forbidden: set[str], door: str) -> None:
    """The calls of a power occur in its one module."""
    users = {name_of(path) for path in modules() if calls(path) & forbidden}

    assert users == {door}, power


@pytest.mark.parametrize(
    ("imported", "doors"),
    [
        ("gettext", {"tui.language"}),
        ("argon2", {"storage.credentials"}),
        ("platformdirs", {"tui.data_directory"}),
        ("tinydb", {"storage.state"}),
    ],
)
def test_a_library_has_one_door(imported: str, doors: set[str]) -> None:
    """What a library does is asked for in one place."""
    users = {name_of(path) for path in modules() if any(each.split(".")[0] == imported for each in imports(path))}

    assert users == doors


def test_private_names_of_textual_are_left_alone() -> None:
    """What Textual may change without a word is built upon in the one module that is held to the version in use."""
    users = {
        name_of(path)
        for path in modules("tui")
        if any(each.startswith("textual.") and "._" in each for each in imports(path))
    }

    assert users == {"tui.terminal_protocol"}


def test_files_are_opened_for_writing_by_storage_alone() -> None:
    """No other room writes a file by itself."""
    writers = set()
    for path in modules("departments", "exports", "tui"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith((".write_text", ".write_bytes")):
                writers.add(name_of(path))
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("open", "os.open"):
                writers.add(name_of(path))

    assert writers == set()


def test_the_root_is_the_one_that_was_agreed() -> None:
    """The top level holds the four rooms, what proves and explains them, and nothing else."""
    tracked = {path.name for path in ROOT.iterdir() if not path.name.startswith(".") and path.name != "__pycache__"}
    rooms = {"departments", "storage", "exports", "tui", "tests", "docs", "benchmarks", "requirements"}

    assert tracked <= rooms | {"pyproject.toml", "README.md", "Makefile", "CONTRIBUTING.md", "CHANGELOG.md"}
