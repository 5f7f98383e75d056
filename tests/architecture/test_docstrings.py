"""Who calls a verb reads in its docstring what it refuses."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.architecture.source_tree import ROOT, modules, tree
from tests.architecture.test_words import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef


def public_functions(parent: ast.AST) -> Iterator[Function]:
    """The functions and methods that others may call; what stands inside a function is its own affair."""
    for each in ast.iter_child_nodes(parent):
        if isinstance(each, ast.ClassDef):
            yield from public_functions(each)
        elif isinstance(each, Function) and not each.name.startswith("_"):
            yield each


def raised_in(function: Function) -> set[str]:
    """The names of the classes that a function raises by itself."""
    found: set[str] = set()
    waiting: list[ast.AST] = [*function.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name):
            found.add(node.exc.func.id)
        if not isinstance(node, Function | ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return found


@pytest.mark.parametrize("room", ["departments", "storage", "exports"])
def test_a_refusal_stands_in_the_docstring_of_what_raises_it(room: str) -> None:
    """By its name, below Raises; commands and pages of ``tui`` have no callers who would read it."""
    kinds = {kind.__name__ for kind in refusals()}

    def silent(path: Path) -> Iterator[str]:
        for each in public_functions(tree(path)):
            docstring = ast.get_docstring(each) or ""
            for name in sorted(raised_in(each) & kinds):
                if name not in docstring:
                    yield f"{path.relative_to(ROOT)}: {each.name} raises {name}"

    assert [] == [line for path in modules(room) for line in silent(path)]
