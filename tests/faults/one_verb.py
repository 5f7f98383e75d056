"""A process that does one verb, between two marks that show in a trace of its system calls."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from tests.faults.scene import VERBS, Stage

BEGIN, END = "/nowhere/tianbao-begin", "/nowhere/tianbao-end"
DONE = b"done\n"


def main() -> None:
    """Open the installation, do the verb, and say so once it is acknowledged."""
    verb, data = sys.argv[1:]
    stage = Stage.at(Path(data))
    _mark(BEGIN)
    VERBS[verb](stage)
    os.write(1, DONE)
    _mark(END)


def _mark(path: str) -> None:
    with suppress(FileNotFoundError):
        os.rmdir(path)


if __name__ == "__main__":
    main()
