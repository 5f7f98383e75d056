"""What the kernel tells of a server's processes."""

from __future__ import annotations

import re
from pathlib import Path


def resident_mb(pid: int) -> float:
    """Memory that a process has, in megabytes."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1]) / 1024


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
