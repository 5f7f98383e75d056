"""What one worker has at work just now, for whoever asks with SIGUSR1: a number that only grows is a leak."""

from __future__ import annotations

import asyncio
import logging
import os
import resource
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.ssh.premises import Premises

log = logging.getLogger("tianbao.ssh")
_MB = 1024 * 1024
_RESIDENT = 1
"""The place of the resident pages in ``/proc/self/statm``."""


def tell_census(premises: Premises) -> None:
    """Write a line to the log: sessions, tasks, threads, file descriptors and memory of this process."""
    log.info(
        "at work: %d sessions, %d tasks, %d threads, %d descriptors, %.1f MB",
        len(premises.visits),
        len(asyncio.all_tasks()),
        threading.active_count(),
        _descriptors(),
        _resident_mb(),
    )


def _descriptors() -> int:
    # Listing them opens one more.
    return len(os.listdir("/proc/self/fd")) - 1  # noqa: PTH208 - their number is all that counts


def _resident_mb() -> float:
    pages = Path("/proc/self/statm").read_text("ascii").split()[_RESIDENT]
    return int(pages) * resource.getpagesize() / _MB
