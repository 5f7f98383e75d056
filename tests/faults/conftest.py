"""Each harness says what it executed, and fails when that was less than its figure."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.faults.places import quick_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PROPERTY = "executed"


@pytest.fixture
def quick_path() -> Iterator[Path]:
    """A directory where files cost nothing."""
    place = quick_place()
    yield place
    shutil.rmtree(place)


@pytest.fixture
def executed(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Note how much was executed, for the end of the run, and hold it against the figure."""

    def note(what: str, count: int, *, at_least: int) -> None:
        record_property(PROPERTY, f"{what}: {count:,} executed, {at_least:,} asked for")
        assert count >= at_least, f"{what}: only {count} executed"

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was executed."""
    reports = [each for kind in ("passed", "failed") for each in terminalreporter.getreports(kind)]
    lines = [
        str(text)
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, text in report.user_properties
        if name == PROPERTY
    ]
    if lines:
        terminalreporter.section("what the fault harnesses executed")
        for line in lines:
            terminalreporter.write_line(line)
