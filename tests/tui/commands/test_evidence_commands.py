"""``tianbao evidence``: files and references in, files out."""

from __future__ import annotations

import hashlib
import io
import sys
from typing import TYPE_CHECKING

import pytest

from tests.tui.conftest import JUNE
from tui import wiring

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import CommandLine

CONTENT = b"\x00\xff\r\n\x1b[2Jevidence"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
ADD = ("evidence", "add", "1.1-01", *JUNE)


def test_a_file_goes_in_and_comes_out_the_same(tianbao: CommandLine, tmp_path: Path) -> None:
    """Its bytes are the same to the last one, on standard output and in a file."""
    (tmp_path / "台账.xlsx").write_bytes(CONTENT)
    added = tianbao(*ADD, str(tmp_path / "台账.xlsx"), "--note", "人数台账", by="rsj")
    listed = tianbao("evidence", "list", "1.1-01", *JUNE, "--json").document
    got = tianbao("evidence", "get", "1.1-01", "台账.xlsx", *JUNE, by="rsj")
    written = tianbao("evidence", "get", "1.1-01", SHA256[:8], *JUNE, "-o", str(tmp_path / "out"))

    assert added.code == 0
    assert listed["evidence"] == [{"sha256": SHA256, "name": "台账.xlsx", "size": len(CONTENT), "note": "人数台账"}]
    assert got.out == CONTENT
    assert (written.code, (tmp_path / "out").read_bytes()) == (0, CONTENT)


def test_a_file_comes_on_standard_input(tianbao: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--name`` says what it is called."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CONTENT)))
    tianbao(*ADD, "--name", "管道.bin", by="rsj")

    assert tianbao("evidence", "get", "1.1-01", "管道.bin", *JUNE).out == CONTENT


def test_a_file_is_taken_from_the_inbox(tianbao: CommandLine) -> None:
    """What lies in the department's inbox is attached by its name."""
    wiring.open_installation(tianbao.data).trays.write_inbox("rsj", "收件.txt", io.BytesIO(CONTENT))
    taken = tianbao(*ADD, "--from-inbox", "收件.txt", by="rsj")
    missing = tianbao(*ADD, "--from-inbox", "../../credentials.json", by="rsj")

    assert (taken.code, missing.code) == (0, 1)


def test_a_reference_stands_for_a_file(tianbao: CommandLine) -> None:
    """A document number has no content to get."""
    added = tianbao(*ADD, "--reference", "示发改〔2021〕12号", by="rsj")
    listed = tianbao("evidence", "list", "1.1-01", *JUNE)
    got = tianbao("evidence", "get", "1.1-01", "示发改〔2021〕12号", *JUNE)

    assert added.text == "1.1-01：已添加示发改〔2021〕12号（文号或网址）；第1版。\n"
    assert listed.text == "示发改〔2021〕12号（文号或网址）\n"
    assert got.code == 1


def test_a_report_without_evidence_says_so(tianbao: CommandLine) -> None:
    """An empty list is a sentence, or an empty array."""
    assert tianbao("evidence", "list", "1.1-01").text == "尚无佐证材料。\n"
    assert tianbao("evidence", "list", "1.1-01", "--json").document["evidence"] == []


def test_a_file_is_not_poured_over_a_terminal(tianbao: CommandLine, tmp_path: Path) -> None:
    """Bytes on a screen help nobody and may command it."""
    (tmp_path / "a").write_bytes(CONTENT)
    tianbao(*ADD, str(tmp_path / "a"), by="rsj")
    answer = tianbao("evidence", "get", "1.1-01", "a", *JUNE, is_terminal=True)

    assert (answer.code, answer.out) == (2, b"")


@pytest.mark.parametrize(
    ("given", "by", "code"),
    [
        ((), "rsj", 2),
        (("a", "--reference", "b"), "rsj", 2),
        (("missing.txt",), "rsj", 1),
        ((".",), "rsj", 1),
        (("--reference", " "), "rsj", 2),
        (("--reference", "x"), "reader", 1),
        (("--reference", "x"), None, 2),
        (("--reference", "x"), "fgw", 1),
        (("--reference", "x", "--based-on", "7"), "rsj", 1),
    ],
)
def test_evidence_that_can_not_be_added(
    tianbao: CommandLine, given: tuple[str, ...], by: str | None, code: int
) -> None:
    """One sentence each, and nothing is attached."""
    answer = tianbao(*ADD, *given, by=by)

    assert (answer.code, answer.out) == (code, b"")
    assert len(answer.err.splitlines()) == 1
    assert tianbao("evidence", "list", "1.1-01", *JUNE, "--json").document["evidence"] == []


def test_another_departments_evidence_answers_as_if_not_there(tianbao: CommandLine, tmp_path: Path) -> None:
    """A clerk gets nothing of what another department attached."""
    (tmp_path / "a").write_bytes(CONTENT)
    tianbao(*ADD, str(tmp_path / "a"), by="rsj")
    others = tianbao("evidence", "get", "1.1-01", SHA256, *JUNE, "--department", "rsj", by="wjw")
    own = tianbao("evidence", "get", "1.1-01", SHA256, *JUNE, by="wjw")

    assert (others.code, others.out, own.code, own.out) == (1, b"", 1, b"")
