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
PROGRAM = """
import json, sys
from tui.cli import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    code = ended.code or 0
print(json.dumps({"code": code, "loaded": sorted(sys.modules)}), file=sys.stderr)
"""


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
