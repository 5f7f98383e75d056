"""Nothing slow is loaded before it is needed."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SLOW = ("textual", "rich", "openpyxl", "asyncssh", "argon2", "pypinyin")
BESIDE_A_LOOK = ("departments.desks.account_keeping", "departments.history", "departments.public_keys", "tui.screens")
"""What keeps accounts, looks back, or shows pages: no part of the leaders' page."""
PROGRAM = """
import json, sys
from tui.program import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    code = ended.code or 0
print(json.dumps({"code": code, "loaded": sorted(sys.modules)}), file=sys.stderr)
"""

FIRST_PAGE = """
import asyncio, json, sys
from pathlib import Path
import tui.program
from tui.language import speak
from tui.local_app import LateOffice, LocalApp

class Watched(LateOffice):
    def opened(self):
        print(json.dumps(sorted(sys.modules)), file=sys.__stdout__, flush=True)
        return super().opened()

async def main():
    office = Watched(Path(sys.argv[1]))
    async with LocalApp(office, speak("zh")).run_test(size=(80, 24)):
        await asyncio.to_thread(office.opened)

asyncio.run(main())
"""
BEHIND_THE_FIRST_PAGE = {
    "argon2": "password hashing",
    "asyncssh": "the SSH door",
    "cattrs": "what is on disk",
    "chinese_calendar": "due dates",
    "click": "the command line",
    "departments.plan": "the plan",
    "departments.desks.office": "desks",
    "departments.terms": "the domain's terms",
    "openpyxl": "workbooks",
    "pypinyin": "readings",
    "storage": "the disk",
    "tinydb": "books",
    "tui.commands": "the command line's verbs",
    "tui.screens.commitments": "the next page",
    "tui.widgets.row_table": "lists",
    "tui.wiring": "whatever wires these",
}
"""What is loaded while somebody types a name and a password."""


def test_the_first_page_stands_before_anything_behind_it_is_loaded(sample_data: Path) -> None:
    """The app at the host's terminal opens the installation behind its sign-in page; nothing of it is loaded before."""
    result = subprocess.run(
        [sys.executable, "-c", FIRST_PAGE, str(sample_data)], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(json.loads(result.stdout.splitlines()[0]))

    assert "tui.screens.sign_in" in loaded
    assert [name for name in BEHIND_THE_FIRST_PAGE if name in loaded] == []


@pytest.mark.parametrize("arguments", [["--help"], ["status"], ["status", "--json"], ["report", "--help"]])
def test_a_quick_look_loads_no_toolkit(sample_data: Path, arguments: list[str]) -> None:
    """``--help`` and ``status`` answer without Textual, openpyxl, asyncssh or argon2."""
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--data", str(sample_data), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    told = json.loads(result.stderr.splitlines()[-1])

    assert told["code"] == 0
    assert [name for name in SLOW if name in told["loaded"]] == []
    assert [name for name in BESIDE_A_LOOK if name in told["loaded"] and "status" in arguments] == []


def test_a_server_has_read_pinyin_before_anybody_comes() -> None:
    """Its dictionary is loaded before the workers fork: else the first list of each would hold up everybody's keys."""
    program = "import sys; from tui.ssh import workers; workers._load_everything(); print('pypinyin' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)

    assert result.stdout == "True\n"
