"""The operating system refuses any call, once or for ever, for any reason: nobody is told what is not so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults import every_call_fails
from tests.faults.figures import figure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_whatever_call_fails_the_answer_is_true_and_no_traceback(
    quick_path: Path, executed: Callable[..., None]
) -> None:
    """No false acknowledgement, nothing but refusals, reading goes on, and writing resumes when there is room."""
    tried = every_call_fails.run(quick_path, one_in=figure(9, 1))

    executed("calls failing", tried, at_least=figure(500, 4_000))
