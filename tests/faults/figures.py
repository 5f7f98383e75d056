"""How much each harness executes: little by default, everything with ``TIANBAO_FAULTS=full``."""

from __future__ import annotations

import os

IS_FULL = os.environ.get("TIANBAO_FAULTS") == "full"


def figure(quick: int, full: int) -> int:
    """The number that holds for this run."""
    return full if IS_FULL else quick
