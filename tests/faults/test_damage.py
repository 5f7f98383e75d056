"""Bit rot and cut files: told or harmless; a healthy store raises no alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import rebuild_books, verify_installation
from storage.installation import Installation
from tests.faults import damage
from tests.faults.figures import figure
from tests.faults.power_loss import run as after_power_losses

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_every_flip_and_every_cut_is_told_or_harmless(quick_path: Path, executed: Callable[..., None]) -> None:
    """What a look through everything lets pass has changed neither a document nor a file nor a password."""
    wanted = figure(500, 10_000)

    tried, told = damage.run(wanted, quick_path)

    assert told > tried // 3
    executed("flips and cuts", tried, at_least=wanted)


def test_a_harmed_journal_is_told_by_reading_it(tmp_path: Path) -> None:
    """A flip in the last line, which might pass for an append that never came to its end, is damage."""
    damage.make(tmp_path / "data")
    journal = tmp_path / "data" / "books" / "rsj" / "journal.jsonl"
    content = bytearray(journal.read_bytes())
    content[-100] ^= 1
    journal.write_bytes(content)

    finding = next(
        each for each in verify_installation(Installation.open(tmp_path / "data")).books if each.book == "rsj"
    )

    assert finding.problem is not None
    assert f"line {content.count(10)}" in str(finding.problem)


def test_rebuilding_leaves_a_damaged_journal_alone(tmp_path: Path) -> None:
    """Only the operator can say that a shortened journal is what there is."""
    damage.make(tmp_path / "data")
    journal = tmp_path / "data" / "books" / "rsj" / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:-1]))
    installation = Installation.open(tmp_path / "data")

    assert [each.problem is None for each in rebuild_books(installation)] == [True, False]
    assert [each.problem for each in rebuild_books(installation, accept_loss=True)] == [None, None]
    assert verify_installation(Installation.open(tmp_path / "data")).books[1].problem is None


def test_no_alarm_is_raised_by_what_a_power_failure_leaves(quick_path: Path) -> None:
    """The states of the power-loss harness are healthy ones: none of them may be called damaged."""
    assert after_power_losses(100, quick_path, seed=7) >= 100
