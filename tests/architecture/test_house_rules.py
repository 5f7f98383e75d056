"""Rules of the house that a machine can hold: size of modules, names, and no state where sessions could share it."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.architecture.source_tree import ROOT, modules, name_of, tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST = 400
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "stuff", "base", "manager"}
_MUTABLE_CALLS = {"list", "dict", "set", "bytearray", "defaultdict", "deque", "Counter", "OrderedDict"}


def test_a_module_holds_one_thing() -> None:
    """No module, test or not, is longer than 400 lines."""
    paths = [*modules(), *(ROOT / "tests").rglob("*.py")]
    too_long = {str(path.relative_to(ROOT)): length for path in paths if (length := _lines(path)) > LONGEST}

    assert too_long == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    """A module is called by the noun of what it holds."""
    named = {path.stem for path in modules()}

    assert named & SAYS_NOTHING == set()


def test_every_module_and_every_public_name_is_documented() -> None:
    """Each module, and each public class and function in it, has a docstring."""
    silent = [f"{name_of(path)}.{name}" for path in modules() for name in _undocumented(tree(path))]

    assert silent == []


def test_a_session_leaves_nothing_on_a_module_or_a_class() -> None:
    """In tui no module and no class holds a value that could change: two sessions of one process would share it."""
    shared = [f"{name_of(path)}:{line}" for path in modules("tui") for line in _mutable_state(tree(path))]

    assert shared == []


def test_nothing_is_made_global() -> None:
    """No function reaches for its module's names to change them."""
    reached = [name_of(path) for path in modules() for node in ast.walk(tree(path)) if isinstance(node, ast.Global)]

    assert reached == []


def test_no_page_waits_for_the_end_of_another() -> None:
    """One that is cancelled meanwhile, as a reading is, would cancel that end, and the app that waits for it, too."""
    ends = ("remove", "remove_children", "recompose", "dismiss", "pop_screen", "switch_screen")
    waiting = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules("tui")
        if name_of(path) != "tui.app"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Await)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func).rpartition(".")[2] in ends
    ]

    assert waiting == []


def test_no_error_is_swallowed() -> None:
    """Whoever catches every exception there is lets it go on after having tidied up."""
    swallowed = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
        and ast.unparse(node.body[-1]) != "raise"
    ]

    assert swallowed == []


@pytest.mark.parametrize("path", sorted((ROOT / "tui").rglob("*.tcss")), ids=lambda path: path.name)
def test_a_screens_styles_stay_with_the_screen(path: Path) -> None:
    """Each rule of a style sheet beside a module begins with a class of that module; only the base is for all."""
    module = path.with_suffix(".py")
    if path.parent.name == "styles":
        return
    classes = {node.name for node in tree(module).body if isinstance(node, ast.ClassDef)}

    assert {first for first in _top_selectors(path.read_text("utf-8")) if first not in classes} == set()


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def _undocumented(module: ast.Module) -> Iterator[str]:
    if not ast.get_docstring(module):
        yield "(module)"
    for node in module.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield node.name


def _mutable_state(module: ast.Module) -> Iterator[int]:
    bodies = [module.body, *(node.body for node in ast.walk(module) if isinstance(node, ast.ClassDef))]
    for body in bodies:
        for node in body:
            value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
            if value is not None and _is_mutable(value):
                yield node.lineno


def _is_mutable(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return ast.unparse(value.func).rpartition(".")[2] in _MUTABLE_CALLS
    return isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp)


def _top_selectors(sheet: str) -> Iterator[str]:
    """The first type name of every rule that is nested in no other."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    depth, selector = 0, ""
    for character in sheet:
        if character == "{":
            if depth == 0:
                for each in selector.split(","):
                    found = re.match(r"\s*([A-Za-z_]\w*)", each)
                    yield found[1] if found else each.strip()
            depth, selector = depth + 1, ""
        elif character == "}":
            depth, selector = depth - 1, ""
        elif depth == 0 and character != ";":
            selector += character
