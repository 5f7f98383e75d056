"""What an operator is told when the operating system won't do what a command needs."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from attrs import define

from departments.refusals import Refusal
from departments.wording import N_
from storage.durable import DiskFailure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@define
class DiskRefused(Refusal):
    """The operating system won't let something be read or written."""

    message: ClassVar[str] = N_("{path} can't be read or written ({reason}); set that right and run it again.")
    path: str
    reason: str


@contextmanager
def told_as_refusal(path: Path) -> Iterator[None]:
    """Tell of every failure of the operating system inside the ``with`` block as one about ``path``.

    Raises:
        DiskRefused: there was one.
    """
    try:
        yield
    except (DiskFailure, OSError) as failure:
        raise DiskRefused(str(path), os.strerror(failure.errno or errno.EIO)) from failure
