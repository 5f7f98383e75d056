"""The arrows between the rooms hold, each with its reason, and a planted violation is named."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.architecture.source_tree import ROOMS, ROOT

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import sys
from importlinter.cli import lint_imports
sys.path.insert(0, ".")
sys.exit(lint_imports(no_cache=True))
"""
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def lint_imports(directory: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the rooms in a directory."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=directory, capture_output=True, text=True, check=False, timeout=120
    )


def test_every_contract_gives_its_reason() -> None:
    """Above each contract stands a comment that says why it is there."""
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    heads = [number for number, line in enumerate(lines) if line.startswith("[[tool.importlinter.contracts]]")]

    assert len(heads) == len(CONTRACTS)
    assert all(lines[number + 1].startswith("# ") for number in heads)


@pytest.fixture
def copied_rooms(tmp_path: Path) -> Path:
    """The rooms and their contracts, to plant a violation in."""
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_rooms_keep_to_their_arrows(copied_rooms: Path) -> None:
    """As the source stands, every contract holds."""
    result = lint_imports(copied_rooms)

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "planted", "contract"),
    [
        ("departments/plan.py", "import storage", "the rooms and their arrows"),
        ("storage/journal.py", "import exports", "the rooms and their arrows"),
        ("exports/cells.py", "import tui", "the rooms and their arrows"),
        ("departments/lights.py", "import textual", "departments know no toolkit"),
        ("tui/language.py", "import storage.book", "only the wiring touches storage"),
        ("tui/language.py", "import openpyxl", "openpyxl stays in exports"),
    ],
)
def test_a_planted_violation_is_named(copied_rooms: Path, module: str, planted: str, contract: str) -> None:
    """An import against an arrow breaks exactly the contract that forbids it."""
    path = copied_rooms / module
    path.write_text(path.read_text("utf-8") + f"\n{planted}\n", "utf-8")

    result = lint_imports(copied_rooms)

    assert result.returncode == 1
    assert f"{contract} BROKEN" in result.stdout
