"""Workbooks over the network alone: fetched, filled in elsewhere, sent in, imported and merged in the served app."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.exports.forms import filled
from tests.ssh.clients import sftp, ssh, terminal
from tui.tray_names import INBOX, OUTBOX

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ssh.clients import Door

F2, F4, F8 = "\x1bOQ", "\x1bOS", "\x1b[19~"
FORM, SENT = "填报-区科技局-2021-09.xlsx", "已填.xlsx"
COMMITMENT, WORDS = "1.1-06", "引育基地方案已报区政府。"


@pytest.fixture
def form(door: Door, tmp_path: Path) -> Path:
    """The department's form as it lies ready."""
    place = tmp_path / "form.xlsx"
    assert 0 == sftp(door, "kjj", f"get {OUTBOX}/{FORM} {place}").returncode
    return place


def test_a_form_goes_out_and_comes_back(door: Door, form: Path) -> None:
    """Fetched and sent with OpenSSH's sftp, looked at and taken in the app on a terminal of eighty columns."""
    form.write_bytes(filled(form.read_bytes(), {(COMMITMENT, "进展情况"): WORDS}))
    assert 0 == sftp(door, "kjj", f"put {form} {INBOX}/{SENT}").returncode
    screen = terminal(door, "kjj", size=(80, 24))
    screen.wait_for("区科技局", COMMITMENT)
    screen.type(F2)
    screen.wait_for(SENT)
    screen.type("\r")
    screen.wait_for("新报 1", WORDS)
    screen.type(F8)
    screen.wait_for("新报1项")
    screen.type("\r")
    screen.wait_for("已存为草稿1项")

    assert WORDS in ssh(door, "kjj", "report", "show", COMMITMENT, "--period", "2021-09").stdout.decode()


def test_the_coordinator_merges_what_was_sent_in(door: Door, form: Path, tmp_path: Path) -> None:
    """Sent in, picked, merged and fetched; the departments that sent nothing are named."""
    result = tmp_path / "merged.xlsx"
    assert 0 == sftp(door, "coordinator", f"put {form} {INBOX}/{FORM}").returncode
    screen = terminal(door, "coordinator", size=(80, 24))
    screen.wait_for("总览")
    screen.type("8")
    screen.wait_for(FORM)
    screen.type(F4)
    screen.wait_for("已选 1 个")
    screen.type(F8)
    screen.wait_for("1 个文件，1 个单位", "没有收到区委组织部的工作簿")
    screen.type(F8)
    screen.wait_for("合并汇总-2021-09.xlsx", "已放入")
    assert 0 == sftp(door, "coordinator", f"get {OUTBOX}/合并汇总-2021-09.xlsx {result}").returncode

    assert "任务进展" in load_workbook(io.BytesIO(result.read_bytes())).sheetnames
